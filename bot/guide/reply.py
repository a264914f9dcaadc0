"""What the bot says in one turn, as it travels from the words to the channel."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Reply:
    """Messages, the buttons offered after them, and which contacts fit.

    Attributes:
        messages: `{"kind", "text"}`, and where they apply `"title"`, `"source"`, `"progress"`.
        suggestions: payloads of the buttons, in order.
        need: which contacts stand first (see bot.referrals.NEEDS); None keeps what was there.
        all_contacts: show every contact of the country, not the first few.
    """

    messages: list[dict[str, Any]] = field(default_factory=list)
    suggestions: list[str] = field(default_factory=list)
    need: str | None = None
    all_contacts: bool = False

    def say(self, texts: Iterable[str], kind: str = "text", **extra: Any) -> "Reply":
        """Add messages of one kind; `extra` goes to each of them."""
        self.messages += [{"kind": kind, "text": text, **extra} for text in texts]
        return self

    def offer(self, *payloads: str) -> "Reply":
        """Add buttons that are not there yet."""
        self.suggestions += [p for p in dict.fromkeys(payloads) if p not in self.suggestions]
        return self

    def to_dict(self) -> dict[str, Any]:
        """As JSON; :meth:`from_dict` reads it back."""
        return {
            "messages": self.messages,
            "suggestions": self.suggestions,
            "need": self.need,
            "all_contacts": self.all_contacts,
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> "Reply":
        """A reply from its JSON; missing parts are empty."""
        return cls(
            list(data.get("messages", [])),
            list(data.get("suggestions", [])),
            data.get("need"),
            bool(data.get("all_contacts", False)),
        )


def bullets(title: str, lines: Iterable[str]) -> str:
    """A short list as one message: a bold title, then a line each."""
    return "\n".join([f"**{title}**", *(f"- {line}" for line in lines)])
