"""The classifier of the bot's own examples, out of the bot's own model: trained once for all tests."""

import pytest

from bot.assistant.nlu.model import IntentModel
from bot.commands.parse import Listener


@pytest.fixture(scope="session")
def trained(listener: Listener) -> IntentModel:
    """As the bot hears with it."""
    return listener.ear._model
