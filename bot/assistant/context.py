"""What a message means where it is said: "b" in a story, "back" after help, "is it my fault?" anywhere.

Pure functions for the policy. A message is known here by its intent, by what was found in it and by the slots.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.assistant.dialogue import COUNTRY_INTENTS, ELSEWHERE, HELP
from bot.assistant.helped import OWN_TROUBLE, Helped, after_cry, after_other, after_question, signals_of
from bot.assistant.playing import activities, answering, is_asking

DANGER = "help_danger_now"
#: Asked by anybody, and no sign that the talk is about something serious.
LIGHT = ("dont_know", "what_would_you_do", "how_did_i_do", "is_he_real", "will_be_ok", "contact_free", "on_the_bill")
LIGHT += ("contact_name", "contact_hours", "no_answer", "number_broken", "no_credit", "cant_phone")
#: Said instead of an answer while a question waits for one.
NO_ANSWER = ("dont_know", "what_would_you_do")


@dataclass(frozen=True)
class Moment:
    """One message, without its words, and where the conversation stands.

    Attributes:
        after_step: the answer before was a step of the action server.
    """

    intent: str
    entities: Mapping[str, str]
    slots: Mapping[str, Any]
    after_step: bool = False

    @property
    def helped(self) -> Helped | None:
        """The help that was given last."""
        return Helped.of(self.slots)

    @property
    def at_help(self) -> bool:
        """Was help given a moment ago, and nothing else since?"""
        return bool(self.helped and self.helped.here)

    @property
    def asking(self) -> bool:
        """Does a question of a story, a quiz or the cards wait for an answer?"""
        offered = self.slots.get("offered") or []
        return is_asking(self.slots.get("activity")) or any(name.startswith(answering()) for name in offered)

    @property
    def playing(self) -> bool:
        """Is something open that goes step by step?"""
        return any(activity.id == self.slots.get("activity") for activity in activities())


def action_here(moment: Moment) -> str | None:
    """The action that answers instead of the intent's own; None to leave it to the rules."""
    intent, asked = moment.intent, moment.entities.get("asked")
    if "place" in moment.entities and not moment.entities.get("signals"):
        return "action_pick" if is_asking(moment.slots.get("activity")) else "utter_nothing_to_pick"
    if asked in NO_ANSWER and moment.asking and not moment.at_help:
        return "action_dont_know"
    if asked and intent != DANGER:
        return "utter_asked"
    if intent == "back" and moment.at_help:
        return "utter_repeat"
    if intent == "repeat" and moment.after_step and moment.playing:
        return "action_resume"
    return "utter_change_country" if _names_country(moment) else None


def slots_here(moment: Moment, action: str) -> dict[str, Any]:
    """The slots to set before the action runs."""
    slots: dict[str, Any] = {"helped": _helped(moment, action)}
    if moment.intent == "just_asking":
        # Told next, and what "simpler" and "say that again" then refer to.
        slots["topic"] = moment.helped.topic if moment.helped else None
    if action == "utter_change_country" and _names_country(moment):
        slots["country"] = moment.entities["country"]
    return slots


def _helped(moment: Moment, action: str) -> dict[str, Any] | None:
    before = moment.helped
    if action == "utter_asked" and moment.entities.get("asked") not in LIGHT:
        after = after_question(before)
    elif moment.intent in HELP and action == f"utter_{moment.intent}":
        after = after_cry(before, moment.intent, moment.entities)
    else:
        leads_away = action.startswith(("action_", "utter_topic_")) or action in ELSEWHERE
        after = after_other(before, moment.intent, leads_away)
    return after.to_slot() if after else None


def _names_country(moment: Moment) -> bool:
    """After help, a country alone ("I'm in Brazil") is an answer, however the rest of it was understood."""
    if moment.intent in (*COUNTRY_INTENTS, DANGER) or moment.intent not in (*HELP, "out_of_scope", "unsure"):
        return False
    told = bool(moment.helped and moment.helped.recent and "country" in moment.entities)
    return told and not signals_of(moment.entities) & OWN_TROUBLE
