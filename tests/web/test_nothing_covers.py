"""On no page, in no window, does anything that can be tapped lie over something else that can be tapped."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.web.chat import Chat
from tests.web.conftest import HERE, Visitor

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]
SIZES = [(320, 300), (320, 568), (390, 844), (568, 320), (844, 390), (1280, 800), (1920, 1080)]
PAGES = [
    *("/", "/topics", "/topics/grooming", "/privacy", "/referrals", "/referrals?country=KE", "/referrals/board"),
    *("/laws", "/young-people", "/organisations", "/words", "/chat", "/class", "/nothing-here"),
    *("/teach", "/teach/lessons/threatened", "/teach/learnt", "/class/join", "/class/lessons/threatened"),
]
OVERLAPS = (HERE / "overlaps.js").read_text("utf-8")


def everywhere(page: Page) -> list[str]:
    """What overlaps at the top, in the middle and at the end of a page."""
    found = []
    for part in (0, 0.35, 0.7, 1):
        page.evaluate(f"scrollTo(0, {part} * (document.documentElement.scrollHeight - innerHeight))")
        found += page.evaluate(OVERLAPS)
    return found


@pytest.mark.parametrize("width,height", SIZES)
def test_of_pages(visit: Visit, width: int, height: int) -> None:
    visitor = visit(viewport={"width": width, "height": height})
    visitor.expected += ["404"]
    page, wrong = visitor.page(), {}
    for path in PAGES:
        page.goto(visitor.url + path)
        if page.locator("staysafe-chat").count():
            page.locator("staysafe-chat :is(.launch, .app)").first.wait_for()
            page.wait_for_timeout(600)
        found = everywhere(page)
        wrong |= {path: found} if found else {}
    assert not wrong


@pytest.mark.parametrize("width,height", SIZES)
def test_of_the_open_chat_and_its_sheets(visit: Visit, width: int, height: int) -> None:
    visitor = visit(viewport={"width": width, "height": height})
    page = visitor.host(
        '<!doctype html><title>Youth site</title><a href="#">a link</a>'
        '<script type="module" src="{widget}" data-partner="demo" data-country="GB"></script>'
    )
    chat = Chat(page).open()
    wrong = {"welcome": page.evaluate(OVERLAPS)}
    chat.type("he says he'll post it if i dont pay")
    wrong["help"] = page.evaluate(OVERLAPS)
    chat.find('[data-key="help"]').click()
    chat.find(".services .service").first.wait_for()
    wrong["contacts"] = page.evaluate(OVERLAPS)
    chat.back()
    for name in ("Menu", "Settings"):
        chat.tool(name)
        page.wait_for_timeout(200)
        wrong[name] = page.evaluate(OVERLAPS)
        chat.back()
    wrong = {view: [one for one in found if not one.startswith("a link")] for view, found in wrong.items()}
    assert not {view: found for view, found in wrong.items() if found}
