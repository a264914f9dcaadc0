"""Opening hours against a frozen clock: time zones, midnight, daylight saving, weekends, nothing known."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from pydantic import ValidationError

from bot.referrals.hours import Hours
from bot.referrals.opening import hours_text, route_hours_text
from bot.referrals.words import in_language, read_words
from tests.referrals.conftest import DATA

MON_TO_FRI = ["mon", "tue", "wed", "thu", "fri"]


def _hours(zone: str, days: list[str], start: str, end: str, **more: Any) -> Hours:
    week = [{"days": days, "from": start, "to": end}]
    return Hours.parse_obj({"words": "as printed", "zone": zone, "week": week, **more})


BERLIN = _hours("Europe/Berlin", [*MON_TO_FRI, "sat"], "14:00", "20:00")
AUCKLAND = _hours("Pacific/Auckland", ["mon"], "11:00", "23:00")
KATHMANDU = _hours("Asia/Kathmandu", MON_TO_FRI, "08:00", "18:00")
NIGHT = _hours("Europe/Paris", ["fri", "sat"], "20:00", "02:00")
SUNDAY_NIGHT = _hours("America/New_York", ["sun"], "22:00", "06:00")
TO_MIDNIGHT = _hours("Europe/Warsaw", ["mon"], "14:00", "24:00")
TO_ZERO = _hours("Europe/Warsaw", ["mon"], "14:00", "00:00")
ALL_DAY = _hours("Africa/Blantyre", ["mon"], "00:00", "24:00")
# The clocks of New York go forward on 8 March 2026 at 2:00 and back on 1 November 2026 at 2:00.
NEW_YORK = _hours("America/New_York", MON_TO_FRI, "12:00", "18:00")
EARLY = _hours("America/New_York", ["sun"], "01:00", "03:30")

CASES = [
    ("opens to the minute", BERLIN, "2026-11-23T13:00:00+00:00", True),
    ("a minute before", BERLIN, "2026-11-23T12:59:00+00:00", False),
    ("the last minute", BERLIN, "2026-11-23T18:59:59+00:00", True),
    ("closes to the minute", BERLIN, "2026-11-23T19:00:00+00:00", False),
    ("closed on Sunday", BERLIN, "2026-11-22T15:00:00+00:00", False),
    ("summer time: an hour earlier by UTC", BERLIN, "2026-07-06T12:00:00+00:00", True),
    ("summer time: closed when winter would be open", BERLIN, "2026-07-06T18:30:00+00:00", False),
    ("asked from another time zone", BERLIN, "2026-11-23T23:30:00+10:00", True),
    ("Monday in Auckland is Sunday in London", AUCKLAND, "2026-11-22T23:00:00+00:00", True),
    ("Monday evening in London is Tuesday there", AUCKLAND, "2026-11-23T20:00:00+00:00", False),
    ("a zone with 45 minutes", KATHMANDU, "2026-11-23T02:15:00+00:00", True),
    ("a zone with 45 minutes, before", KATHMANDU, "2026-11-23T02:14:00+00:00", False),
    ("before midnight", NIGHT, "2026-11-20T23:30:00+01:00", True),
    ("after midnight: the night of Friday", NIGHT, "2026-11-21T01:59:00+01:00", True),
    ("after midnight: the night of Saturday", NIGHT, "2026-11-22T01:00:00+01:00", True),
    ("the night is over", NIGHT, "2026-11-21T02:00:00+01:00", False),
    ("no night before Friday", NIGHT, "2026-11-20T01:00:00+01:00", False),
    ("from Sunday into Monday", SUNDAY_NIGHT, "2026-11-23T05:59:00-05:00", True),
    ("Monday is not Sunday night's end", SUNDAY_NIGHT, "2026-11-24T01:00:00-05:00", False),
    ("until 24:00", TO_MIDNIGHT, "2026-11-23T23:59:00+01:00", True),
    ("24:00 is over at midnight", TO_MIDNIGHT, "2026-11-24T00:00:00+01:00", False),
    ("until 00:00 means the same", TO_ZERO, "2026-11-23T23:59:00+01:00", True),
    ("00:00 is over at midnight", TO_ZERO, "2026-11-24T00:00:00+01:00", False),
    ("a whole day begins at midnight", ALL_DAY, "2026-11-23T00:00:00+02:00", True),
    ("a whole day ends at midnight", ALL_DAY, "2026-11-24T00:00:00+02:00", False),
    ("before the clocks go forward", NEW_YORK, "2026-03-06T17:00:00+00:00", True),
    ("after it, 16:00 UTC is noon", NEW_YORK, "2026-03-09T16:00:00+00:00", True),
    ("before it, 16:30 UTC was too early", NEW_YORK, "2026-03-06T16:30:00+00:00", False),
    ("the hour that does not exist is skipped", EARLY, "2026-03-08T07:00:00+00:00", True),
    ("open before the gap", EARLY, "2026-03-08T06:59:00+00:00", True),
    ("closed half an hour after the gap", EARLY, "2026-03-08T07:30:00+00:00", False),
    ("the hour that comes twice: the first", EARLY, "2026-11-01T05:30:00+00:00", True),
    ("the hour that comes twice: the second", EARLY, "2026-11-01T06:30:00+00:00", True),
    ("closed after both", EARLY, "2026-11-01T08:30:00+00:00", False),
    ("a public holiday is read as its weekday", BERLIN, "2026-12-25T15:00:00+00:00", True),
]


@pytest.mark.parametrize(("hours", "moment", "expected"), [row[1:] for row in CASES], ids=[row[0] for row in CASES])
def test_open_now(hours: Hours, moment: str, expected: bool) -> None:
    assert hours.open_at(datetime.fromisoformat(moment)) is expected


def test_always_open_and_unknown_and_disputed() -> None:
    moment = datetime.fromisoformat("2026-11-23T03:00:00+00:00")
    assert Hours(words="24/7", always=True).open_at(moment) is True
    assert Hours(words="Mon-Sat from 8:00").open_at(moment) is None
    assert Hours(words="24/7", always=True, disputed=True).open_at(moment) is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"always": True, "zone": "Europe/Paris", "week": [{"days": ["mon"], "from": "08:00", "to": "09:00"}]},
        {"week": [{"days": ["mon"], "from": "08:00", "to": "09:00"}]},
        {"zone": "Europe/Paris"},
        {"zone": "Europe/Atlantis", "week": [{"days": ["mon"], "from": "08:00", "to": "09:00"}]},
        {"zone": "Europe/Paris", "week": [{"days": [], "from": "08:00", "to": "09:00"}]},
        {"zone": "Europe/Paris", "week": [{"days": ["monday"], "from": "08:00", "to": "09:00"}]},
        {"zone": "Europe/Paris", "week": [{"days": ["mon"], "from": "8:00", "to": "25:00"}]},
    ],
)
def test_hours_that_make_no_sense_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Hours.parse_obj({"words": "x", **wrong})


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Mon–Sat 14:00–20:00"),
        ("fr", "lun.–sam. 14:00–20:00"),
        ("de", "Mo.–Sa. 14:00–20:00"),
        ("es", "lun–sáb 14:00–20:00"),
        ("xx", "Mon–Sat 14:00–20:00"),
    ],
)
def test_hours_are_told_in_the_language(lang: str, text: str) -> None:
    assert route_hours_text(BERLIN, lang, in_language(read_words(DATA), lang)) == text


def test_hours_name_the_zone_where_clocks_of_a_country_differ() -> None:
    words = in_language(read_words(DATA), "en")
    assert route_hours_text(NEW_YORK, "en", words) == "Mon–Fri 12:00–18:00 (Eastern Time)"
    assert route_hours_text(Hours(words="from 8:00"), "en", words) == "from 8:00"
    assert route_hours_text(Hours(words="x", always=True, disputed=True), "en", words).endswith(
        "(the hours can change)"
    )


def test_hours_of_each_way_are_named_where_they_are_not_all_known(directory) -> None:
    words = in_language(directory.words, "en")
    services = {service.id: service for service in directory.services()}
    assert hours_text(services["de-nummer-gegen-kummer"], "en", words) == "phone: Mon–Sat 14:00–20:00"
    assert hours_text(services["ma-emc"], "en", words) == "WhatsApp: Mon–Fri 10:00–16:00"
    said = "phone: day and night, every day; chat: every day 15:00–20:30"
    assert hours_text(services["fr-119"], "en", words) == said
    assert hours_text(services["gb-ceop"], "en", words) is None
