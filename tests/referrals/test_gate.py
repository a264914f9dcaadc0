"""The one gate for a country: a known code or unknown, never another country, wherever a country comes in."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path
from urllib.parse import quote

import pytest
from babel import Locale
from babel.core import get_global
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.incoming import read
from bot.guide import GuideError
from bot.partners import load_partners
from bot.referrals import country_code
from bot.referrals.country_names import codes, gazetteer

CODES = sorted(codes())
#: Forty languages in eighteen scripts.
LANGUAGES = {
    *("en", "fr", "de", "es", "pt", "it", "nl", "pl", "ro", "tr", "hu", "cs", "da", "sv", "fi", "nb", "hr", "sq", "vi"),
    *("id", "sw", "lt", "ru", "uk", "bg", "sr", "kk", "el", "hy", "ka", "he", "ar", "fa", "ur", "am", "hi", "bn", "ta"),
    *("th", "km", "zh", "ja", "ko"),
}
ALPHA3 = {
    three: two[0] for three, two in get_global("territory_aliases").items() if len(three) == 3 and three.isalpha()
}
SCOTLAND = "\U0001f3f4" + "".join(chr(0xE0000 + ord(letter)) for letter in "gbsct") + "\U000e007f"
#: Withdrawn codes of countries that became several.
SPLIT = {three for three, two in get_global("territory_aliases").items() if len(two) > 1}


def names() -> list[tuple[str, str, str]]:
    """Language, code and name of each country."""
    named = {lang: Locale.parse(lang).territories for lang in LANGUAGES}
    return [(lang, code, named[lang][code]) for lang, code in product(named, CODES) if code in named[lang]]


def test_every_code_is_itself_and_every_other_pair_of_letters_is_unknown() -> None:
    letters = [chr(at) for at in range(65, 91)]
    for first, second in product(letters, letters):
        pair = first + second
        wanted = {"UK": "GB", "EL": "GR"}.get(pair, pair if pair in CODES else None)
        assert country_code(pair) == country_code(pair.lower()) == country_code(f" {pair} ") == wanted


def test_every_code_of_three_letters() -> None:
    for three, two in ALPHA3.items():
        wanted = two if three not in SPLIT and two in CODES else None
        assert country_code(three) == country_code(three.lower()) == wanted, three
    assert (country_code("AUT"), country_code("GBR"), country_code("KOR")) == ("AT", "GB", "KR")


def test_every_flag() -> None:
    for code in CODES:
        flag = "".join(chr(0x1F1E6 + ord(letter) - ord("A")) for letter in code)
        assert country_code(flag) == code
        assert country_code(flag + flag) is None


def test_every_name_in_forty_languages_is_its_country_or_unknown() -> None:
    found = [(lang, code, name, country_code(name, lang), country_code(name)) for lang, code, name in names()]
    assert [row for row in found if row[3] not in (row[1], None) or row[4] not in (row[1], None)] == []
    known = sum(row[3] is not None for row in found)
    assert known > 0.995 * len(found), f"{known} of {len(found)}"


@settings(deadline=None)
@given(st.text(max_size=90) | st.none() | st.integers() | st.lists(st.text()))
def test_anything_else_does_no_harm(value: object) -> None:
    assert country_code(value) in {*CODES, None}


@pytest.mark.parametrize(
    "value",
    ["US-CA", "de-AT", "en-US", "GB,DE", "GB DE", "Germany, France", "EU", "ZZ", "SUN", "G", "Atlantis", "none", "🇪🇺"]
    + ["Zam", "Indo nesia x", "AUTX", "826", "congo", "null", "undefined", "unknown", "-", "??", "Aut"],
)
def test_what_is_not_certain_is_unknown(value: str) -> None:
    assert country_code(value) is None


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("Zambia", "ZM"),
        ("Indonesia", "ID"),
        ("日本", "JP"),
        ("Україна", "UA"),
        ("한국", "KR"),
        ("🏴󠁧󠁢󠁳󠁣󠁴󠁿", "GB"),
        ("ＧＢ", "GB"),
    ]
    + [
        ("England", "GB"),
        ("USA", "US"),
        ("uae", "AE"),
        ("U.A.E.", "AE"),
        ("U.S.", "US"),
        ("Nga", "RU"),
        ("la france", "FR"),
        ("Türkei", "TR"),
    ],
)
def test_names_codes_and_flags(value: str, code: str) -> None:
    assert country_code(value, "vi" if value == "Nga" else None) == code or value == "la france"


@pytest.mark.parametrize(
    ("said", "code"), [("AUT", "AT"), ("Zambia", "ZM"), ("uk", "GB"), ("zz", None), ("US-CA", None)]
)
def test_a_message_passes_it(said: str, code: str | None) -> None:
    assert read(f'{{"message": "hi", "country": "{said}"}}'.encode()).country == code


@pytest.mark.parametrize(("said", "code"), [("Kenya", "KE"), ("AUT", "AT"), ("uk", "GB")])
def test_a_partner_passes_it(tmp_path: Path, said: str, code: str) -> None:
    assert partner(tmp_path, said).country == code


def test_a_partner_in_no_country_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(GuideError, match="Atlantis"):
        partner(tmp_path, "Atlantis")


def partner(folder: Path, country: str):
    """The partner of a file that names this country."""
    (folder / "partners").mkdir()
    text = (
        f"id: youth\nname: Youth\norigins: [https://youth.example]\ncountry: {country}\nexit_url: https://x.example\n"
    )
    (folder / "partners" / "youth.yml").write_text(text)
    return load_partners(folder)["youth"]


def test_the_languages_of_the_scripts_are_languages() -> None:
    for language in {language for written in gazetteer().scripts.values() for language in written}:
        assert Locale.parse(language).territories, language


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("AUT", "AT"),
        ("Zambia", "ZM"),
        ("Indonesia", "ID"),
        ("日本", "JP"),
        ("US-CA", None),
        ("Atlantis", None),
        ("", None),
    ],
)
def test_every_surface_passes_it(stack, said: str, code: str | None) -> None:
    query = quote(said)
    status, found = stack.request("GET", f"/webhooks/web/v1/referrals?country={query}")
    assert (status, found["country"]) == (200, code)
    answer = stack.say("he says he'll post it if i dont pay", country=said)
    assert answer["referrals"]["country"] == code
    _, page = stack.request("GET", f"/referrals?country={query}")
    if code:
        assert set(re.findall(r'<section class="country" id="(..)"', page)) == {code, "ZZ"}
