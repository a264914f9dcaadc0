"""The intent classifier as a component of Rasa's pipeline. All it knows is in bot.assistant.nlu.model.

Sets on each message:

- `intent`: {name, confidence}; `out_of_scope` when the confidence is under the threshold.
- `intent_ranking`: the likeliest intents, best first, before any threshold.
- `unsure`: whether to ask back rather than answer (confidence between `threshold` and `unsure`).
- `lang`, `lang_confidence`: the language it is written in, None when it cannot be told.
"""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier as RasaIntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, METADATA, METADATA_EXAMPLE, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.assistant.nlu.model import OUT_OF_SCOPE, IntentModel, Prediction, Settings

#: Language of an example that does not say.
DEFAULT_LANG = "en"
LANG, LANG_CONFIDENCE, UNSURE = "lang", "lang_confidence", "unsure"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentClassifier(GraphComponent, RasaIntentClassifier):
    """Finds the intent and the language of messages."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Settings in config.yml."""
        return {
            "threshold": None,  # confidence below which a message is out of scope; None: what training chose
            "unsure": None,  # confidence from which the answer is plain; None: what training chose
            "ranking_length": 100,  # intents in `intent_ranking`: all, since the safety net adds up its help_*
            "settings": {},  # how the model is trained: see bot.assistant.nlu.model.Settings
        }

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        model: IntentModel | None = None,
    ) -> None:
        """Rasa calls `create` or `load` instead."""
        self._config = config
        self._storage = model_storage
        self._resource = resource
        self.model = model

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> IntentClassifier:
        """A component without a model, to be trained."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> IntentClassifier:
        """The trained component. Raises ValueError when nothing was trained: a deaf bot must not start."""
        with model_storage.read_from(resource) as directory:
            return cls(config, model_storage, resource, IntentModel.load(directory))

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the examples and their languages; store the model."""
        examples = training_data.intent_examples
        self.model = IntentModel.train(
            texts=[example.get(TEXT) for example in examples],
            intents=[example.get(INTENT) for example in examples],
            langs=[_lang(example) for example in examples],
            settings=Settings(**self._config["settings"]),
        )
        with self._storage.write_to(self._resource) as directory:
            self.model.save(directory)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Classify each message, except buttons ("/menu"), whose intent needs no guess."""
        if self.model is None:
            raise ValueError("The intent classifier has no model yet. Run `./staysafe train` first.")
        for message in messages:
            text = message.get(TEXT) or ""
            if not text.startswith("/"):
                self._label(message, self.model.predict(text))
        return messages

    def _label(self, message: Message, prediction: Prediction) -> None:
        name, confidence = prediction.best
        understood = confidence >= self._limit("threshold")
        ranking = [{"name": n, "confidence": c} for n, c in prediction.intents[: self._config["ranking_length"]]]
        found = {
            INTENT: {"name": name if understood else OUT_OF_SCOPE, "confidence": confidence},
            INTENT_RANKING_KEY: ranking,
            UNSURE: understood and confidence < self._limit("unsure"),
            LANG: prediction.lang,
            LANG_CONFIDENCE: prediction.lang_confidence,
        }
        for key, value in found.items():
            message.set(key, value, add_to_output=True)

    def _limit(self, name: str) -> float:
        chosen = self._config[name]
        return getattr(self.model, name) if chosen is None else float(chosen)


def _lang(example: Message) -> str:
    metadata = (example.get(METADATA) or {}).get(METADATA_EXAMPLE) or {}
    return metadata.get("lang") or DEFAULT_LANG
