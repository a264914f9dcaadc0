"""What a message can be about (data/intents.yml), and examples that belong to no topic (data/nlu/)."""

from __future__ import annotations

from typing import Literal

from bot.guide.content import Content, Id, Text


class Intent(Content):
    """A label for messages; a `command` is a button or exact words, and never guessed.

    `safeguarding` marks those that say something is happening to somebody.
    """

    id: Id
    group: Literal["learning", "help", "conversation", "command"]
    description: Text
    safeguarding: bool = False


class Examples(Content):
    """Ways in which people put one intent into words."""

    intent: Id
    examples: tuple[Text, ...]
