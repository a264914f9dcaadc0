"""The board tells the truth: green, amber and red by age, gaps never hidden."""

from datetime import date

import pytest

from bot.channels.pages.freshness import freshness, level_of, total
from bot.referrals.service import Service
from tests.conftest import real_directory

TODAY = date(2026, 11, 23)
SERVICES = real_directory().services()


def checked(on: str | None, **changed: object) -> Service:
    """A service whose only evidence is a check on a day."""
    return SERVICES[0].copy(update={"checked_on": on, "seen_on": None, "unconfirmed": False, **changed})


@pytest.mark.parametrize(
    "on,level",
    [
        ("2026-11-23", "green"),
        ("2026-06", "green"),
        ("2026-05-26", "amber"),
        ("2026", "amber"),
        ("2025-11-23", "amber"),
        ("2025-11-22", "red"),
        ("2014", "red"),
        (None, "red"),
    ],
)
def test_levels(on: str | None, level: str) -> None:
    assert level_of(checked(on), TODAY) == level


def test_what_others_saw_later_counts_too() -> None:
    assert level_of(checked("2014", seen_on="2026-11-01"), TODAY) == "green"
    assert level_of(checked(None, seen_on="2025-12"), TODAY) == "amber"


def test_a_gap_makes_a_country_red_whatever_the_rest() -> None:
    fresh = [checked("2026-11", kind=kind) for kind in ("child_helpline", "emergency")]
    row = freshness("XX", "Somewhere", fresh, TODAY)
    assert row.gaps == ("report_hotline",) and row.level == "red"
    row = freshness("XX", "Somewhere", [*fresh, checked("2026-11", kind="report_hotline")], TODAY)
    assert row.gaps == () and row.level == "green"


def test_unconfirmed_entries_are_counted_and_fill_no_gap() -> None:
    row = freshness("XX", "Somewhere", [checked("2026-11", kind="child_helpline", unconfirmed=True)], TODAY)
    assert row.unconfirmed == 1 and "child_helpline" in row.gaps and not sum(row.counts.values())


def test_the_total_counts_every_entry_that_is_shown() -> None:
    rows = [
        freshness(code, code, [s for s in SERVICES if s.country == code], TODAY)
        for code in {s.country for s in SERVICES}
    ]
    assert sum(total(rows).values()) == sum(service.shown for service in SERVICES)
