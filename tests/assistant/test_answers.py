"""A typed answer to what was offered."""

import pytest

from bot.assistant.lookups import place_of
from bot.assistant.reading import chosen
from bot.guide.payloads import Payloads, payload
from tests.conftest import real_guide

GUIDE = real_guide()
PAYLOADS = Payloads({"en": GUIDE}, {"en": {"GB": "United Kingdom"}})
STEP = GUIDE.scenario("game_chat").start
OFFERED = [payload("choose", f"game_chat.{STEP.id}.{choice.id}") for choice in STEP.choices] + [payload("stop")]


@pytest.mark.parametrize(
    ("typed", "place"),
    [("a", 0), ("A.", 0), ("b)", 1), ("2", 1), ("the second", 1), ("first one", 0), ("option b", 1), ("i pick a", 0)]
    + [("i think its b", 1), ("the last one", 2)],
)
def test_places(typed, place):
    assert chosen(typed, OFFERED, PAYLOADS, GUIDE.language) == OFFERED[place]


STORIES = [payload("start_scenario", name) for name in GUIDE.scenarios]


@pytest.mark.parametrize(("typed", "place"), [("3", 2), ("the second", 1), ("b", 1), ("number 11", 10), ("last", -1)])
def test_places_in_a_list(typed, place):
    assert chosen(typed, [payload("resume"), *STORIES, payload("menu")], PAYLOADS, GUIDE.language) == STORIES[place]


def test_places_among_other_buttons():
    guesses = [payload("topic_consent"), payload("topic_law"), payload("help_human"), payload("menu")]
    assert chosen("the second one", guesses, PAYLOADS, GUIDE.language) == guesses[1]
    assert chosen("b", guesses, PAYLOADS, GUIDE.language) is None


def test_after_an_aside_a_place_means_the_open_question():
    aside = [payload("resume"), payload("check", "consent"), payload("simpler"), payload("menu")]
    assert chosen("b", aside, PAYLOADS, GUIDE.language) is None


@pytest.mark.parametrize("typed", ["no one", "someone", "be", "u", "a friend", "112", "", "the"])
def test_what_is_no_place(typed):
    assert place_of(typed, GUIDE.language) is None


@pytest.mark.parametrize("typed", ["tell my sister", "i ask my sister", "talk to my sis"])
def test_a_choice_told_as_ones_own(typed):
    place = next(number for number, choice in enumerate(STEP.choices) if "sister" in choice.text)
    assert chosen(typed, OFFERED, PAYLOADS, GUIDE.language) == OFFERED[place]


@pytest.mark.parametrize("number", range(len(STEP.choices)))
def test_words_of_a_choice_in_every_wording(number):
    choice = STEP.choices[number]
    for words in (choice.text, choice.text.upper(), *choice.also):
        assert chosen(words, OFFERED, PAYLOADS, GUIDE.language) == OFFERED[number]


def test_every_choice_of_every_story_can_be_typed():
    for scenario in GUIDE.scenarios.values():
        for step in scenario.steps:
            offered = [payload("choose", f"{scenario.id}.{step.id}.{choice.id}") for choice in step.choices]
            for choice, name in zip(step.choices, offered, strict=True):
                assert [chosen(w, offered, PAYLOADS, GUIDE.language) for w in (choice.text, *choice.also)] == [name] * (
                    1 + len(choice.also)
                )


@pytest.mark.parametrize(
    "typed",
    ["", "what is grooming", "he is threatening me", "f", "the tenth", "i dont know what to do anymore please help me"],
)
def test_anything_else_is_no_answer(typed):
    assert chosen(typed, OFFERED, PAYLOADS, GUIDE.language) is None


def test_nothing_offered_nothing_chosen():
    assert chosen("b", [], PAYLOADS, GUIDE.language) is None
    assert chosen("b", ["/not_a_payload"], PAYLOADS, GUIDE.language) is None


ASKED = [payload("more_contacts"), payload("set_country", "none")]


@pytest.mark.parametrize(
    ("typed", "code"),
    [("jordan", "JO"), ("uae", "AE"), ("chad", "TD"), ("no i meant portugal", "PT")],
)
def test_the_answer_to_where_somebody_is(typed, code):
    assert chosen(typed, ASKED, PAYLOADS, GUIDE.language) == payload("set_country", code)


@pytest.mark.parametrize(("typed", "place"), [("mars", "unknown"), ("blabla", "unknown"), ("georgia", "shared")])
def test_an_unclear_place_does_not_set_the_country(typed, place):
    assert chosen(typed, ASKED, PAYLOADS, GUIDE.language) == payload("change_country", place)
    assert chosen("georgia", ASKED, PAYLOADS, GUIDE.language, "US") == payload("set_country", "US")
    assert chosen(typed, [payload("menu")], PAYLOADS, GUIDE.language) is None, "nobody asked"


@pytest.mark.parametrize("typed", ["idk", "no", "im jordan", "what is grooming", "help me", "he is from france"])
def test_what_is_no_answer_to_where_somebody_is(typed):
    assert chosen(typed, ASKED, PAYLOADS, GUIDE.language) is None


def test_rather_not_say_can_be_typed():
    assert chosen("rather not say", ASKED, PAYLOADS, GUIDE.language) == payload("set_country", "none")
