"""Where somebody comes from is asked about with one button, and sets nothing by itself."""

import dataclasses

import pytest

from bot.assistant.library import library
from bot.assistant.nlg import answer
from bot.assistant.nlu.lookups import CHANGE_COUNTRY, NOT_UNDERSTOOD, Guess, Lookups
from bot.assistant.words.turn import Turn

LIBRARY = library()
LOOKUPS = Lookups(LIBRARY)
SET_TO_GERMANY = Turn(
    LIBRARY.guide("en"), LIBRARY.directory.current, LIBRARY.contacting, {"country": "DE"}, CHANGE_COUNTRY
)


@pytest.mark.parametrize("said", ["im from kenya", "i am from kenya", "i come from kenya"])
def test_an_origin_keeps_the_set_country_and_offers_the_other(said: str) -> None:
    named = LOOKUPS.look_up(said, "en", "DE", Guess(NOT_UNDERSTOOD))
    assert (named.guess.intent, named.at, named.country) == (CHANGE_COUNTRY, "from_KE", None)
    reply = answer(CHANGE_COUNTRY, dataclasses.replace(SET_TO_GERMANY, entities={"at": named.at}))
    assert reply.suggestions == ['/set_country{"at":"KE"}']
    text = " ".join(message["text"] for message in reply.messages)
    assert "Germany" in text and "Kenya" in text
    assert LIBRARY.directory.current.choose("DE").to_dict()["talk"]["name"] in text


@pytest.mark.parametrize(
    ("said", "code"),
    [("日本", "JP"), ("🇬🇧", "GB"), ("i live in nairobi", "KE"), ("no wait im in kenya", "KE"), ("im from kenya", "KE")],
)
def test_without_a_set_country_it_is_taken(said: str, code: str) -> None:
    assert LOOKUPS.look_up(said, "en", None, Guess(NOT_UNDERSTOOD)).country == code
