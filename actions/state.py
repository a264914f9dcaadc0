"""What a step knows when it runs, and what it leaves behind."""

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
    """

    guide: Guide
    intent: str
    at: str
    slots: dict[str, Any]

    def phrase(self, key: str, **values: str) -> Reply:
        """A phrase with its buttons; `values` fill its `{placeholders}`."""
        phrase = self.guide.phrases[key]
        texts = list(phrase.say)
        for name, value in values.items():
            texts = [text.replace("{" + name + "}", value) for text in texts]
        return Reply(need=phrase.need).say(texts).offer(*(payload(name) for name in phrase.suggest))

    def progress(self, at: int, of: int) -> dict[str, Any]:
        """Progress as a number for bars and in words for everybody: `3 of 7`."""
        text = self.guide.ui["progress"].replace("{at}", str(at)).replace("{of}", str(of))
        return {"at": at, "of": of, "text": text}


@dataclass
class Step:
    """The outcome of a step: what is said, and the slots to set."""

    reply: Reply
    slots: dict[str, Any] = field(default_factory=dict)
