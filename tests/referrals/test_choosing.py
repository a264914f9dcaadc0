"""Whom to show: what must hold for every country and need, and single cases that matter."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.referrals import NEEDS, Directory
from bot.referrals.check_date import is_stale
from bot.referrals.plans import PLANS
from bot.referrals.service import Service
from tests.conftest import real_directory

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
DIRECTORY = real_directory()
COUNTRIES = sorted(DIRECTORY.by_country)
LANGUAGES = ("en", "fr", "de", "es")
SERVICES = {service.id: service for service in DIRECTORY.services()}
NUMBERS_OF = {
    country: {route.value for service in DIRECTORY.services(country) for route in service.routes}
    for country in [*COUNTRIES, "ZZ"]
}


def chosen(country: str | None, need: str, lang: str = "en", **more: Any) -> dict[str, Any]:
    """What is shown at one moment: asked for again and again, and never changed."""
    return _chosen(country, need, lang, tuple(more.items()))


@cache
def _chosen(country: str | None, need: str, lang: str, more: tuple[tuple[str, Any], ...]) -> dict[str, Any]:
    return DIRECTORY.choose(country, need, lang, now=NOW, **dict(more)).to_dict()


def _values(card: dict[str, Any]) -> set[str]:
    keys = ("phone", "text", "whatsapp", "chat_url", "url", "report_url")
    return {card[key] for key in keys if card[key]} | {route["value"] for route in card["routes"]}


def _check_everywhere(found: dict[str, Any], country: str | None, need: str, age: int | None) -> None:
    """What holds for every answer, whoever asks for whatever."""
    assert found["fallback"], "never empty"
    assert found["need"] == need
    cards = found["services"] + found["fallback"]
    for card in cards:
        service = SERVICES[card["id"]]
        assert card["country"] in (country, None), "never another country's"
        assert card["confidence"] != "low" and service.shown, "never a doubtful one"
        assert _values(card) <= NUMBERS_OF[country or "ZZ"] | NUMBERS_OF["ZZ"], "copied, never composed"
        assert _values(card) and all(not value.startswith("http://") for value in _values(card))
        assert _for_age(service, age), "no service for others than teenagers unless an age was told"
    if country is None:
        assert found["services"] == [] and found["emergency"] is None
    else:
        assert found["emergency"]["number"] in NUMBERS_OF[country]
        assert len({card["id"] for card in cards}) == len(cards) or found["fallback"] == found["services"]


@pytest.mark.parametrize("need", NEEDS)
def test_what_holds_for_every_country_and_language(need: str) -> None:
    for country, lang in [*product([*COUNTRIES, None, "AQ"], ["en"]), *product(COUNTRIES[::9], LANGUAGES)]:
        known = country if country in COUNTRIES else None
        found = chosen(country, need, lang)
        _check_everywhere(found, known, need, None)
        if known:
            assert len(found["services"]) <= 4, "three, and what works anywhere where nothing answers the need"
            ours = [s for s in DIRECTORY.services(known) if s.shown and s.kind != "emergency" and _for_age(s, None)]
            national = [card for card in found["services"] if card["country"]]
            assert found["more"] == len(ours) - len(national)


def _for_age(service: Service, age: int | None) -> bool:
    ages = range(13, 18) if age is None else (age,)
    return service.ages is None or any(map(service.ages.include, ages))


@pytest.mark.parametrize("need", NEEDS)
def test_what_works_anywhere_stands_behind_the_countrys_own(need: str) -> None:
    for country, everything in product(COUNTRIES, (False, True)):
        shown = chosen(country, need, all=everything)["services"]
        anywhere = [card["country"] is None for card in shown]
        assert anywhere == sorted(anywhere), (country, need)


@pytest.mark.parametrize("need", NEEDS)
def test_an_answer_to_the_need_that_is_open_to_all_is_never_pushed_out(need: str) -> None:
    for country, lang in product(COUNTRIES, LANGUAGES):
        national = [s for s in DIRECTORY.services(country) if s.shown and s.kind in PLANS[need].main]
        shown = [SERVICES[key] for key in _ids(country, need, lang=lang)]
        if any(map(_for_everyone, national)):
            assert any(_for_everyone(s) and s.country == country for s in shown), (country, need)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_who_thinks_of_dying_sees_a_crisis_line_then_the_helpline_then_the_finder(
    lang: str,
) -> None:
    for country in COUNTRIES:
        usable = [s for s in DIRECTORY.services(country) if s.shown and _for_age(s, None)]
        lines = [s for s in usable if s.kind == "crisis_line"]
        lines = [s for s in lines if "missing" not in s.about]
        shown = [SERVICES[card["id"]] for card in chosen(country, "crisis", lang)["services"]]
        made_for_it = [s for s in lines if _for_everyone(s) and set(s.about) <= {"suicide"}]
        assert not lines or any(s in lines for s in shown), country
        if not shown:  # nothing but an emergency number
            continue
        assert not made_for_it or shown[0] in made_for_it, country
        helplines = [s for s in usable if s.kind == "child_helpline" and _for_everyone(s)]
        assert made_for_it or not helplines or shown[0] in helplines, country
        assert len(shown) > 2 or shown[-1].id == "zz-findahelpline", country


def _for_everyone(service: Service) -> bool:
    """For all young people of the country: no area, no group, and teenagers among its ages."""
    teenagers = service.ages is None or any(service.ages.include(age) for age in range(13, 18))
    return service.area is None and service.audience is None and teenagers and service.about in ((), ("suicide",))


@pytest.mark.parametrize("need", NEEDS)
def test_there_is_a_way_without_a_voice_where_the_data_has_one(need: str) -> None:
    for country in COUNTRIES:
        has_one = any(s.silent and s.shown and _for_age(s, None) for s in _that_may_give_way_to(country, need))
        shown = [SERVICES[card["id"]] for card in chosen(country, need)["services"]]
        assert not has_one or any(service.silent and not service.international for service in shown), country


def _that_may_give_way_to(country: str, need: str) -> list[Service]:
    """For somebody who thinks of dying only what fits: a form for reports is no way out."""
    plan = PLANS[need]
    services = DIRECTORY.services(country)
    return [s for s in services if s.kind in plan.main and set(s.about) <= plan.suits] if plan.lead else services


@pytest.mark.parametrize("need", ["help", "danger", "crisis"])
def test_crisis_line_and_child_helpline_come_together(need: str) -> None:
    for country in COUNTRIES:
        usable = [s for s in DIRECTORY.services(country) if s.shown and "missing" not in s.about]
        open_to_all = [s for s in usable if _for_everyone(s)] or usable
        kinds = {s.kind for s in open_to_all} & {"child_helpline", "crisis_line"}
        shown = [SERVICES[key] for key in _ids(country, need)]
        paired = any(service.pair in _ids(country, need) for service in shown)
        only_silent_way = need != "crisis" and sum(s.silent and not s.international for s in shown) == 1
        assert kinds <= {s.kind for s in shown} or paired or only_silent_way, country


def test_a_form_for_reports_takes_no_place_from_who_thinks_of_dying() -> None:
    assert _ids("IN", "crisis") == ["in-tele-manas", "in-childline-1098", "zz-findahelpline"]
    assert _ids("ZA", "crisis") == ["za-sadag", "za-childline", "zz-findahelpline"]
    assert "za-fpb" in _ids("ZA", "help"), "who seeks help may need to report without a voice"


def test_what_is_for_other_ages_is_left_out() -> None:
    shown = _ids("SG", "crisis")
    assert shown[:2] == ["sg-sos", "sg-mindline"] and "sg-tinkle-friend" not in shown, "that is for children to 12"


def test_everything_shows_every_usable_service_once() -> None:
    for country, need in product(COUNTRIES, NEEDS):
        found = chosen(country, need, all=True)
        _check_everywhere(found, country, need, None)
        shown = [card["id"] for card in found["services"] if card["country"]]
        usable = [s.id for s in DIRECTORY.services(country) if s.shown and s.kind != "emergency" and _for_age(s, None)]
        assert sorted(shown) == sorted(usable) and found["more"] == 0


@given(
    country=st.sampled_from([*COUNTRIES, None, "AQ", "zz", "gb"]),
    need=st.sampled_from([*NEEDS, "nonsense"]),
    lang=st.sampled_from([*LANGUAGES, "pt-BR", "xx", ""]),
    age=st.none() | st.integers(0, 99),
    pinned=st.lists(st.sampled_from(sorted(SERVICES)), max_size=3).map(tuple),
    now=st.datetimes(datetime(2024, 1, 1), datetime(2032, 1, 1)).map(lambda moment: moment.replace(tzinfo=UTC)),
    everything=st.booleans(),
)
@settings(max_examples=200, deadline=None)
def test_whoever_asks_whatever(country, need, lang, age, pinned, now, everything) -> None:
    found = DIRECTORY.choose(country, need, lang, age, pinned, now, everything).to_dict()
    known = country.upper() if country and country.upper() in COUNTRIES else None
    _check_everywhere(found, known, need if need in NEEDS else "help", age)


def _ids(country: str | None, need: str, **more: Any) -> list[str]:
    return [card["id"] for card in chosen(country, need, **more)["services"]]


def test_pairs_stay_together_and_the_language_decides_who_is_first() -> None:
    assert _ids("BE", "help", lang="nl")[:2] == ["be-awel", "be-103"]
    assert _ids("BE", "help", lang="fr")[:2] == ["be-103", "be-awel"]


def test_open_ones_stand_before_closed_ones() -> None:
    evening = datetime(2026, 11, 23, 21, 0, tzinfo=UTC)  # 22:00 in Paris: both answer; at 3:00 only one does
    night = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
    for now in (evening, night):
        first = DIRECTORY.choose("FR", "help", "fr", now=now).to_dict()["services"][0]
        assert first["id"] == "fr-119" and first["open_now"] is True


def test_who_thinks_of_dying_sees_the_line_for_all_before_the_line_for_some() -> None:
    assert _ids("US", "crisis")[0] == "us-988"
    assert "us-trevor" not in _ids("US", "crisis") and "us-trevor" in _ids("US", "crisis", all=True)
    assert _ids("DE", "crisis")[0] == "de-krisenchat", "its age is unknown, but it fits"
    assert _ids("GB", "crisis") == ["gb-papyrus", "gb-samaritans", "gb-childline"]
    assert _ids("CA", "crisis") == ["ca-988", "ca-kids-help-phone", "zz-findahelpline"]
    assert _ids("CH", "crisis") == ["ch-147", "zz-findahelpline"], "no crisis line for the young: the helpline first"
    assert _ids("KE", "crisis")[0] == "ke-childline-116", "however long nobody checked it"
    assert "us-cybertipline" not in _ids("US", "own_behaviour"), (
        "a place to report frightens, a helpline has a text too"
    )
    assert "co-te-guio" not in _ids("CO", "crisis"), "a line for worries about oneself is no answer"


@pytest.mark.parametrize("need", ["help", "danger"])
def test_an_old_helpline_stands_before_the_finder(need: str) -> None:
    lines = {"KE": "ke-childline-116", "ZA": "za-childline", "NG": "ng-cece-yara", "EG": "eg-child-helpline"}
    for country, line in (lines | {"JP": "jp-childline", "TR": "tr-alo-183"}).items():
        assert _ids(country, need)[0] == line


def test_the_surer_one_stands_before_the_other_and_what_is_for_a_part_of_the_country_behind() -> None:
    assert _ids("ID", "help")[0] == "id-sapa-129"
    assert not {"ae-dfwac", "ae-sharjah-800700"} & set(_ids("AE", "crisis")), "only for a part of the country"


def test_a_picture_is_removed_where_it_fits_country_and_age() -> None:
    assert _ids("GB", "remove", age=15)[0] == "gb-report-remove"
    assert _ids("DE", "remove", age=15)[-1] == "zz-take-it-down"
    assert "gb-report-remove" not in _ids("DE", "remove", age=15) + _ids(None, "remove", age=15)
    everywhere = DIRECTORY.choose(None, "remove", age=16, now=NOW).to_dict()["fallback"]
    assert everywhere[0]["id"] == "zz-take-it-down"
    assert "zz-stopncii" not in [card["id"] for card in everywhere]
    adults = DIRECTORY.choose(None, "remove", age=19, now=NOW).to_dict()["fallback"]
    assert adults[0]["id"] == "zz-stopncii"


def test_ages_leave_out_who_is_not_meant() -> None:
    assert "sg-tinkle-friend" in _ids("SG", "help", age=10, all=True)
    assert "sg-tinkle-friend" not in _ids("SG", "help", age=15, all=True)
    assert "gb-childline" not in _ids("GB", "help", age=30, all=True)


def test_a_line_for_missing_children_is_not_offered_for_a_crisis() -> None:
    assert "gt-alba-keneth" not in _ids("GT", "crisis")
    assert "gt-alba-keneth" in _ids("GT", "crisis", all=True)


def test_pinned_ones_stand_first_unless_they_are_of_another_country() -> None:
    assert _ids("GB", "help", pinned=("gb-iwf",))[0] == "gb-iwf"
    assert _ids("GB", "help", pinned=("zz-inhope",))[0] == "zz-inhope"
    assert "de-krisenchat" not in _ids("GB", "help", pinned=("de-krisenchat",))
    assert "gb-shore" not in _ids("GB", "help", pinned=("gb-shore",)), "nobody has confirmed it"


def test_the_emergency_number_says_which_service_it_is() -> None:
    japan = DIRECTORY.choose("JP", "danger", now=NOW).to_dict()["emergency"]
    assert japan["note"] == f"Police: {japan['number']}. Fire and ambulance: {japan['also'][0]['number']}."
    gambia = DIRECTORY.choose("GM", "danger", now=NOW).to_dict()["emergency"]
    assert gambia["also"][0]["for"] == "also_listed", "sources differ, so both are told"
    ghana = DIRECTORY.choose("GH", "danger", now=NOW).to_dict()["emergency"]
    assert ghana["also"] == [] and ghana["note"] is None, "the old police number is gone"


def test_age_of_a_check_is_told_honestly() -> None:
    kenya = DIRECTORY.choose("KE", "help", now=NOW).to_dict()["services"]
    assert (kenya[0]["id"], kenya[0]["checked_on"], kenya[0]["seen_on"]) == ("ke-childline-116", None, "2026-04-22")
    assert not kenya[0]["stale"], "its page is old, but a directory named it this year"


def test_a_card_holds_all_that_the_interface_promises() -> None:
    card = DIRECTORY.choose("US", "crisis", now=NOW).to_dict()["services"][-1]
    promised = ["id", "name", "kind", "phone", "tel", "text", "whatsapp", "chat_url", "url", "report_url", "hours"]
    promised += ["open_now", "free", "anonymous", "languages", "for_age", "checked_on", "confidence", "source", "note"]
    promised += ["stale", "routes"]
    assert set(promised) <= set(card)
    boys_town = next(c for c in DIRECTORY.choose("US", "help", now=NOW, all=True).to_dict()["services"] if c["text"])
    texted = next(route for route in boys_town["routes"] if route["by"] == "text")
    assert texted["tel"].isdigit() and texted["value"].endswith(texted["tel"])


def test_a_link_dials_the_star_of_a_short_number_of_mobile_networks() -> None:
    chile = DIRECTORY.choose("CL", "crisis", now=NOW).to_dict()["services"][0]
    assert (chile["id"], chile["tel"]) == ("cl-4141", "*4141")
    uruguay = {route.value: route.dial for route in SERVICES["uy-linea-vida"].routes}
    assert uruguay == {"0800 0767": "08000767", "*0767": "*0767"}


def test_the_stale_rule_is_the_one_that_cards_show() -> None:
    for service in SERVICES.values():
        newest = max(service.checked_on or "", service.seen_on or "")
        assert is_stale(service.known_on, NOW.date()) == (newest < "2025-11-23")


def test_countries_are_sorted_by_their_names_in_the_language(directory: Directory) -> None:
    german = [country["name"] for country in directory.countries("de")]
    assert german.index("Österreich") < german.index("Pakistan")
    assert len(german) == len(COUNTRIES) and "Internationale Dienste" not in german
    assert directory.country_known("gb") and not directory.country_known("ZZ") and not directory.country_known("AQ")


def test_faulty_files_are_refused_with_every_fault(few_files: Path) -> None:
    path = few_files / "KE.yml"
    path.write_text(
        path.read_text().replace("confidence: high", "confidence: sure").replace("kind: police_online", "kind: cop")
    )
    with pytest.raises(Exception) as caught:
        Directory.from_files(few_files)
    text = str(caught.value)
    assert text.count("KE.yml:") >= 3 and "`kind` must be one of" in text
