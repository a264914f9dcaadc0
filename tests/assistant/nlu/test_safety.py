"""The safety net in the pipeline: as a component, before typed answers become buttons, and with the trained model."""

from collections import defaultdict

import pytest
import yaml
from rasa.shared.nlu.training_data.message import Message

from bot.assistant.nlu.rules import load_rules
from bot.assistant.nlu.safety import SafetyNet, is_alarming
from tests.conftest import DATA, ROOT

CASES = ROOT / "tests" / "assistant" / "nlu" / "cases"


def process(text: str, *ranking: tuple[str, float]) -> dict:
    guesses = [{"name": name, "confidence": share} for name, share in ranking]
    message = Message({"text": text, "intent": guesses[0], "intent_ranking": guesses})
    return SafetyNet(load_rules(DATA)).process([message])[0].data


def entities(seen: dict) -> dict[str, str]:
    return {entity["entity"]: entity["value"] for entity in seen["entities"]}


def test_lifts_the_intent_and_keeps_the_ranking():
    ranking = [("topic_sextortion", 0.7), ("help_self", 0.1)]
    seen = process("he said he'd post my pics if i dont pay", *ranking)
    assert seen["intent"] == {"name": "help_self", "confidence": 0.1}
    assert [(guess["name"], guess["confidence"]) for guess in seen["intent_ranking"]] == ranking
    assert "sextortion" in entities(seen)["signals"].split(",")
    assert entities(seen)["best_topic"] == "sextortion"


def test_an_intent_the_classifier_did_not_think_of_is_certain():
    assert process("i want to die", ("greet", 0.9))["intent"] == {"name": "help_danger_now", "confidence": 1.0}


def test_a_question_keeps_its_topic():
    seen = process("what is sextortion", ("topic_sextortion", 0.7))
    assert seen["intent"]["name"] == "topic_sextortion"
    assert "best_topic" not in entities(seen)


def test_a_safe_word_is_told_to_the_words_of_the_bot():
    assert entities(process("HELP!", ("menu", 0.9)))["signals"] == "safe_word"


def test_a_button_is_left_alone():
    assert "entities" not in process("/menu", ("menu", 1.0))


def test_other_entities_stay():
    message = Message({"text": "i want to die", "entities": [{"entity": "country", "value": "IE"}]})
    assert entities(SafetyNet(load_rules(DATA)).process([message])[0].data).keys() == {"country", "signals"}


def test_nothing_of_the_message_is_in_what_is_added():
    seen = process("zebrafish my uncle blackmails me, i want to die", ("topic_law", 0.4))
    added = str([seen["entities"], seen["intent"]])
    assert "zebrafish" not in added and "uncle" not in added


@pytest.mark.parametrize("text", ["i want to die", "he is outside my house", "my ex leaked my nudes", "help"])
def test_trouble_is_alarming(text):
    assert is_alarming(text) and is_alarming(text, "fr")


def test_no_button_of_the_guide_is_alarming(library):
    """Otherwise typing a choice of a story would be taken for a call for help."""
    titles = {library.payloads.title(name, "en") for name in library.payloads._words["en"]}
    alarming = {title for title in titles if is_alarming(title)}
    assert alarming <= {"Something is happening to me", "I'm in danger now", "I'm worried about a friend"}


@pytest.fixture(scope="module")
def library():
    from bot.assistant.library import open_library
    from bot.settings import load_settings

    return open_library(load_settings())


def cases(name: str) -> dict:
    return yaml.safe_load((CASES / name).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def heard() -> dict[str, str]:
    """The intent that the trained pipeline hears in each case."""
    from bot.commands.parse import parse_texts

    calls = [text for groups in cases("help.yml").values() for texts in groups.values() for text in texts]
    texts = calls + [text for texts in cases("questions.yml").values() for text in texts]
    return {parsed["text"]: parsed["intent"] for parsed in parse_texts(texts)}


def test_the_cases_are_not_training_data():
    from bot.assistant.examples import load_examples
    from bot.guide.wording import normalise

    known = {normalise(example.text) for example in load_examples(DATA)}
    calls = [text for groups in cases("help.yml").values() for texts in groups.values() for text in texts]
    asked = [text for texts in cases("questions.yml").values() for text in texts]
    assert [text for text in calls + asked if normalise(text) in known] == []


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "least"), [("direct", 1.0), ("friend", 1.0), ("fragments", 0.9), ("diverse", 0.85)])
def test_calls_for_help_of_a_kind_are_heard(heard, kind, least):
    texts = [text for texts in cases("help.yml")[kind].values() for text in texts]
    missed = [text for text in texts if not heard[text].startswith("help_")]
    assert len(missed) <= (1 - least) * len(texts), missed


@pytest.mark.slow
def test_nearly_all_calls_for_help_are_heard(heard):
    by_kind = defaultdict(list)
    for kind, groups in cases("help.yml").items():
        by_kind[kind] += [heard[text].startswith("help_") for texts in groups.values() for text in texts]
    all_of_them = [hit for hits in by_kind.values() for hit in hits]
    assert sum(all_of_them) >= 0.95 * len(all_of_them), dict(by_kind)


@pytest.mark.slow
def test_danger_is_never_answered_without_a_contact_for_it(heard):
    texts = [text for groups in cases("help.yml").values() for text in groups.get("help_danger_now", ())]
    assert {heard[text] for text in texts} <= {"help_danger_now", "help_self", "help_friend"}
    assert sum(heard[text] == "help_danger_now" for text in texts) >= 0.85 * len(texts)


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "most"), [("learning", 0.04), ("negated", 0.2), ("figurative", 0.1), ("talk", 0.05)])
def test_questions_and_talk_are_not_taken_for_a_call(heard, kind, most):
    texts = cases("questions.yml")[kind]
    taken = [text for text in texts if heard[text].startswith("help_")]
    assert len(taken) <= most * len(texts), taken
