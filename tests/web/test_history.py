"""What stays on a family's computer: the browser's own history of a child's way through the site, read from disk."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Playwright

from bot.channels.pages.quiet import quiet
from tests.conftest import real_guide
from tests.web.chat import Chat
from tests.web.conftest import PHONE, Visitor
from tests.web.engines import needed
from tests.web.engines.chromium import ARGUMENTS, BROWSERS

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]
#: Words that tell what somebody looked up.
TELLING = ("groom", "sext", "abuse", "exploit", "nude", "blackmail", "picture", "livestream", "threat", "traffick")


def walk(page: Page, url: str) -> None:
    """Through the site as a child goes: by links that are there."""
    page.goto(url)
    page.get_by_role("navigation").get_by_role("link", name="Topics").click()
    page.get_by_role("link", name="Sextortion").first.click()
    page.get_by_role("heading", level=1).filter(has_text="Sextortion").wait_for()
    page.locator("a[rel=next]").click()
    page.get_by_role("navigation").get_by_role("link", name="Topics").click()
    page.get_by_role("link", name="Grooming", exact=True).click()
    page.locator("[data-opens]").click()
    page.locator("staysafe-chat .card.topic").wait_for()
    page.goto(url)
    page.locator("a.story").nth(2).click()
    page.locator("staysafe-chat .card.scenario").first.wait_for()
    page.goto(url + page.locator("a.story").nth(4).get_attribute("href"))
    page.locator("staysafe-chat .card.scenario").first.wait_for()


def test_the_history_on_disk_tells_nothing(driver: Playwright, stack: Any, tmp_path: Path) -> None:
    context = driver.chromium.launch_persistent_context(
        str(tmp_path), executable_path=needed(*BROWSERS), args=ARGUMENTS, viewport=PHONE
    )
    context.set_default_timeout(8000)
    walk(context.pages[0], stack.url)
    context.close()
    with sqlite3.connect(tmp_path / "Default" / "History") as history:
        rows = history.execute("select url, title from urls").fetchall()
    assert len(rows) >= 5
    assert {title for _, title in rows} == {"Staysafe"}
    assert not [url for url, _ in rows if any(word in url.lower() for word in TELLING)], rows


def test_a_topic_has_its_quiet_address_and_the_one_that_teachers_share(stack: Any) -> None:
    guide = real_guide()
    names = [*guide.topics, *guide.scenarios]
    assert len({quiet(name) for name in names}) == len(names)
    for name in ("sextortion", quiet("sextortion")):
        status, page = stack.request("GET", f"/topics/{name}")
        assert status == 200 and f"<h1>{guide.topic('sextortion').title}</h1>" in page
    assert stack.request("GET", "/topics/0a0a0a")[0] == 404


PLACES = ("/", "/topics", f"/topics/{quiet('sextortion')}", "/chat", f"/chat?start={quiet('game_chat')}", "/referrals")


def test_title_and_icon_stay_neutral_whatever_is_opened_on_a_page(visit: Visit) -> None:
    visitor = visit(viewport=PHONE)
    page = visitor.page()
    for place in PLACES:
        page.goto(visitor.url + place)
        chat = Chat(page)
        if page.locator(".launch").count():
            chat.open()
        chat.find(".tiles, .turn.mine").first.wait_for()
        chat.type("someone threatens to post my picture")
        assert page.title() == "Staysafe"
        icons = page.locator("link[rel~=icon]").evaluate_all("(all) => all.map((one) => one.getAttribute('href'))")
        assert [icon.partition("?")[0] for icon in icons] == ["/web/site/icon.svg"]
        assert "sextortion" not in page.url
