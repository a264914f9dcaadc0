"""Reaching the emergency services without speaking, and contacts for somebody who cannot make a call."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import product

import pytest
from pydantic import ValidationError

from bot.referrals import NEEDS
from bot.referrals.check_date import earliest_day
from bot.referrals.contract import LISTENING
from bot.referrals.plans import REPORTING
from bot.referrals.unspoken import Unspoken
from tests.conftest import real_directory

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
DIRECTORY = real_directory()
COUNTRIES = sorted(DIRECTORY.by_country)
SERVICES = {service.id: service for service in DIRECTORY.services()}
WAYS = [(service, way) for service in SERVICES.values() for way in service.unspoken]
A_WAY = {"by": "text", "value": "911", "say": {"en": "Text 911."}, "source": "https://a.org/b", "checked": "2026-11-30"}


def emergency(country: str, writes: bool = True) -> dict:
    return DIRECTORY.choose(country, "danger", now=NOW, writes=writes).to_dict()["emergency"]


def test_many_countries_have_one() -> None:
    assert len({service.country for service, _ in WAYS}) >= 25
    assert all(service.kind == "emergency" for service, _ in WAYS)


@pytest.mark.parametrize(("service", "way"), WAYS, ids=[f"{service.id}-{way.by}" for service, way in WAYS])
def test_each_says_what_to_do_and_what_must_be_done_before(service, way) -> None:
    said = way.say["en"]
    assert way.value is None or way.value in said, "the number as printed"
    before = any(words in said for words in ("sign up", "signed up", "Fill in your name", "get it from", "ask for a"))
    assert not way.register_first or before, "plainly"
    assert earliest_day(way.checked) <= date(2026, 11, 30) or earliest_day(way.checked) <= date.today()
    assert "?" not in said and len(said) <= 200


@pytest.mark.parametrize(
    "wrong", [{"source": "a page"}, {"say": {"fr": "Écris au 911."}}, {"checked": "soon"}, {"by": "pigeon"}]
)
def test_one_without_a_page_a_day_or_words_is_refused(wrong) -> None:
    assert Unspoken(**A_WAY).dial == "911"
    with pytest.raises(ValidationError):
        Unspoken(**A_WAY | wrong)


def test_a_tap_texts_the_number_only_where_it_takes_a_text_from_anybody() -> None:
    schemes = {country: emergency(country)["scheme"] for country in ("US", "KR", "FI", "GB", "SE", "FR", "KE", "CA")}
    assert schemes == {
        "US": "sms",
        "KR": "sms",
        "FI": "sms",
        "GB": "tel",
        "SE": "tel",
        "FR": "tel",
        "KE": "tel",
        "CA": "tel",
    }
    assert emergency("US", writes=False)["scheme"] == "tel"


def test_the_ways_stand_in_the_note_for_who_cannot_call_alone() -> None:
    assert "press 55" in emergency("GB")["note"] and "press 55" not in (emergency("GB", writes=False)["note"] or "")
    assert emergency("KE")["unspoken"] == []


@pytest.mark.parametrize("need", NEEDS)
def test_who_cannot_call_sees_first_who_answers_in_writing(need: str) -> None:
    for country in COUNTRIES:
        found = DIRECTORY.choose(country, need, now=NOW, writes=True)
        shown = [service for service in found.services if not service.international]
        if any(service.written for service in shown):
            calls = [not service.silent for service in shown]
            assert calls == sorted(calls), (country, need)
        usual = DIRECTORY.choose(country, need, now=NOW).services
        listens = [s for s in usual if s.kind in LISTENING]
        assert not listens or any(s.kind in LISTENING for s in found.services), "who listens is never left out"


def test_who_talks_is_somebody_who_answers_in_writing_where_there_is_one() -> None:
    for country in COUNTRIES:
        talk = DIRECTORY.choose(country, "help", now=NOW, writes=True).contract.talk
        able = [s for s in DIRECTORY.services(country) if s.shown and s.written and s.kind in LISTENING]
        assert talk.written or not [s for s in able if not (s.area or s.audience or s.about or s.ages)], country


def test_only_lines_that_take_a_call_are_left_out_and_only_beside_others() -> None:
    for country, need in product(COUNTRIES, NEEDS):
        found = DIRECTORY.choose(country, need, now=NOW, writes=True)
        everybody = DIRECTORY.choose(country, need, now=NOW, writes=True, all=True).services
        usual = DIRECTORY.choose(country, need, now=NOW, all=True).services
        assert {s.id for s in everybody if not s.international} == {s.id for s in usual if not s.international}
        for service in (s for s in found.services if not (s.silent or s.international or s in found.contract.kept)):
            same = (
                LISTENING if service.kind in LISTENING else REPORTING if service.kind in REPORTING else (service.kind,)
            )
            assert not any(s.silent and s.kind in same and not s.international for s in found.services), (country, need)


def test_single_countries() -> None:
    us, ke, gb = (DIRECTORY.choose(country, "danger", now=NOW, writes=True).to_dict() for country in ("US", "KE", "GB"))
    assert us["talk"]["text"] and "us-childhelp" not in {card["id"] for card in us["services"]}
    assert [route["by"] for route in gb["talk"]["routes"]] == ["chat", "site", "phone", "phone"]
    assert ke["services"][0]["id"] == "ke-childline-116", "nobody answers in writing there: who listens stays first"
    crisis = DIRECTORY.choose("GB", "crisis", now=NOW, writes=True).to_dict()
    assert crisis["crisis"]["text"] and crisis["services"][0]["text"]


def test_nothing_changes_for_who_can_call() -> None:
    usual = DIRECTORY.choose("US", "danger", now=NOW).to_dict()
    assert usual["written"] is False and usual["talk"]["id"] == "us-childhelp"
    assert usual["talk"]["routes"][0]["by"] == "phone" and not usual["talk"]["written"]
