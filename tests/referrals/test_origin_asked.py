"""Where somebody comes from is asked about, and sets nothing by itself."""

import pytest

from bot.assistant.library import library
from bot.assistant.lookups import CHANGE_COUNTRY, NOT_UNDERSTOOD, Guess, Lookups

LOOKUPS = Lookups(library())


@pytest.mark.parametrize("said", ["im from kenya", "i am from kenya"])
def test_an_origin_keeps_the_set_country_and_offers_the_other(said: str) -> None:
    named = LOOKUPS.look_up(said, "en", "DE", Guess(NOT_UNDERSTOOD))
    assert (named.guess.intent, named.at, named.country) == (CHANGE_COUNTRY, "from_KE", None)


@pytest.mark.parametrize(
    ("said", "code"),
    [("日本", "JP"), ("🇬🇧", "GB"), ("i live in nairobi", "KE"), ("no wait im in kenya", "KE"), ("im from kenya", "KE")],
)
def test_without_a_set_country_it_is_taken(said: str, code: str) -> None:
    assert LOOKUPS.look_up(said, "en", None, Guess(NOT_UNDERSTOOD)).country == code
