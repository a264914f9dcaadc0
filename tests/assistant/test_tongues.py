"""The language of a message that is in no language of the guide, and in doubt none."""

import pytest
import yaml

from bot.assistant.hear import tongues_of
from bot.assistant.library import library
from bot.assistant.tongues import Tongues
from tests.bench.intents.unseen import load_unseen
from tests.conftest import ROOT

LANGUAGES = yaml.load((ROOT / "tests" / "nlu" / "languages.yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
#: So many of 100 messages are told rightly. Languages that look alike may be taken for each other.
RIGHT = {"es": 75, "fr": 75, "zh-tw": 70}


@pytest.fixture(scope="module")
def tongues() -> Tongues:
    return tongues_of(library())


@pytest.mark.parametrize("lang", [lang for lang in LANGUAGES if lang != "en"])
def test_the_language_of_a_call_for_help_is_told(tongues: Tongues, lang: str) -> None:
    said = LANGUAGES[lang]["help"] + LANGUAGES[lang]["no_life"]
    told = [tongues.of(text) for text in said]
    assert told.count(lang) * 100 >= RIGHT.get(lang, 80) * len(said)


def test_english_is_taken_for_nothing_else(tongues: Tongues) -> None:
    told = [tongues.of(message.text) for message in load_unseen() if message.intent.startswith(("help_", "topic_"))]
    assert len(told) - told.count(None) <= 0.005 * len(told)


@pytest.mark.parametrize("text", ["", "?!", "12345", "0800 123 456", "ok", "\ud800 \0", "😭😭😭", "q", "lol"])
def test_what_has_too_few_letters_is_in_none(tongues: Tongues, text: str) -> None:
    assert tongues.of(text) is None


def test_without_pages_there_is_no_other_language() -> None:
    assert Tongues(["hello there"], {}).of("non voglio più vivere") is None
