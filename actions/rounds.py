"""Which questions come in a round: of a chapter, of the whole guide, what was missed. Ids and numbers only."""

import random
from collections.abc import Iterable
from typing import Any

from actions.state import State
from bot.guide.items import Item

#: Questions in a quiz, after a chapter, at the end, and how many missed ones come back at once.
QUIZ, RECAP, END, BACK = 5, 3, 10, 2
#: Chapters between missing a question and meeting it again.
LATER = 2
#: What is remembered of the questions, at most.
ASKED, MISSED = 60, 30


def quiz(state: State) -> list[str]:
    """Five from everywhere, from easy to hard."""
    return _easy_first(state, _fresh(state, state.guide.bank)[:QUIZ])


def recap(state: State, number: int) -> list[str]:
    """Three on a chapter, after what was missed two chapters before or earlier."""
    chapter = state.guide.chapters[number]
    own = [item for item in state.guide.bank if item.topic in chapter.topics]
    old = [name for name, missed in _missed(state).items() if missed <= number - LATER and name in state.guide.items]
    return [*old[:BACK], *_easy_first(state, _fresh(state, own)[:RECAP])]


def end(state: State) -> list[str]:
    """Ten, with one from each chapter at least."""
    fresh, chosen = _fresh(state, state.guide.bank), []
    for chapter in state.guide.chapters:
        chosen += [item for item in fresh if item.topic in chapter.topics][:1]
    chosen += [item for item in fresh if item not in chosen]
    return _easy_first(state, chosen[:END])


def review(state: State) -> list[str]:
    """What was missed and not answered rightly since."""
    return [name for name in _missed(state) if name in state.guide.items][:END]


def next_of(state: State, topic: str) -> Item:
    """A question of a topic that was not asked yet; when all were, the one asked longest ago."""
    asked = _learnt(state)["asked"]
    items = [state.guide.items[topic], *(item for item in state.guide.bank if item.topic == topic)]
    fresh = sorted((item for item in items if item.id not in asked), key=lambda item: item.level)
    return fresh[0] if fresh else min(items, key=lambda item: asked.index(item.id))


def noted(state: State, item: Item, right: bool) -> dict[str, Any]:
    """What is remembered after a question: that it was asked, and whether it is to come back."""
    learnt = _learnt(state)
    missed = {name: number for name, number in learnt["missed"].items() if name != item.id}
    if not right:
        missed[item.id] = state.guide.chapters.index(state.guide.chapter_of(item.topic))
    asked = [name for name in learnt["asked"] if name != item.id] + [item.id]
    return {"asked": asked[-ASKED:], "missed": dict(list(missed.items())[-MISSED:])}


def _learnt(state: State) -> dict[str, Any]:
    return {"asked": [], "missed": {}} | (state.slots.get("learnt") or {})


def _missed(state: State) -> dict[str, int]:
    return _learnt(state)["missed"]


def _fresh(state: State, items: Iterable[Item]) -> list[Item]:
    """In any order, those that were asked before at the end."""
    asked, items = set(_learnt(state)["asked"]), list(items)
    random.shuffle(items)
    return sorted(items, key=lambda item: item.id in asked)


def _easy_first(state: State, items: Iterable[Item]) -> list[str]:
    return [item.id for item in sorted(items, key=lambda item: item.level)]
