"""From the guide's files to Rasa's training data.

Named in config/config.yml under `importers`. A topic is one YAML file; this makes of all of them, and of
data/nlu, the domain, the two-step rules and the examples that Rasa trains on.
"""

from pathlib import Path
from typing import Any

import rasa.shared.utils.io
from rasa.shared.core.domain import Domain
from rasa.shared.core.training_data.story_reader.yaml_story_reader import YAMLStoryReader
from rasa.shared.core.training_data.structures import StoryGraph
from rasa.shared.importers.importer import TrainingDataImporter
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.assistant import dialogue
from bot.assistant.examples import Example, load_examples
from bot.guide import load_guide
from bot.guide.languages import DEFAULT_LANGUAGE
from bot.settings import load_settings


class GuideImporter(TrainingDataImporter):
    """Reads `data/` (the folder named by STAYSAFE_DATA) as one assistant for all live languages."""

    def __init__(
        self,
        config_file: str | None = None,
        domain_path: str | None = None,
        training_data_paths: list[str] | str | None = None,
        **_: Any,
    ) -> None:
        self._config_file = config_file
        self._data: Path = load_settings().data
        self._guide = load_guide(self._data)
        self._answers = dialogue.answers(self._guide)
        self._examples = load_examples(self._data)

    def get_domain(self) -> Domain:
        """All intents, entities, slots and actions. A response only names itself: the words are the NLG's."""
        actions = sorted({*self._answers.values(), *dialogue.UNASKED, *dialogue.UNASKED_STEPS})
        return Domain.from_dict(
            {
                "version": "3.1",
                "intents": [{intent: {"use_entities": []}} for intent in self._answers],
                "entities": list(dialogue.ENTITIES),
                "slots": dialogue.slots(self._guide),
                "actions": [name for name in actions if not name.startswith("utter_")],
                "responses": {n: [{"custom": {"words": n}}] for n in actions if n.startswith("utter_")},
                "session_config": {"session_expiration_time": 0, "carry_over_slots_to_new_session": False},
            }
        )

    def get_stories(self, exclusion_percentage: int | None = None) -> StoryGraph:
        """One rule for each intent: the intent, then the action that answers it."""
        rules = [
            {"rule": f"answer {intent}", "steps": [{"intent": intent}, {"action": action}]}
            for intent, action in self._answers.items()
        ]
        return StoryGraph(YAMLStoryReader().read_from_parsed_yaml({"version": "3.1", "rules": rules}))

    def get_nlu_data(self, language: str | None = DEFAULT_LANGUAGE) -> TrainingData:
        """Every example of every language; its language travels along as metadata."""
        data = TrainingData()
        # Not through the constructor, which hashes each example to drop repeats: `staysafe check` finds those.
        data.training_examples = [_message(example) for example in self._examples]
        return data

    def get_config(self) -> dict:
        """Rasa's config.yml."""
        return rasa.shared.utils.io.read_model_configuration(self._config_file) if self._config_file else {}

    def get_config_file_for_auto_config(self) -> str | None:
        """The configuration is complete: Rasa need not write into it."""
        return self._config_file


def _message(example: Example) -> Message:
    return Message.build(example.text, example.intent, example_metadata={"lang": example.lang})
