"""Misspelt words are found again among the known ones; known words are never touched."""

import pytest

from bot.assistant.nlu.spelling import Speller

RARITY = {"someone": 2.0, "picture": 2.0, "pictures": 3.0, "friend": 2.5, "school": 3.0, "the": 1.0, "them": 2.0}
RARITY |= {"send": 2.0, "nudes": 3.0, "pin": 4.0, "pincode": 4.0, "000": 3.0, "me": 1.0}
RARITY |= {"the picture": 4.0, "send the": 4.0}


def speller(rarity: dict[str, float]) -> Speller:
    return Speller({gram: place for place, gram in enumerate(rarity)}, list(rarity.values()))


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("somone", "someone"),  # a letter missing
        ("freind", "friend"),  # two swapped
        ("schooll", "school"),  # doubled
        ("fruend", "friend"),  # wrong
        ("pictre", "picture"),
        ("griend", "friend"),  # the first letter wrong is forgiven in longer words
        ("senf teh picture", "send the picture"),  # short words beside one that they go with
        ("sendnudes", "send nudes"),  # run together
        ("some one", "someone"),  # half of a word
        ("pin code", "pincode"),
        ("send me the picture", "send me the picture"),
    ],
)
def test_one_slip_is_mended(typed: str, read: str) -> None:
    assert speller(RARITY).mend(typed.split()).words == read.split()


@pytest.mark.parametrize("typed", ["xqzt", "teh", "000000", "日本語学", "q" * 500, "fdiend0"])
def test_the_rest_stays_as_typed(typed: str) -> None:
    assert speller(RARITY).mend([typed]) == ([typed], [])


def test_what_was_typed_is_kept_beside_the_correction() -> None:
    assert speller(RARITY).mend(["my", "freind"]) == (["my", "friend"], ["freind"])


def test_of_two_candidates_the_commoner_is_taken() -> None:
    assert speller({"pines": 9.0, "pinks": 2.0}).mend(["pinxs"]).words == ["pinks"]


def test_nothing_to_mend() -> None:
    assert speller(RARITY).mend([]) == ([], [])
    assert speller({}).mend(["hello"]) == (["hello"], [])
