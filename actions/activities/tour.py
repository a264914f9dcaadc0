"""The tour: chapter by chapter, topic by topic; each topic in beats with a question at least every third message."""

from dataclasses import replace
from typing import Any

from actions import learning, rounds
from actions.activity import Activity
from actions.state import State, Step
from bot.guide.payloads import payload
from bot.guide.reply import BEAT, Reply, bullets
from bot.guide.topics import Chapter, Topic

#: Messages in a beat.
MESSAGES = 2
#: What is offered beside the questions at the end of a chapter, in turn.
EXTRAS = ("start_chats", "start_scenario", "start_sort", "start_practise", "start_myths", "start_plan")


def start(state: State) -> Step:
    """With a chapter, begin it; without, offer the chapters. `more` goes on in the topic."""
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
    return _beat(state, reply, chapter, 0, 0)


def show(state: State) -> Step:
    """The beat where the tour stands, again."""
    place = _place(state)
    if place is None:
        return Step(start(State(state.guide, "start_tour", "", {})).reply, {"activity": "none"})
    return _beat(state, Reply(), *place)


def forward(state: State) -> Step:
    """More of the topic when that was asked for and there is some; else the next topic, or the chapter's end."""
    place = _place(state)
    if place is None:
        return show(state)
    chapter, at, beat = place
    if state.intent == "more" and beat + 1 < len(_beats(state, chapter, at)):
        return _beat(state, Reply(), chapter, at, beat + 1)
    if at + 1 < len(chapter.topics):
        return _beat(state, Reply(), chapter, at + 1, 0)
    return _chapter_done(state, chapter)


def back(state: State) -> Step:
    """The beat before this one, or the beginning of the topic before."""
    place = _place(state)
    if place is None or place[1:] == (0, 0):
        return show(state)
    chapter, at, beat = place
    return _beat(state, Reply(), chapter, at if beat else at - 1, beat - 1 if beat else 0)


def _place(state: State) -> tuple[Chapter, int, int] | None:
    """The open chapter, and the places of topic and beat in it."""
    tour: dict[str, Any] = state.slots.get("tour") or {}
    chapter = _chapter(state, tour.get("chapter", ""))
    if chapter is None or not 0 <= tour["at"] < len(chapter.topics):
        return None
    last = len(_beats(state, chapter, tour["at"])) - 1
    return chapter, tour["at"], min(tour.get("beat", 0), last)


def _beat(state: State, reply: Reply, chapter: Chapter, at: int, beat: int) -> Step:
    topic = state.guide.topic(chapter.topics[at])
    beats = _beats(state, chapter, at)
    reply.need = topic.need
    reply.say(beats[beat], kind="topic", title=topic.title, progress=state.progress(at + 1, len(chapter.topics)))
    slots = {"activity": "tour", "tour": {"chapter": chapter.id, "at": at, "beat": beat}, "topic": topic.id}
    asked = _ask(state, reply, topic, beat)
    reply.offer(*([payload("more")] if beat + 1 < len(beats) else []), payload("next"))
    reply.offer(*([payload("back")] if at or beat else []), payload("simpler"), payload("stop"))
    return Step(reply, {**slots, "item": asked})


def _ask(state: State, reply: Reply, topic: Topic, beat: int) -> dict[str, Any] | None:
    """A question on the topic, the first that was not asked yet; the same one when the beat is shown again."""
    open_one = state.slots.get("item")
    item = state.guide.items.get(open_one["id"]) if open_one else None
    if item is None or item.topic != topic.id or (state.slots.get("tour") or {}).get("beat") != beat:
        item = rounds.next_of(state, topic.id)
        open_one = learning.opened(item, beat + len(topic.id))
    learning.ask(state, reply, item, open_one)
    return open_one


def _beats(state: State, chapter: Chapter, at: int) -> list[list[str]]:
    """A topic's messages, signs and tips, as few at once as fit a small screen with the longest question on the topic.

    The chapter's intro comes before.
    """
    topic, headings = state.guide.topic(chapter.topics[at]), state.guide.ui["headings"]
    used, room = 0 if at else len(chapter.title + chapter.intro), BEAT - learning.longest(state, topic.id)
    lists = [(headings["signs"], topic.signs), (headings["tips"], topic.tips)]
    texts = [*topic.say, *(text for heading, lines in lists for text in _listed(heading, lines, room))]
    beats: list[list[str]] = [[]]
    for text in texts:
        taken = sum(map(len, beats[-1])) + (used if len(beats) == 1 else 0)
        if beats[-1] and (len(beats[-1]) == MESSAGES or taken + len(text) > room):
            beats.append([])
        beats[-1].append(text)
    return beats


def _listed(heading: str, lines: tuple[str, ...], room: int) -> list[str]:
    """A list as one message, or as several when it is long."""
    whole, half = bullets(heading, lines), len(lines) // 2
    if len(whole) <= room or len(lines) < 2:
        return [whole] if lines else []
    return [*_listed(heading, lines[:half], room), *_listed(heading, lines[half:], room)]


def _chapter_done(state: State, chapter: Chapter) -> Step:
    """Praise that fits the chapter, three questions on it, something to do, the next chapter."""
    over = {"activity": "none", "tour": None, "item": None}
    reply, number = Reply().say([chapter.done]), state.guide.chapters.index(chapter)
    reply.offer(payload("start_quiz", chapter.id))
    if number + 1 == len(state.guide.chapters):
        closing = state.phrase("tour_end")
        reply.messages += closing.messages
        return Step(reply.offer(payload("start_quiz", "end_quiz"), *closing.suggestions), over)
    reply.messages += state.phrase(f"tour_on_{number % 3 + 1}").messages
    following = state.guide.chapters[number + 1]
    return Step(reply.offer(payload("start_tour", following.id), payload(EXTRAS[number % 6]), payload("menu")), over)


def _chapter(state: State, chapter_id: str) -> Chapter | None:
    return next((chapter for chapter in state.guide.chapters if chapter.id == chapter_id), None)


def reveal(state: State) -> Step:
    """The right answer to the question of the beat, for somebody who does not know it."""
    open_one = state.slots.get("item")
    item = state.guide.items.get(open_one["id"]) if open_one else None
    if item is None:
        return show(state)
    reply = learning.reveal(state, item)
    slots = {"learnt": rounds.noted(state, item, False)}
    after = show(replace(state, slots={**state.slots, **slots}))
    return Step(reply.offer(*learning.moves(after)), {**slots, "item": None})


ACTIVITY = Activity("tour", start, start, show, reveal, show, forward=forward, back=back, questions=True)
