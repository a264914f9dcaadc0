"""Every answer that needs no steps has words, in every state a conversation can be in."""

import dataclasses

import pytest

from bot.assistant.dialogue import STEPS, UNASKED, answers
from bot.assistant.library import library
from bot.assistant.nlg import answer
from bot.assistant.words.turn import Turn
from bot.guide.payloads import payload

LIBRARY = library()
GUIDE = LIBRARY.guide("en")
NAMES = [intent for intent in answers(GUIDE) if intent not in STEPS]
FRESH = Turn(GUIDE, LIBRARY.directory.current, LIBRARY.contacting, {}, "")
LATER = dataclasses.replace(
    FRESH,
    slots={"country": "GB", "topic": "grooming", "activity": "scenario", "need": "crisis", "lang": "en"},
    said=["utter_greet", "utter_topic_grooming"],
    guesses=["help_self", "topic_sextortion"],
    earlier=["topic_grooming", "topic_consent"],
)


@pytest.mark.parametrize("state", [FRESH, LATER], ids=["fresh", "later"])
@pytest.mark.parametrize("name", NAMES)
def test_every_answer_has_words_and_known_buttons(name, state):
    reply = answer(name, dataclasses.replace(state, intent=name))
    assert reply.messages
    assert all(message["text"].strip() for message in reply.messages)
    assert all(button in LIBRARY.payloads for button in reply.suggestions)
    text = " ".join(message["text"] for message in reply.messages)
    assert not [word for word in ("{contacts}", "{country}", "{title}", "{words}") if word in text], text


@pytest.mark.parametrize("name", UNASKED)
def test_what_the_policy_says_by_itself(name):
    assert answer(name.removeprefix("utter_"), FRESH) is not None


@pytest.mark.parametrize("name", [n for n in NAMES if n.startswith("help_")])
@pytest.mark.parametrize("country", [None, "GB", "KE", "BR"])
def test_help_names_a_contact_and_a_way_to_correct_the_bot(name, country):
    turn = dataclasses.replace(FRESH, intent=name, slots={"country": country})
    reply = answer(name, turn)
    named = [message["text"] for message in reply.messages if message["kind"] == "help"]
    assert any("- **" in text for text in named)
    if name != "help_human":  # who asks for a person is not misunderstood
        assert {payload("just_asking"), payload("wrong")} <= set(reply.suggestions)


def test_danger_puts_the_emergency_number_first():
    turn = dataclasses.replace(FRESH, intent="help_danger_now", slots={"country": "GB"})
    number = LIBRARY.directory.current.choose("GB", "danger").to_dict()["emergency"]["number"]
    first_two = " ".join(message["text"] for message in answer("help_danger_now", turn).messages[:2])
    assert number in first_two


def test_the_same_words_are_not_said_twice_in_a_row():
    turn = dataclasses.replace(FRESH, intent="help_self")
    again = dataclasses.replace(turn, said=["utter_help_self"])
    assert answer("help_self", turn).messages != answer("help_self", again).messages


def test_just_asking_goes_on_to_the_topic_that_was_guessed():
    turn = dataclasses.replace(FRESH, intent="just_asking", earlier=["help_self", "topic_sextortion"])
    text = " ".join(message["text"] for message in answer("just_asking", turn).messages)
    assert GUIDE.topic("sextortion").say[0] in text
