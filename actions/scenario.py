"""Stories: show a step, answer a choice with its feedback, go on to the next step or an ending."""

from actions.state import State, Step
from bot.guide import Scenario
from bot.guide.payloads import payload
from bot.guide.reply import Reply, bullets
from bot.guide.scenarios import Ending
from bot.guide.scenarios import Step as StoryStep


def run(state: State) -> Step:
    """Answer `start_scenario` (with or without a story) and `choose`."""
    if state.intent == "choose":
        return _choose(state)
    if state.at in state.guide.scenarios:
        return _begin(state, state.guide.scenario(state.at))
    reply = state.phrase("scenario_list")
    stories = [payload("start_scenario", scenario_id) for scenario_id in state.guide.scenarios]
    reply.suggestions = stories + reply.suggestions
    return Step(reply, {"activity": "none", "story": None})


def show(state: State) -> Step:
    """The step where the story stands, again."""
    scenario, node, trail = _place(state)
    if scenario is None:
        return run(State(state.guide, "start_scenario", "", state.slots))
    return _arrive(state, Reply(need=scenario.need), scenario, node, trail)


def back(state: State) -> Step:
    """One step back in the story."""
    scenario, _, trail = _place(state)
    if scenario is None or len(trail) < 2:
        reply = state.phrase("nothing_before")
        again = show(state) if scenario else None
        return Step(_joined(reply, again.reply), again.slots) if again else Step(reply)
    return _arrive(state, Reply(need=scenario.need), scenario, scenario.node(trail[-2]), trail[:-1])


def _begin(state: State, scenario: Scenario) -> Step:
    reply = Reply(need=scenario.need).say(scenario.intro, kind="scenario", title=scenario.title)
    return _arrive(state, reply, scenario, scenario.start, [scenario.start.id])


def _choose(state: State) -> Step:
    scenario, node, trail = _place(state)
    scenario_id, step_id, choice_id = state.at.split(".") if state.at.count(".") == 2 else ("", "", "")
    if scenario is None and scenario_id in state.guide.scenarios:
        scenario = state.guide.scenario(scenario_id)
        node, trail = scenario.node(step_id), [step_id]
    if (
        scenario is None
        or (scenario.id, node.id) != (scenario_id, step_id)
        or not isinstance(node, StoryStep)
    ):
        again = show(state)
        return Step(_joined(state.phrase("scenario_stale"), again.reply), again.slots)
    choice = node.choice(choice_id)
    reply = Reply(need=scenario.need).say(choice.feedback, kind="scenario")
    return _arrive(state, reply, scenario, scenario.node(choice.goto), [*trail, choice.goto])


def _arrive(
    state: State, reply: Reply, scenario: Scenario, node: StoryStep | Ending, trail: list[str]
) -> Step:
    if isinstance(node, Ending):
        return _end(state, reply, scenario, node)
    progress = state.progress([step.id for step in scenario.steps].index(node.id) + 1, len(scenario.steps))
    reply.say([*node.say, f"**{node.ask}**"], kind="scenario", title=scenario.title, progress=progress)
    reply.offer(*(payload("choose", f"{scenario.id}.{node.id}.{choice.id}") for choice in node.choices))
    reply.offer(payload("back")) if len(trail) > 1 else None
    reply.offer(payload("stop"))
    return Step(
        reply, {"activity": "scenario", "story": {"at": f"{scenario.id}.{node.id}", "trail": trail[-8:]}}
    )


def _end(state: State, reply: Reply, scenario: Scenario, ending: Ending) -> Step:
    reply.say(ending.say, kind="scenario", title=scenario.title)
    reply.say(
        [bullets(state.guide.ui["headings"]["helps"], ending.helps)], kind="scenario", title=scenario.title
    )
    closing = state.phrase("scenario_end")
    closing.suggestions = [payload(f"topic_{topic}") for topic in scenario.topics] + closing.suggestions
    return Step(_joined(reply, closing), {"activity": "none", "story": None})


def _place(state: State) -> tuple[Scenario | None, StoryStep | Ending | None, list[str]]:
    story = state.slots.get("story") or {}
    scenario_id, _, node_id = story.get("at", "").partition(".")
    if scenario_id not in state.guide.scenarios:
        return None, None, []
    scenario = state.guide.scenario(scenario_id)
    return scenario, scenario.node(node_id), list(story.get("trail", []))


def _joined(first: Reply, second: Reply) -> Reply:
    first.messages += second.messages
    first.need = second.need or first.need
    return first.offer(*second.suggestions)
