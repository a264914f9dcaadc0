"""Rasa's one component for what is typed: trains both models, and holds the ear that asks them.

The channel asks the ear of the component that Rasa loaded.
"""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, METADATA, METADATA_EXAMPLE, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.assistant.examples import load_kinds, load_reactions, load_speakers
from bot.assistant.hear import QUESTION_PREFIX, Ear
from bot.assistant.learnt import forget, learn_once
from bot.assistant.library import library
from bot.assistant.nlu.archive import ArchiveError, read_archive
from bot.assistant.nlu.model import IntentModel
from bot.assistant.reactions import Reactions
from bot.assistant.safety.rules import load_rules
from bot.guide.help import Kind
from bot.guide.languages import DEFAULT_LANGUAGE
from bot.guide.reader import Reader
from bot.settings import load_settings

#: Folder of the second model, beside the first.
REACTIONS = "reactions"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class Hear(GraphComponent, IntentClassifier):
    """The one component of Rasa's pipeline; named in config/config.yml."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """There is nothing to set."""
        return {}

    def __init__(
        self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, ear: Ear | None = None
    ) -> None:
        """Rasa calls `create` or `load` instead."""
        self._config, self._storage, self._resource, self.ear = config, model_storage, resource, ear

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Hear:
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
    ) -> Hear:
        """The trained component. Raises ValueError when nothing was trained: a deaf bot must not start."""
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as directory:
            model, reactions = IntentModel.load(directory), Reactions.load(directory / REACTIONS)
        component.ear = Ear(model, library(), load_rules(load_settings().data), reactions)
        return component

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the examples and their languages, unless that was done before; store the model."""
        given = _examples(training_data, load_settings().data)
        shelf = load_settings().learnt
        with self._storage.write_to(self._resource) as directory:
            learn_once(given, directory, shelf, partial(_learn, given))
            try:
                _look_through(directory)
            except ArchiveError:  # a full disk or a power cut left a part of it
                forget(shelf)
                learn_once(given, directory, shelf, partial(_learn, given))
                _look_through(directory)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Put what is heard in the place of each text, except buttons ("/menu"), which Rasa reads itself."""
        if self.ear is None:
            raise ValueError("There is no model yet. Run `./staysafe train` first.")
        for message in messages:
            text = message.get(TEXT) or ""
            if not text.startswith("/"):
                about = message.get(METADATA) or {}
                heard = self.ear.hear(text, about.get("lang"), about.get("country"))
                for key, value in heard.parse_data().items():
                    message.set(key, value, add_to_output=True)
        return messages


def ear_of(agent: Agent) -> Ear:
    """The ear of the model that the agent has loaded."""
    return agent.processor.graph_runner.component(Hear).ear


def _examples(training_data: TrainingData, data: Path) -> dict[str, Any]:
    """Everything that is learnt from."""
    examples = training_data.intent_examples
    return {
        "texts": [example.get(TEXT) for example in examples],
        "intents": [example.get(INTENT) for example in examples],
        "langs": [_lang(example) for example in examples],
        "kinds": load_kinds(data),
        "speakers": load_speakers(data),
        "reactions": load_reactions(data),
        "graves": sorted(name for name, kind in Reader(data).folder(Kind, "help").items() if kind.grave),
    }


def _learn(given: dict[str, Any], directory: Path) -> None:
    """Train both models and write them."""
    model = {name: given[name] for name in ("texts", "intents", "langs", "kinds", "speakers")}
    # What a process may not do twice at once stands in bot/assistant/nlu/model.py.
    with ProcessPoolExecutor(1, get_context("fork")) as beside:
        reacting = beside.submit(_learn_reactions, given, directory / REACTIONS)
        IntentModel.train(**model).save(directory)
        reacting.result()


def _learn_reactions(given: dict[str, Any], directory: Path) -> None:
    pairs = zip(given["texts"], given["intents"], strict=True)
    asked = [text for text, intent in pairs if intent.startswith(QUESTION_PREFIX)]
    graves: dict[str, list[str]] = {}
    for text, kind in given["kinds"]:
        if kind in given["graves"]:
            graves.setdefault(kind, []).append(text)
    Reactions.train(given["reactions"], given["texts"], asked, graves).save(directory)


def _look_through(directory: Path) -> None:
    """Raise ArchiveError unless both models are there and whole."""
    for folder in (directory, directory / REACTIONS):
        read_archive(folder)


def _lang(example: Message) -> str:
    metadata = (example.get(METADATA) or {}).get(METADATA_EXAMPLE) or {}
    return metadata.get("lang") or DEFAULT_LANGUAGE
