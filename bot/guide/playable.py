"""The buttons of each activity, from what it holds: what can be begun, and what answers its questions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from bot.guide.activities import Activity
from bot.guide.guide import Guide

#: Rounds of questions beside those of the chapters.
ROUNDS = ("end_quiz", "review")
#: A place in the guide, and the words that can be typed for its button; the first stand on it.
Words = Iterable[tuple[str, tuple[str, ...]]]


class Buttons(NamedTuple):
    """Where an activity can begin, and its answers."""

    entries: Callable[[Guide, Activity], Words]
    answers: Callable[[Guide, Activity], Words]


def entries(guide: Guide, activity: Activity) -> Words:
    """What can be begun: `start_scenario` begins one of the stories."""
    return BUTTONS[activity.holds].entries(guide, activity)


def answers(guide: Guide, activity: Activity) -> Words:
    """Every answer to every question of an activity."""
    return BUTTONS[activity.holds].answers(guide, activity)


def _nothing(guide: Guide, activity: Activity) -> Words:
    return ()


def _stories(guide: Guide, activity: Activity) -> Words:
    return ((story.id, (story.title,)) for story in guide.stories(activity).values())


def _choices(guide: Guide, activity: Activity) -> Iterator[tuple[str, tuple[str, ...]]]:
    for story in guide.stories(activity).values():
        for step in story.steps:
            for choice in step.choices:
                yield f"{story.id}.{step.id}.{choice.id}", (choice.text, *choice.also)


def _chapters(guide: Guide, activity: Activity) -> Words:
    return ((chapter.id, (chapter.title,)) for chapter in guide.chapters)


def _rounds(guide: Guide, activity: Activity) -> Words:
    """A recap of each chapter, the quiz at the end, and what was missed."""
    buttons = guide.ui["buttons"]
    yield from ((chapter.id, (buttons["recap"],)) for chapter in guide.chapters)
    yield from ((name, (buttons[name],)) for name in ROUNDS)


def _options(guide: Guide, activity: Activity) -> Iterator[tuple[str, tuple[str, ...]]]:
    for item in guide.items.values():
        for number in range(len(item.options)):
            yield f"{item.id}.{number}", (guide.option(item, number),)


def _verdicts(guide: Guide, activity: Activity) -> Iterator[tuple[str, tuple[str, ...]]]:
    buttons = guide.ui["buttons"]
    for myth in guide.myths:
        yield f"{myth.id}.fact", (buttons["fact"], buttons["true"])
        yield f"{myth.id}.myth", (buttons["myth"], buttons["false"])


def _chats(guide: Guide, activity: Activity) -> Words:
    return ((chat.id, (chat.title,)) for chat in guide.chats.values())


def _turns(guide: Guide, activity: Activity) -> Iterator[tuple[str, tuple[str, ...]]]:
    """That it turns at the message read last, at one of all, or never."""
    words = guide.ui["chats"]
    for chat in guide.chats.values():
        yield f"{chat.id}.here", (words["here"],)
        yield from ((f"{chat.id}.{at}", (line.text,)) for at, line in enumerate(chat.lines, 1) if line.by != chat.you)
        yield f"{chat.id}.fine", (words["fine"],)


def _sortings(guide: Guide, activity: Activity) -> Words:
    return ((sorting.id, (sorting.title,)) for sorting in guide.sortings.values())


def _heaps(guide: Guide, activity: Activity) -> Iterator[tuple[str, tuple[str, ...]]]:
    for sorting in guide.sortings.values():
        for card in sorting.cards:
            yield from ((f"{sorting.id}.{card.id}.{heap}", (words,)) for heap, words in sorting.heaps.items())


def _plan(guide: Guide, activity: Activity) -> Iterator[tuple[str, tuple[str, ...]]]:
    for step in guide.plan:
        yield from ((f"{step.id}.{number}", (option.text,)) for number, option in enumerate(step.options))


BUTTONS = {
    "stories": Buttons(_stories, _choices),
    "chapters": Buttons(_chapters, _nothing),
    "items": Buttons(_rounds, _options),
    "cards": Buttons(_nothing, _verdicts),
    "chats": Buttons(_chats, _turns),
    "sortings": Buttons(_sortings, _heaps),
    "plan": Buttons(_nothing, _plan),
}
