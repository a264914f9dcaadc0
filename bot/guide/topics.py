"""Topics, what they ask the reader, and the chapters that put them in order."""

from __future__ import annotations

from datetime import date

from pydantic import validator

from bot.guide.content import Content, ContentError, Id, Need, Reviewed, Sourced, Text, Title


class Option(Content):
    """One answer to a check question, and what the bot says to somebody who picks it."""

    text: Text
    right: bool
    because: Text


class Check(Content):
    """A question to check one's own understanding: three options, one of them right."""

    question: Text
    options: tuple[Option, ...]

    @validator("options")
    def _one_is_right(cls, options: tuple[Option, ...]) -> tuple[Option, ...]:
        if len(options) != 3:
            raise ContentError(f"a check question has 3 options, this one has {len(options)}")
        right = sum(option.right for option in options)
        if right != 1:
            raise ContentError(f"{right} options are right", "Mark exactly one with `right: true`.")
        return options


class Topic(Sourced):
    """One topic of the guide in one language; the intent `topic_<id>` leads to it.

    `opens` names a list to look up; `holds_until` is the day after which something in it is out of date.
    """

    id: Id
    title: Title
    reviewed: Reviewed
    need: Need
    say: tuple[Text, ...]
    simpler: tuple[Text, ...]
    signs: tuple[Text, ...] = ()
    tips: tuple[Text, ...] = ()
    check: Check
    next: tuple[Id, ...]
    opens: Id | None = None
    holds_until: date | None = None
    ask: tuple[Text, ...]

    @property
    def intent(self) -> str:
        """Name of the intent that asks for this topic."""
        return f"topic_{self.id}"


class Chapter(Content):
    """Some topics in the order of the tour, with words before (`intro`) and after (`done`)."""

    id: Id
    title: Title
    intro: Text
    topics: tuple[Id, ...]
    done: Text
