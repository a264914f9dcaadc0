"""Which contacts a text names: those that a page has to take off the screen when another country is chosen."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from bot.referrals.directory import PROMISED, Directory
from bot.referrals.service import Service

#: Digits of a number that stands for its service wherever it stands; a shorter one ("116 people") needs its name.
TELLING = 5
Message = dict[str, Any]


def named(text: str, services: Iterable[Service]) -> list[Service]:
    """The services whose name or number stands in `text`; the emergency service wherever its number does."""
    return [service for service in services if service.shown and _stands_in(text, service)]


def with_named(
    messages: Iterable[Message], referrals: dict[str, Any], directory: Directory, lang: str
) -> tuple[list[Message], dict[str, Any]]:
    """The messages of an answer, and its contacts with `named`: those that stand in the words alone.

    Messages that name contacts of the country get that country's code.
    """
    country = referrals["country"]
    services = directory.services(country) if country else []
    found = [(message, named(message["text"], services)) for message in messages]
    shown = [*(referrals[name] for name in PROMISED), *referrals["services"], *referrals["fallback"]]
    known = {card["id"] for card in shown if card}
    more = {service.id: service for _, of in found for service in of if service.id not in known}
    told = [{**message, "country": country} if of else message for message, of in found]
    return told, {**referrals, "named": directory.cards(more.values(), lang)}


def _stands_in(text: str, service: Service) -> bool:
    numbers = [route.value for route in service.confirmed_routes if route.dial]
    if service.kind != "emergency":
        numbers = [number for number in numbers if len(re.sub(r"\D", "", number)) >= TELLING]
        numbers.append(service.name)
    return any(word in text and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) for word in numbers)
