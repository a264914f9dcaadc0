"""What an answer can look at: the guide in the person's language, the contacts, and where they are."""

from dataclasses import dataclass, field
from typing import Any

from bot.assistant.helped import Helped
from bot.guide import Guide
from bot.guide.payloads import payload
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
        entities: what was found in the message, by kind.
        guesses: intents of this message that the classifier thought of, best first.
        earlier: the same of the message before.
        said: names of the answers given before this turn, oldest first.
        off: topics that the partner's site does not show.
        typed: the message was typed, and no button.
    """

    guide: Guide
    directory: Directory
    contacting: Contacting
    slots: dict[str, Any]
    intent: str
    entities: dict[str, str] = field(default_factory=dict)
    guesses: list[str] = field(default_factory=list)
    earlier: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    off: tuple[str, ...] = ()
    typed: bool = True

    @property
    def country(self) -> str | None:
        """The chosen country, or None when it is unknown or was not told."""
        code = self.slots.get("country")
        return None if code in (NO_COUNTRY, UNKNOWN_PLACE) else code or None

    @property
    def need(self) -> str:
        """What the talk was about last, as a need for contacts."""
        need = self.slots.get("need")
        return need if need in NEEDS else "help"

    @property
    def danger(self) -> str | None:
        """The need of a danger to life that was told recently: its contacts stay, whatever else is said."""
        helped = self.helped
        return self.guide.phrases[helped.grave].need if helped and helped.in_danger else None

    @property
    def topic(self) -> Topic | None:
        """The topic that was told last."""
        return self.guide.topics.get(self.slots.get("topic") or "")

    @property
    def helped(self) -> Helped | None:
        """The help that was given last, in this turn or before."""
        return Helped.of(self.slots)

    @property
    def active(self) -> bool:
        """Is there a story, quiz, tour or card game that can be taken up again?"""
        return (self.slots.get("activity") or "none") != "none"

    def phrase(self, key: str, **values: str) -> Reply:
        """The phrase of that key, with its buttons; `values` fill its `{placeholders}`."""
        phrase = self.guide.phrases[key]
        texts = [fill(text, values) for text in phrase.say]
        reply = Reply(need=phrase.need).say(texts, kind=phrase.kind)
        return reply.offer(*(payload(name) for name in phrase.suggest))

    def phrase_about(self, key: str, **values: str) -> Reply:
        """The phrase in its wording for the trouble that was told (`tell_words_friend`), or as it is."""
        return self.phrase(self.key_about(key), **values)

    def key_about(self, key: str) -> str:
        """The name of the wording for the trouble that was told; `key` itself where there is none."""
        names = [f"{key}_{ending}" for ending in self.helped.endings] if self.helped else []
        return next((name for name in names if name in self.guide.phrases), key)


def fill(text: str, values: dict[str, str]) -> str:
    """Replace `{name}` by its value; unknown placeholders stay as they are (they mean something later)."""
    for name, value in values.items():
        text = text.replace("{" + name + "}", value)
    return text
