"""Asks back when unsure which topic was meant, instead of answering something else with confidence."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY
from rasa.shared.nlu.training_data.message import Message

#: Set by the classifier: the best guess may be answered, but not without doubt.
UNSURE = "unsure"
#: The guess that was not sure enough, for authors and reports.
GUESS = "guess"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class UnsureGate(GraphComponent):
    """Turns a doubtful topic into the intent `unsure`; whatever another component decided stays."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """There is nothing to configure."""
        return {}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> UnsureGate:
        """Rasa's constructor."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Look at each message once all others have."""
        for message in messages:
            intent = message.get(INTENT) or {}
            ranking = message.get(INTENT_RANKING_KEY) or [{}]
            undecided = intent.get("name") == ranking[0].get("name") and str(intent.get("name")).startswith("topic_")
            if message.get(UNSURE) and undecided:
                message.set(GUESS, intent, add_to_output=True)
                message.set(INTENT, {**intent, "name": "unsure"}, add_to_output=True)
        return messages
