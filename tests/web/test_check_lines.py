"""Each line of the self-test, on a page or behind a server that has just this fault; and the panel itself."""

import json
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.web.conftest import PHONE, WEATHER, Visitor
from tests.web.faulty import Faulty, Spoil
from tests.web.sites import Pages
from tests.web.test_accessible import RULES
from tests.web.test_embedded import RESETS

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]
SCRIPT = '<script type="module" src="{widget}" data-partner="demo"></script>'
SHELL = "<!doctype html><html lang=en><title>Youth site</title><main><h1>Youth site</h1></main>"


def told(page: Page) -> list[str]:
    """The lines of the panel, when all are there."""
    page.wait_for_function("document.querySelector('#staysafe-check')?.dataset.failed", timeout=60000)
    return page.locator("#staysafe-check li").all_inner_texts()


def failed(page: Page) -> list[str]:
    """The lines that say so."""
    return [line for line in told(page) if line.startswith("FAIL")]


def checking(visitor: Visitor, html: str) -> Page:
    """A partner's page, opened to be checked."""
    page = visitor.page()
    page.goto(f"{visitor.partner}{visitor.embed(SHELL + html)}#staysafe-check")
    return page


@pytest.fixture
def behind(visit: Visit, stack: Any) -> Iterator[Callable[[Spoil], list[str]]]:
    """What fails on a partner's page whose Staysafe is spoilt in one way."""
    running: list[Faulty] = []

    def come(spoil: Spoil) -> list[str]:
        running.append(Faulty(stack.url, spoil).start())
        visitor = visit()
        visitor.expected += ["Failed to load", "CORS", "404", "MIME", "error"]
        visitor.others.add(urlsplit(running[-1].url).netloc)
        page = checking(visitor, SCRIPT.replace("{widget}", f"{running[-1].url}/widget.js"))
        return failed(page)

    yield come
    for one in running:
        one.stop()


def changed(part: str, change: Callable[[dict[str, Any]], dict[str, Any]]) -> Spoil:
    """The JSON that comes from addresses that hold `part` is changed."""

    def spoil(method: str, path: str, status: int, headers: dict, body: bytes) -> tuple[int, dict, bytes]:
        fits = part in path and status == 200 and method != "OPTIONS" and body.startswith(b"{")
        return status, headers, json.dumps(change(json.loads(body))).encode() if fits else body

    return spoil


def refused(wanted: Callable[[str, str], bool], status: int) -> Spoil:
    """Some requests are answered with nothing but a status."""

    def spoil(method: str, path: str, was: int, headers: dict, body: bytes) -> tuple[int, dict, bytes]:
        return (status, {"Content-Type": "text/plain"}, b"no") if wanted(method, path) else (was, headers, body)

    return spoil


def broken_drawing(method: str, path: str, status: int, headers: dict, body: bytes) -> tuple[int, dict, bytes]:
    """As some optimisers of pictures send them."""
    return status, headers, body[:40] if path.endswith(".svg") else body


