"""Opening hours as a person reads them, in their own language."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import get_timezone_name

from bot.guide.languages import DEFAULT_LANGUAGE
from bot.referrals.hours import DAYS, Hours, Span
from bot.referrals.service import STAFFED, Service
from bot.referrals.words import LanguageWords


def hours_text(service: Service, lang: str, words: LanguageWords) -> str | None:
    """The hours of all ways to reach the service in one line; None if no source says any.

    Where they are not known to be the same for all ways, each is named: "phone: Mon–Fri 9:00–20:00".
    """
    routes = service.ways(*STAFFED) or service.ways("form")
    texts: dict[str, str] = {}
    for route in routes:
        if route.hours and not route.languages:
            texts.setdefault(route.by, route_hours_text(route.hours, lang, words))
    if len(set(texts.values())) == 1 and set(texts) == {route.by for route in routes}:
        return next(iter(texts.values()))
    return "; ".join(f"{words.hours[f'by_{way}']}: {text}" for way, text in texts.items()) or None


def route_hours_text(hours: Hours, lang: str, words: LanguageWords) -> str:
    """The hours of one way: translated where they were understood, else the words of the source."""
    if hours.always:
        text = words.hours["always"]
    elif hours.week:
        text = ", ".join(_span(span, lang, words) for span in hours.week)
        zone = _zone_name(hours.zone, lang)
        text = f"{text} ({zone})" if zone else text
    else:
        text = hours.words
    return f"{text} ({words.hours['unsure']})" if hours.disputed else text


def opens_text(opens: datetime, lang: str, words: LanguageWords) -> str:
    """When it opens next: "opens Mon 14:00", in the time of the service."""
    day = _locale(lang).days["format"]["abbreviated"][opens.weekday()]
    zone = _zone_name(str(opens.tzinfo), lang)
    when = f"{day} {opens.hour}:{opens.minute:02}" + (f" ({zone})" if zone else "")
    return words.hours["opens"].format(when=when)


def _span(span: Span, lang: str, words: LanguageWords) -> str:
    return f"{_days(span, lang, words)} {_clock(span.opens)}–{_clock(span.closes)}"


def _clock(clock: str) -> str:
    return clock[1:] if clock.startswith("0") else clock


def _days(span: Span, lang: str, words: LanguageWords) -> str:
    """Runs of three and more days are shortened: Mon–Fri, Sun."""
    if len(span.days) == len(DAYS):
        return words.hours["every_day"]
    names = _locale(lang).days["format"]["abbreviated"]
    runs: list[list[int]] = []
    for day in sorted(map(DAYS.index, span.days)):
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    parts = []
    for run in runs:
        parts += [f"{names[run[0]]}–{names[run[-1]]}"] if len(run) > 2 else [names[day] for day in run]
    return ", ".join(parts)


@lru_cache(maxsize=256)
def _zone_name(zone: str, lang: str) -> str | None:
    """The zone's name where its country has clocks that differ; None where everybody has the same time."""
    territories = get_global("zone_territories")
    moment = datetime(2026, 1, 15, 12)
    offsets = set()
    for name in territories:
        if territories[name] == territories.get(zone):
            try:
                offsets.add(ZoneInfo(name).utcoffset(moment))
            except (KeyError, ValueError):
                continue
    return get_timezone_name(zone, width="long", locale=_locale(lang)) if len(offsets) > 1 else None


@lru_cache(maxsize=64)
def _locale(lang: str) -> Locale:
    try:
        return Locale.parse(lang.replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        return Locale.parse(DEFAULT_LANGUAGE)
