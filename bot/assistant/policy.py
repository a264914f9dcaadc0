"""The policy: Rasa's rules, what a message means where it is said, and contacts in every turn.

Whatever a rule does or fails to do, a turn can only end after `utter_referrals`: the policy itself puts it
before `action_listen`. A message that no rule answers, and an action that says nothing because the action
server is down, get their words here too.
"""

from typing import Any

from rasa.core.policies.policy import PolicyPrediction
from rasa.core.policies.rule_policy import RulePolicy
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.assistant.context import Moment, action_here, slots_here

REFERRALS = "utter_referrals"
UNAVAILABLE = "utter_unavailable"
NOT_UNDERSTOOD = "utter_out_of_scope"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True)
class ReferralsPolicy(RulePolicy):
    """Rules decide what is said; `utter_referrals` always comes before listening."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """RulePolicy's configuration; its fallback action is ours, and predicted once (see below)."""
        return {**RulePolicy.get_default_config(), "core_fallback_action_name": NOT_UNDERSTOOD}

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
        """What the place in the talk asks for, else what the rules say; a turn never begins with listening."""
        moment = moment_of(tracker)
        here = action_here(moment)
        prediction = self._certain(here, tracker, domain) if here else self._ruled(tracker, domain)
        action = domain.action_names_or_texts[prediction.max_confidence_index]
        prediction.events += [SlotSet(name, value) for name, value in slots_here(moment, action).items()]
        return prediction

    def _ruled(self, tracker: DialogueStateTracker, domain: Domain) -> PolicyPrediction:
        prediction, _ = self._predict(tracker, domain)
        action = domain.action_names_or_texts[prediction.max_confidence_index]
        if action == ACTION_LISTEN_NAME or prediction.max_confidence == 0:
            return self._certain(NOT_UNDERSTOOD, tracker, domain)
        return prediction

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


def moment_of(tracker: DialogueStateTracker) -> Moment:
    """The latest message and where it is said."""
    message = tracker.latest_message
    answers = [e.action_name for e in tracker.events if isinstance(e, ActionExecuted)]
    answers = [name for name in answers if name not in (ACTION_LISTEN_NAME, REFERRALS)]
    return Moment(
        intent=(message.intent.get("name") or "") if message else "",
        entities={e["entity"]: str(e["value"]) for e in reversed(message.entities)} if message else {},
        slots=tracker.current_slot_values(),
        after_step=(answers[-1] or "").startswith("action_") if answers else False,
    )


def _events_of_turn(tracker: DialogueStateTracker) -> list[Event]:
    """Events since the last message of the person."""
    turn: list[Event] = []
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered):
            break
        turn.append(event)
    return turn