#: A fault of the server or of what stands before it, and the line that tells it, with what to do.
FAULTS: dict[str, tuple[Spoil, str, str]] = {
    "preflight": (refused(lambda method, _: method == "OPTIONS", 405), "preflight", "must let OPTIONS through"),
    "down": (refused(lambda _, path: path.startswith(("/emergency", "/webhooks")), 502), "can be reached", "is down"),
    "question": (
        changed(
            "/messages", lambda answer: {"error": {"message": "Something broke."}, "referrals": answer["referrals"]}
        ),
        "a question is answered",
        "Something broke",
    ),
    "contacts": (
        changed("/messages", lambda answer: answer | {"referrals": {"services": []}}),
        "contacts come with the answer",
        "nobody to talk",
    ),
    "look": (refused(lambda _, path: path.endswith("chat.css"), 404), "help bar and Leave now", "console says"),
    "drawing away": (refused(lambda _, path: path.endswith(".svg"), 200), "drawings load", "keeps it away"),
    "drawing broken": (broken_drawing, "drawings load", "came broken"),
    "exit": (
        changed("/config", lambda found: found | {"partner": found["partner"] | {"exit_url": "http://plain.example/"}}),
        "Leave now leads",
        "not encrypted",
    ),
    "colour": (
        changed("/config", lambda found: found | {"partner": found["partner"] | {"colours": {"primary": "#ffee00"}}}),
        "colours can be read",
        "too pale",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_behind_the_page_is_told_with_what_to_do(behind: Any, fault: str) -> None:
    spoil, line, advice = FAULTS[fault]
    said = [one for one in behind(spoil) if line in one]
    assert len(said) == 1 and advice in said[0], said


def test_nothing_fails_behind_a_server_in_between_that_spoils_nothing(behind: Any) -> None:
    assert behind(lambda method, path, status, headers, body: (status, headers, body)) == []


COVER = (
    "<div popover=manual id=cover style='position:fixed;inset:0;width:100%;height:100%;margin:0;background:#eee'></div>"
    "<script>setTimeout(() => cover.showPopover(), 700)</script>"
)
#: A fault of the page itself.
PAGES = {
    "covered": (SCRIPT + COVER, "can be seen and tapped", 'covered by <div id="cover">'),
    "own site": (SCRIPT.replace('partner="demo"', 'exit="{partner}/"'), "Leave now leads", "this very site"),
    "pale": (SCRIPT.replace("data-p", 'data-colour="#ffee00" data-p'), "colours can be read", "too pale"),
    "no colour": (SCRIPT.replace("data-p", 'data-colour="red" data-p'), "colours can be read", "form #5b3df5"),
    "bundle": ("<script type=module>import '{widget}'</script>", "script is there once", "bundle"),
    "no chat": (SCRIPT.replace("data-p", "data-manual data-p"), "the chat opens", "no chat on this page"),
    "two ways": (
        SCRIPT + '<staysafe-chat data-partner="demo"></staysafe-chat>',
        "script is there once",
        "Keep the script or the element",
    ),
}


@pytest.mark.parametrize("fault", PAGES)
def test_a_fault_of_the_page_is_told_with_what_to_do(visit: Visit, fault: str) -> None:
    html, line, advice = PAGES[fault]
    visitor = visit()
    page = checking(visitor, html.replace("{partner}", visitor.partner))
    said = [one for one in failed(page) if line in one]
    assert len(said) == 1 and advice in said[0], said


def test_an_encrypted_page_that_loads_it_unencrypted(visit: Visit, neutral: Pages) -> None:
    visitor = visit()
    visitor.expected += ["CORS", "Failed to load", "Mixed Content", "Private Network", "Cross-Origin"]
    neutral.put(SHELL + SCRIPT.replace("{widget}", f"{visitor.url}/widget.js"), "/mixed")
    page = visitor.page()
    page.goto(f"{WEATHER}mixed#staysafe-check")
    assert any("nothing unencrypted" in line and "by https" in line for line in failed(page))


def test_the_panel_is_accessible_and_the_styles_of_the_page_leave_it_alone(visit: Visit) -> None:
    for head in ("", RESETS):
        visitor = visit(viewport=PHONE)
        page = checking(visitor, head + SCRIPT)
        assert len(told(page)) == 14
        box = page.locator("#staysafe-check section").bounding_box()
        assert box["width"] > 300 and box["x"] + box["width"] <= 375 and box["y"] + box["height"] <= 740
        found = Axe().run(page, {"include": [["#staysafe-check"]]}, RULES).response["violations"]
        assert not found, [(one["id"], one["nodes"][0]["html"]) for one in found]


def test_it_is_copied_as_text_and_closed(visit: Visit) -> None:
    visitor = visit(permissions=["clipboard-read", "clipboard-write"])
    page = checking(visitor, SCRIPT + SCRIPT)
    told(page)
    page.get_by_role("button", name="Copy as text").click()
    page.get_by_role("button", name="Copied").wait_for()
    text = page.evaluate("navigator.clipboard.readText()")
    assert f"Staysafe self-test of {visitor.partner}/" in text and text.count("pass  ") == 13
    assert "FAIL  the script is there once: The script is there 2 times" in text and "Mozilla" in text
    page.get_by_role("button", name="Close").click()
    assert page.locator("#staysafe-check").count() == 0


def test_where_nothing_can_be_copied_the_text_is_there_to_be_selected(visit: Visit) -> None:
    visitor = visit()
    visitor.context.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page = checking(visitor, SCRIPT)
    told(page)
    page.get_by_role("button", name="Copy as text").click()
    assert "pass  a question is answered" in page.get_by_label("Result as text").input_value()


def warnings(page: Page) -> list[str]:
    """What the console says to the web person from now on."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "warning" else None)
    return said


def opened(page: Page) -> list[str]:
    """The warnings after somebody has tapped the button of a page; the child reads none of it."""
    said = warnings(page)
    page.locator(".launch").click()
    page.locator("staysafe-chat :is(.app, .alone)").first.wait_for()
    for _ in range(150):
        page.wait_for_timeout(0 if said else 100)
    shown = page.locator("staysafe-chat :is(.app, .alone)").first.inner_text()
    assert not [word for word in ("CSP", "CORS", "origin", "connect-src", "preflight") if word in shown], shown
    assert "Leave now" in shown and "http" not in shown
    return said


def test_the_console_tells_a_policy_from_a_server_that_is_down(visit: Visit, stack: Any) -> None:
    visitor = visit()
    visitor.expected += ["Content Security Policy", "Failed to load", "violates", "Refused", "CORS", "502"]
    policy = (
        f"default-src 'none'; script-src {visitor.url} 'unsafe-inline'; connect-src {visitor.url}/v/ {visitor.url}/web/"
    )
    page = visitor.host(SHELL + SCRIPT, **{"Content-Security-Policy": policy})
    assert any("Content-Security-Policy of this page" in text and "connect-src" in text for text in opened(page))
    broken = refused(lambda _, path: "/widget/" in path, 404)
    for spoil, advice in (
        (FAULTS["down"][0], "cannot be reached: it is down"),
        (broken, "No Staysafe at http://127.0.0.1"),
    ):
        away = Faulty(stack.url, spoil).start()  # each at an address of its own: what was loaded is kept for good
        visitor.others.add(urlsplit(away.url).netloc)
        page = visitor.host(SHELL + SCRIPT.replace("{widget}", f"{away.url}/widget.js"))
        assert any(advice in text for text in opened(page))
        away.stop()
