"""What the bot says in one turn, as it travels from the words to the channel."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

#: Characters that are shown at once of a topic; the page shows the rest piece by piece (`beat`).
BEAT = 400


@dataclass
class Reply:
    """Messages, the buttons offered after them, and which contacts fit.

    Attributes:
        messages: `{"kind", "text"}`, and where they apply `"title"`, `"source"`, `"progress"`,
            `"from"` (who writes it in a story), `"mine"`, `"shows"` (a card that the page draws), `"form"`, `"beat"`.
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
            "messages": in_beats(self.messages),
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


def in_beats(messages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The messages, those of a long topic with `beat`: which of them are shown together, counted from 0."""
    topic = [message for message in messages if message["kind"] == "topic"]
    if sum(len(message["text"]) for message in topic) <= BEAT:
        return messages
    beat, letters, found = 0, 0, []
    for message in messages:
        if message["kind"] != "topic":
            found.append(message)
            continue
        letters += len(message["text"])
        if letters > BEAT and letters > len(message["text"]):
            beat, letters = beat + 1, len(message["text"])
        found.append({**message, "beat": beat})
    return found


def bullets(title: str, lines: Iterable[str]) -> str:
    """A short list as one message: a bold title, then a line each."""
    return "\n".join([f"**{title}**", *(f"- {line}" for line in lines)])
