"""A service as the widget, the pages and the partners get it: plain data, ready to show."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.guide.languages import DEFAULT_LANGUAGE
from bot.referrals.check_date import is_stale
from bot.referrals.opening import hours_text, opens_text, route_hours_text
from bot.referrals.service import Ages, Route, Service, Way
from bot.referrals.words import LanguageWords

KEPT_BACK = frozenset({"police_not_urgent", "historic"})
#: Ways to reach a service, for somebody who cannot call: what answers them first, calls last.
WRITTEN_FIRST: tuple[Way, ...] = ("text", "chat", "whatsapp", "form", "site", "phone")


def service_card(
    service: Service, lang: str, words: LanguageWords, now: datetime, writes: bool = False
) -> dict[str, Any]:
    """Everything a person may see of one service. Routes nobody has confirmed are not in it.

    `tel` is `phone` as a link dials it; `stale` says that the last check is over a year old or unknown.
    writes: for somebody who cannot call, which `written` passes on: calls come last.
    """
    shown = sorted(service.confirmed_routes, key=lambda route: WRITTEN_FIRST.index(route.by) if writes else 0)
    phone, opens = _first(service, "phone"), service.opens_after(now)
    return {
        "id": service.id,
        "name": service.name,
        "kind": service.kind,
        "kind_name": words.kinds[service.kind],
        "country": None if service.international else service.country,
        "area": service.area,
        "phone": phone and phone.value,
        "tel": phone and phone.dial,
        **{key: _value(service, way) for key, way in ROUTE_KEYS.items()},
        "routes": [_route(route, service.country, lang, words, now) for route in shown],
        "written": writes,
        "hours": hours_text(service, lang, words),
        "open_now": service.open_at(now),
        "opens_at": opens and opens.isoformat(timespec="minutes"),
        "opens": opens and opens_text(opens, lang, words),
        "free": service.free,
        "anonymous": service.anonymous,
        "languages": list(service.languages),
        "for_age": _ages_text(service.ages, words) or service.audience,
        "note": _note(service, lang),
        "checked_on": service.checked_on,
        "seen_on": service.seen_on,
        "checked_by": _checked_by(service),
        "stale": is_stale(service.known_on, now.date()),
        "confidence": service.confidence,
        "source": _source(service),
    }


ROUTE_KEYS: dict[str, Way] = {
    "text": "text", "whatsapp": "whatsapp", "chat_url": "chat", "url": "site", "report_url": "form",
}  # fmt: skip


def emergency_card(service: Service, lang: str, words: LanguageWords, writes: bool = False) -> dict[str, Any]:
    """The emergency number with what else is worth knowing: which service answers, other numbers.

    writes: for somebody who cannot call: how to reach it without speaking stands first in `note`, and `scheme` is that
    of a text where the number itself takes one from anybody.
    """
    first, *others = service.ways("phone")
    told = [route for route in (first, *others) if route.purpose and route.purpose not in KEPT_BACK]
    sentences = [f"{words.emergency[route.purpose]}: {route.value}." for route in told]
    note, unspoken = _note(service, lang), [way.card(lang) for way in service.unspoken]
    ways = [way["say"] for way in unspoken] if writes else []
    texted = writes and any(w.by == "text" and w.dial == first.dial and not w.register_first for w in service.unspoken)
    return {
        "id": service.id,
        "number": first.value,
        "tel": first.dial,
        "scheme": "sms" if texted else "tel",
        "note": " ".join([*ways, *sentences, *([note] if note else [])]) or None,
        "also": [_other_number(route) for route in told if route is not first],
        "free": service.free,
        "unspoken": unspoken,
        "checked_on": service.checked_on,
        "seen_on": service.seen_on,
        "confidence": service.confidence,
        "source": _source(service),
    }


def _other_number(route: Route) -> dict[str, Any]:
    return {"number": route.value, "tel": route.dial, "for": route.purpose}


def _route(route: Route, country: str, lang: str, words: LanguageWords, now: datetime) -> dict[str, Any]:
    return {
        "by": route.by,
        "value": route.value,
        "tel": route.dial,
        "link": route.link(country),
        "label": route.label,
        "languages": list(route.languages),
        "hours": route_hours_text(route.hours, lang, words) if route.hours else None,
        "open_now": route.hours.open_at(now) if route.hours else None,
    }


def _first(service: Service, way: Way) -> Route | None:
    return next(iter(service.ways(way)), None)


def _value(service: Service, way: Way) -> str | None:
    route = _first(service, way)
    return route and route.value


def _note(service: Service, lang: str) -> str | None:
    return service.note.get(lang) or service.note.get(lang.split("-")[0]) or service.note.get(DEFAULT_LANGUAGE)


def _ages_text(ages: Ages | None, words: LanguageWords) -> str | None:
    if ages is None or (ages.min is None and ages.max is None):
        return ages and ages.words
    form = "range" if None not in (ages.min, ages.max) else "up_to" if ages.min is None else "from"
    return words.ages[form].format(min=ages.min, max=ages.max)


def _checked_by(service: Service) -> str | None:
    """Who made the newest check; None if the date is only that of a source."""
    return next((check.by for check in service.checks if check.on == service.checked_on), None)


def _source(service: Service) -> str | None:
    """The newest source, which gave the entry its date; a page rather than a list where both did."""
    newest = max(service.sources, key=lambda source: (source.date or "", source.url is not None), default=None)
    return newest and newest.place
