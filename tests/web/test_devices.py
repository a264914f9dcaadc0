"""Old phones, sleeping phones, other scripts, translators, voices: what devices do that the tests' machine does not."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.web.chat import Chat
from tests.web.conftest import PHONE, Visitor

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]
OLD = (
    "delete Document.prototype.adoptedStyleSheets; delete ShadowRoot.prototype.adoptedStyleSheets;"
    "delete Array.prototype.at; delete HTMLElement.prototype.showPopover; delete window.ResizeObserver;"
)
ARABIC = "هو يهددني! ماذا أفعل؟ (ساعدوني)"


def test_phones_without_the_newest_browser_get_the_chat_and_its_look(visit: Visit) -> None:
    visitor = visit(viewport=PHONE)
    visitor.context.add_init_script(OLD)
    visitor.expected += ["inline style"]  # the launcher's own; our policy takes files only, and site.css has the rest
    chat = Chat(visitor.open())
    assert chat.type("what is grooming").inner_text()
    assert chat.find(".send").evaluate("(e) => getComputedStyle(e).borderRadius") == "50%"
    expect(chat.find(".alone")).to_have_count(0)


def test_trying_again_leaves_nothing_of_the_failed_try(visit: Visit) -> None:
    visitor = visit()
    visitor.expected += ["Failed to load resource", "net::ERR"]
    page = visitor.host('<!doctype html><script type="module" src="{widget}" data-partner="demo"></script>')
    page.locator(".launch").wait_for()
    visitor.context.route("**/chat.css", lambda route: route.abort())
    page.locator(".launch").click()
    page.locator(".alone button").wait_for()
    page.locator(".alone button").click()
    expect(page.locator(".launch[data-busy]")).to_have_count(0)
    visitor.context.unroute("**/chat.css")
    page.locator(".alone button").click()
    page.locator(".tiles").wait_for()
    expect(page.locator(".app")).to_have_count(1)


@pytest.mark.parametrize("event", ["visibilitychange", "focus", "pageshow"])
def test_what_was_said_goes_while_the_machine_sleeps(visit: Visit, event: str) -> None:
    """The clock jumps nine hours and no timer runs, as when a lid is closed."""
    visitor = visit()
    chat = Chat(visitor.open())
    chat.type("marker-52fe")
    later = "const now = Date.now.bind(Date); Date.now = () => now() + 9 * 3600000;"
    chat.page.evaluate(f"(() => {{ {later} dispatchEvent(new Event('{event}')); }})()")
    assert "marker-52fe" not in chat.log.inner_text()
    expect(chat.find("[role=status]").first).to_contain_text("quiet for a while")


def test_a_short_pause_keeps_the_talk(visit: Visit) -> None:
    chat = Chat(visit().open())
    chat.type("marker-52ff")
    chat.page.evaluate("dispatchEvent(new Event('focus'))")
    assert "marker-52ff" in chat.log.inner_text()


def test_arabic_is_written_from_the_right(visit: Visit) -> None:
    chat = Chat(visit().open())
    box = chat.box.get_by_label("Type a message")
    box.fill(ARABIC)
    assert box.evaluate("(e) => getComputedStyle(e).direction") == "rtl"
    chat.type(ARABIC)
    assert chat.find(".mine .own").last.evaluate("(e) => getComputedStyle(e).direction") == "rtl"
    chat.type("hello")
    assert chat.find(".mine .own").last.evaluate("(e) => getComputedStyle(e).direction") == "ltr"


def test_a_long_paste_is_taken_whole_and_its_end_is_read(visit: Visit) -> None:
    chat = Chat(visit().open("/chat?country=GB"))
    text = "so much has happened. " * 130 + "HELP me now please, he says he will post it if i dont pay"
    turn = chat.type(text)
    assert chat.find(".mine .own").last.inner_text() == text
    expect(turn).to_contain_text("That was long")
    expect(turn.locator(".card.help")).not_to_have_count(0)


def test_a_translator_reaches_the_words_and_leaves_names_and_numbers(visit: Visit) -> None:
    """A page translator walks open shadow trees; what it must not touch is marked."""
    chat = Chat(visit().open("/chat?country=GB"))
    chat.type("i want to talk to someone")
    walk = """() => { const found = []; const walk = (node) => {
      if (node.shadowRoot) walk(node.shadowRoot);
      if (node.translate === false) return;
      for (const child of node.childNodes ?? []) child.nodeType === 3 ? found.push(child.data) : walk(child); };
      walk(document.body); return found.join(' '); }"""
    words = chat.page.evaluate(walk)
    assert "I'm a program" in words and "0800" not in words
    assert chat.find(".helpcard h3 [translate=no]").count() >= 2


def test_reading_aloud_appears_when_the_device_has_found_its_voices(visit: Visit) -> None:
    visitor = visit()
    visitor.context.add_init_script(
        "{ let voices = []; const target = new EventTarget(); target.getVoices = () => voices;"
        " target.cancel = () => {};"
        "Object.defineProperty(window, 'speechSynthesis', { value: target });"
        "window.found = () => { voices = [{ localService: true, lang: 'en-GB' }];"
        " target.dispatchEvent(new Event('voiceschanged')); }; }"
    )
    chat = Chat(visitor.open())
    chat.tool("Settings")
    expect(chat.find("#aloud")).to_have_count(0)
    chat.page.evaluate("found()")
    expect(chat.find("#aloud")).to_have_count(1)
