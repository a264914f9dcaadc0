"""Escape, counted rightly; leaving, whatever the page would like; and keys that belong to somebody else."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.web.chat import Chat
from tests.web.conftest import EXIT, Visitor

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]
HOST = (
    "<!doctype html><title>Youth site</title><textarea id=field></textarea><dialog>Ours</dialog>"
    '<script type="module" src="{widget}" data-partner="demo"></script>'
)
#: Shown again as soon as whoever listens has heard that it was closed.
CLOSED_AND_SHOWN = """() => new Promise((done) => {
  const dialog = document.querySelector('dialog');
  dialog.addEventListener('close', () => { dialog.showModal(); done(); }, { once: true });
  dialog.close();
})"""


def press(page: Page, times: int, pause: int = 100) -> None:
    """Escape so many times."""
    for _ in range(times):
        page.keyboard.press("Escape")
        page.wait_for_timeout(pause)


def stays(page: Page) -> None:
    """The page is still there."""
    page.wait_for_timeout(300)
    assert page.title() == "Youth site"


def test_after_the_chat_was_closed_escapes_belong_to_the_page(visit: Visit) -> None:
    page = visit().host(HOST)
    chat = Chat(page).open()
    chat.button("Close").click()
    page.locator("#field").fill("a long text")
    press(page, 3, pause=1100)
    stays(page)
    assert page.locator("#field").input_value() == "a long text"


def test_closing_a_sheet_the_panel_and_a_picture_does_not_leave(visit: Visit) -> None:
    page = visit().host(HOST)
    chat = Chat(page).open()
    chat.tool("Settings")
    press(page, 2, pause=1000)
    press(page, 1)
    stays(page)


def test_escapes_that_close_the_pages_dialog_do_not_count(visit: Visit) -> None:
    page = visit().host(HOST)
    chat = Chat(page).open()
    page.evaluate("document.querySelector('h1, textarea').focus()")
    for _ in range(3):
        page.evaluate("document.querySelector('dialog').showModal()")
        page.keyboard.press("Escape")
        expect(page.locator("dialog")).to_be_hidden()
        # It may have gone along into the page's dialog, and is back as soon as that is closed.
        expect(chat.find(".app")).to_be_visible()
    stays(page)


def test_from_a_closed_dialog_it_is_back_before_that_is_shown_again(visit: Visit) -> None:
    """Else the dialog would give the focus to the chat in it, and the next Escape would close that."""
    page = visit().host(HOST)
    chat = Chat(page).open()
    for _ in range(3):
        page.evaluate("document.querySelector('dialog').showModal()")
        page.locator("dialog staysafe-chat").wait_for(state="attached")
        page.evaluate(CLOSED_AND_SHOWN)
        page.keyboard.press("Escape")
        expect(page.locator("dialog")).to_be_hidden()
        expect(chat.find(".app")).to_be_visible()
    stays(page)


def test_a_burst_of_escapes_leaves_from_a_bubble_too(visit: Visit) -> None:
    page = visit().host(HOST)
    Chat(page).open()
    press(page, 4)
    page.wait_for_url(EXIT)


@pytest.mark.parametrize(
    "way",
    ["addEventListener('beforeunload', stay)", "onbeforeunload = stay", "addEventListener('beforeunload', stay, true)"],
)
def test_a_page_that_asks_to_stay_cannot_hold_anybody(visit: Visit, way: str) -> None:
    visitor = visit()
    page = visitor.host(HOST)
    page.evaluate(
        f"(() => {{ const stay = (e) => {{ e.preventDefault(); e.returnValue = 'x'; return 'x'; }}; {way}; }})()"
    )
    page.locator("#field").fill("so that the browser knows somebody was here")
    chat = Chat(page).open()
    chat.type("hello")
    entries = page.evaluate("history.length")
    chat.leave().click()
    page.wait_for_url(EXIT)
    assert page.title() == "An encyclopedia" and page.evaluate("history.length") == entries


@pytest.mark.parametrize("key", [{"key": "Enter", "keyCode": 229}, {"key": "Enter", "isComposing": True}])
def test_words_that_are_being_put_together_are_not_sent(visit: Visit, key: dict[str, object]) -> None:
    chat = Chat(visit().open())
    box = chat.box.get_by_label("Type a message")
    box.fill("こまって")
    box.dispatch_event("keydown", {"bubbles": True, **key})
    chat.page.wait_for_timeout(200)
    assert box.input_value() == "こまって" and chat.find(".turn.mine").count() == 0
    box.press("Enter")
    expect(chat.find(".turn.mine")).to_have_count(1)


def test_an_escape_that_ends_a_composition_closes_nothing(visit: Visit) -> None:
    page = visit().host(HOST)
    chat = Chat(page).open()
    box = chat.box.get_by_label("Type a message")
    for _ in range(4):
        box.dispatch_event("keydown", {"bubbles": True, "composed": True, "key": "Escape", "keyCode": 229})
    stays(page)
    expect(chat.find(".app")).to_be_visible()


@pytest.mark.parametrize("said", ["leave now", "my mum is coming", "MY PARENTS ARE HERE", "someones behind me"])
def test_leave_now_typed_brings_the_button_up(visit: Visit, said: str) -> None:
    chat = Chat(visit().open())
    chat.type(said)
    expect(chat.find(".next a.leave")).to_be_in_viewport()
    chat.find(".next a.leave").click()
    chat.page.wait_for_url(EXIT)
