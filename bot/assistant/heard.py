"""What was read from one message, once: names and numbers, and nothing of its words.

This is all that the channel, the policy and the words ever learn of a message. The intent stands after the threshold,
the safety net and the gate: `unsure` where two topics are close, `out_of_scope` where none fits.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Literal

About = Literal["me", "other", "nobody"]
#: Ranked intents that are kept, for "you got me wrong".
KEPT = 6
UNSURE = "unsure"
#: The row of the words of help for "that didn't answer me": it counts beside a question, and what the message before
#: may have meant is offered too.
UNANSWERED = "not_answered"
#: The row for "that's not what I meant": what is told beside it stands in the place of what was misheard.
MISHEARD = "not_that"
#: The row for "it's not about me, it's my sister", and for "I'm her sister, not her mum".
OTHERS_TROUBLE = "its_other"
#: Whoever does harm is near, or will be soon.
NEAR = "near"
#: Fear that takes the breath.
PANIC = "panic"
#: There is no danger, or none any more.
SAFE, JOKING = "not_danger", "joking"
#: Signals that say nothing of a trouble: the person cannot make a call, or now they can.
CANNOT_CALL, CAN_CALL = "cannot_call", "can_call"


@dataclass(frozen=True)
class Heard:
    """One message.

    Attributes:
        intent: a name of data/intents.yml.
        confidence: of that intent, 0-1; 1.0 for what was said exactly, or was not the classifier's thought.
        ranking: the classifier's intents and their confidence, best first, before any threshold.
        kind: the kind of trouble (a file of data/help), where the message tells of one.
        about: whom it is about: the person, somebody they know, nobody.
        signals: names of what the safety net noticed.
        sure: False when help is only a guess, which the answer should make easy to correct.
        alarming: by its words alone it sounds like somebody in trouble; only a button's own words are a button then.
        topic, question: ids of the closest ones.
        command: the command that the message is, and nothing else.
        place: its place in a list, when it names one and nothing else ("2" for "b"; "-1" for the last).
        asks: it is put as a question. short: in a few words, which may point to what was said before ("is that ok").
        term: id of the glossary word in it.
        country: code of the country it names.
        at: what a button points at; or that a place was named that is not clear.
        asked: the phrase that answers exactly this message.
        reaction: the row of the words of help that it calls for ("told", "love"), in a talk about trouble.
        details: kinds of personal detail that were masked.
        lang: the language it is written in, None when it cannot be told; lang_confidence: how surely (0-1).
        tongue: the same where there are letters enough to go by it.
        typed: False for a button.
        speaker: who writes, by the sound of it: me (the person concerned), child, friend, parent, teacher.
        sure_kind: the classifier is sure of the kind, whatever the signals say.
        tells: in a talk about trouble it asks nothing, and hardly sounds like what others ask there.
        hint: the danger to a life that it may tell of, too unsurely for an alarm.
    """

    intent: str = ""
    confidence: float = 0.0
    ranking: tuple[tuple[str, float], ...] = ()
    kind: str | None = None
    about: About = "nobody"
    signals: frozenset[str] = frozenset()
    sure: bool = True
    alarming: bool = False
    topic: str | None = None
    question: str | None = None
    command: str | None = None
    place: str | None = None
    asks: bool = False
    short: bool = False
    term: str | None = None
    country: str | None = None
    at: str | None = None
    asked: str | None = None
    reaction: str | None = None
    details: frozenset[str] = frozenset()
    lang: str | None = None
    lang_confidence: float = 0.0
    typed: bool = True
    speaker: str = "me"
    sure_kind: bool = False
    tells: bool = False
    hint: str | None = None
    tongue: str | None = None

    @classmethod
    def button(cls, payload: str) -> Heard:
        """What a button says: `/menu`, `/start_tour{"at":"basics"}`."""
        name, brace, rest = payload.removeprefix("/").partition("{")
        at = json.loads(brace + rest).get("at") if brace else None
        return cls(intent=name, confidence=1.0, at=at, typed=False)

    @property
    def guess(self) -> tuple[str, float]:
        """The intent and its confidence; where two topics were close, the better one."""
        return self.ranking[0] if self.intent == UNSURE and self.ranking else (self.intent, self.confidence)

    def to_dict(self) -> dict[str, Any]:
        """As JSON, without what says nothing."""
        found = vars(self) | {"ranking": [list(guess) for guess in self.ranking[:KEPT]]}
        found |= {name: sorted(value) for name, value in found.items() if isinstance(value, frozenset)}
        return {name: value for name, value in found.items() if value != DEFAULTS[name] and value != []}

    @classmethod
    def of(cls, data: Mapping[str, Any] | None) -> Heard:
        """From its JSON; an older or a newer one's unknown parts are left out."""
        known = {name: value for name, value in (data or {}).items() if name in DEFAULTS}
        known["ranking"] = tuple((name, share) for name, share in known.get("ranking", ()))
        known |= {name: frozenset(known.get(name, ())) for name in ("signals", "details")}
        return cls(**known)

    def parse_data(self) -> dict[str, Any]:
        """As Rasa takes it in the place of a parsed text. There is no text in it."""
        return {
            "text": "",
            "intent": {"name": self.intent, "confidence": self.confidence},
            "intent_ranking": [{"name": name, "confidence": share} for name, share in self.ranking[:KEPT]],
            "entities": self.entities(),
            "heard": self.to_dict(),
        }

    def entities(self) -> list[dict[str, str]]:
        """What Rasa's slots are filled from."""
        topic = self.topic if self.intent.startswith("help_") else None
        named = {
            "at": self.at,
            "country": self.country,
            "term": self.term,
            "asked": self.asked,
            "place": self.place,
            "signals": ",".join(sorted(self.signals)),
            "best_topic": topic,
            "personal_details": ",".join(sorted(self.details)),
        }
        return [{"entity": kind, "value": value} for kind, value in named.items() if value]


DEFAULTS = {field.name: field.default for field in fields(Heard)}
