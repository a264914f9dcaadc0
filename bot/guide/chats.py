"""Chats to read: they unroll message by message, and most of them turn somewhere."""

from __future__ import annotations

from typing import Any

from pydantic import root_validator

from bot.guide.content import Button, Content, ContentError, Id, Need, Reviewed, Sourced, Text, Title


class Trick(Content):
    """A way of putting pressure on somebody: its name, and how it works."""

    id: Id
    name: Text
    say: Text


class Message(Content):
    """One message of a chat, and the trick in it, if any (an id of tricks.yml)."""

    by: Text
    text: Button
    trick: Id | None = None


class Chat(Sourced):
    """A chat; `you` is the young person in it, `because` what is said of it at the end."""

    id: Id
    title: Title
    about: Text
    topics: tuple[Id, ...]
    reviewed: Reviewed
    need: Need
    you: Text
    intro: tuple[Text, ...]
    lines: tuple[Message, ...]
    because: tuple[Text, ...]

    @root_validator(skip_on_failure=True)
    def _is_a_chat(cls, values: dict[str, Any]) -> dict[str, Any]:
        if all(line.by == values["you"] for line in values["lines"]):
            raise ContentError("nobody else writes in this chat", "Let `by` name somebody other than `you`.")
        if any(line.trick and line.by == values["you"] for line in values["lines"]):
            raise ContentError("the young person uses a trick", "Tricks are the other one's.")
        return values

    @property
    def turn(self) -> int | None:
        """The number of the message where it turns, counted from 1; None when it never does."""
        return next((at for at, line in enumerate(self.lines, 1) if line.trick), None)

    def is_trick(self, number: int) -> bool:
        """Is there a trick in that message?"""
        return self.lines[number - 1].trick is not None

    def beat(self, read: int) -> int:
        """How many messages are read after the next one of the other person."""
        following = (at for at, line in enumerate(self.lines, 1) if at > read and line.by != self.you)
        at = next(following, len(self.lines))
        return at if any(line.by != self.you for line in self.lines[at:]) else len(self.lines)
