"""The policy: Rasa's rules, and contacts in every turn.

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
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

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
        turn = _events_of_turn(tracker)
        done = [event.action_name for event in turn if isinstance(event, ActionExecuted)]
        if not done:
            return self._first(tracker, domain)
        if REFERRALS in done:
            return self._certain(ACTION_LISTEN_NAME, tracker, domain)
        if UNAVAILABLE not in done and not any(isinstance(event, BotUttered) for event in turn):
            return self._certain(UNAVAILABLE, tracker, domain)
        return self._certain(REFERRALS, tracker, domain)

    def _first(self, tracker: DialogueStateTracker, domain: Domain) -> PolicyPrediction:
        """What the rules say; a turn never begins with listening."""
        prediction, _ = self._predict(tracker, domain)
        action = domain.action_names_or_texts[prediction.max_confidence_index]
        if action == ACTION_LISTEN_NAME or prediction.max_confidence == 0:
            return self._certain(NOT_UNDERSTOOD, tracker, domain)
        return prediction

    def _certain(self, action: str, tracker: DialogueStateTracker, domain: Domain) -> PolicyPrediction:
        return self._rule_prediction(self._prediction_result(action, tracker, domain), "every turn shows contacts")


def _events_of_turn(tracker: DialogueStateTracker) -> list[Event]:
    """Events since the last message of the person."""
    turn: list[Event] = []
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered):
            break
        turn.append(event)
    return turn
