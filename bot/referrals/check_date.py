"""Dates as sources print them: a day (2025-06-23), a month (2025-07) or only a year (2025)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from pydantic import constr

if TYPE_CHECKING:  # a checker of types reads them as what they are made of
    CheckDate = str
else:
    CheckDate = constr(regex=r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$")

WARN_AFTER = 180
STALE_AFTER = 365


def earliest_day(text: str) -> date:
    """The first day that `text` can mean, so that an age is never made to look smaller than it is.

    Raises ValueError for a day that does not exist (2025-02-30).
    """
    year, month, day = (*map(int, text.split("-")), 1, 1)[:3]
    return date(year, month, day)


def age_in_days(text: str | None, today: date) -> int | None:
    """Days since `text`, at most; None if nothing was ever checked."""
    return None if text is None else (today - earliest_day(text)).days


def newest(texts: Iterable[str | None]) -> str | None:
    """The latest of several dates; of two that begin on the same day, the more exact one."""
    known = [text for text in texts if text]
    return max(known, key=lambda text: (earliest_day(text), len(text)), default=None)


def is_stale(text: str | None, today: date) -> bool:
    """Whether so much time has passed that the check says little: over a year, or never checked."""
    age = age_in_days(text, today)
    return age is None or age > STALE_AFTER
