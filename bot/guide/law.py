"""The law table: facts (data/law/frameworks.yml) and their words in one language (law.yml)."""

from __future__ import annotations

from typing import Literal

from bot.guide.content import Content, Id, Month, Sourced, Text

Coverage = Literal["covered", "left_out", "partly", "not_stated"]


class Framework(Sourced):
    """A treaty or other framework: dates as YYYY-MM, and which offences it covers. No words."""

    id: Id
    opened: Month | None = None
    in_force: Month | None = None
    adopted: Month | None = None
    region: Id | None = None
    offences: dict[Id, Coverage]
    note_id: Id | None = None


class FrameworkWords(Content):
    """What a framework is called and what it is, in one language."""

    name: Text
    what: Text


class Law(Content):
    """The words of the law table; `facts` holds the frameworks themselves, in the order of the table."""

    intro: tuple[Text, ...]
    offences: dict[Id, Text]
    frameworks: dict[Id, FrameworkWords]
    notes: dict[Id, Text] = {}
    facts: tuple[Framework, ...] = ()
