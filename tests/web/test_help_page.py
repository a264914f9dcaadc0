"""`/referrals` for a child: who listens, who acts, who removes first; no doubts of ours; one sheet of paper."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from bot.channels.pages.shelf import Shelf
from tests.conftest import real_directory
from tests.web.conftest import PHONE

DIRECTORY = real_directory()
SHELF = Shelf(DIRECTORY, "en", "In any country")
SECTIONS = {section.code: section for section in SHELF.sections}
#: Some with many services and some with few; GB to LU as agreed, the others the longest files of the directory.
PRINTED = ["GB", "US", "DE", "IN", "KE", "LU", "BE", "SG", "PH", "FR", "ES", "AU", "NZ", "AR", "GH", "CL"]


@pytest.mark.parametrize("code", [*DIRECTORY.by_country, "ZZ"])
def test_each_country_begins_with_the_contract(code: str) -> None:
    section = SECTIONS[code]
    asked = None if code == "ZZ" else code
    helped, pictured = DIRECTORY.choose(asked, "help").contract, DIRECTORY.choose(asked, "report").contract
    told = [(card["role"], card["id"]) for card in section.first]
    assert told == [("talk", helped.talk.id), ("report", pictured.report.id), ("remove", pictured.remove.id)]
    assert all(card["routes"] for card in section.first)
    ids = [card["id"] for card in section.all]
    assert len(ids) == len(set(ids)), "nobody twice"
    shown = {s.id for s in DIRECTORY.services(code) if s.shown and s.kind != "emergency"}
    assert shown <= set(ids) and all(card["country"] in (code, None) for card in section.all)


def test_services_for_adults_only_stand_apart() -> None:
    adults = {service.id for service in DIRECTORY.services() if service.adults_only}
    for section in SECTIONS.values():
        assert {card["id"] for card in section.adults} <= adults
        assert not adults & {card["id"] for card in (*section.first, *section.cards)}


def test_a_route_that_is_not_safe_is_no_button() -> None:
    values = [route["value"] for section in SECTIONS.values() for card in section.all for route in card["routes"]]
    assert not [value for value in values if value.startswith("http:")]


@pytest.mark.browser
@pytest.mark.parametrize("viewport", [PHONE, {"width": 1280, "height": 800}], ids=["phone", "desktop"])
def test_the_first_buttons_are_big_and_in_sight(visit: Any, viewport: dict[str, int]) -> None:
    page = visit(viewport=viewport).open("/referrals?country=GB")
    first = page.locator("#GB .first .service")
    assert first.count() == 3
    for way in page.locator("#GB .way:visible").all():
        box = way.bounding_box()
        assert box["height"] >= 48 and box["width"] >= 48, way.inner_text()
    call = first.first.locator("a.way").first
    assert call.get_attribute("href").startswith("tel:") and call.bounding_box()["y"] < viewport["height"]
    expect(page.get_by_text("Not checked")).to_have_count(0)
    assert page.locator("#GB .level").count() == 0
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0


@pytest.mark.browser
def test_a_country_prints_on_one_sheet(visit: Any) -> None:
    visitor = visit()
    page = visitor.open("/referrals?country=GB")
    base = page.url.split("/referrals")[0]
    edge = dict.fromkeys(("top", "bottom", "left", "right"), "12mm")
    for code in PRINTED:
        page.goto(f"{base}/referrals?country={code}")
        for size in ("A4", "Letter"):
            paper = page.pdf(format=size, margin=edge)
            assert len(re.findall(rb"/Type\s*/Page\b(?!s)", paper)) == 1, (code, size)
