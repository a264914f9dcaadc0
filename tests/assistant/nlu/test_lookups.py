"""What a message names: a place among answers, a question that has an answer of its own."""

import pytest

from bot.assistant.library import library
from bot.assistant.lookups import Guess, Lookups, Named

LOOKUPS = Lookups(library())


def found(text: str) -> Named:
    return LOOKUPS.look_up(text, "en", None, Guess("out_of_scope", 0.1))


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
    assert found(text).asked == asked


@pytest.mark.parametrize("text", ["is it his fault", "can he go to jail", "you are an idiot", "what is grooming"])
def test_other_questions_are_left_alone(text):
    assert found(text).asked is None


@pytest.mark.parametrize(("text", "place"), [("b", "2"), ("The second one!", "2"), ("3", "3"), ("the last one", "-1")])
def test_places(text, place):
    assert found(text).place == place


@pytest.mark.parametrize("text", ["bye", "one friend of mine", "no one", "b is my best friend"])
def test_sentences_are_no_places(text):
    assert found(text).place is None


@pytest.mark.parametrize("text", ["the guys name is Darren", "im in the bus", "help in the bus", "im in a wages row"])
def test_everyday_words_name_no_country(text):
    assert found(text).country is None


def asks_for_country(text: str, country: str | None = None) -> Named:
    return LOOKUPS.look_up(text, "en", country, Guess("change_country", 0.9))


@pytest.mark.parametrize(("text", "place"), [("i live in wakanda", "unknown"), ("im in georgia", "shared")])
def test_an_unclear_place_is_named_without_being_the_country(text, place):
    named = asks_for_country(text, "GB")
    assert (named.guess.intent, named.at, named.country) == ("change_country", place, None)


@pytest.mark.parametrize(("text", "here"), [("im in georgia", "US"), ("france or germany", "DE")])
def test_the_country_that_is_set_tells_which_of_two_is_meant(text, here):
    named = asks_for_country(text, here)
    assert (named.guess.intent, named.at, named.country) == ("change_country", None, here)


@pytest.mark.parametrize(("text", "command"), [("stop", "stop"), ("Stop here!!", "stop")])
def test_an_exact_command_needs_no_guess(text, command):
    named = found(text)
    assert (named.guess, named.command) == (Guess(command, exact=True), command)


def test_define_asks_for_the_word_and_not_the_topic():
    assert LOOKUPS.look_up("define grooming", "en", None, Guess("topic_grooming", 0.9)).guess.intent == "glossary"
    assert LOOKUPS.look_up("csam meaning", "en", None, Guess("topic_abuse_material", 0.9)).guess.exact is False
