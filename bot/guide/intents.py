"""What a message can be about (data/intents.yml), and examples that belong to no topic (data/nlu/)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from bot.guide.content import Content, Id, Text
from bot.guide.yaml_lines import Location


class Intent(Content):
    """A label for messages; a `command` is a button or exact words, and never guessed.

    `safeguarding` marks those that say something is happening to somebody.
    """

    id: Id
    group: Literal["learning", "help", "conversation", "command"]
    description: Text
    safeguarding: bool = False


class Examples(Content):
    """Ways in which people put one intent into words; below `kinds` those that tell of a kind of trouble."""

    intent: Id
    examples: tuple[Text, ...] = ()
    kinds: dict[Id, tuple[Text, ...]] = {}

    def wordings(self) -> Iterator[tuple[Location, str]]:
        """Every wording, and where in the file it stands."""
        yield from ((("examples", i), text) for i, text in enumerate(self.examples))
        yield from ((("kinds", kind, i), text) for kind, texts in self.kinds.items() for i, text in enumerate(texts))
