"""Stories with choices, for every activity that holds some: a step, a choice with its feedback, on to an ending."""

from actions.activity import Activity
from actions.state import State, Step
from bot.guide.activities import Activity as Line
from bot.guide.graph import longest_way
from bot.guide.payloads import payload
from bot.guide.reply import Reply, bullets
from bot.guide.scenarios import Ending, Scenario
from bot.guide.scenarios import Step as StoryStep

Node = StoryStep | Ending
#: Steps of the way that are remembered, to go back.
WAY_BACK = 8


class Stories:
    """The stories of one activity. Its phrases are `<name>_list` (when there are several) and `<name>_end`."""

    def __init__(self, name: str) -> None:
        self.name = name

    def activity(self) -> Activity:
        """As the registry knows it."""
        return Activity(self.name, self.start, self.answer, self.show, self.reveal, self.show, back=self.back)

    def start(self, state: State) -> Step:
        """Begin the story that was named, the only one, or show all of them."""
        stories = state.guide.stories(self.line(state))
        story = stories.get(state.at) or (next(iter(stories.values())) if len(stories) == 1 else None)
        if story is None:
            return self._list(state)
        length = _length(state, story) if len(stories) > 1 else []  # who has no choice need not weigh it
        reply = Reply(need=story.need).say([*story.intro, *length], kind="scenario", title=story.title)
        return self._arrive(state, reply, story, story.start, [story.start.id])

    def answer(self, state: State) -> Step:
        """Feedback on a choice of the step where the story is; a story that was forgotten begins at that step."""
        story_id, step_id, choice_id = state.at.split(".") if state.at.count(".") == 2 else ("", "", "")
        story, node, trail = self._place(state)
        if story is None:
            story, node = self._find(state, story_id, step_id)
            trail = [step_id]
        choice = next((c for c in getattr(node, "choices", ()) if c.id == choice_id), None)
        if choice is None or (story.id, node.id) != (story_id, step_id):
            again = self.show(state)
            return Step(_joined(state.phrase("scenario_stale"), again.reply), again.slots)
        reply = Reply(need=story.need).say(choice.feedback, kind="scenario")
        return self._arrive(state, reply, story, story.node(choice.goto), [*trail, choice.goto])

    def show(self, state: State) -> Step:
        """The step where the story stands, again; all stories when none is open."""
        story, node, trail = self._place(state)
        if story is None:
            return Step(self._list(state, offer_resume=False).reply, {"activity": "none", self.line(state).slot: None})
        return self._arrive(state, Reply(need=story.need), story, node, trail)

    def reveal(self, state: State) -> Step:
        """Not knowing is fine: the choices again."""
        shown = self.show(state)
        shown.reply.messages = state.phrase("story_dont_know").messages + shown.reply.messages
        return shown

    def back(self, state: State) -> Step:
        """One step back in the story."""
        story, _, trail = self._place(state)
        if story is None or len(trail) < 2:
            reply = state.phrase("nothing_before")
            again = self.show(state) if story else None
            return Step(_joined(reply, again.reply), again.slots) if again else Step(reply)
        return self._arrive(state, Reply(need=story.need), story, story.node(trail[-2]), trail[:-1])

    def line(self, state: State) -> Line:
        """Its line of data/activities.yml; KeyError when there is none."""
        return state.guide.listed(self.name)

    def _list(self, state: State, offer_resume: bool = True) -> Step:
        line = self.line(state)
        reply = state.phrase(f"{self.name}_list")
        stories = [payload(line.start, story) for story in state.guide.stories(line)]
        reply.suggestions = (state.resumable if offer_resume else []) + stories + reply.suggestions
        return Step(reply)

    def _arrive(self, state: State, reply: Reply, story: Scenario, node: Node, trail: list[str]) -> Step:
        if isinstance(node, Ending):
            return self._end(state, reply, story, node)
        line, extra = self.line(state), {"title": story.title, "progress": _progress(state, story, node, trail)}
        reply.say(node.say, kind="scenario", **extra, **({"shows": node.shows} if node.shows else {}))
        for message in node.chat:
            reply.say([f"**{message.by}:** {message.text}"], kind="scenario", **extra, **{"from": message.by})
        reply.say([f"**{node.ask}**"], kind="scenario", **extra)
        reply.offer(*(payload(line.answer or "", f"{story.id}.{node.id}.{choice.id}") for choice in node.choices))
        reply.offer(payload("back")) if len(trail) > 1 else None
        reply.offer(payload("stop"))
        place = {"at": f"{story.id}.{node.id}", "trail": trail[-WAY_BACK:]}
        return Step(reply, {"activity": self.name, line.slot: place})

    def _end(self, state: State, reply: Reply, story: Scenario, ending: Ending) -> Step:
        reply.say(ending.say, kind="scenario", title=story.title)
        helps = [bullets(state.guide.ui["headings"]["helps"], ending.helps)] if ending.helps else []
        reply.say(helps, kind="scenario", title=story.title)
        closing = state.phrase(f"{self.name}_end")
        closing.suggestions = [payload(f"topic_{topic}") for topic in story.topics] + closing.suggestions
        return Step(_joined(reply, closing), {"activity": "none", self.line(state).slot: None})

    def _place(self, state: State) -> tuple[Scenario | None, Node | None, list[str]]:
        """Where the story is, and the way there."""
        place = state.slots.get(self.line(state).slot) or {}
        return *self._find(state, *place.get("at", "").partition(".")[::2]), list(place.get("trail", []))

    def _find(self, state: State, story_id: str, node_id: str) -> tuple[Scenario | None, Node | None]:
        """A story and a step or ending of it; both None unless both exist."""
        story = state.guide.stories(self.line(state)).get(story_id)
        nodes = (*story.steps, *story.endings) if story else ()
        node = next((node for node in nodes if node.id == node_id), None)
        return (story, node) if node else (None, None)


def _length(state: State, story: Scenario) -> list[str]:
    """How long it takes and how hard it is to take, in words."""
    words = state.guide.ui["stories"]
    return [" ".join([words["length"].replace("{minutes}", str(story.minutes)), words[story.weight]])]


def _progress(state: State, story: Scenario, node: StoryStep, trail: list[str]) -> dict:
    """Steps taken, of those on the longest way from here on."""
    return state.progress(len(trail), len(trail) - 1 + longest_way(story, node))


def _joined(first: Reply, second: Reply) -> Reply:
    first.messages += second.messages
    first.need = second.need or first.need
    return first.offer(*second.suggestions)
