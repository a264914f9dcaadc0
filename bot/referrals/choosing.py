"""Which services stand first: by need, country, language, age, opening hours and age of the last check."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.referrals.check_date import is_stale
from bot.referrals.plans import FINDERS, PLANS, Plan
from bot.referrals.service import WRITTEN, Service

SHOWN_AT_ONCE = 3
TEENAGE = range(13, 18)
FOR_SOMETHING_ELSE = 2


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

    def leads(self, service: Service) -> bool:
        """Whether it is made for the need and open to all: then it stands first, whatever the age of its check."""
        fits = _distance(service, self.plan) < FOR_SOMETHING_ELSE and not _limited(service)
        return service.kind in self.plan.lead and fits

    def fits(self, service: Service) -> bool:
        """Whether it answers the need itself, being made for it or for any worry."""
        return service.kind in self.plan.main and _distance(service, self.plan) < FOR_SOMETHING_ELSE

    def stands_in(self, service: Service) -> bool:
        """Whether it may stand first where nothing leads: checked within a year, free, for any worry, open to all."""
        for_any_worry = not service.about and not _limited(service)
        return service.kind in self.plan.stand_in and service.free is True and for_any_worry and not self.stale(service)


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
    opened = service.open_at(asker.now)
    return (
        _limited(service),
        not asker.leads(service),
        asker.stale(service) and not asker.leads(service),
        _distance(service, asker.plan),
        asker.stale(service),
        not asker.speaks(service),
        opened is False,
        service.confidence != "high",
        opened is not True,
    )


def _limited(service: Service) -> bool:
    """Whether it is only for a part of the country, for a group of people, or for no teenagers."""
    for_teenagers = service.ages is None or any(map(service.ages.include, TEENAGE))
    return service.area is not None or service.audience is not None or not for_teenagers


def _distance(service: Service, plan: Plan) -> int:
    """How far a service's speciality is from the need: made for it, general, for something else."""
    if plan.suits.intersection(service.about):
        return 0
    return FOR_SOMETHING_ELSE if service.about else 1


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
    return _with_silent_way(picked, usual, asker)


def _fill(usual: list[Service], asker: Asker, places: int) -> list[Service]:
    """The best of each slot; places that stay free go to further checked answers to the need, open to all."""
    picked: list[Service] = []
    for slot in asker.plan.slots:
        ids = {service.id for service in picked}
        best = next((s for kind in slot for s in usual if s.kind == kind and s.id not in ids), None)
        if best:
            picked += [best, *(s for s in usual if s.id == best.pair and s.id not in ids)]
    ids = {service.id for service in picked}
    open_to_all = [s for s in usual if s.kind in asker.plan.main and not _limited(s)]
    further = [s for s in open_to_all if s.id not in ids and not asker.stale(s)]
    return [*_weaker_last(picked, asker), *further][:places]


def _weaker_last(picked: list[Service], asker: Asker) -> list[Service]:
    """Of the answers to the need, what is for some only and old halves of pairs stand last: they give way."""
    partners = [s for at, s in enumerate(picked) if asker.stale(s) and s.pair in {p.id for p in picked[:at]}]
    return sorted(picked, key=lambda s: (s.kind not in asker.plan.main, _limited(s), s in partners))


def _needs_finder(picked: Iterable[Service], asker: Asker) -> bool:
    """Whether something old is among them, nothing answers the need itself, or there is only one.

    Where a need has services that lead, the finder always stands behind them: it knows more of them.
    """
    stale = [asker.stale(service) for service in picked]
    answers = any(s.kind in asker.plan.main and not asker.stale(s) for s in picked)
    return bool(asker.plan.lead) or any(stale) or not answers or len(stale) < 2


def _with_silent_way(picked: list[Service], usual: list[Service], asker: Asker) -> list[Service]:
    """Somebody who cannot speak aloud needs a chat, a text or a form: the last pick gives way to one.

    Where a need has services that lead, only to one that fits: a form for reports helps nobody who thinks of dying.
    """
    must_fit = bool(asker.plan.lead) and len(picked) > 1
    silent = [service for service in usual if service.silent and (asker.fits(service) or not must_fit)]
    if not silent or any(service.silent for service in picked):
        return picked

    def fit(service: Service) -> tuple[int, ...]:
        plan, written = asker.plan, bool(service.ways(*WRITTEN))
        return _limited(service), plan.distance(service.kind), _distance(service, plan), not written

    return [*picked[: max(1, len(picked) - 1)], min(silent, key=fit)]


def _arranged(picked: list[Service], pinned: list[Service], finders: list[Service], asker: Asker) -> list[Service]:
    """Pinned ones, what leads (or stands in for it) or is a checked answer, the finder, further answers, the rest."""
    first = _leading(picked, asker) if asker.plan.lead else _answers(picked, asker)
    found = [_finder(picked, finders, asker)] if _needs_finder(picked, asker) else []
    if found and asker.stale(found[0]):  # then nothing speaks for it against a national service
        first += [s for s in picked if s.kind in asker.plan.main]
    rest = sorted(picked, key=lambda s: (asker.plan.distance(s.kind), _limited(s), asker.stale(s)))
    arranged = {service.id: service for service in [*pinned, *first, *found, *rest]}
    return list(arranged.values()) if picked or pinned else finders[:2]


def _leading(picked: list[Service], asker: Asker) -> list[Service]:
    """What leads; where nothing does, what stands in for it."""
    return [s for s in picked if asker.leads(s)] or [s for s in picked if asker.stands_in(s)]


def _answers(picked: list[Service], asker: Asker) -> list[Service]:
    """The services that answer the need itself and were checked within a year."""
    return [s for s in picked if s.kind in asker.plan.main and not asker.stale(s)]


def _finder(picked: list[Service], finders: list[Service], asker: Asker) -> Service:
    """The finder for what is missing: for the need as a whole, or for the kind of the first old entry."""
    old = next((s for s in picked if asker.stale(s)), None)
    wanted = FINDERS[old.kind] if old and _answers(picked, asker) and not asker.plan.lead else None
    return next((service for service in finders if service.id == wanted), finders[0])
