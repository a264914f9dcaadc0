"""Dates as sources print them."""

from __future__ import annotations

from datetime import date

import pytest

from bot.referrals.check_date import age_in_days, earliest_day, is_stale, newest

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "day"), [("2026-11-23", TODAY), ("2026-11", date(2026, 11, 1)), ("2026", date(2026, 1, 1))]
)
def test_a_date_begins_as_early_as_it_can(text: str, day: date) -> None:
    assert earliest_day(text) == day


def test_a_day_that_does_not_exist() -> None:
    with pytest.raises(ValueError):
        earliest_day("2025-02-30")


@pytest.mark.parametrize(
    ("texts", "best"),
    [
        (["2025", "2025-07", "2024-12"], "2025-07"),
        (["2025-01", "2025-01-01", "2025"], "2025-01-01"),
        ([None, "2019"], "2019"),
        ([None], None),
        ([], None),
    ],
)
def test_newest(texts: list[str | None], best: str | None) -> None:
    assert newest(texts) == best


@pytest.mark.parametrize(
    ("text", "age", "stale"),
    [
        ("2026-11-23", 0, False),
        ("2025-11-23", 365, False),
        ("2025-11-22", 366, True),
        ("2025", 691, True),
        (None, None, True),
    ],
)
def test_age(text: str | None, age: int | None, stale: bool) -> None:
    assert age_in_days(text, TODAY) == age
    assert is_stale(text, TODAY) is stale
