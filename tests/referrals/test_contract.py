"""The contract: in every country and for every need one who listens and one who acts, whatever the ranking does."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.referrals import NEEDS, Directory
from bot.referrals.plans import PLANS
from bot.referrals.service import Service
from tests.conftest import real_directory

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
DIRECTORY = real_directory()
COUNTRIES = sorted(DIRECTORY.by_country)
SERVICES = {service.id: service for service in DIRECTORY.services()}
KINDS = {
    "talk": {"child_helpline"},
    "report": {"report_hotline", "police_online"},
    "remove": {"image_removal"},
}  # fmt: skip


def usable(country: str, kinds: set[str]) -> list[Service]:
    """What a teenager of the country may be shown."""
    found = [s for s in DIRECTORY.services(country) if s.shown and s.kind in kinds]
    return [s for s in found if s.ages is None or any(map(s.ages.include, range(13, 18)))]


def check(found: dict[str, Any], country: str | None) -> None:
    """The promise: national where the data has one, else what works anywhere; never another country's."""
    need = found["need"]
    for name, kinds in KINDS.items():
        card = found[name]
        if name == "remove" and not PLANS[need].pictures:
            assert card is None
            continue
        national = usable(country, kinds) if country else []
        assert card["country"] == (country if national else None) or (name, card["kind"]) == ("talk", "crisis_line")
        assert card["country"] in (country, None)
        assert card["kind"] in kinds | ({"crisis_line"} if name == "talk" else set())
    if country and country in COUNTRIES:
        assert found["emergency"]["id"].startswith(country.lower())
    else:
        assert found["emergency"] is None


def test_every_country_and_need() -> None:
    for country, need in product([*COUNTRIES, None, "AQ"], NEEDS):
        check(DIRECTORY.choose(country, need, now=NOW).to_dict(), country if country in COUNTRIES else None)


@given(
    country=st.sampled_from([*COUNTRIES, None]),
    need=st.sampled_from(NEEDS),
    lang=st.sampled_from(["en", "fr", "de", "es", "xx"]),
    pinned=st.lists(st.sampled_from(sorted(SERVICES)), max_size=3).map(tuple),
    now=st.datetimes(datetime(2024, 1, 1), datetime(2036, 1, 1)).map(lambda moment: moment.replace(tzinfo=UTC)),
    everything=st.booleans(),
)
@settings(max_examples=200, deadline=None)
def test_no_hour_age_of_a_check_or_pinned_service_pushes_it_out(country, need, lang, pinned, now, everything) -> None:
    found = DIRECTORY.choose(country, need, lang, None, pinned, now, everything).to_dict()
    check(found, country)
    listed = {card["id"] for card in found["services"]}
    slots = {kind for slot in PLANS[need].slots for kind in slot}
    for name in ("talk", "report", "remove"):
        card = found[name]
        if card and card["country"] and card["kind"] in slots and not pinned:
            assert card["id"] in listed, (name, card["id"])


def test_who_answers_while_the_helpline_is_closed() -> None:
    night = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
    found = DIRECTORY.choose("DE", "help", "de", now=night).to_dict()
    assert found["talk"]["id"] == "de-nummer-gegen-kummer" and found["talk"]["open_now"] is False
    assert found["meanwhile"]["open_now"] is True and found["meanwhile"]["country"] == "DE"
    assert DIRECTORY.choose("GB", "help", now=night).to_dict()["meanwhile"] is None, "it never closes"


@pytest.mark.parametrize("country", ["MX", "UZ", "EC"])
def test_a_country_without_a_child_helpline_shows_its_crisis_line(country: str) -> None:
    for need in NEEDS:
        talk = DIRECTORY.choose(country, need, now=NOW).to_dict()["talk"]
        assert (talk["country"], talk["kind"]) == (country, "crisis_line"), need


def test_a_crisis_shows_its_line_beside_the_helpline() -> None:
    found = DIRECTORY.choose("FR", "crisis", now=NOW).to_dict()
    assert (found["talk"]["id"], found["crisis"]["id"]) == ("fr-119", "fr-3114")
    assert DIRECTORY.choose("FR", "help", now=NOW).to_dict()["crisis"] is None


def test_a_directory_without_the_finders_still_keeps_it(few_files: Path) -> None:
    path = few_files / "international.yml"
    path.write_text(path.read_text().replace("id: zz-chi", "id: zz-other").replace("id: zz-inhope", "id: zz-another"))
    found = Directory.from_files(few_files).choose(None).to_dict()
    assert found["talk"]["kind"] in ("child_helpline", "crisis_line") and found["report"]["kind"] == "report_hotline"
