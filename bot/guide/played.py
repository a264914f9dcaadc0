"""What a class plays together: a story, a chat to read, cards to sort, questions; each as data for the two windows.

`entry` is what is played: a story, chat, game or chapter. Where nothing is to be chosen, it is `ALL`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from bot.guide.activities import Activity
from bot.guide.chats import Chat
from bot.guide.guide import Guide
from bot.guide.items import Item
from bot.guide.scenarios import Scenario

ALL = "all"
#: Myth-or-fact cards, questions and cards to sort in one session.
CARDS, QUESTIONS, SORTED = 4, 5, 6
#: Kinds of question that a show of hands can answer.
BY_HANDS = ("one", "part")

Played = dict[str, Any]


def entries(guide: Guide, activity: Activity) -> Iterator[tuple[str, str]]:
    """What can be played of an activity, and its title; nothing of those that are for one person alone."""
    if activity.holds in PLAYED:
        yield from PLAYED[activity.holds][0](guide, activity)


def played(guide: Guide, activity: Activity, entry: str) -> Played:
    """The data of `entry` for the two windows. KeyError when there is no such thing."""
    if entry not in dict(entries(guide, activity)):
        raise KeyError(entry)
    return PLAYED[activity.holds][1](guide, activity, entry)


def story_data(story: Scenario) -> Played:
    """A story with everything that a choice leads to."""
    nodes: dict[str, Any] = {step.id: step.dict(include={"say", "chat", "ask", "choices"}) for step in story.steps}
    nodes |= {ending.id: ending.dict(include={"say", "helps"}) for ending in story.endings}
    for node in nodes.values():
        for choice in node.get("choices", ()):
            choice.pop("also")
    return {"story": {"title": story.title, "intro": story.intro, "start": story.start.id, "nodes": nodes}}


def _chat(guide: Guide, chat: Chat) -> Played:
    """A chat in beats, each up to the next message of the other one; and the tricks in it."""
    lines = [{"by": line.by, "text": line.text, "mine": line.by == chat.you} for line in chat.lines]
    beats, read = [], 0
    while read < len(lines):
        read = chat.beat(read)
        beats.append(read)
    tricks = [{"line": at, **guide.tricks[line.trick].dict()} for at, line in enumerate(chat.lines) if line.trick]
    shown = {"intro": chat.intro, "lines": lines, "beats": beats, "tricks": tricks, "because": chat.because}
    return {"chat": {"title": chat.title, **shown}}


def _card(ask: str, options: Iterable[str], right: int, because: Iterable[str]) -> Played:
    return {"ask": ask, "options": tuple(options), "right": right, "because": tuple(because)}


def _myths(guide: Guide) -> Played:
    """Cards by turns true and not true, so that "all are myths" does not win."""
    facts, myths = ([card for card in guide.myths if card.fact is fact] for fact in (True, False))
    mixed = [card for pair in zip(myths, facts, strict=False) for card in pair][:CARDS]
    words = (guide.ui["buttons"]["fact"], guide.ui["buttons"]["myth"])
    return {"cards": [_card(card.claim, words, 0 if card.fact else 1, card.because) for card in mixed]}


def _sorted(guide: Guide, game: str) -> Played:
    sorting = guide.sortings[game]
    heaps = list(sorting.heaps)
    return {
        "cards": [
            _card(card.text, sorting.heaps.values(), heaps.index(card.heap), [card.because])
            for card in sorting.cards[:SORTED]
        ]
    }


def _questions(guide: Guide, chapter: str) -> Played:
    """Five questions of a chapter, the easy ones first; or of all, one a chapter."""
    fitting = [item for item in guide.bank if item.kind in BY_HANDS]
    of_chapter = [[item for item in fitting if item.topic in one.topics] for one in guide.chapters]
    if chapter == ALL:
        chosen = [items[0] for items in of_chapter if items]
    else:
        chosen = next(items for one, items in zip(guide.chapters, of_chapter, strict=True) if one.id == chapter)
    easy_first = sorted(chosen, key=lambda item: item.level)[:QUESTIONS]
    return {"cards": [_question(guide, item) for item in easy_first]}


def _question(guide: Guide, item: Item) -> Played:
    options = [guide.option(item, number) for number in range(len(item.options))]
    (right,) = item.fitting(())
    return _card(item.ask, options, right, [item.because])


def _chapters(guide: Guide, activity: Activity) -> Iterator[tuple[str, str]]:
    yield ALL, guide.ui["buttons"][activity.start]
    yield from ((chapter.id, chapter.title) for chapter in guide.chapters)


Entries = Callable[[Guide, Activity], Iterable[tuple[str, str]]]
#: By what an activity holds: what can be played of it, and its data.
PLAYED: dict[str, tuple[Entries, Callable[[Guide, Activity, str], Played]]] = {
    "stories": (
        lambda guide, activity: ((story.id, story.title) for story in guide.stories(activity).values()),
        lambda guide, activity, entry: story_data(guide.stories(activity)[entry]),
    ),
    "chats": (
        lambda guide, activity: ((chat.id, chat.title) for chat in guide.chats.values()),
        lambda guide, activity, entry: _chat(guide, guide.chats[entry]),
    ),
    "sortings": (
        lambda guide, activity: ((sorting.id, sorting.title) for sorting in guide.sortings.values()),
        lambda guide, activity, entry: _sorted(guide, entry),
    ),
    "items": (_chapters, lambda guide, activity, entry: _questions(guide, entry)),
    "cards": (
        lambda guide, activity: ((ALL, guide.ui["buttons"][activity.start]),),
        lambda guide, activity, entry: _myths(guide),
    ),
}
