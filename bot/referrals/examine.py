"""Checks over the whole directory that no single record can fail: numbers, links, gaps, ages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date

import phonenumbers
from babel import Locale
from phonenumbers import shortnumberinfo as short

from bot.guide.languages import DEFAULT_LANGUAGE
from bot.guide.problems import Problem
from bot.referrals.check_date import age_in_days
from bot.referrals.file_format import INTERNATIONAL_FILE, Folder
from bot.referrals.overview import AGES, age_class
from bot.referrals.plans import PLANS
from bot.referrals.record import INTERNATIONAL
from bot.referrals.service import LINKS, Route
from bot.referrals.unspoken import Unspoken

LONGEST_SHORT_NUMBER = 6
BEHIND = "They stand behind the international services until somebody does: `staysafe referrals verify <id>`."
TO_CHECK = {AGES[1]: "Check them soon.", AGES[2]: BEHIND, AGES[3]: BEHIND}


def examine(folder: Folder, today: date) -> list[Problem]:
    """Everything to put right or to look at, in all services together. Errors first prevent an import."""
    rules: list[Callable[[Folder], Iterator[Problem]]] = [
        _numbers, _unspoken, _links, _shared_numbers, _pairs, _languages, _gaps, _finders
    ]  # fmt: skip
    found = [problem for rule in rules for problem in rule(folder)]
    return found + list(_ages(folder, today))


def _numbers(folder: Folder) -> Iterator[Problem]:
    for service in folder.services:
        for route in service.routes:
            if route.by not in LINKS and (fault := number_fault(route, service.country)):
                message, certain = fault
                severity = "error" if certain and not route.unconfirmed and service.shown else "warning"
                advice = "Compare it with the source."
                yield folder.problem(service.id, f"{service.id}: {route.value}: {message}", advice, severity)


def _unspoken(folder: Folder) -> Iterator[Problem]:
    """Ways without speaking: of other services they are routes; a number must be one."""
    for service in folder.services:
        if service.unspoken and service.kind != "emergency":
            advice = "Write a text or a chat as a route."
            yield folder.problem(service.id, f"{service.id}: `unspoken` is for emergency services", advice)
        for way in service.unspoken:
            if way.value and (fault := number_fault(way, service.country)):
                message = f"{service.id}: {way.value}: {fault[0]}"
                yield folder.problem(service.id, message, "Compare it with the source.", "warning")


def number_fault(route: Route | Unspoken, country: str) -> tuple[str, bool] | None:
    """What is odd about a number's shape in its country, and whether it surely cannot be dialled; None if nothing.

    The library does not know many short numbers, so an unknown one is only doubtful.
    """
    if not route.dial or not route.dial.strip("+"):
        return "there is no number in it", True
    region = None if country == INTERNATIONAL else country
    if region is None and len(route.dial) <= LONGEST_SHORT_NUMBER:
        return "a short number that is not of one country", False
    try:
        number = phonenumbers.parse(route.dial, region)
    except phonenumbers.NumberParseException:
        return "this is no phone number", True
    if phonenumbers.is_valid_number(number) or short.is_valid_short_number_for_region(number, region):
        return None
    if len(route.dial) <= LONGEST_SHORT_NUMBER:
        return "a short number that the phonenumbers library does not know", False
    if phonenumbers.is_possible_number(number):
        return "an unusual number for this country", False
    return "it has too many or too few digits for this country", True


def _links(folder: Folder) -> Iterator[Problem]:
    for service in folder.services:
        for route in service.routes:
            if route.by in LINKS and not route.value.startswith("https://"):
                severity = "warning" if route.unconfirmed else "error"
                advice = "Find its https address." if route.unconfirmed else "Use https, or mark it unconfirmed."
                message = f"{service.id}: {route.value} is not encrypted"
                yield folder.problem(service.id, message, advice, severity)


def _shared_numbers(folder: Folder) -> Iterator[Problem]:
    owners: dict[tuple[str, str], list[str]] = defaultdict(list)
    for service in folder.services:
        for dial in {route.dial for route in service.routes if route.by == "phone"}:
            owners[service.country, dial].append(service.id)
    for (_, dial), ids in owners.items():
        if len(ids) > 1:
            message = f"{', '.join(ids)} have the same number ({dial})"
            yield folder.problem(ids[-1], message, "Is it one service entered twice?", "warning")


def _pairs(folder: Folder) -> Iterator[Problem]:
    services = {service.id: service for service in folder.services}
    for service in services.values():
        if service.pair and (service.pair not in services or services[service.pair].pair != service.id):
            advice = f"Write `pair: {service.id}` there too, or delete it here."
            yield folder.problem(service.id, f"`pair: {service.pair}` does not point back", advice)
        if service.pair and service.pair[:2] != service.id[:2]:
            advice = "Pair services of one country."
            yield folder.problem(service.id, f"`pair: {service.pair}` is in another country", advice)


def _languages(folder: Folder) -> Iterator[Problem]:
    known = set(Locale(DEFAULT_LANGUAGE).languages)
    for service in folder.services:
        codes = {*service.languages, *service.note, *(code for route in service.routes for code in route.languages)}
        for code in sorted(codes - known):
            severity = "warning" if re.fullmatch("[a-z]{2,3}", code) else "error"
            advice = "Is it the ISO 639 code of the language, such as en?"
            yield folder.problem(service.id, f"{service.id}: unknown language `{code}`", advice, severity)


def _gaps(folder: Folder) -> Iterator[Problem]:
    for name, file in folder.files.items():
        if file.country == INTERNATIONAL:
            continue
        kinds = {service.kind for service in file.services if service.shown}
        place = folder.places[file.services[0].id][0]
        if "emergency" not in kinds:
            yield Problem(place, 1, f"{name} has no emergency number", "Add a service of `kind: emergency`.")
        if "child_helpline" not in kinds:
            message = f"{file.country} has no child helpline that may be shown"
            yield Problem(place, 1, message, file.remark or "Look for one.", "warning")
        if not kinds & {"report_hotline", "police_online"}:
            message = f"{file.country} has no place to report that may be shown"
            yield Problem(place, 1, message, file.remark or "Look for one.", "warning")


def _finders(folder: Folder) -> Iterator[Problem]:
    """Everybody whose country is unknown depends on these."""
    if INTERNATIONAL_FILE not in folder.files and any(INTERNATIONAL_FILE in p.file for p in folder.problems):
        return  # it is there, and what is wrong with it is told
    shown = {service.id for service in folder.services if service.shown and service.international}
    for need, plan in PLANS.items():
        missing = [key for key in plan.worldwide if key not in shown]
        if missing:
            message = f"{', '.join(missing)}: needed for `{need}` in every country, but missing or unconfirmed"
            yield Problem("referrals/international.yml", 0, message, "Put it back.")


def _ages(folder: Folder, today: date) -> Iterator[Problem]:
    for service in folder.services:
        age = age_in_days(service.known_on, today)
        if age is not None and age < 0:
            message = f"{service.id}: checked_on {service.checked_on} is in the future"
            yield folder.problem(service.id, message, "Correct the date.")
    for name, advice in TO_CHECK.items():
        old = [service for service in folder.services if service.shown and age_class(service, today) == name]
        if old:
            ids = ", ".join(f"{service.id} ({service.known_on})" for service in old)
            message = f"{len(old)} services were last checked {name} ago"
            message = f"{len(old)} services were never checked" if name == AGES[3] else message
            yield Problem("referrals", 0, f"{message}: {ids}", advice, "warning")
