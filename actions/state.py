"""What a step knows when it runs, and what it leaves behind."""

import json
from dataclasses import dataclass, field
from typing import Any

from bot.guide import Guide
from bot.guide.payloads import payload
from bot.guide.reply import Reply


@dataclass(frozen=True)
class State:
    """One turn as the action server sees it.

    Attributes:
        at: the place in the guide that the button named, or "".
        slots: the conversation's slots.
        place: which of the offered answers was typed, counted from "1"; "-1" is the last.
    """

    guide: Guide
    intent: str
    at: str
    slots: dict[str, Any]
    place: str = "-1"

    def phrase(self, key: str, **values: str) -> Reply:
        """A phrase with its buttons; `values` fill its `{placeholders}`."""
        phrase = self.guide.phrases[key]
        texts = list(phrase.say)
        for name, value in values.items():
            texts = [text.replace("{" + name + "}", value) for text in texts]
        return Reply(need=phrase.need).say(texts).offer(*(payload(name) for name in phrase.suggest))

    @property
    def resumable(self) -> list[str]:
        """The button that takes up again what is open, in a list; looking at what else there is ends nothing."""
        return [payload("resume")] if (self.slots.get("activity") or "none") != "none" else []

    def progress(self, at: int, of: int) -> dict[str, Any]:
        """Progress as a number for bars and in words for everybody: `3 of 7`."""
        text = self.guide.ui["progress"].replace("{at}", str(at)).replace("{of}", str(of))
        return {"at": at, "of": of, "text": text}

    @staticmethod
    def read(button: str) -> tuple[str, str]:
        """The name and the place in the guide of a button such as `/answer{"at":"grooming.1"}`."""
        name, brace, rest = button.partition("{")
        return name, json.loads(brace + rest)["at"] if brace else ""


@dataclass
class Step:
    """The outcome of a step: what is said, and the slots to set."""

    reply: Reply
    slots: dict[str, Any] = field(default_factory=dict)
