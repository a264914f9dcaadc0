"""Places in sentences: corrections, big cities, flags, other letters; where somebody is from is not where they are."""

from __future__ import annotations

import pytest

from bot.assistant.examples import everyday_words
from bot.referrals import find_country, origin
from tests.conftest import DATA

EVERYDAY = everyday_words(DATA)
#: The country that is set, the one that is meant, and wordings.
SAID = """
- KE: no wait im in kenya | kenya lol | sorry i meant kenya | KENYA!! | 🇰🇪 | im in 🇰🇪 | kenya bro | kenya i mean
- KE: i live in nairobi | im in mombasa | nairobi | from nairobi
- IN: India obviously | obviously india | mumbai | i live in delhi | its india | india of course | भारत
- LU: back to luxembourg | go back to luxembourg | luxembourg again | lux pls | i live in luxembourg city
- FR: paris | im in paris | i live in lyon | j'habite à marseille | france duh
- GB: london | im in london | i live in birmingham | uk obvs | im in glasgow rn | back to the uk
- DE: berlin | i live in munich | ich bin aus hamburg | im in cologne
- JP: 日本 | tokyo | im in osaka
- UA: Україна | kyiv
- KR: 한국 | seoul
- BR: sao paulo | moro em são paulo | im in rio de janeiro
- ZA: cape town | i live in johannesburg
- NG: lagos | im from lagos
- US: new york | im in chicago | i live in los angeles
- PK: karachi | i live in lahore
- EG: cairo | im in alexandria
DE DE: i am from syria, i live in a camp | im from syria | i come from afghanistan | i was born in kenya
DE DE: i live in germany but im from syria | from syria, now in germany
DE SY: im in syria | i live in syria now | i moved to syria | no i mean syria | damascus
US US: paris | im in paris
KE GB: actually im in london now | no wait im in the uk | i moved to england
GB KE: no im in kenya | kenya lol
"""
NOWHERE = """
im in agony | he is in paris | my friend in nairobi | he wants to meet in london | victoria told me | i hate paris
sydney sent it | austin is mean | jackson keeps texting me | im in mobile legends | im in the middle | i feel nice
valencia | hyderabad | male | no | its him | kenya from my class is being horrible | she lives in chicago
"""


def rows() -> list[tuple[str | None, str, str]]:
    """Country that is set, country that is meant, text."""
    found = []
    for line in SAID.strip().splitlines():
        countries, _, texts = line.partition(": ")
        here, code = countries.split()
        found += [(None if here == "-" else here, code, text.strip()) for text in texts.split(" | ")]
    return found


def test_of_sixty_and_more_wordings_ninety_five_of_a_hundred_are_heard_and_none_as_another_country() -> None:
    heard = [(text, here, code, find_country(text, "en", EVERYDAY, here)) for here, code, text in rows()]
    missed = [row for row in heard if row[3] != row[2]]
    assert len(heard) > 60
    assert len(missed) <= 0.05 * len(heard), missed
    assert [row for row in missed if row[3] not in (None, row[1])] == []


@pytest.mark.parametrize("text", [text.strip() for line in NOWHERE.strip().splitlines() for text in line.split(" | ")])
def test_what_says_nothing_of_where_they_are_sets_no_country(text: str) -> None:
    assert find_country(text, "en", EVERYDAY) is None


def test_where_somebody_comes_from_is_offered_and_not_taken() -> None:
    assert origin("im from syria", "en", EVERYDAY, "DE") == "SY"
    assert origin("i am from syria, i live in a camp", "en", EVERYDAY, "DE") == "SY"
    assert origin("im in syria", "en", EVERYDAY, "DE") is None, "they are there"
    assert origin("im from syria", "en", EVERYDAY, None) is None, "nothing is set: it is taken"
    assert find_country("im from syria", "en", EVERYDAY) == "SY"
