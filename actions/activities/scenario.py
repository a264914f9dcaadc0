"""Stories: show a step, answer a choice with its feedback, go on to the next step or an ending."""

from actions.activity import Activity
from actions.state import State, Step
from bot.guide.payloads import payload
from bot.guide.reply import Reply, bullets
from bot.guide.scenarios import Ending, Scenario
from bot.guide.scenarios import Step as StoryStep

Node = StoryStep | Ending


def start(state: State) -> Step:
    """Begin the story that was named, or show all of them."""
    if state.at in state.guide.scenarios:
        return _begin(state, state.guide.scenario(state.at))
    reply = state.phrase("scenario_list")
    stories = [payload("start_scenario", scenario_id) for scenario_id in state.guide.scenarios]
    reply.suggestions = state.resumable + stories + reply.suggestions
    return Step(reply)


def show(state: State) -> Step:
    """The step where the story stands, again."""
    scenario, node, trail = _place(state)
    if scenario is None:
        return Step(start(State(state.guide, "start_scenario", "", {})).reply, {"activity": "none", "story": None})
    return _arrive(state, Reply(need=scenario.need), scenario, node, trail)


def back(state: State) -> Step:
    """One step back in the story."""
    scenario, _, trail = _place(state)
    if scenario is None or len(trail) < 2:
        reply = state.phrase("nothing_before")
        again = show(state) if scenario else None
        return Step(_joined(reply, again.reply), again.slots) if again else Step(reply)
    return _arrive(state, Reply(need=scenario.need), scenario, scenario.node(trail[-2]), trail[:-1])


def reveal(state: State) -> Step:
    """Not knowing is fine: the choices again."""
    shown = show(state)
    shown.reply.messages = state.phrase("story_dont_know").messages + shown.reply.messages
    return shown


def _begin(state: State, scenario: Scenario) -> Step:
    reply = Reply(need=scenario.need).say(scenario.intro, kind="scenario", title=scenario.title)
    length = state.guide.ui["stories"]["length"].replace("{minutes}", str(scenario.minutes))
    reply.say([f"{length} {state.guide.ui['stories'][scenario.weight]}"], kind="scenario", title=scenario.title)
    return _arrive(state, reply, scenario, scenario.start, [scenario.start.id])


def answer(state: State) -> Step:
    """Feedback on a choice of the step where the story is; a story that was forgotten begins at that step."""
    scenario_id, step_id, choice_id = state.at.split(".") if state.at.count(".") == 2 else ("", "", "")
    scenario, node, trail = _place(state)
    if scenario is None:
        scenario, node = _find(state, scenario_id, step_id)
        trail = [step_id]
    choice = next((c for c in getattr(node, "choices", ()) if c.id == choice_id), None)
    if choice is None or (scenario.id, node.id) != (scenario_id, step_id):
        again = show(state)
        return Step(_joined(state.phrase("scenario_stale"), again.reply), again.slots)
    reply = Reply(need=scenario.need).say(choice.feedback, kind="scenario")
    return _arrive(state, reply, scenario, scenario.node(choice.goto), [*trail, choice.goto])


def _arrive(state: State, reply: Reply, scenario: Scenario, node: Node, trail: list[str]) -> Step:
    if isinstance(node, Ending):
        return _end(state, reply, scenario, node)
    progress = state.progress([step.id for step in scenario.steps].index(node.id) + 1, len(scenario.steps))
    same = {"kind": "scenario", "title": scenario.title, "progress": progress}
    reply.say(node.say, **same)
    for line in node.chat:
        reply.say([f"**{line.by}:** {line.text}"], by=line.by, **same)
    reply.say([f"**{node.ask}**"], **same)
    reply.offer(*(payload("choose", f"{scenario.id}.{node.id}.{choice.id}") for choice in node.choices))
    reply.offer(payload("back")) if len(trail) > 1 else None
    reply.offer(payload("stop"))
    return Step(reply, {"activity": "scenario", "story": {"at": f"{scenario.id}.{node.id}", "trail": trail[-8:]}})


def _end(state: State, reply: Reply, scenario: Scenario, ending: Ending) -> Step:
    reply.say(ending.say, kind="scenario", title=scenario.title)
    reply.say([bullets(state.guide.ui["headings"]["helps"], ending.helps)], kind="scenario", title=scenario.title)
    closing = state.phrase("scenario_end")
    closing.suggestions = [payload(f"topic_{topic}") for topic in scenario.topics] + closing.suggestions
    return Step(_joined(reply, closing), {"activity": "none", "story": None})


def _place(state: State) -> tuple[Scenario | None, Node | None, list[str]]:
    """Where the story is, and the way there."""
    story = state.slots.get("story") or {}
    return *_find(state, *story.get("at", "").partition(".")[::2]), list(story.get("trail", []))


def _find(state: State, scenario_id: str, node_id: str) -> tuple[Scenario | None, Node | None]:
    """A story and a step or ending of it; both None unless both exist."""
    scenario = state.guide.scenarios.get(scenario_id)
    nodes = (*scenario.steps, *scenario.endings) if scenario else ()
    node = next((node for node in nodes if node.id == node_id), None)
    return (scenario, node) if node else (None, None)


def _joined(first: Reply, second: Reply) -> Reply:
    first.messages += second.messages
    first.need = second.need or first.need
    return first.offer(*second.suggestions)


ACTIVITY = Activity("scenario", start, answer, show, reveal, show, back=back)
