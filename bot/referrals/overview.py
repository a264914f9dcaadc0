"""The directory in figures: how much of it there is, of which kind, how sure and how old."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from bot.referrals.check_date import STALE_AFTER, WARN_AFTER, age_in_days
from bot.referrals.record import INTERNATIONAL
from bot.referrals.service import Service

AGES = ("up to 180 days", "181 to 365 days", "over 365 days", "never checked")


def age_class(service: Service, today: date) -> str:
    """Which of AGES the newest check of a service falls in."""
    age = age_in_days(service.checked_on, today)
    if age is None:
        return AGES[3]
    return AGES[0] if age <= WARN_AFTER else AGES[1] if age <= STALE_AFTER else AGES[2]


def overview(services: Iterable[Service], today: date) -> Iterator[str]:
    """Lines to print: totals, then counts by kind, confidence, age of check and country."""
    services = list(services)
    countries = Counter(service.country for service in services)
    international = countries.pop(INTERNATIONAL, 0)
    shown = sum(service.shown for service in services)
    national = f"{sum(countries.values())} in {len(countries)} countries"
    yield f"{len(services)} services: {national}, {international} international"
    yield f"  shown: {shown}, kept for somebody to confirm or never offered: {len(services) - shown}"
    yield _line("kind", Counter(service.kind for service in services))
    yield _line("confidence", Counter(service.confidence for service in services))
    ages = Counter(age_class(service, today) for service in services)
    yield _line("last check", {name: ages[name] for name in AGES})
    yield _line("country", dict(sorted(countries.items())))


def _line(title: str, counts: dict[str, int]) -> str:
    return f"  by {title}: " + ", ".join(f"{name} {count}" for name, count in counts.items())
