"""Holds a talk with a running Staysafe and says what fell short."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from bot.dialogues.talks import Said, Talk
from bot.guide.checks.passages import sentences
from bot.guide.checks.wordings import QUOTED, Rule

#: Gives a message with `session` and `country` to the web channel and returns its answer.
Send = Callable[[dict[str, Any]], dict[str, Any]]
#: A line that names how to reach somebody, as an answer shows it.
CONTACT = re.compile(
    r"\*\*: (?:call|text|whatsapp|\[)|emergency number: \*\*|^(?:in .*|people|these) .*:$", re.IGNORECASE
)
TWICE = "says the same twice in a row"
#: Comfort that answers nothing.
COMFORT = re.compile(r"what you say counts|a lot for one person|did not get all of that|not sure what would help")


@dataclass(frozen=True)
class Turn:
    """One turn as it went.

    Attributes:
        answer: the web channel's answer.
        short: what fell short, in words.
    """

    said: Said
    answer: dict[str, Any]
    short: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """Everything that was answered but contacts, lower case."""
        return "\n".join(text for text in texts(self.answer) if not is_contact(text)).lower()

    @property
    def contacts(self) -> str:
        """The contacts in the answer."""
        return "\n".join(text for text in texts(self.answer) if is_contact(text))

    @property
    def in_danger(self) -> bool:
        """Does it name the emergency number? Then its contacts may stand in every turn."""
        return "emergency number: **" in self.contacts

    @property
    def comforts(self) -> bool:
        """Is there nothing but comfort?"""
        return bool(COMFORT.search(self.words))

    @property
    def fingerprint(self) -> str:
        """A short name for exactly these words: a grade holds for them alone."""
        return hashlib.sha256("\n".join(texts(self.answer)).encode()).hexdigest()[:12]


@dataclass(frozen=True)
class Held:
    """A talk as it went."""

    talk: Talk
    turns: list[Turn] = field(default_factory=list)


def hold(talk: Talk, send: Send, rules: Iterable[Rule]) -> Held:
    """Say everything in one conversation."""
    held, session, rules = Held(talk), None, list(rules)
    for said in talk.turns:
        answer = send({"message": said.say, "session": session, "country": talk.country})
        session = answer.get("session", session)
        turn = Turn(said, answer)
        before = held.turns[-1] if held.turns else None
        held.turns.append(Turn(said, answer, tuple(_short(turn, before, rules))))
    return held


def texts(answer: dict[str, Any]) -> list[str]:
    """The messages of an answer."""
    return [message["text"] for message in answer.get("messages", [])]


def is_contact(text: str) -> bool:
    """Does this message only name contacts?"""
    return bool(CONTACT.search(text))


def _short(turn: Turn, before: Turn | None, rules: list[Rule]) -> Iterable[str]:
    words = turn.words
    yield from (f"lacks /{pattern}/" for pattern in turn.said.must if not re.search(pattern, words))
    yield from (f"says /{pattern}/" for pattern in turn.said.must_not if re.search(pattern, words))
    if before and words and words == before.words:
        yield TWICE
    if not turn.answer.get("referrals", {}).get("services") and not turn.answer.get("referrals", {}).get("fallback"):
        yield "shows nobody who listens or acts"
    for rule in rules:
        asked = next(filter(None, map(rule.match, sentences(QUOTED.sub(" ", words)))), None)
        if asked:
            yield f"asks “{asked}”"
