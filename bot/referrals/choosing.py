"""The list beside the contract: which services stand first, by need, country, language, age and opening hours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.referrals.asking import FOR_SOMETHING_ELSE, Asker, limited
from bot.referrals.contract import LISTENING, Contract, contract
from bot.referrals.plans import REPORTING
from bot.referrals.service import WRITTEN, Service

SHOWN_AT_ONCE = 3
ENOUGH = 2


@dataclass(frozen=True)
class Choice:
    """The contract, national and international services in the order to show them, and how many more there are."""

    contract: Contract
    services: list[Service] = field(default_factory=list)
    fallback: list[Service] = field(default_factory=list)
    more: int = 0


def choose(national: Sequence[Service], worldwide: Sequence[Service], asker: Asker, everything: bool) -> Choice:
    """Pick from a country's services (none if the country is unknown) and the international ones."""
    promised = contract(national, worldwide, asker)
    finders = _finders(worldwide, asker, everything)
    ranked = sorted(filter(asker.may_use, national), key=asker.rank)
    if not ranked:
        return Choice(promised, fallback=finders)
    pinned = [s for key in asker.pinned for s in [*ranked, *finders] if s.id == key]
    picked = _everything(ranked, asker) if everything else _some(ranked, promised, asker, pinned)
    picked = _calls_last(picked if everything else _without_calls(picked, promised, asker), asker)
    arranged = {service.id: service for service in [*pinned, *picked, *_behind(picked, finders, asker)]}
    if not everything and _belongs(promised.remove, asker):
        arranged.setdefault(promised.remove.id, promised.remove)
    shown = list(arranged.values())
    fallback = [service for service in finders if service.id not in arranged] or finders
    return Choice(promised, shown, fallback, sum(service.id not in arranged for service in ranked))


def _finders(worldwide: Sequence[Service], asker: Asker, everything: bool) -> list[Service]:
    """The international services for the need, best first; with `everything` the others after them."""
    order = asker.plan.worldwide
    allowed = [service for service in worldwide if asker.may_use(service) and service.kind != "emergency"]
    listed = sorted((s for s in allowed if s.id in order), key=lambda service: order.index(service.id))
    listed.sort(key=lambda service: not service.adults_only)  # only adults see those, and they were made for them
    return listed + [s for s in allowed if s.id not in order and (everything or s.id in asker.pinned)]


def _everything(ranked: list[Service], asker: Asker) -> list[Service]:
    kinds = [kind for slot in asker.plan.slots for kind in slot]
    return sorted(ranked, key=lambda s: kinds.index(s.kind) if s.kind in kinds else len(kinds))


def _some(ranked: list[Service], promised: Contract, asker: Asker, pinned: list[Service]) -> list[Service]:
    """Up to three: who listens and who acts, the best of each further slot, pairs together, and a silent way."""
    usual = [s for s in ranked if "missing" not in s.about and s.id not in asker.pinned]
    kinds = {kind for slot in asker.plan.slots for kind in slot}
    usual_ids = {s.id for s in usual}
    kept = {s.id: s for s in promised.kept if s.id in usual_ids and s.kind in kinds}
    places = max(1, SHOWN_AT_ONCE - len(pinned), len(kept))
    others = [s for s in _of_each_slot(usual, kept, asker) if s.id not in kept]
    picked = _with_silent_way([*kept.values(), *others][:places], kept, usual, asker)
    return sorted(picked, key=lambda s: _order(s, asker))  # among equals as they were picked


def _of_each_slot(usual: list[Service], kept: dict[str, Service], asker: Asker) -> list[Service]:
    """The best of each slot; places that stay free go to further answers to the need, open to all."""
    picked: dict[str, Service] = {}
    for slot in asker.plan.slots:
        fitting = [s for kind in slot for s in usual if s.kind == kind and s.id not in picked]
        best = next((s for s in fitting if s.id in kept), next(iter(fitting), None))
        if best:
            partners = [s for s in usual if s.id == best.pair]
            picked |= {s.id: s for s in (best, *partners)}
    further = [s for s in usual if s.kind in asker.plan.main and asker.for_everybody(s)]
    return sorted(picked.values(), key=limited) + [s for s in further if s.id not in picked]


def _order(service: Service, asker: Asker) -> tuple[int, ...]:
    """What leads, then answers to the need, open to all before those for some, then by slot."""
    plan = asker.plan
    return (
        not asker.leads(service),
        plan.distance(service.kind),
        limited(service),
        asker.distance(service) == FOR_SOMETHING_ELSE,
        plan.place(service.kind),
    )


def _with_silent_way(
    picked: list[Service], kept: dict[str, Service], usual: list[Service], asker: Asker
) -> list[Service]:
    """Somebody who cannot speak aloud needs a chat, a text or a form: the last pick gives way to one.

    Where a need has services that lead, only to one that fits: a form for reports helps nobody who thinks of dying.
    """
    must_fit = bool(asker.plan.lead) and len(picked) > 1
    silent = [service for service in usual if service.silent and (asker.fits(service) or not must_fit)]
    if not silent or any(service.silent for service in picked):
        return picked

    def fit(service: Service) -> tuple[int, ...]:
        plan, written = asker.plan, bool(service.ways(*WRITTEN))
        return limited(service), plan.distance(service.kind), asker.distance(service), not written

    gives_way = [s.id for s in picked if s.id not in kept][-1:] if len(picked) >= SHOWN_AT_ONCE else []
    return [*(s for s in picked if s.id not in gives_way), min(silent, key=fit)]


def _without_calls(picked: list[Service], promised: Contract, asker: Asker) -> list[Service]:
    """For somebody who cannot call: no line that takes a call where another one does the same work without."""

    def does(service: Service) -> str:
        return "listens" if service.kind in LISTENING else "acts" if service.kind in REPORTING else service.kind

    reached = {does(service) for service in picked if not asker.out_of_reach(service)}
    return [s for s in picked if not asker.out_of_reach(s) or s in promised.kept or does(s) not in reached]


def _calls_last(picked: list[Service], asker: Asker) -> list[Service]:
    """For somebody who cannot call: lines that take a call stand last where somebody answers in writing. Where nobody
    does, who listens stays first: a form is nobody to talk to, and somebody near them may call for them."""
    answered = any(service.written for service in picked)
    return sorted(picked, key=asker.out_of_reach) if answered else picked


def _belongs(remover: Service | None, asker: Asker) -> bool:
    """Whether who takes pictures down anywhere stands in the list, behind the country's own."""
    return bool(remover and remover.international and any("image_removal" in slot for slot in asker.plan.slots))


def _behind(picked: list[Service], finders: list[Service], asker: Asker) -> list[Service]:
    """The finder, always behind the country's own: where nothing answers the need itself, or too few do.

    Who thinks of dying sees it wherever there is room: it knows more lines.
    """
    answers = any(service.kind in asker.plan.main and not asker.out_of_reach(service) for service in picked)
    room = len(picked) < (SHOWN_AT_ONCE if asker.plan.lead else ENOUGH)
    return finders[:1] if room or not answers else []
