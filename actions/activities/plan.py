"""My plan: my person, my words, my first step, my helpline. By taps; the numbers of the taps are all that is known."""

from typing import Any

from actions.activity import Activity
from actions.state import State, Step
from bot.guide.payloads import payload
from bot.guide.reply import Reply


def start(state: State) -> Step:
    """The first question."""
    return _ask(state, state.phrase("plan_start"), [])


def answer(state: State) -> Step:
    """Note the tap, ask the next question or show the plan."""
    step_id, _, number = state.at.partition(".")
    steps, picked = state.guide.plan, _picked(state)
    at = next((at for at, step in enumerate(steps) if step.id == step_id), None)
    given = int(number) if number.isascii() and number.isdigit() else -1
    if at is None or at > len(picked) or not 0 <= given < len(steps[at].options):
        return show(state)
    picked = [*picked[:at], given]
    return _ask(state, Reply(), picked) if len(picked) < len(steps) else _plan(state, picked)


def show(state: State) -> Step:
    """The question that is open, again."""
    return _ask(state, Reply(), _picked(state))


def reveal(state: State) -> Step:
    """Not knowing is fine here too."""
    return _ask(state, state.phrase("plan_dont_know"), _picked(state))


def back(state: State) -> Step:
    """The question before, to choose otherwise."""
    return _ask(state, Reply(), _picked(state)[:-1])


def _picked(state: State) -> list[int]:
    """What was tapped so far: places among the options, as far as they exist."""
    place: dict[str, Any] = state.slots.get("plan") or {}
    steps, picked = state.guide.plan, []
    for step, number in zip(steps[:-1], place.get("picked", []), strict=False):
        if not 0 <= number < len(step.options):
            break
        picked.append(number)
    return picked


def _ask(state: State, reply: Reply, picked: list[int]) -> Step:
    step = state.guide.plan[len(picked)]
    extra = {"title": step.title, "progress": state.progress(len(picked) + 1, len(state.guide.plan))}
    reply.say([*step.say, f"**{step.ask}**"], kind="scenario", **extra)
    reply.offer(*(payload("plan", f"{step.id}.{number}") for number in range(len(step.options))))
    reply.offer(*([payload("back")] if picked else []), payload("stop"))
    return Step(reply, {"activity": "plan", "plan": {"picked": picked}})


def _plan(state: State, picked: list[int]) -> Step:
    steps = state.guide.plan
    lines = [f"- **{step.title}:** {step.options[number].plan}" for step, number in zip(steps, picked, strict=True)]
    reply = Reply(need="help").say(
        ["\n".join(lines)], kind="scenario", title=state.guide.ui["plan"]["title"], shows="plan"
    )
    closing = state.phrase("plan_end")
    reply.messages += closing.messages
    return Step(reply.offer(*closing.suggestions), {"activity": "none", "plan": None})


ACTIVITY = Activity("plan", start, answer, show, reveal, show, back=back)
