"""The directory in figures: how much of it there is, of which kind, how sure and how old."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from bot.referrals.check_date import STALE_AFTER, WARN_AFTER, age_in_days
from bot.referrals.record import INTERNATIONAL
from bot.referrals.service import Kind, Service

AGES = ("up to 180 days", "181 to 365 days", "over 365 days", "never checked")


HELPING: tuple[Kind, ...] = ("child_helpline", "crisis_line", "report_hotline", "police_online")


def age_class(service: Service, today: date) -> str:
    """Which of AGES the newest check of a service falls in."""
    age = age_in_days(service.known_on, today)
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
    helped, urgent = _countries_with(services, *HELPING), _countries_with(services, "emergency")
    yield f"  countries with a helpline or a place to report: {helped}, with an emergency number: {urgent}"
    yield _line("kind", Counter(service.kind for service in services))
    yield _line("confidence", Counter(service.confidence for service in services))
    ages = Counter(age_class(service, today) for service in services)
    yield _line("newest evidence", {name: ages[name] for name in AGES})
    yield _line("evidence", Counter(map(_evidence, services)))
    yield _line("country", dict(sorted(countries.items())))


def _countries_with(services: list[Service], *kinds: Kind) -> int:
    """How many countries have one of these kinds that may be shown."""
    return len({s.country for s in services if s.shown and not s.international and s.kind in kinds})


def _evidence(service: Service) -> str:
    """Who says that it exists, at best."""
    if service.checked_on:
        return "confirmed by the service or a person"
    return "seen in a list or on a page by others" if service.seen_on else "without a date"


def _line(title: str, counts: dict[str, int]) -> str:
    return f"  by {title}: " + ", ".join(f"{name} {count}" for name, count in counts.items())
