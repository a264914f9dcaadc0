"""On no page, in no window, does anything that can be tapped lie over something else that can be tapped."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.web.chat import Chat
from tests.web.conftest import HERE, Visitor

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]
#: Each page is opened once and resized, as when somebody turns the phone or zooms.
SIZES = [(320, 300), (320, 568), (390, 844), (568, 320), (844, 390), (1280, 800), (1920, 1080)]
PAGES = [
    *("/", "/topics", "/topics/grooming", "/privacy", "/referrals", "/referrals?country=KE", "/referrals/board"),
    *("/laws", "/young-people", "/organisations", "/words", "/chat", "/class", "/nothing-here"),
    *("/teach", "/teach/lessons/threatened", "/teach/learnt", "/class/join", "/class/lessons/threatened"),
]
OVERLAPS = (HERE / "overlaps.js").read_text("utf-8")
PARTS = (0, 0.35, 0.7, 1)
#: What overlaps at each of these parts of a page.
SCROLLED = f"""(parts) => parts.map((part) => {{
  scrollTo(0, part * (document.documentElement.scrollHeight - innerHeight));
  return ({OVERLAPS.strip()})();
}})"""


def resized(page: Page, size: tuple[int, int]) -> None:
    """Two pictures later all has found its place."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def everywhere(page: Page) -> dict[str, list[str]]:
    """What overlaps in each window, at the top, in the middle and at the end of a page."""
    wrong = {}
    for size in SIZES:
        resized(page, size)
        everything = zip(PARTS, page.evaluate(SCROLLED, PARTS), strict=True)
        wrong |= {f"{size} {part}": found for part, found in everything if found}
    return wrong


def test_of_pages(visit: Visit) -> None:
    visitor, wrong = visit(viewport={"width": 1280, "height": 800}), {}
    visitor.expected += ["404"]
    page = visitor.page()
    for path in PAGES:
        page.goto(visitor.url + path)
        chats = page.locator("staysafe-chat")
        if chats.count():
            chats.locator(":is(.launch, .tiles, .entry)").first.wait_for()
        wrong |= {path: found} if (found := everywhere(page)) else {}
    assert not wrong


def test_of_the_open_chat_and_its_sheets(visit: Visit) -> None:
    page = visit().host(
        '<!doctype html><title>Youth site</title><script type="module" src="{widget}" data-country="GB"></script>'
    )
    chat, wrong = Chat(page).open(), {}

    def look(view: str) -> None:
        for size in SIZES:
            resized(page, size)
            found = page.evaluate(OVERLAPS)
            wrong.update({f"{view} {size}": found} if found else {})

    look("welcome")
    for text in ("he says he'll post it if i dont pay", "take a quiz", "my plan"):
        chat.type(text)
        look(text)
    for key in ("help", "menu", "settings"):
        chat.find(f'[data-key="{key}"]').click()
        chat.find(".sheet :is(.service, .chapter, [type=radio])").first.wait_for()
        look(key)
        chat.back()
    assert not wrong
