"""The classifier of the bot's own examples, trained once."""

import pytest

from bot.assistant.examples import load_examples
from bot.assistant.nlu.model import IntentModel
from tests.conftest import DATA


@pytest.fixture(scope="session")
def trained() -> IntentModel:
    """As the bot trains it."""
    texts, intents, langs = (list(column) for column in zip(*load_examples(DATA), strict=True))
    return IntentModel.train(texts, intents, langs)
