"""Which services stand first: by need, country, language, age, opening hours and age of the last check."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.referrals.check_date import is_stale
from bot.referrals.plans import FINDERS, PLANS, Plan
from bot.referrals.service import Service

SHOWN_AT_ONCE = 3
TEENAGE = range(13, 18)


@dataclass(frozen=True)
class Asker:
    """What is known of the person who asks. Nothing of it is kept."""

    need: str
    lang: str
    age: int | None
    now: datetime
    pinned: tuple[str, ...] = ()

    @property
    def plan(self) -> Plan:
        """What their need calls for."""
        return PLANS[self.need]

    def may_use(self, service: Service) -> bool:
        """Whether the service may be named to them. Adults-only ones need an age of 18 or more to be told."""
        if not service.shown or (service.adults_only and self.age is None):
            return False
        return self.age is None or service.ages is None or service.ages.include(self.age)

    def stale(self, service: Service) -> bool:
        """Whether nobody checked it within a year."""
        return is_stale(service.checked_on, self.now.date())

    def speaks(self, service: Service) -> bool:
        """Whether the service speaks their language, as far as its languages are known."""
        return not service.languages or self.lang.split("-")[0] in service.languages


@dataclass(frozen=True)
class Choice:
    """National and international services in the order to show them, and how many more there are."""

    services: list[Service] = field(default_factory=list)
    fallback: list[Service] = field(default_factory=list)
    more: int = 0


def choose(national: Sequence[Service], worldwide: Sequence[Service], asker: Asker, everything: bool) -> Choice:
    """Pick from a country's services (none if the country is unknown) and the international ones."""
    finders = _finders(worldwide, asker, everything)
    ranked = sorted(filter(asker.may_use, national), key=lambda service: _rank(service, asker))
    if not national:
        return Choice(fallback=finders)
    pinned = [s for key in asker.pinned for s in [*ranked, *finders] if s.id == key]
    picked = _everything(ranked, asker) if everything else _some(ranked, asker, pinned)
    shown = _arranged(picked, pinned, finders, asker)
    ids = {service.id for service in shown}
    fallback = [service for service in finders if service.id not in ids] or finders
    return Choice(shown, fallback, sum(service.id not in ids for service in ranked))


def _rank(service: Service, asker: Asker) -> tuple[int, ...]:
    """Smaller stands earlier. Services of equal rank keep the order of the file."""
    for_teenagers = service.ages is None or any(map(service.ages.include, TEENAGE))
    return (
        asker.stale(service),
        _distance(service, asker.plan),
        service.area is not None,
        service.audience is not None,
        not for_teenagers,
        not asker.speaks(service),
        {True: 0, None: 1, False: 2}[service.open_at(asker.now)],
        service.confidence != "high",
    )


def _distance(service: Service, plan: Plan) -> int:
    """How far a service's speciality is from the need: made for it, general, for something else."""
    if plan.suits.intersection(service.about):
        return 0
    return 2 if service.about else 1


def _finders(worldwide: Sequence[Service], asker: Asker, everything: bool) -> list[Service]:
    """The international services for the need, best first; with `everything` the others after them."""
    order = asker.plan.worldwide
    allowed = [service for service in worldwide if asker.may_use(service)]
    listed = sorted((s for s in allowed if s.id in order), key=lambda service: order.index(service.id))
    listed.sort(key=lambda service: not service.adults_only)  # only adults see those, and they were made for them
    return listed + [s for s in allowed if s.id not in order and (everything or s.id in asker.pinned)]


def _everything(ranked: list[Service], asker: Asker) -> list[Service]:
    kinds = [kind for slot in asker.plan.slots for kind in slot]
    return sorted(ranked, key=lambda s: kinds.index(s.kind) if s.kind in kinds else len(kinds))


def _some(ranked: list[Service], asker: Asker, pinned: list[Service]) -> list[Service]:
    """Two or three: the best of each slot, pairs together; one fewer where a finder must stand among them."""
    usual = [s for s in ranked if "missing" not in s.about and s.id not in asker.pinned]
    places = max(1, SHOWN_AT_ONCE - len(pinned))
    picked = _fill(usual, asker, places)
    if _needs_finder(picked, asker) and len(picked) == places > 1:
        picked = picked[:-1]
    return _with_silent_way(picked, usual)


def _fill(usual: list[Service], asker: Asker, places: int) -> list[Service]:
    """The best of each slot; places that stay free go to further checked answers to the need."""
    picked: list[Service] = []
    for slot in asker.plan.slots:
        ids = {service.id for service in picked}
        best = next((s for kind in slot for s in usual if s.kind == kind and s.id not in ids), None)
        if best:
            picked += [best, *(s for s in usual if s.id == best.pair and s.id not in ids)]
    ids = {service.id for service in picked}
    further = [s for s in usual if s.kind in asker.plan.main and s.id not in ids and not asker.stale(s)]
    return [*picked, *further][:places]


def _needs_finder(picked: Iterable[Service], asker: Asker) -> bool:
    """Whether something old is among them, nothing answers the need itself, or there is only one."""
    stale = [asker.stale(service) for service in picked]
    answers = any(s.kind in asker.plan.main and not asker.stale(s) for s in picked)
    return any(stale) or not answers or len(stale) < 2


def _with_silent_way(picked: list[Service], usual: list[Service]) -> list[Service]:
    """Somebody who cannot speak aloud needs a chat, a text or a form: the last pick gives way to one."""
    silent = next((service for service in usual if service.silent), None)
    if not silent or any(service.silent for service in picked):
        return picked
    return [*picked[: max(1, len(picked) - 1)], silent]


def _arranged(picked: list[Service], pinned: list[Service], finders: list[Service], asker: Asker) -> list[Service]:
    """Pinned, checked answers to the need, the finder, other checked ones, then what nobody checked in a year."""
    main = [s for s in picked if not asker.stale(s) and s.kind in asker.plan.main]
    other = [s for s in picked if not asker.stale(s) and s.kind not in asker.plan.main]
    stale = [s for s in picked if asker.stale(s)]
    found = [_finder(main, stale, finders, asker)] if _needs_finder(picked, asker) else []
    if found and asker.stale(found[0]):  # then nothing speaks for it against a national service
        found = [s for s in stale if s.kind in asker.plan.main] + found
    arranged = {service.id: service for service in [*pinned, *main, *found, *other, *stale]}
    return list(arranged.values()) if picked or pinned else finders[:2]


def _finder(main: list[Service], stale: list[Service], finders: list[Service], asker: Asker) -> Service:
    """The finder for what is missing: for the need as a whole, or for the kind of the first old entry."""
    wanted = FINDERS[stale[0].kind] if main and stale else None
    return next((service for service in finders if service.id == wanted), finders[0])
