"""Leave now: gone from the screen, from memory, from the server, and not brought back by Back."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.web.chat import Chat
from tests.web.conftest import EXIT, PHONE, Visitor

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]


def talked(visitor: Visitor) -> Chat:
    """A chat that was begun from another page, so that there is something to go back to."""
    page = visitor.open("/topics")
    page.goto(f"{visitor.url}/chat")
    chat = Chat(page)
    chat.find(".tiles").wait_for()
    chat.type("marker-91cc")
    return chat


def gone(page: Page, entries: int) -> None:
    """The exit page stands in the place of the chat."""
    page.wait_for_url(EXIT)
    assert page.title() == "An encyclopedia" and page.evaluate("document.referrer") == ""
    assert page.evaluate("history.length") == entries


def leave(chat: Chat, way: str) -> None:
    """Leave by tapping or by keyboard."""
    if way == "tap":
        return chat.leave().click()
    chat.box.get_by_label("Type a message").focus()
    for _ in range(3):
        chat.page.keyboard.press("Escape")


@pytest.mark.parametrize("way", ["tap", "escape"])
def test_leaving(visit: Visit, way: str) -> None:
    visitor = visit(viewport=PHONE)
    chat = talked(visitor)
    entries = chat.page.evaluate("history.length")
    leave(chat, way)
    gone(chat.page, entries)
    assert sum(url.endswith("/end") for url in visitor.requests) == 1
    chat.page.go_back()
    expect(chat.page).to_have_url(f"{visitor.url}/topics")
    chat.page.go_forward()
    assert chat.page.url == EXIT


def test_the_screen_is_blank_before_the_other_page_has_come(visit: Visit) -> None:
    visitor = visit()
    chat = talked(visitor)
    seen = "[document.body?.innerText ?? '', document.title, String(document.querySelector('staysafe-chat'))]"
    left = chat.leave().evaluate(f"(link) => {{ link.click(); return {seen}; }}")
    assert left == ["", "www.wikipedia.org", "null"]


@pytest.mark.parametrize("way", ["tap", "another page"])
def test_the_server_has_forgotten(visit: Visit, stack: Any, way: str) -> None:
    visitor = visit()
    sessions: list[str] = []
    visitor.answer_with("/messages", lambda answer: sessions.append(answer["session"]) or answer)
    chat = talked(visitor)
    chat.leave().click() if way == "tap" else chat.page.goto(f"{visitor.url}/topics")
    chat.page.wait_for_url(EXIT if way == "tap" else "**/topics")
    for _ in range(20):  # the beacon may take a moment
        if stack.say("hello", session=sessions[0])["session"] != sessions[0]:
            return
        time.sleep(0.2)
    raise AssertionError("the session goes on")


def test_one_escape_does_not_leave_and_says_what_would(visit: Visit) -> None:
    chat = talked(visit())
    chat.page.keyboard.press("Escape")
    expect(chat.find("[role=status]").first).to_have_text("Press Escape 2 more times to leave this page.")
    assert "marker-91cc" in chat.log.inner_text()


def test_going_to_another_page_wipes_the_talk(visit: Visit) -> None:
    visitor = visit()
    chat = talked(visitor)
    chat.page.goto(f"{visitor.url}/topics")
    chat.page.go_back()
    chat.find(".tiles").wait_for()
    assert "marker-91cc" not in chat.log.inner_text()


def test_pages_can_be_left_too(visit: Visit) -> None:
    visitor = visit()
    page = visitor.open("/topics/grooming")
    entries = page.evaluate("history.length")
    for _ in range(3):
        page.keyboard.press("Escape")
    gone(page, entries)


def test_the_other_page_is_not_told_where_from(visit: Visit) -> None:
    """Nor when the site that embeds the chat tells every page where its visitors come from."""
    visitor = visit(viewport=PHONE)
    page = visitor.host(
        '<script type="module" src="{widget}" data-partner="demo"></script>', Referrer_Policy="unsafe-url"
    )
    page.locator(".launch").wait_for()
    entries = page.evaluate("history.length")
    Chat(page).open().leave().click()
    gone(page, entries)


def test_without_javascript_the_way_out_is_a_link(visit: Visit) -> None:
    page = visit(java_script_enabled=False).open("/topics/grooming")
    page.get_by_role("link", name="Leave now").click()
    page.wait_for_url(EXIT)


def test_it_says_what_it_cannot_hide(visit: Visit) -> None:
    chat = Chat(visit().open())
    chat.tool("Settings")
    expect(chat.find(".sheet")).to_contain_text("It can't hide")


def test_a_partner_sets_where_to(visit: Visit) -> None:
    visitor = visit()
    visitor.answer_with(
        "/config", lambda found: found | {"partner": found["partner"] | {"exit_url": "https://weather.example/"}}
    )
    chat = talked(visitor)
    chat.leave().click()
    chat.page.wait_for_url("https://weather.example/")
