"""A service a young person can turn to, the ways to reach it, and the proof that it exists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Literal, get_args
from urllib.parse import urlsplit

import phonenumbers
from pydantic import Field, conlist, root_validator, validator
from pydantic.fields import ModelField

from bot.guide.content import Content, ContentError, Text
from bot.referrals.check_date import CheckDate, earliest_day, newest
from bot.referrals.hours import Hours
from bot.referrals.record import INTERNATIONAL, CountryCode, ServiceId
from bot.referrals.unspoken import Unspoken

Kind = Literal[
    "child_helpline",
    "crisis_line",
    "report_hotline",
    "police_online",
    "image_removal",
    "own_behaviour",
    "emergency",
]
KINDS: tuple[Kind, ...] = get_args(Kind)
Way = Literal["phone", "text", "whatsapp", "chat", "site", "form"]
LINKS = frozenset({"chat", "site", "form"})
STAFFED = frozenset({"phone", "text", "whatsapp", "chat"})
WRITTEN = frozenset({"text", "whatsapp", "chat"})  # somebody answers, and nobody has to speak
SILENT = WRITTEN | {"form"}
LEADING_SIGNS = ("+", "*")  # they are dialled too: without its star, a short number of a mobile network is another one
# Whom an emergency number reaches. The last two are no emergency numbers: kept, never shown.
Purpose = Literal[
    "police", "ambulance", "fire", "fire_and_ambulance", "gendarmerie", "civil_defence", "rescue",
    "tourist_police", "any", "mobile", "deaf", "also_listed", "police_not_urgent", "historic",
]  # fmt: skip
Speciality = Literal["suicide", "violence", "lgbtq", "missing", "runaway", "trafficking", "harassment", "online"]


class Route(Content):
    """One way to reach a service. `value` is the number or address exactly as the source prints it."""

    by: Way
    value: Text
    label: Text | None = None
    purpose: Purpose | None = Field(None, alias="for")
    languages: tuple[Text, ...] = ()
    hours: Hours | None = None
    unconfirmed: bool = False

    @validator("value")
    def _no_space_in_a_link(cls, value: str, values: dict[str, Any]) -> str:
        if values.get("by") in LINKS and not re.fullmatch(r"https?://[^\s/]+\.[^\s/]+\S*", value):
            raise ContentError(f"`{value}` is no address of a page", "Write it with https:// in front.")
        return value

    @property
    def dial(self) -> str | None:
        """The number as a link dials it: digits, with a leading + or * if it has one. None for links."""
        if self.by in LINKS:
            return None
        number = self.value.rpartition(" to ")[2].strip()
        return (number[0] if number.startswith(LEADING_SIGNS) else "") + re.sub(r"\D", "", number)

    def link(self, country: str) -> str | None:
        """What a tap opens: the page, `tel:`, `sms:` or WhatsApp. None for a WhatsApp number of no known country."""
        if self.by in LINKS:
            return self.value
        if self.by == "whatsapp":
            number = _whole_number(self.dial or "", country)
            return number and f"https://wa.me/{number}"
        return f"{'sms' if self.by == 'text' else 'tel'}:{self.dial}"


class Ages(Content):
    """Whom a service is for, in years of age; `words` is what the source says."""

    words: Text
    min: int | None = Field(None, ge=0, le=120)
    max: int | None = Field(None, ge=0, le=120)

    def include(self, age: int) -> bool:
        """Whether someone of this age is among them, as far as the limits are known."""
        return (self.min is None or age >= self.min) and (self.max is None or age <= self.max)


class Source(Content):
    """Where it is written: the address of a page, or the name of a list, and what it says there.

    date: of the page. seen: the day on which it still stood there, where a dated copy shows that. The age of a page is
    no sign that a service closed; a list that names it today is a sign that it runs.
    """

    url: Text | None = None
    list_name: Text | None = Field(None, alias="list")
    says: Text
    date: CheckDate | None = None
    seen: CheckDate | None = None
    via: Text | None = None

    @root_validator(skip_on_failure=True)
    def _one_place(cls, values: dict[str, Any]) -> dict[str, Any]:
        if bool(values["url"]) == bool(values["list_name"]):
            raise ContentError("a source is a page or a list", "Give `url` or `list`, one of them.")
        return values

    @property
    def stood_on(self) -> str | None:
        """The newest day on which it is known to have said so."""
        return newest([self.date, self.seen])

    def of_the_service(self, routes: Iterable[Route]) -> bool:
        """Whether it is a page of the service itself, which confirms more than a list by others."""
        host = _host(self.url)
        sites = [_host(route.value) for route in routes if route.by in LINKS]
        return any(f".{host}".endswith(f".{site}") or f".{site}".endswith(f".{host}") for site in sites if host)

    @property
    def place(self) -> str:
        """The address, or the name of the list."""
        return self.url or self.list_name


class Check(Content):
    """Somebody contacted the service or its owner and found the entry right."""

    by: Text
    on: CheckDate


class Service(Content):
    """One entry of the directory. See data/referrals/README.md for each field."""

    id: ServiceId
    name: Text
    kind: Kind
    country: CountryCode
    area: Text | None = None
    audience: Text | None = None
    about: tuple[Speciality, ...] = ()
    pair: ServiceId | None = None
    not_offered: Text | None = None
    routes: conlist(Route, min_items=1)
    unspoken: tuple[Unspoken, ...] = ()
    free: bool | None = None
    anonymous: bool | None = None
    languages: tuple[Text, ...] = ()
    ages: Ages | None = None
    note: dict[str, Text] = {}
    remark: Text | None = None
    sources: tuple[Source, ...] = ()
    checks: tuple[Check, ...] = ()
    checked_on: CheckDate | None = None
    seen_on: CheckDate | None = None
    confidence: Literal["high", "medium", "low"]
    unconfirmed: bool = False

    @validator("checked_on", "seen_on", always=True)
    def _newest_of_its_evidence(cls, value: str | None, values: dict[str, Any], field: ModelField) -> str | None:
        evidence = [values.get(name, ()) for name in ("routes", "sources", "checks")]
        complete = {"routes", "sources", "checks"} <= values.keys()
        return _newest_day(value, days_of_evidence(*evidence)[field.name], field.name, complete)

    @root_validator(skip_on_failure=True)
    def _owns_up_to_doubt(cls, values: dict[str, Any]) -> dict[str, Any]:
        if values["confidence"] == "low" and not values["unconfirmed"]:
            raise ContentError("the confidence is low", "Add `unconfirmed: true`, or confirm the entry.")
        if not values["sources"] and not values["checks"] and not values["unconfirmed"]:
            raise ContentError("nothing says that this exists", "Add a source, or `unconfirmed: true`.")
        return values

    @root_validator(skip_on_failure=True)
    def _id_names_the_country(cls, values: dict[str, Any]) -> dict[str, Any]:
        if values["id"][:2] != values["country"].lower():
            raise ContentError(f"the id `{values['id']}` is of another country", "Begin it with the country's code.")
        return values

    @property
    def international(self) -> bool:
        """Whether it is for people in any country."""
        return self.country == INTERNATIONAL

    @property
    def known_on(self) -> str | None:
        """The newest evidence of whatever kind that it exists."""
        return newest([self.checked_on, self.seen_on])

    @property
    def confirmed_routes(self) -> tuple[Route, ...]:
        """The ways that may be shown: confirmed ones, and links only if they are encrypted."""
        return tuple(route for route in self.routes if not route.unconfirmed)

    @property
    def shown(self) -> bool:
        """Whether a young person may see it: enough proof, at least one way to reach it, and open to them."""
        return not self.unconfirmed and not self.not_offered and bool(self.confirmed_routes)

    @property
    def adults_only(self) -> bool:
        """Whether nobody under 18 may be sent there."""
        return self.ages is not None and self.ages.min is not None and self.ages.min >= 18

    def ways(self, *kinds: Way) -> tuple[Route, ...]:
        """The confirmed routes of these kinds, in the order of the file."""
        return tuple(route for route in self.confirmed_routes if route.by in kinds)

    @property
    def silent(self) -> bool:
        """Whether it can be reached without speaking."""
        return bool(self.ways(*SILENT))

    @property
    def written(self) -> bool:
        """Whether somebody answers there in writing."""
        return bool(self.ways(*WRITTEN))

    def open_at(self, moment: datetime) -> bool | None:
        """Whether somebody answers at `moment`, by the hours that are known; None where none are."""
        states = {route.hours.open_at(moment) for route in self.ways(*STAFFED) if route.hours}
        if True in states:
            return True
        return False if False in states else None

    def opens_after(self, moment: datetime) -> datetime | None:
        """When somebody answers next, if nobody does at `moment` and the hours are known."""
        if self.open_at(moment) is not False:
            return None
        hours = [route.hours for route in self.ways(*STAFFED) if route.hours]
        return min(filter(None, (known.opens_after(moment) for known in hours)), default=None)


def _whole_number(dial: str, country: str) -> str | None:
    """The number with the country's code in front, in digits, as WhatsApp wants it."""
    try:
        number = phonenumbers.parse(dial, country)
    except phonenumbers.NumberParseException:
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164).removeprefix("+")


def _host(url: str | None) -> str:
    return (urlsplit(url or "").hostname or "").removeprefix("www.")


def days_of_evidence(
    routes: Sequence[Route], sources: Iterable[Source], checks: Iterable[Check]
) -> dict[str, list[str | None]]:
    """The days on which the service itself or a person confirmed it (`checked_on`), and others named it (`seen_on`)."""
    days: dict[str, list[str | None]] = {"checked_on": [check.on for check in checks], "seen_on": []}
    for source in sources:
        days["checked_on" if source.of_the_service(routes) else "seen_on"].append(source.stood_on)
    return days


def _newest_day(value: str | None, days: list[str | None], name: str, complete: bool) -> str | None:
    """The day, if it is the newest of these; without complete evidence nothing can be said against it."""
    for text in filter(None, [*days, value]):
        _day(text)
    right = newest(days)
    if value != right and complete:
        message = f"`{name}` is {value or 'null'}"
        raise ContentError(message, f"By its sources and checks it is {right or 'null'}: write that.")
    return value


def _day(text: str) -> None:
    try:
        earliest_day(text)
    except ValueError:
        raise ContentError(f"`{text}` is no day of the calendar", "Write it like 2026-08-31.") from None
