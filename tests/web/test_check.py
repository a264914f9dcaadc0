"""The self-test for partners, and what the console says to their web person: pass or fail in words, with what to do."""

from collections.abc import Callable

import pytest

from tests.web.conftest import Visitor

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]
SCRIPT = '<script type="module" src="{widget}" data-partner="demo"></script>'


def checked(visitor: Visitor, html: str, origin: str = "", **headers: str) -> str:
    """What the panel says at the end."""
    path = visitor.embed(f"<!doctype html><title>Youth site</title><body>{html}</body>", **headers)
    page = visitor.page()
    page.goto(f"{origin or visitor.partner}{path}#staysafe-check")
    panel = page.locator("#staysafe-check section")
    page.locator("#staysafe-check[data-failed]").wait_for(state="attached", timeout=20000)
    return panel.inner_text()


def test_a_sound_page_passes(visit: Visit) -> None:
    said = checked(visit(), SCRIPT)
    assert "FAIL" not in said and "all 14 checks passed" in said


def test_twice(visit: Visit) -> None:
    assert "FAIL: the script is there once. The script is there 2 times" in checked(visit(), SCRIPT + SCRIPT)


def test_an_origin_that_nobody_allowed(visit: Visit) -> None:
    visitor = visit()
    visitor.expected += ["CORS", "Failed to load resource"]
    said = checked(visitor, SCRIPT, visitor.stranger)
    assert "FAIL: this origin is allowed. Staysafe does not know this page's origin" in said
    assert f"adds {visitor.stranger} to a file" in said


def test_a_policy_that_blocks(visit: Visit) -> None:
    visitor = visit()
    visitor.expected += ["Content Security Policy", "Refused to connect", "Failed to load", "violates"]
    policy = f"default-src 'none'; script-src {visitor.url}; style-src 'unsafe-inline'"
    said = checked(visitor, SCRIPT, **{"Content-Security-Policy": policy})
    assert "to connect-src" in said and "this page's policy (CSP)" not in said.replace("the page's policy", "")


def test_a_covered_corner_and_an_unknown_partner(visit: Visit) -> None:
    page = (
        SCRIPT.replace("demo", "nobody")
        + "<script>document.addEventListener('focusin', (e) => e.target.blur(), true)</script>"
    )
    said = checked(visit(), page)
    assert 'Staysafe knows no partner "nobody"' in said and "FAIL: the button takes the focus" in said


def test_the_console_tells_the_web_person_which_it_is_and_the_child_not(visit: Visit) -> None:
    visitor = visit()
    visitor.expected += ["CORS", "Failed to load resource"]
    page = visitor.host(f"<!doctype html>{SCRIPT}", origin=visitor.stranger)
    with page.expect_console_message(lambda message: "does not know this page's origin" in message.text):
        page.locator(".launch").click()
    page.locator(".app .turn").first.wait_for()
    assert "origin" not in page.locator("staysafe-chat .app").inner_text()
