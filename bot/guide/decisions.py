"""The table of data/decisions.yml: rows with what must hold, what follows, and why."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fnmatch import translate
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from pydantic import PrivateAttr

from bot.guide.content import Content, Id, Text
from bot.guide.guide import Guide
from bot.guide.help import STAGES, HelpWords, Kind
from bot.guide.problems import GuideError
from bot.guide.reader import Reader

PATH = "decisions.yml"
Told = Literal["new", "graver", "other", "same"]
Effect = Literal[
    "start", "again", "renew", "touch", "ask", "hold", "undo", "stay", "pass", "away", "calm", "ease", "end"
]


class When(Content):
    """What must hold; data/decisions.yml says what each key means. None: it does not matter."""

    intent: tuple[Text, ...] | None = None
    best: tuple[Text, ...] | None = None
    asked: tuple[Text, ...] | Literal["none"] | None = None
    reaction: tuple[Text, ...] | None = None
    kind: tuple[Text, ...] | None = None
    told: tuple[Told, ...] | None = None
    trouble: tuple[Literal["none", "recent", "here"], ...] | None = None
    of: tuple[Text, ...] | None = None
    last: tuple[Text, ...] | None = None
    about: tuple[Literal["me", "other", "nobody"], ...] | None = None
    grave: bool | None = None
    danger: bool | None = None
    guarded: bool | None = None
    helper: bool | None = None
    adult: bool | None = None
    renamed: bool | None = None
    asks: bool | None = None
    exact: bool | None = None
    may_ask: bool | None = None
    doubtful: bool | None = None
    named: bool | None = None
    signals: bool | None = None
    place: bool | None = None
    asking: bool | None = None
    playing: bool | None = None
    after_step: bool | None = None
    country: bool | None = None
    topic: bool | None = None
    typed: bool | None = None
    repeats: bool | None = None
    greeted: bool | None = None
    step: bool | None = None


class Then(Content):
    """What follows."""

    answer: Id | None = None
    stage: Id | None = None
    kind: Id | None = None
    speaker: Literal["me", "friend"] | None = None
    action: Id | None = None
    lead: Id | None = None
    trouble: Effect
    contacts: Literal["full", "line"] | None = None


class Row(Content):
    """One line of the table."""

    id: Id
    when: When
    then: Then
    why: Text
    _wanted: tuple[tuple[str, Callable[[Any], bool]], ...] = PrivateAttr(())

    def __init__(self, **data: Any) -> None:
        super().__init__(**data)
        self._wanted = tuple((name, _test(wanted)) for name, wanted in self.when if wanted is not None)

    def fits(self, facts: Mapping[str, Any]) -> bool:
        """Does it hold for these facts?"""
        return all(holds(facts.get(name)) for name, holds in self._wanted)


@dataclass(frozen=True)
class Book:
    """All that decisions rest on: the table, the kinds of trouble and their words, the steps of the action server.

    no_calls: intents whose buttons say of the person that they cannot make a call ("I'm deaf. How can I reach them?").
    """

    rows: tuple[Row, ...]
    kinds: Mapping[str, Kind]
    words: Mapping[str, HelpWords]
    steps: Mapping[str, str] = field(default_factory=dict)
    no_calls: frozenset[str] = frozenset()

    def gravity(self, kind: str | None) -> int:
        """How grave a kind of trouble is (0-100); 0 where it is none."""
        found = self.kinds.get(kind or "")
        return found.gravity if found else 0

    def is_grave(self, kind: str | None) -> bool:
        """Is it a danger to a life?"""
        found = self.kinds.get(kind or "")
        return found is not None and found.grave


def read_rows(reader: Reader) -> tuple[Row, ...]:
    """The table; what is wrong with it is left in the reader's documents."""
    rows = reader.many(Row, PATH)
    document = reader.document(PATH)
    for index, row in enumerate(rows if not document.problems else ()):
        if (row.then.answer is None) == (row.then.action is None):
            document.complain((index, "then"), f"`{row.id}` must have an answer or an action", "Give one of them.")
        if row.then.stage and row.then.stage not in (*STAGES, "reaction"):
            document.complain(
                (index, "then", "stage"), f"there is no row `{row.then.stage}`", "See data/help/README.md."
            )
    if rows and rows[-1].when != When():
        document.complain((len(rows) - 1,), "the last row must fit everything", "Give it `when: {}`.")
    return tuple(rows)


@lru_cache(maxsize=4)
def load_rows(data: Path) -> tuple[Row, ...]:
    """The table of a data folder. Raises GuideError with everything that is wrong."""
    reader = Reader(data)
    rows = read_rows(reader)
    if reader.problems:
        raise GuideError(reader.problems)
    return rows


def book_of(data: Path, guide: Guide, steps: Mapping[str, str]) -> Book:
    """What decisions rest on, from a data folder. The kinds and their rows are the same in every language."""
    no_calls = frozenset(question.intent for question in guide.questions.values() if question.no_calls)
    return Book(load_rows(data), guide.kinds, guide.help, steps, no_calls)


def _test(wanted: Any) -> Callable[[Any], bool]:
    """Tells whether a fact is as wanted: made once, since every message is compared with most of the table."""
    if isinstance(wanted, bool):
        return lambda fact: bool(fact) is wanted
    if wanted == "none":
        return lambda fact: fact is None
    patterns = re.compile("|".join(map(translate, wanted)))
    return lambda fact: fact is not None and patterns.match(str(fact)) is not None
