"""Who asks: what is known of the person, whom may be named to them, and who fits them better."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.referrals.check_date import is_stale
from bot.referrals.plans import PLANS, Plan
from bot.referrals.service import Service

#: Whom the guide is for, in years of age.
TEENAGE = range(13, 18)
#: How far a service's speciality can be from a need.
MADE_FOR_IT, GENERAL, NEAR, FOR_SOMETHING_ELSE = range(4)
#: Lines for people up to this age are made for the young.
YOUNG = 35


@dataclass(frozen=True)
class Asker:
    """What is known of the person who asks. Nothing of it is kept.

    writes: they cannot make a call, so that who can be written to stands before who can only be called.
    """

    need: str
    lang: str
    age: int | None
    now: datetime
    pinned: tuple[str, ...] = ()
    writes: bool = False

    @property
    def plan(self) -> Plan:
        """What their need calls for."""
        return PLANS[self.need]

    def may_use(self, service: Service) -> bool:
        """Whether the service may be named to them. Who has not told an age counts as 13 to 17."""
        if not service.shown:
            return False
        ages = TEENAGE if self.age is None else (self.age,)
        return service.ages is None or any(map(service.ages.include, ages))

    def leads(self, service: Service) -> bool:
        """Whether it is made for the need and open to all: then it stands first."""
        return service.kind in self.plan.lead and self.for_everybody(service)

    def fits(self, service: Service) -> bool:
        """Whether it answers the need itself, being made for it or for any worry."""
        return service.kind in self.plan.main and self.distance(service) < FOR_SOMETHING_ELSE

    def for_everybody(self, service: Service) -> bool:
        """Whether it is open to all young people of the country, for any worry or for exactly this need."""
        return not limited(service) and self.distance(service) < FOR_SOMETHING_ELSE

    def distance(self, service: Service) -> int:
        """How far a service's speciality is from the need."""
        if self.plan.suits.intersection(service.about):
            return MADE_FOR_IT
        if not service.about:
            return GENERAL
        return NEAR if self.plan.near.intersection(service.about) else FOR_SOMETHING_ELSE

    def rank(self, service: Service) -> tuple[int, ...]:
        """Smaller stands earlier among services of one kind. Those of equal rank keep the order of the file."""
        opened = service.open_at(self.now)
        return (
            limited(service),
            self.out_of_reach(service),
            self.distance(service),
            not self._speaks(service),
            opened is False,
            not _for_the_young(service),
            service.confidence != "high",
            opened is not True,
            is_stale(service.known_on, self.now.date()),
        )

    def out_of_reach(self, service: Service) -> bool:
        """Whether they cannot use it: it takes a call, and they cannot make one."""
        return self.writes and not service.silent

    def _speaks(self, service: Service) -> bool:
        """Whether the service speaks their language, as far as its languages are known."""
        return not service.languages or self.lang.split("-")[0] in service.languages


def _for_the_young(service: Service) -> bool:
    return service.kind != "crisis_line" or bool(service.ages and service.ages.max and service.ages.max <= YOUNG)


def limited(service: Service) -> bool:
    """Whether it is only for a part of the country, for a group of people, or for no teenagers."""
    for_teenagers = service.ages is None or any(map(service.ages.include, TEENAGE))
    return service.area is not None or service.audience is not None or not for_teenagers
