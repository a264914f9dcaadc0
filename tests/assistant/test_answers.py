"""A typed answer to what was offered."""

import pytest

from bot.assistant.answers import chosen
from bot.guide import load_guide
from bot.guide.payloads import Payloads, payload
from tests.conftest import DATA

GUIDE = load_guide(DATA)
PAYLOADS = Payloads({"en": GUIDE}, {"en": {"GB": "United Kingdom"}})
STEP = GUIDE.scenario("game_chat").start
OFFERED = [payload("choose", f"game_chat.{STEP.id}.{choice.id}") for choice in STEP.choices] + [payload("stop")]


@pytest.mark.parametrize(
    ("typed", "place"),
    [("a", 0), ("A.", 0), ("b)", 1), ("2", 1), ("the second", 1), ("first one", 0), ("option b", 1), ("i pick a", 0)],
)
def test_places(typed, place):
    assert chosen(typed, OFFERED, PAYLOADS, "en") == OFFERED[place]


@pytest.mark.parametrize("number", range(len(STEP.choices)))
def test_words_of_a_choice_in_every_wording(number):
    choice = STEP.choices[number]
    for words in (choice.text, choice.text.upper(), *choice.also):
        assert chosen(words, OFFERED, PAYLOADS, "en") == OFFERED[number]


def test_every_choice_of_every_story_can_be_typed():
    for scenario in GUIDE.scenarios.values():
        for step in scenario.steps:
            offered = [payload("choose", f"{scenario.id}.{step.id}.{choice.id}") for choice in step.choices]
            for choice, name in zip(step.choices, offered, strict=True):
                assert [chosen(w, offered, PAYLOADS, "en") for w in (choice.text, *choice.also)] == [name] * (
                    1 + len(choice.also)
                )


@pytest.mark.parametrize(
    "typed",
    ["", "what is grooming", "he is threatening me", "f", "the tenth", "i dont know what to do anymore please help me"],
)
def test_anything_else_is_no_answer(typed):
    assert chosen(typed, OFFERED, PAYLOADS, "en") is None


def test_nothing_offered_nothing_chosen():
    assert chosen("b", [], PAYLOADS, "en") is None
    assert chosen("b", ["/not_a_payload"], PAYLOADS, "en") is None


ASKED = [payload("more_contacts"), payload("set_country", "none")]


@pytest.mark.parametrize(
    ("typed", "code"),
    [("jordan", "JO"), ("uae", "AE"), ("chad", "TD"), ("no i meant portugal", "PT"), ("mars", "unknown")],
)
def test_the_answer_to_where_somebody_is(typed, code):
    assert chosen(typed, ASKED, PAYLOADS, "en") == payload("set_country", code)
    assert chosen(typed, [payload("menu")], PAYLOADS, "en") is None, "nobody asked"


@pytest.mark.parametrize("typed", ["idk", "no", "im jordan", "what is grooming", "help me", "he is from france"])
def test_what_is_no_answer_to_where_somebody_is(typed):
    assert chosen(typed, ASKED, PAYLOADS, "en") is None


def test_rather_not_say_can_be_typed():
    assert chosen("rather not say", ASKED, PAYLOADS, "en") == payload("set_country", "none")
