"""Texts that name contacts are known by it, however the words were put together."""

from __future__ import annotations

import re

import pytest

from bot.referrals.naming import named, with_named
from tests.conftest import real_directory

DIRECTORY = real_directory()


def ids(text: str, country: str) -> set[str]:
    """Ids of the services of a country that a text names."""
    return {service.id for service in named(text, DIRECTORY.services(country))}


@pytest.mark.parametrize("country", sorted(DIRECTORY.by_country))
def test_every_contact_is_known_by_its_name_and_by_its_numbers(country: str) -> None:
    for service in filter(lambda one: one.shown, DIRECTORY.services(country)):
        if service.kind != "emergency":
            assert service.id in ids(f"There is **{service.name}**: it listens.", country)
        for route in service.confirmed_routes:
            if route.dial and (service.kind == "emergency" or len(re.sub(r"\D", "", route.value)) >= 5):
                assert service.id in ids(f"Call {route.value}.", country), route.value


def test_a_part_of_a_number_or_word_is_none() -> None:
    [emergency] = [s for s in DIRECTORY.services("GB") if s.kind == "emergency"]
    number = emergency.confirmed_routes[0].value
    assert emergency.id in ids(f"Call {number} now", "GB")
    assert not ids(f"In {number}4 nobody knew, nor x{number}", "GB")
    assert not ids("Many young people know this, boys and girls alike. 13 of 17 say so.", "GB")


def test_messages_get_the_country_of_whom_they_name() -> None:
    referrals = DIRECTORY.choose("GB", "help").to_dict()
    known = {card["id"] for card in referrals["services"]}
    other = next(s for s in DIRECTORY.services("GB") if s.kind == "crisis_line" and s.id not in known)
    said = [{"kind": "help", "text": "You did well."}, {"kind": "help", "text": f"- **{other.name}**: at any time"}]
    messages, shown = with_named(said, referrals, DIRECTORY, "en")
    assert [message.get("country") for message in messages] == [None, "GB"]
    assert other.id in {card["id"] for card in shown["named"]} and "country" not in said[1]
    assert "named" not in referrals, "what others read too is not changed"


def test_without_a_country_no_message_has_one() -> None:
    referrals = DIRECTORY.choose(None, "help").to_dict()
    texts = [{"kind": "help", "text": f"{s.name} {s.id}"} for s in DIRECTORY.services("GB")]
    assert with_named(texts, referrals, DIRECTORY, "en") == (texts, {**referrals, "named": []})
