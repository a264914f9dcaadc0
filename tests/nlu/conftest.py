"""The classifier of the bot's own examples, out of the bot's own model: trained once for all tests."""

from pathlib import Path

import pytest

from bot.assistant.nlu.model import IntentModel


@pytest.fixture(scope="session")
def trained(site_model: Path) -> IntentModel:
    """As the bot hears with it."""
    from bot.assistant.engine import PlannedAgent
    from bot.assistant.hear import ear_of

    agent = PlannedAgent()
    agent.load_model(str(site_model))
    return ear_of(agent)._model
