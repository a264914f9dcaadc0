"""Calls for help are heard in sixteen languages, whatever the page speaks, and other talk is no call for help."""

import numpy as np
import pytest
import yaml

from bot.assistant.hear import Ear
from bot.assistant.safety.rules import load_rules
from bot.commands.parse import Listener
from tests.conftest import DATA, ROOT

LANGUAGES = yaml.load((ROOT / "tests" / "nlu" / "languages.yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
#: With examples of their own, and without.
WITH_EXAMPLES, WANTED, WANTED_WITHOUT = ("es", "fr", "de"), 0.93, 0.80


@pytest.fixture(scope="module")
def ear(listener: Listener) -> Ear:
    return listener.ear


def test_there_are_enough_in_sixteen_languages() -> None:
    assert len(LANGUAGES) == 16
    assert all(len(set(said["no_life"])) == 12 for said in LANGUAGES.values())
    assert all(len(said["help"]) >= 20 for lang, said in LANGUAGES.items() if lang != "en")


@pytest.mark.slow
@pytest.mark.parametrize("lang", [lang for lang in LANGUAGES if lang != "en"])
def test_calls_for_help_are_heard_and_other_talk_is_not(ear: Ear, lang: str) -> None:
    heard = [ear.hear(text, "en", "GB").intent.startswith("help_") for text in LANGUAGES[lang]["help"]]
    assert np.mean(heard) >= (WANTED if lang in WITH_EXAMPLES else WANTED_WITHOUT)
    other = [ear.hear(text, "en", "GB").intent for text in LANGUAGES[lang]["other"]]
    assert sum(intent.startswith("help_") for intent in other) <= 2, other


@pytest.mark.parametrize("lang", LANGUAGES)
def test_not_wanting_to_live_reaches_the_crisis_answer(lang: str) -> None:
    """The safety net promises it, whatever the classifier thinks."""
    rules = load_rules(DATA)
    assert [text for text in LANGUAGES[lang]["no_life"] if "self_harm" not in rules.signals_in(text)] == []
