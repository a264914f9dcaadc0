"""A country and nothing else, and places that are none: what may follow "in which country are you?"."""

from __future__ import annotations

import pytest

from bot.assistant.examples import everyday_words
from bot.referrals import bare_country, unknown_answer, unknown_place
from tests.conftest import DATA

EVERYDAY = everyday_words(DATA)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("jordan", "JO"),
        ("chad", "TD"),
        ("uae", "AE"),
        ("u.a.e.", "AE"),
        ("im in the U.S.", "US"),
        ("the U.K. pls", "GB"),
        ("georgia please", "shared"),
        ("i mean the country georgia", "GE"),
        ("im in georgia atlanta", "US"),
        ("niko kenya", "KE"),
        ("actually portugal", "PT"),
        ("no i meant portugal", "PT"),
        ("i moved to turkey", "TR"),
        ("DE", "DE"),
        ("im jordan", None),
        ("is it legal in france", None),
        ("im from kenya and he has my pictures", None),
        ("not portugal", None),
    ],
)
def test_a_country_and_nothing_else(text: str, code: str | None) -> None:
    assert bare_country(text, "en") == code


def test_a_first_name_counts_only_where_a_country_was_asked_for() -> None:
    assert bare_country("jordan", "en", doubtful=False) is None
    assert bare_country("im from jordan", "en", doubtful=False) == "JO"
    assert bare_country("uae", "en", doubtful=False) == "AE"


def test_a_shared_name_is_that_of_the_country_that_is_set() -> None:
    assert bare_country("im in georgia", "en", here="US") == "US"
    assert bare_country("im in georgia", "en", here="GB") == "shared"


def test_swahili_for_i_want_help_names_no_place() -> None:
    assert not unknown_answer("nataka msaada", EVERYDAY, "en")


@pytest.mark.parametrize("text", ["mars", "the moon", "im from mars", "narnia pls", "gotham", "manchester"])
def test_an_answer_that_is_no_country(text: str) -> None:
    assert unknown_answer(text, EVERYDAY, "en")


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "idk",
        "why",
        "rather not say",
        "help",
        "spain",
        "jordan",
        "im scared",
        "12345",
        "",
        "french",
        "he hurt me",
        "menu",
    ],
)
def test_what_is_no_answer_or_a_country_is_left_alone(text: str) -> None:
    assert not unknown_answer(text, EVERYDAY, "en")


@pytest.mark.parametrize(
    "text",
    [
        "whats the number in Atlantis",
        "helpline in narnia",
        "i live in wakanda",
        "im from narnia",
        "police in gotham",
    ],
)
def test_a_place_that_nobody_knows(text: str) -> None:
    assert unknown_place(text, EVERYDAY, "en")


@pytest.mark.parametrize(
    "text",
    [
        "im in agony",
        "im in love",
        "i live in fear",
        "i live in my room",
        "whats the number in kenya",
        "is there a number in there",
        "whats the number for samaritans",
        "he is from school",
        "",
    ],
)
def test_where_people_are_is_not_always_a_place(text: str) -> None:
    assert not unknown_place(text, EVERYDAY, "en")


def test_a_city_counts_as_unknown_unless_it_is_one_of_the_country() -> None:
    assert not unknown_place("helpline in paris", EVERYDAY, "en", "FR")
