"""Cards to sort into heaps, and the questions of a plan: what is answered by tapping one of a few words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import root_validator

from bot.guide.content import Button, Content, ContentError, Id, Text, Title


class Card(Content):
    """Something that belongs to one of the heaps, and why."""

    id: Id
    text: Text
    heap: Id
    because: Text


class Sorting(Content):
    """A game of sorting; `heaps` are the words on the buttons."""

    id: Id
    title: Title
    about: Text
    topics: tuple[Id, ...]
    heaps: Mapping[str, Button]
    cards: tuple[Card, ...]

    @root_validator(skip_on_failure=True)
    def _each_has_its_heap(cls, values: dict[str, Any]) -> dict[str, Any]:
        lost = [card.id for card in values["cards"] if card.heap not in values["heaps"]]
        if lost:
            raise ContentError(f"`{lost[0]}` belongs to no heap", f"Use one of {', '.join(values['heaps'])}.")
        return values


class PlanOption(Content):
    """Something to tap, and how it stands in the finished plan."""

    text: Button
    plan: Text


class PlanStep(Content):
    """A question of the plan."""

    id: Id
    title: Title
    say: tuple[Text, ...] = ()
    ask: Text
    options: tuple[PlanOption, ...]
