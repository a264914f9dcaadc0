"""The class view: driven by keyboard or clicker, hands counted and forgotten, help always there."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.web.chat import Chat
from tests.web.conftest import PHONE, Visitor
from tests.web.test_accessible import no_violations

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]
PROJECTOR = {"width": 1280, "height": 720}


def opened(visit: Visit) -> Chat:
    """The class view, ready."""
    page = visit(viewport=PROJECTOR).open("/class")
    chat = Chat(page)
    chat.find(".listed").first.wait_for()
    return chat


def on_to_the_answers(chat: Chat, key: str = " ") -> None:
    """Go on until answers are shown."""
    chat.find(".steps").get_by_role("button", name="Go on").wait_for()
    for _ in range(12):
        if chat.find(".answer").count():
            return
        chat.page.keyboard.press(key)
    raise AssertionError("no answers came")


def count(page: Page) -> str:
    """Hands for the first answer."""
    return page.locator("staysafe-chat output.count").first.inner_text()


def test_a_story_by_keyboard(visit: Visit) -> None:
    chat = opened(visit)
    page = chat.page
    expect(chat.find("textarea")).to_have_count(0)
    page.keyboard.press("4")
    for _ in range(10):
        chat.find(".slide .card.scenario").wait_for()
        for _ in range(12):
            if not chat.find(".steps").get_by_role("button", name="Go on").count():
                break
            page.keyboard.press(" ")
        if not chat.find(".answer").count():
            break
        with page.expect_response("**/messages"):
            page.keyboard.press("2")
        expect(chat.find('.classroom[aria-busy="true"]')).to_have_count(0)
        expect(chat.find(".bar")).to_be_visible()
    expect(chat.find(".answer")).to_have_count(0)


def test_hands_are_counted_and_forgotten(visit: Visit) -> None:
    chat = opened(visit)
    page = chat.page
    page.keyboard.press("4")
    on_to_the_answers(chat, "PageDown")
    page.keyboard.press("ArrowDown")
    for _ in range(3):
        page.keyboard.press("+")
    page.keyboard.press("-")
    assert count(page) == "2"
    chat.box.get_by_role("button", name="One more hand for:").first.click()
    assert count(page) == "3"
    page.keyboard.press("PageUp")
    page.keyboard.press("PageDown")
    assert count(page) == "0"


def test_arrows_walk_through_the_list(visit: Visit) -> None:
    chat = opened(visit)
    chat.page.keyboard.press("ArrowDown")
    first = chat.focused()
    chat.page.keyboard.press("ArrowDown")
    assert chat.focused() != first
    chat.page.keyboard.press("ArrowUp")
    assert chat.focused() == first
    chat.page.keyboard.press("Enter")
    chat.find(".slide .card.scenario").wait_for()


def test_notes_and_blank(visit: Visit) -> None:
    chat = opened(visit)
    page = chat.page
    page.keyboard.press("n")
    expect(page.get_by_text("If a pupil tells you something")).to_be_hidden()  # never by accident: the class sees it
    page.keyboard.press("n")
    expect(page.get_by_text("If a pupil tells you something")).to_be_visible()
    page.keyboard.press("n")
    expect(page.get_by_text("If a pupil tells you something")).to_be_hidden()
    page.keyboard.press("b")
    expect(chat.find(".cover")).to_be_visible()
    expect(chat.find(".bar")).to_be_visible()
    expect(chat.leave()).to_be_visible()
    page.keyboard.press("4")
    page.keyboard.press("b")
    expect(chat.find(".cover")).to_be_hidden()
    expect(chat.find(".listed").first).to_be_visible()


def test_keys_can_be_switched_off(visit: Visit) -> None:
    chat = opened(visit)
    chat.tool("Settings")
    chat.box.get_by_label("Use keys such as N and B").uncheck()
    chat.back()
    chat.page.keyboard.press("b")
    expect(chat.find(".cover")).to_be_hidden()


def test_the_type_is_big(visit: Visit) -> None:
    chat = opened(visit)
    chat.page.keyboard.press("4")
    chat.find(".slide .card").wait_for()
    size = chat.find(".slide .said").first.evaluate("(e) => parseFloat(getComputedStyle(e).fontSize)")
    assert size >= 28


@pytest.mark.parametrize("size", [PHONE, PROJECTOR], ids=["phone", "projector"])
def test_every_button_reads_in_one_line_and_can_be_hit(visit: Visit, size: dict) -> None:
    chat = Chat(visit(viewport=size).open("/class"))
    chat.find(".listed").first.wait_for()
    chat.page.keyboard.press("4")
    on_to_the_answers(chat)
    broken = """(buttons) => buttons.map((one) => [one.innerText, one.offsetWidth, one.offsetHeight])
        .filter(([, width, height]) => width < 44 || height < 44 || height > 2 * width)"""
    assert not chat.find(".steps button, .vote button").evaluate_all(broken)
    expect(chat.find(".vote .answer").nth(2)).to_be_in_viewport()
    no_violations(chat.page, "a question for the class")


def test_offline_there_is_still_help(visit: Visit) -> None:
    visitor = visit(viewport=PROJECTOR)
    visitor.expected += ["Failed to load resource", "net::ERR"]
    chat = Chat(visitor.open("/class"))
    chat.find(".listed").first.wait_for()
    visitor.context.set_offline(True)
    chat.page.keyboard.press("1")
    expect(chat.find(".slide")).to_contain_text("can't be reached just now")
    expect(chat.find(".slide .way").first).to_be_visible()
    expect(chat.find(".bar")).to_be_visible()
    visitor.context.set_offline(False)
    chat.button("Try again").click()
    chat.find(".slide .card.scenario").wait_for()
