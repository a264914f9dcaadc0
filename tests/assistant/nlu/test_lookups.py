"""What a message names: a place among answers, a question that has an answer of its own."""

import pytest
from rasa.shared.nlu.training_data.message import Message

from bot.assistant.library import library
from bot.assistant.nlu.lookups import GuideLookups

LOOKUPS = GuideLookups(library())


def found(text: str) -> dict[str, str]:
    [message] = LOOKUPS.process([Message.build(text)])
    return {entity["entity"]: entity["value"] for entity in message.get("entities")}


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Is it my fault?", "my_fault"),
        ("but was it my fault tho", "my_fault"),
        ("I DONT KNOW WHAT TO DO", "what_now"),
        ("do u believe me??", "believe_me"),
        ("im such an idiot", "not_stupid"),
        ("can i go to jail", "in_trouble"),
        ("no it didnt help", "not_helping"),
        ("i promised not to tell", "secret"),
        ("idk", "dont_know"),
        ("whats the emergency number", "emergency_number"),
    ],
)
def test_questions_with_an_answer_of_their_own(text, asked):
    assert found(text)["asked"] == asked


@pytest.mark.parametrize("text", ["is it his fault", "can he go to jail", "you are an idiot", "what is grooming"])
def test_other_questions_are_left_alone(text):
    assert "asked" not in found(text)


@pytest.mark.parametrize(("text", "place"), [("b", "2"), ("The second one!", "2"), ("3", "3"), ("the last one", "-1")])
def test_places(text, place):
    assert found(text)["place"] == place


@pytest.mark.parametrize("text", ["bye", "one friend of mine", "no one", "b is my best friend"])
def test_sentences_are_no_places(text):
    assert "place" not in found(text)


@pytest.mark.parametrize("text", ["the guys name is Darren", "im in the bus", "help in the bus", "im in a wages row"])
def test_everyday_words_name_no_country(text):
    assert "country" not in found(text)


def understood(text: str, country: str | None = None) -> tuple[str, dict[str, str]]:
    message = Message(data={"text": text, "intent": {"name": "change_country"}, "metadata": {"country": country}})
    [message] = LOOKUPS.process([message])
    return message.get("intent")["name"], {e["entity"]: e["value"] for e in message.get("entities")}


@pytest.mark.parametrize(("text", "place"), [("i live in wakanda", "unknown"), ("im in georgia", "shared")])
def test_an_unclear_place_is_named_without_being_the_country(text, place):
    assert understood(text, "GB") == ("change_country", {"at": place})


def test_the_country_that_is_set_tells_which_of_two_is_meant():
    assert understood("im in georgia", "US") == ("change_country", {"country": "US"})
    assert understood("france or germany", "DE") == ("change_country", {"country": "DE"})
