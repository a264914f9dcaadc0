"""The contract of every answer: one who listens and one who acts, and who takes a picture down.

Chosen here and nowhere else, outside the ranking of the list beside it, so nothing can push them out: not the age of
a check, not closing time, not a service that a partner pinned.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.referrals.asking import Asker, limited
from bot.referrals.plans import REPORTING
from bot.referrals.service import Kind, Service

LISTENING: tuple[Kind, ...] = ("child_helpline", "crisis_line")
FIND_WHO_LISTENS, FIND_WHERE_TO_REPORT, REMOVES_ANYWHERE = "zz-chi", "zz-inhope", "zz-take-it-down"


@dataclass(frozen=True)
class Contract:
    """What is shown in every turn.

    talk: a child helpline, the country's where it has one that a teenager may use; where it has none, its line for
        a crisis; else the finder.
    report: a hotline, form of the police or portal of the country, else the finder.
    remove: who takes pictures down, where the need is about pictures.
    crisis: the line for a crisis, where the need calls for one beside the helpline and the country has one.
    meanwhile: somebody of the country who listens now, as far as hours are known, where `talk` is closed.
    """

    talk: Service | None
    report: Service | None
    remove: Service | None = None
    crisis: Service | None = None
    meanwhile: Service | None = None

    @property
    def kept(self) -> list[Service]:
        """Those that have their place in any list for the need."""
        return [service for service in (self.talk, self.report, self.remove) if service]


def contract(national: Sequence[Service], worldwide: Sequence[Service], asker: Asker) -> Contract:
    """The contract for somebody in a country with these services (none if the country is unknown)."""
    usable = sorted(filter(asker.may_use, national), key=asker.rank)
    anywhere = [service for service in worldwide if asker.may_use(service)]
    helpline = _best(usable, "child_helpline")
    crisis = next((s for s in usable if s.kind == "crisis_line" and asker.for_everybody(s)), None)
    talk = _written_to(usable, asker) or helpline or _best(usable, "crisis_line")
    return Contract(
        talk=talk or _finder(anywhere, FIND_WHO_LISTENS, LISTENING),
        report=_reporting(usable, asker) or _finder(anywhere, FIND_WHERE_TO_REPORT, REPORTING),
        remove=_removing(usable, anywhere) if asker.plan.pictures else None,
        crisis=crisis if asker.plan.crisis_beside else None,
        meanwhile=_meanwhile(talk, usable, asker),
    )


def _best(usable: Iterable[Service], kind: Kind) -> Service | None:
    return next((service for service in usable if service.kind == kind), None)


def _written_to(usable: Iterable[Service], asker: Asker) -> Service | None:
    """For somebody who cannot call: who listens and answers in writing, a child helpline before a crisis line."""
    able = [service for service in usable if asker.writes and service.written and asker.for_everybody(service)]
    return _best(able, "child_helpline") or _best(able, "crisis_line")


def _reporting(usable: Iterable[Service], asker: Asker) -> Service | None:
    """Whoever takes reports of what happens to children online before those for pictures only, or for one offence."""
    found = [service for service in usable if service.kind in REPORTING]
    first = REPORTING[1] if asker.plan.police_first else REPORTING[0]

    def fit(service: Service) -> tuple[bool, ...]:
        special = bool(service.about) and "online" not in service.about
        return (
            limited(service),
            asker.out_of_reach(service),
            special,
            "online" not in service.about,
            service.kind != first,
        )

    return min(found, key=fit, default=None)


def _removing(usable: Iterable[Service], anywhere: list[Service]) -> Service | None:
    return _best(usable, "image_removal") or _finder(anywhere, REMOVES_ANYWHERE, ("image_removal",))


def _finder(anywhere: list[Service], wanted: str, kinds: Iterable[Kind]) -> Service | None:
    """The finder; where the directory lacks it, another worldwide service of these kinds."""
    found = [service for service in anywhere if service.kind in kinds]
    return next((service for service in found if service.id == wanted), next(iter(found), None))


def _meanwhile(talk: Service | None, usable: Iterable[Service], asker: Asker) -> Service | None:
    if talk is None or talk.open_at(asker.now) is not False:
        return None
    reached = [service for service in usable if not asker.out_of_reach(service)]
    listening = [s for s in reached if s.kind in LISTENING and asker.for_everybody(s)]
    opened = [s for s in listening if s.open_at(asker.now)]
    unknown = [s for s in listening if s.open_at(asker.now) is None]
    return next(iter(opened + unknown), None)
