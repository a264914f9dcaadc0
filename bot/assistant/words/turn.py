"""What an answer can look at: the guide in the person's language, the contacts, what was heard and decided."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.assistant.decide import Decision
from bot.assistant.heard import Heard
from bot.assistant.state import State
from bot.guide import Guide
from bot.guide.help import HelpWords
from bot.guide.payloads import payload
from bot.guide.reference import BUTTON
from bot.guide.reply import Reply
from bot.guide.topics import Topic
from bot.referrals import NEEDS, UNKNOWN_PLACE, Directory
from bot.referrals.contacting import Contacting

#: Slot value for "rather not say".
NO_COUNTRY = "none"


@dataclass(frozen=True)
class Turn:
    """One message and the state of its conversation, without the message's text.

    Attributes:
        slots: values by name (see bot.assistant.dialogue.SLOTS).
        heard: what was read from the message.
        decision: what is answered.
        off: topics that the partner's site does not show.
        page: first words by kind of trouble in the language of the message, where that has no guide.
        languages: codes of those that can be chosen.
        pinned: ids of the services that the partner's site puts first.
    """

    guide: Guide
    directory: Directory
    contacting: Contacting
    slots: dict[str, Any] = field(default_factory=dict)
    heard: Heard = field(default_factory=Heard)
    decision: Decision = field(default_factory=lambda: Decision("", ""))
    off: tuple[str, ...] = ()
    page: Mapping[str, HelpWords] = field(default_factory=dict)
    pinned: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()

    @property
    def country(self) -> str | None:
        """The chosen country, or None when it is unknown or was not told."""
        return known_country(self.slots)

    @property
    def need(self) -> str:
        """What the talk was about last, as a need for contacts."""
        need = self.slots.get("need")
        return need if need in NEEDS else "help"

    @property
    def topic(self) -> Topic | None:
        """The topic that was told last."""
        return self.guide.topics.get(self.slots.get("topic") or "")

    @property
    def state(self) -> State:
        """Where the talk stands, this turn included."""
        return State.of(self.slots)

    @property
    def active(self) -> bool:
        """Is there a story, quiz, tour or card game that can be taken up again?"""
        return (self.slots.get("activity") or "none") != "none"

    def contacts(self, need: str, all: bool = False) -> dict[str, Any]:
        """The contacts for a need, as the card beside the answer shows them. They are read, and never changed."""
        writes = self.state.cannot_call
        return self.directory.shown(self.country, need, self.guide.language.code, self.pinned, all, writes)

    def phrase(self, key: str, **values: str) -> Reply:
        """The phrase of that key, with its buttons; `values` fill its `{placeholders}`."""
        phrase = self.guide.phrases[key]
        texts = [fill(text, values) for text in phrase.say]
        reply = Reply(need=phrase.need).say(texts, kind=phrase.kind)
        return reply.offer(*(payload(name) for name in phrase.suggest))

    def button_words(self, text: str) -> str:
        """The text with each `{button:small_step}` as the words on that button."""
        words = self.guide.ui["buttons"]
        return BUTTON.sub(lambda found: f"**{words[found[1]]}**", text)


def known_country(slots: Mapping[str, Any]) -> str | None:
    """The country in the slots, or None when it is unknown or was not told."""
    code = slots.get("country")
    return None if code in (NO_COUNTRY, UNKNOWN_PLACE) else code or None


def fill(text: str, values: dict[str, str]) -> str:
    """Replace `{name}` by its value; unknown placeholders stay as they are (they mean something later)."""
    for name, value in values.items():
        text = text.replace("{" + name + "}", value)
    return text
