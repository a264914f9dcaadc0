"""What help was given last, and how long ago: whatever is said next must fit it.

Kept in the slot `helped`, as names and numbers only. The policy moves it on with each turn (see
bot/assistant/context.py); the words look at it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

#: Turns in which an answer still has to fit the help that was given: after something else was told, and before.
RECENT, WHILE_STILL = 6, 10
#: Takes the help back: it was a false alarm, or the bot had misunderstood (only the first does so for a danger).
FALSE_ALARM = "just_asking"
ENDS = (FALSE_ALARM, "wrong")
#: Screens that belong to the help: looking at them is no turn away from it.
AROUND = ("contact_what_happens", "contact_rehearsal", "tell_words", "small_step", "remove_guide", "more_contacts")
#: Asks for people, whatever the trouble is.
HUMAN = "help_human"
#: What each cry for help is about, where that is more than "something happens to me".
ABOUT = {
    "help_friend": "friend",
    "help_friend_self_harm": "friend",
    "help_self_sextortion": "sextortion",
    "help_danger_self_harm": "self_harm",
    "help_danger_now": "danger",
    "help_danger_unclear": "danger",
    "help_own_behaviour": "own_behaviour",
    "help_found_material": "found_material",
    "help_bullied": "bullied",
}
#: Signals of a danger that comes from somebody or something else. Without one, a person may be a danger to themselves.
FROM_OUTSIDE = frozenset({"here_now", "trapped", "violence_now", "emergency", "meeting_now"})
#: Signals that a trouble of the person's own is named, and not only what was told before gone on about.
OWN_TROUBLE = frozenset({"threat", "has_image", "image_out", "contact", "sextortion", "asked", "bullying"})
#: The same where the talk is about what the person did: a picture that is out may be the one they passed on.
DONE_TO_ME = frozenset({"threat", "contact", "asked", "bullying"})
#: Help for a danger to life, worst first. Its contacts stay while it is recent, whatever else is told.
GRAVE = ("help_danger_self_harm", "help_friend_self_harm", "help_danger_unclear", "help_danger_now")
#: Signals that something happens to somebody the person cares for, and that they not only speak of them.
OF_OTHERS = frozenset({"for_a_friend", "friend_event", "distress"})


@dataclass(frozen=True)
class Helped:
    """The help that was given last.

    Attributes:
        key: the phrase that answered.
        said: how often it was answered, follow-ups included; 0 while the full answer is still to come.
        ago: turns since.
        still: nothing else was told or begun since.
        topic: the topic closest to the message, for "I was just asking".
        grave: the phrase that answered a danger to life, this time or before; "" when none was told.
        grave_ago: turns since.
    """

    key: str
    said: int = 1
    ago: int = 0
    still: bool = True
    topic: str = ""
    grave: str = ""
    grave_ago: int = 0

    @classmethod
    def of(cls, slots: Mapping[str, Any]) -> Helped | None:
        """What the slot holds."""
        value = slots.get("helped")
        return cls(**value) if value else None

    def to_slot(self) -> dict[str, Any]:
        """As the slot holds it."""
        return asdict(self)

    @property
    def about(self) -> str:
        """What it is about, as phrases name it at their end; "" when nothing more is known."""
        return ABOUT.get(self.key, "")

    @property
    def endings(self) -> tuple[str, ...]:
        """How phrases end that are written for it, the most fitting first; then those for the danger that was told."""
        keys = (self.key, self.grave) if self.in_danger else (self.key,)
        names = [name for key in keys for name in (key.removeprefix("help_"), ABOUT.get(key, "")) if name]
        return tuple(dict.fromkeys(names))

    @property
    def in_danger(self) -> bool:
        """Was a danger to life told so recently that its contacts have to stay?"""
        return bool(self.grave) and self.grave_ago <= WHILE_STILL

    @property
    def recent(self) -> bool:
        """Was it given so shortly before that an answer has to fit it?"""
        return self.in_danger or self.ago <= (WHILE_STILL if self.still else RECENT)

    @property
    def here(self) -> bool:
        """Is the talk still at the answer that was given?"""
        return self.recent and self.still and self.said > 0


def signals_of(entities: Mapping[str, str]) -> frozenset[str]:
    """Names of what the safety net noticed in the message."""
    return frozenset(filter(None, entities.get("signals", "").split(",")))


def help_key(intent: str, signals: frozenset[str]) -> str:
    """The phrase that answers a cry for help: some signals have words of their own."""
    if intent == "help_self" and "sextortion" in signals:
        return "help_self_sextortion"
    if intent == "help_danger_now" and _friend_in_danger(signals):
        return "help_friend_self_harm"
    if intent == "help_danger_now" and "self_harm" in signals:
        return "help_danger_self_harm"
    if intent == "help_danger_now" and signals and not signals & FROM_OUTSIDE:
        return "help_danger_unclear"
    return "safe_word" if intent == HUMAN and "safe_word" in signals else intent


def after_cry(before: Helped | None, intent: str, entities: Mapping[str, str]) -> Helped:
    """The state once a cry for help is answered. Coming back to the same trouble counts; a new one starts afresh."""
    signals, topic = signals_of(entities), entities.get("best_topic", "")
    key = help_key(intent, signals)
    typed = bool(signals or topic)  # else a button such as "Something is happening to me"
    if before and before.recent and (intent == HUMAN or _same_trouble(before, key, signals, typed)):
        said = before.said + (intent != HUMAN)
        return _grave_kept(before, replace(before, said=said, ago=0, still=True, topic=topic or before.topic))
    return _grave_kept(before, Helped(key, topic=topic))


def after_question(before: Helped | None) -> Helped:
    """The state once "is it my fault?" and the like are answered: the talk is about something serious."""
    return _grave_kept(before, replace(before, ago=0, still=True) if before else Helped("help_self", said=0))


def after_other(before: Helped | None, intent: str, leads_away: bool) -> Helped | None:
    """The state after any other message."""
    if before is None or intent == FALSE_ALARM or (intent in ENDS and not before.in_danger):
        return None
    if intent in AROUND:
        return before
    later = replace(before, ago=before.ago + 1, still=before.still and not leads_away)
    return replace(later, grave_ago=before.grave_ago + bool(before.grave))


def _grave_kept(before: Helped | None, after: Helped) -> Helped:
    """The new state with the danger that was told: the one it is about now, or the one before while it is recent."""
    told = [after.key] if after.key in GRAVE else []
    if before and before.in_danger:
        told.append(before.grave)
    if not told:
        return replace(after, grave="", grave_ago=0)
    ago = 0 if after.key in GRAVE else before.grave_ago + 1
    return replace(after, grave=min(told, key=GRAVE.index), grave_ago=ago)


def _same_trouble(before: Helped, key: str, signals: frozenset[str], typed: bool) -> bool:
    """Does the message go on about what was answered before? "I'm scared" does, whatever the trouble was."""
    if key == before.key:
        return True
    if before.about == "own_behaviour":
        named = DONE_TO_ME | OF_OTHERS if key == "help_friend" else DONE_TO_ME
        return typed and key not in GRAVE and not signals & named
    if before.in_danger and before.grave == "help_danger_self_harm" and key == "help_friend":
        return typed and not signals & (OWN_TROUBLE | OF_OTHERS)
    if key != "help_self" or not before.about:
        return False
    if before.about == "friend" and not signals:
        return False
    return before.about == "sextortion" or not signals & OWN_TROUBLE


def _friend_in_danger(signals: frozenset[str]) -> bool:
    """Is it somebody else who may hurt themselves? When in doubt it is the person who writes."""
    named = bool(signals & {"friend", "for_a_friend"})
    spoken_of = {"other_person", "happening"} <= signals and "meant" not in signals
    return "friend_self_harm" in signals and (named or spoken_of)
