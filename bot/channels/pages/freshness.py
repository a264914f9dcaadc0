"""How fresh the directory is: for each country, when its entries were last checked, and what it lacks."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bot.referrals.check_date import STALE_AFTER, WARN_AFTER, age_in_days
from bot.referrals.service import Service

#: Kinds that every country should have; what is missing is shown as a gap.
EXPECTED = ("child_helpline", "emergency", "report_hotline")
LEVELS = ("green", "amber", "red")


@dataclass(frozen=True)
class Freshness:
    """One country, or all of them.

    Attributes:
        counts: how many entries that are shown have each level.
        unconfirmed: entries that nobody confirmed yet; they are not shown.
        gaps: kinds of EXPECTED that the country lacks.
        verified: entries that somebody asked the service about, of all `entries`.
    """

    code: str
    name: str
    counts: Counter[str]
    unconfirmed: int
    gaps: tuple[str, ...]
    verified: int = 0
    entries: int = 0

    @property
    def level(self) -> str:
        """The worst that is there: a gap or an entry that nobody checked in a year is red."""
        if self.gaps:
            return "red"
        return next((level for level in reversed(LEVELS) if self.counts[level]), "red")


def level_of(service: Service, today: date) -> str:
    """green up to 180 days after the last check, amber up to a year, red beyond or when nobody ever checked."""
    age = age_in_days(service.known_on, today)
    if age is None or age > STALE_AFTER:
        return "red"
    return "amber" if age > WARN_AFTER else "green"


@dataclass(frozen=True)
class Evidence:
    """One entry as whoever checks it sees it: its level, and that of its service."""

    service: Service
    level: str


def evidence(service: Service, today: date) -> Evidence:
    """The entry with the level of its newest evidence."""
    return Evidence(service, level_of(service, today))


def freshness(code: str, name: str, services: Iterable[Service], today: date) -> Freshness:
    """The state of one country's entries."""
    services = list(services)
    shown = [service for service in services if service.shown]
    kinds = {service.kind for service in shown}
    return Freshness(
        code,
        name,
        Counter(level_of(service, today) for service in shown),
        len(services) - len(shown),
        tuple(kind for kind in EXPECTED if kind not in kinds),
        verified=sum(bool(service.checks) for service in services),
        entries=len(services),
    )


def total(rows: Iterable[Freshness]) -> Counter[str]:
    """Entries by level over all countries."""
    return sum((row.counts for row in rows), Counter())
