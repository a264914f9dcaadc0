"""The policy: what was decided is carried out, and contacts come in every turn.

Whatever a decision does or fails to do, a turn can only end after `utter_referrals`: the policy itself puts it
before `action_listen`. An action that says nothing because the action server is down gets its words here too.
"""

from functools import cached_property
from typing import Any

from rasa.core.policies.policy import PolicyPrediction
from rasa.core.policies.rule_policy import RulePolicy
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.assistant.decide import decide
from bot.assistant.heard import Heard
from bot.assistant.library import library
from bot.assistant.state import State
from bot.guide.decisions import Book

#: Says what was decided, in this process.
TELL = "utter_tell"
REFERRALS = "utter_referrals"
UNAVAILABLE = "utter_unavailable"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True)
class ReferralsPolicy(RulePolicy):
    """Carries out what `decide` says; `utter_referrals` always comes before listening."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """RulePolicy's configuration; its fallback action is ours, and there is one rule an intent: none contradict."""
        ours = {"core_fallback_action_name": TELL, "check_for_contradictions": False}
        return {**RulePolicy.get_default_config(), **ours}

    def predict_action_probabilities(
        self,
        tracker: DialogueStateTracker,
        domain: Domain,
        rule_only_data: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> PolicyPrediction:
        """The next action of this turn: the rule's, then the contacts, then listening."""
        action = certain_next(tracker)
        return self._certain(action, tracker, domain) if action else self._first(tracker, domain)

    def _first(self, tracker: DialogueStateTracker, domain: Domain) -> PolicyPrediction:
        """The answer to the message, and where the talk stands then."""
        decision = decide(heard_of(tracker), State.of(tracker.current_slot_values()), self._book)
        prediction = self._certain(decision.action or TELL, tracker, domain)
        slots = {"decision": decision.to_dict(), "state": decision.state.to_slot(), **dict(decision.slots)}
        prediction.events += [SlotSet(name, value) for name, value in slots.items()]
        return prediction

    @cached_property
    def _book(self) -> Book:
        """Asked for at the first turn: `library` reads the settings anew each time."""
        return library().book

    def _certain(self, action: str, tracker: DialogueStateTracker, domain: Domain) -> PolicyPrediction:
        return self._rule_prediction(self._prediction_result(action, tracker, domain), "every turn shows contacts")


def certain_next(tracker: DialogueStateTracker) -> str | None:
    """What follows once this turn has an answer: words for a failed one, the contacts, listening. None before."""
    turn = _events_of_turn(tracker)
    done = [event.action_name for event in turn if isinstance(event, ActionExecuted)]
    if not done:
        return None
    if REFERRALS in done:
        return ACTION_LISTEN_NAME
    if UNAVAILABLE not in done and not any(isinstance(event, BotUttered) for event in turn):
        return UNAVAILABLE
    return REFERRALS


def heard_of(tracker: DialogueStateTracker) -> Heard:
    """What was heard in the latest message. A button that Rasa read itself is known by its intent."""
    message = tracker.latest_message
    found = (message.parse_data or {}).get("heard") if message else None
    if found or message is None:
        return Heard.of(found)
    at = next((entity["value"] for entity in message.entities if entity["entity"] == "at"), None)
    return Heard(intent=message.intent.get("name") or "", confidence=1.0, at=at, typed=False)


def _events_of_turn(tracker: DialogueStateTracker) -> list[Event]:
    """Events since the last message of the person."""
    turn: list[Event] = []
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered):
            break
        turn.append(event)
    return turn
