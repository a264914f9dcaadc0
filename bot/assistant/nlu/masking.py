"""The first component of the pipeline: personal details leave a message before anything else reads it."""

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.assistant.nlu.details import mask

#: The entity that tells the words to ask, gently, not to type such details. Its value names kinds only.
ENTITY = "personal_details"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class PersonalDetailsMasker(GraphComponent):
    """Replaces the message's text by the masked one and says which kinds of detail were in it."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "PersonalDetailsMasker":
        """Rasa's way of making a component."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Mask each message in place, except buttons ("/menu"): the channel lets only known ones through."""
        for message in messages:
            if (message.get(TEXT) or "").startswith("/"):
                continue
            masked = mask(message.get(TEXT) or "")
            message.set(TEXT, masked.text, add_to_output=True)
            if masked.found:
                found = {"entity": ENTITY, "value": ",".join(sorted(masked.found))}
                message.set(ENTITIES, [*message.get(ENTITIES, []), found], add_to_output=True)
        return messages
