"""Messages that no training example holds, by people who did not know those (tests/nlu/<lang>/unseen.yml)."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import yaml

from bot.assistant.examples import Example
from bot.assistant.nlu.model import IntentModel
from tests.bench.intents.crossvalidation import Answers, ask

FOLDER = Path(__file__).resolve().parents[2] / "nlu"


def load_unseen() -> list[Example]:
    """All of them, in the order of the files."""
    found = {path.parent.name: _read(path) for path in sorted(FOLDER.glob("*/unseen.yml"))}
    return [
        Example(text, intent, lang)
        for lang, intents in found.items()
        for intent, texts in intents.items()
        for text in texts
    ]


def only_new(unseen: Iterable[Example], examples: Iterable[Example], model: IntentModel) -> list[Example]:
    """Without those ("hi") that are training examples as well."""
    known = {model.normaliser(example.text) for example in examples}
    return [example for example in unseen if model.normaliser(example.text) not in known]


def answers(model: IntentModel, messages: list[Example], texts: list[str] | None = None) -> Answers:
    """What `model` says to the messages, or to `texts` in their place."""
    asked = texts or [message.text for message in messages]
    return ask([(model, np.arange(len(messages)))], asked, [message.intent for message in messages])


def _read(path: Path) -> dict[str, list[str]]:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
