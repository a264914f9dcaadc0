"""The tour: the guide chapter by chapter, topic by topic, with progress."""

from actions.activity import Activity
from actions.state import State, Step
from bot.guide.payloads import payload
from bot.guide.reply import Reply
from bot.guide.topics import Chapter


def start(state: State) -> Step:
    """With a chapter, begin it; without, offer the chapters."""
    if state.intent == "more":
        return forward(state)
    chapter = _chapter(state, state.at)
    if chapter is None:
        reply = state.phrase("tour_list")
        chapters = [payload("start_tour", chapter.id) for chapter in state.guide.chapters]
        reply.suggestions = state.resumable + chapters + reply.suggestions
        return Step(reply)
    number = state.guide.chapters.index(chapter) + 1
    progress = state.progress(number, len(state.guide.chapters))["text"]
    reply = state.phrase("tour_chapter", title=chapter.title, progress=progress, intro=chapter.intro)
    return _topic(state, reply, chapter, 0)


def show(state: State) -> Step:
    """The topic where the tour stands, again."""
    tour = state.slots.get("tour")
    if not tour:
        return Step(start(State(state.guide, "start_tour", "", {})).reply, {"activity": "none"})
    return _topic(state, Reply(), _chapter(state, tour["chapter"]), tour["at"])


def forward(state: State) -> Step:
    """The next topic, the next chapter, or the end."""
    tour = state.slots.get("tour")
    if not tour:
        return show(state)
    chapter = _chapter(state, tour["chapter"])
    if tour["at"] + 1 < len(chapter.topics):
        return _topic(state, Reply(), chapter, tour["at"] + 1)
    return _chapter_done(state, chapter)


def back(state: State) -> Step:
    """The topic before this one."""
    tour = state.slots.get("tour")
    if not tour or tour["at"] == 0:
        return show(state)
    return _topic(state, Reply(), _chapter(state, tour["chapter"]), tour["at"] - 1)


def _topic(state: State, reply: Reply, chapter: Chapter, at: int) -> Step:
    topic = state.guide.topic(chapter.topics[at])
    progress = state.progress(at + 1, len(chapter.topics))
    reply.need = topic.need
    reply.say(topic.say, kind="topic", title=topic.title, progress=progress)
    reply.offer(payload("next"))
    if at:
        reply.offer(payload("back"))
    reply.offer(payload("check", topic.id), payload("simpler"), payload("stop"))
    return Step(reply, {"activity": "tour", "tour": {"chapter": chapter.id, "at": at}, "topic": topic.id})


def _chapter_done(state: State, chapter: Chapter) -> Step:
    reply = Reply().say([chapter.done])
    number = state.guide.chapters.index(chapter)
    if number + 1 == len(state.guide.chapters):
        closing = state.phrase("tour_end")
        reply.messages += closing.messages
        return Step(reply.offer(*closing.suggestions), {"activity": "none", "tour": None})
    following = state.guide.chapters[number + 1]
    reply.offer(payload("start_tour", following.id), payload("start_quiz"), payload("menu"))
    return Step(reply, {"activity": "none", "tour": None})


def _chapter(state: State, chapter_id: str) -> Chapter | None:
    return next((chapter for chapter in state.guide.chapters if chapter.id == chapter_id), None)


ACTIVITY = Activity("tour", start, start, show, show, show, forward=forward, back=back)
