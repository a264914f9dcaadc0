"""The shipped data: its form, and what is known to be doubtful about it."""

from __future__ import annotations

import pytest

from bot.referrals import Directory
from bot.referrals.extra_files import examine_extra_files
from bot.referrals.file_format import write_text
from tests.conftest import real_contacts
from tests.referrals.conftest import DATA


@pytest.fixture(scope="module")
def services(directory: Directory) -> dict:
    """Every entry by its id."""
    return {service.id: service for service in directory.services()}


def test_every_file_has_the_form_in_which_it_is_written() -> None:
    for name, file in real_contacts().files.items():
        assert (DATA / name).read_text(encoding="utf-8") == write_text(file), f"{name}: run `staysafe referrals export`"


def test_every_country_has_an_emergency_number(directory: Directory) -> None:
    for country in directory.by_country:
        assert directory.choose(country).to_dict()["emergency"]["number"]


def test_what_is_shown_has_a_source(services: dict) -> None:
    for service in services.values():
        assert not service.shown or service.sources or service.checks, service.id


def test_words_are_complete() -> None:
    assert examine_extra_files(DATA) == []


DOUBTS_FROM_MEMORY = "from memory", "open it once", "open once", "must be checked", "needs checking"


def test_what_nobody_has_seen_is_not_shown(services: dict) -> None:
    """An entry whose remark doubts it has a part that is held back, or is held back as a whole."""
    for service in services.values():
        if service.remark and any(doubt in service.remark.lower() for doubt in DOUBTS_FROM_MEMORY):
            held_back = [route for route in service.routes if route.unconfirmed]
            languages_or_hours = "Languages" in service.remark or "Hours" in service.remark
            assert not service.shown or held_back or languages_or_hours, service.id


@pytest.mark.parametrize(
    "service_id",
    [
        "cr-oij",
        "gb-shore",
        "ec-dinapen",
        "kz-safekaznet",
        "bd-pcsw",
        "dk-sletdet",
        "zz-vgt",
    ],
)
def test_single_entries_that_must_stay_hidden(services: dict, service_id: str) -> None:
    assert not services[service_id].shown


@pytest.mark.parametrize(
    "service_id",
    [
        "az-child-helpline",
        "ph-bantay-bata",
        "dk-bornetelefonen",
        "lu-kjt",
        "sg-tinkle-friend",
        "pt-linha-internet-segura",
    ],
)
def test_hours_that_sources_dispute_conclude_nothing(services: dict, service_id: str) -> None:
    assert all(route.hours.disputed for route in services[service_id].routes if route.hours)


def test_the_better_line_stands_first(directory: Directory) -> None:
    for country, first in (("ID", "id-sapa-129"), ("KZ", "kz-111"), ("GH", "gh-helpline-of-hope")):
        found = [s.id for s in directory.services(country) if s.kind == "child_helpline"]
        assert found[0] == first


def test_every_known_conflict_is_written_down(services: dict) -> None:
    words = {
        "gm-emergency": "CONFLICT", "cm-emergency": "conflict", "gh-emergency": "replaced", "pe-emergency": "conflict",
        "mw-emergency": "also listed", "cr-oij": "two ways", "au-stop-it-now": "check", "et-ecfa": "lists differ",
        "id-tepsa": "first", "kz-telefon-150": "first", "gt-alba-keneth": "Missing", "in-cybercrime-portal": "replaced",
        "uz-emergency": "Moving", "bo-familia-segura": "shape", "bo-upri": "shape",
    }  # fmt: skip
    for service_id, word in words.items():
        assert word in services[service_id].remark, service_id
