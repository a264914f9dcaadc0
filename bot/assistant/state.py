"""What is remembered of a talk from one turn to the next: names and numbers, small, and nothing that anybody wrote.

Kept in the slot `state`, beside the slots that the channel and the action server share (see bot/assistant/dialogue.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from typing import Any

from bot.guide.activities import Activity, read_activities
from bot.guide.help import SOMETHING
from bot.settings import load_settings

#: Turns in which an answer still has to fit the trouble that was told: while the talk is at it, and after other things.
WHILE_STILL, RECENT = 10, 6
#: Turns without a word of danger until it no longer shapes the words; its contacts stay beside the talk longer.
FADES = 2
#: Answers that are remembered, newest first: for "say that again", and so that nothing is said twice in a row.
KEPT = 4
STEP = "step"


@cache
def activities() -> tuple[Activity, ...]:
    """The registry (data/activities.yml), read once."""
    return read_activities(load_settings().data)


@cache
def answering() -> tuple[str, ...]:
    """Beginnings of the buttons that answer an open question."""
    return tuple(f"/{activity.answer}" + "{" for activity in activities() if activity.asks)


@cache
def starts() -> tuple[str, ...]:
    """Beginnings of the buttons that begin one of several."""
    return tuple(f"/{activity.start}" + "{" for activity in activities())


def is_asking(name: str | None) -> bool:
    """Does that activity wait for answers?"""
    return any(activity.id == name and activity.asks for activity in activities())


@dataclass(frozen=True)
class Trouble:
    """The trouble that was told last.

    Attributes:
        kind: a file of data/help.
        speaker: who speaks, where it is not the young person concerned.
        said: how often it was answered; 0 while the first answer is still to come.
        ago: turns since.
        still: nothing else was told or begun since.
        topic: the topic closest to the message, for "I was just asking".
        shown: needs whose contacts were named in full.
        given: how many answers each row has given.
        grave: the kind that was a danger to life, this time or before; "" when none was told.
        grave_speaker: who told that.
        calm: turns since a word of danger; fades: after so many it no longer shapes the words.
        was: the kind that this one, or the danger, interrupted.
    """

    kind: str
    speaker: str | None = None
    said: int = 1
    ago: int = 0
    still: bool = True
    topic: str = ""
    shown: tuple[str, ...] = ()
    given: tuple[tuple[str, int], ...] = ()
    grave: str = ""
    grave_speaker: str | None = None
    calm: int = 0
    fades: int = FADES
    was: str = ""

    @property
    def in_danger(self) -> bool:
        """Was a danger to life told so recently that every answer has to fit it?"""
        return bool(self.grave) and self.calm <= self.fades

    @property
    def about(self) -> tuple[str, ...]:
        """What an answer has to fit: who speaks, and the kind; the danger alone while it lasts, or, where it soon
        fades, both."""
        who = (self.speaker,) if self.speaker else ()
        if not self.in_danger:
            return (self.kind, *who)
        return (self.grave, *who) if self.fades > FADES else (self.grave, self.was or SOMETHING, self.kind, *who)

    @property
    def guarded(self) -> bool:
        """Was one told so recently that its contacts stay beside the talk?"""
        return bool(self.grave) and self.calm <= WHILE_STILL

    @property
    def recent(self) -> bool:
        """Was it told so shortly before that an answer has to fit it?"""
        return self.in_danger or self.ago <= (WHILE_STILL if self.still else RECENT)

    @property
    def here(self) -> bool:
        """Is the talk still at the answer that was given?"""
        return self.recent and self.still and self.said > 0

    def calmed(self, grave: bool) -> Trouble:
        """After "I'm not in danger": back to what it was about; the contacts for a danger stay beside the talk.

        grave: the trouble itself is that danger.
        """
        kind = (self.was or SOMETHING) if grave else self.kind
        return replace(self, kind=kind, calm=self.fades + 1, ago=0, still=True, was="")

    def times(self, row: str) -> int:
        """How many answers that row has given."""
        return dict(self.given).get(row, 0)

    def counted(self, row: str) -> Trouble:
        """With one more answer of that row."""
        return replace(self, given=tuple({**dict(self.given), row: self.times(row) + 1}.items()))


@dataclass(frozen=True)
class State:
    """Where a conversation stands.

    Attributes:
        trouble: the trouble that was told.
        said: names of the answers given last, newest first (see Decision.name).
        guesses: what the message before may have meant, best first.
        topic: the topic told last. activity: what can be taken up again.
        asking: a question of a story, a quiz or the cards waits for an answer.
        country: the one that is set, or "none" for "rather not say".
        tongue: the language that the person writes, where it is not the one of the guide.
        cannot_call: the person said that they cannot make a call (deaf, no credit, somebody would hear), and never why.
    """

    trouble: Trouble | None = None
    said: tuple[str, ...] = ()
    guesses: tuple[str, ...] = ()
    topic: str | None = None
    activity: str | None = None
    asking: bool = False
    country: str | None = None
    tongue: str | None = None
    cannot_call: bool = False

    @classmethod
    def of(cls, slots: Mapping[str, Any]) -> State:
        """What the slots hold."""
        kept, offered = slots.get("state") or {}, slots.get("offered") or []
        activity = slots.get("activity")
        return cls(
            trouble=_trouble(kept.get("trouble")),
            said=tuple(kept.get("said", ())),
            guesses=tuple(kept.get("guesses", ())),
            topic=slots.get("topic") or None,
            activity=None if activity == "none" else activity,
            asking=is_asking(activity) or any(name.startswith(answering()) for name in offered),
            country=slots.get("country"),
            tongue=kept.get("tongue"),
            cannot_call=bool(kept.get("cannot_call")),
        )

    def to_slot(self) -> dict[str, Any]:
        """The part that has no slot of its own."""
        trouble = {n: v for n, v in vars(self.trouble).items() if v != DEFAULTS.get(n)} if self.trouble else None
        own: dict[str, Any] = {"trouble": trouble, "said": list(self.said), "guesses": list(self.guesses)}
        own |= {"tongue": self.tongue} if self.tongue else {}
        return own | ({"cannot_call": True} if self.cannot_call else {})

    @property
    def speaker(self) -> str | None:
        """Who speaks of somebody else's trouble, or as a younger child, where one was told not long ago."""
        return self.trouble.speaker if self.trouble and self.trouble.recent else None

    @property
    def after_step(self) -> bool:
        """Was the last answer a step of the action server?"""
        return bool(self.said) and self.said[0].startswith(STEP)


DEFAULTS = {field.name: field.default for field in fields(Trouble)}


def _trouble(kept: Mapping[str, Any] | None) -> Trouble | None:
    known = {name: value for name, value in (kept or {}).items() if name in DEFAULTS}
    if "kind" not in known:
        return None
    known["shown"] = tuple(known.get("shown", ()))
    known["given"] = tuple((row, count) for row, count in known.get("given", ()))
    return Trouble(**known)
