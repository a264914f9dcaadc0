"""The classifier in Rasa's pipeline: trained, stored, loaded and asked through Rasa's own storage."""

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.assistant.nlu.classifier import IntentClassifier

EXAMPLES = [
    ("hello", "greet", "en"),
    ("hi there", "greet", "en"),
    ("hey you", "greet", "en"),
    ("bonjour", "greet", "fr"),
    ("salut toi", "greet", "fr"),
    ("bonsoir", "greet", "fr"),
    ("what is grooming", "topic_grooming", "en"),
    ("grooming meaning", "topic_grooming", "en"),
    ("how do groomers work", "topic_grooming", "en"),
    ("order a pizza", "out_of_scope", "en"),
    ("who won the match", "out_of_scope", "en"),
    ("the weather tomorrow", "out_of_scope", "en"),
]


@pytest.fixture
def storage(tmp_path) -> LocalModelStorage:
    return LocalModelStorage.create(tmp_path)


def trained(storage: LocalModelStorage, **config) -> IntentClassifier:
    """Train one component, then load another from what it stored."""
    context = ExecutionContext(GraphSchema({}))
    config = IntentClassifier.get_default_config() | config
    component = IntentClassifier.create(config, storage, Resource("nlu"), context)
    examples = [Message.build(text, intent, example_metadata={"lang": lang}) for text, intent, lang in EXAMPLES]
    resource = component.train(TrainingData(training_examples=examples))
    return IntentClassifier.load(config, storage, resource, context)


def asked(component: IntentClassifier, text: str) -> Message:
    return component.process([Message.build(text)])[0]


def test_sets_intent_ranking_and_language(storage: LocalModelStorage) -> None:
    message = asked(trained(storage), "Bonjour!!")
    assert message.get("intent")["name"] == "greet"
    assert message.get("intent_ranking")[0] == message.get("intent")
    assert len(message.get("intent_ranking")) == 3
    assert message.get("lang") == "fr"
    assert 0.5 < message.get("lang_confidence") <= 1
    assert {"intent", "intent_ranking", "lang", "unsure"} <= set(message.as_dict(only_output_properties=True))


def test_below_the_threshold_is_out_of_scope_but_the_guesses_stay(storage: LocalModelStorage) -> None:
    message = asked(trained(storage, threshold=0.9999), "hello pizza")
    assert message.get("intent")["name"] == "out_of_scope"
    assert message.get("unsure") is False
    assert message.get("intent_ranking")[0]["name"] in {"greet", "out_of_scope"}


def test_between_the_limits_is_unsure(storage: LocalModelStorage) -> None:
    unsure = asked(trained(storage, threshold=0.0, unsure=1.0), "hello")
    assert (unsure.get("intent")["name"], unsure.get("unsure")) == ("greet", True)


def test_a_button_is_left_alone(storage: LocalModelStorage) -> None:
    assert asked(trained(storage), "/menu").get("intent") is None


def test_loading_what_was_never_trained_fails(storage: LocalModelStorage) -> None:
    with pytest.raises(ValueError):
        IntentClassifier.load({}, storage, Resource("nothing"), ExecutionContext(GraphSchema({})))


def test_an_untrained_component_says_what_to_do(storage: LocalModelStorage) -> None:
    context = ExecutionContext(GraphSchema({}))
    component = IntentClassifier.create(IntentClassifier.get_default_config(), storage, Resource("nlu"), context)
    with pytest.raises(ValueError, match="staysafe train"):
        asked(component, "hello")
