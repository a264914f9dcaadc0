"""Placed, moved, taken out and put back by a page or a framework: nothing stays behind, everything can be tapped."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.web.chat import Chat
from tests.web.conftest import PHONE, Visitor

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]
SCRIPT = '<script type="module" src="{widget}" data-partner="demo"></script>'
ELEMENT = (
    '<staysafe-chat data-partner="demo"></staysafe-chat><script type="module" src="{widget}" data-manual></script>'
)
SIZES = [{"width": 390, "height": 664}, {"width": 320, "height": 568}, {"width": 844, "height": 390}, PHONE]
#: Counts the listeners that stay on window and document, before anything of ours is loaded.
COUNTING = """
const kept = window.kept = new Set();
for (const target of [window, document]) {
  const { addEventListener } = EventTarget.prototype;
  target.addEventListener = function (type, listener, options) {
    const entry = `${type}`; const key = { type };
    kept.add(key);
    options?.signal?.addEventListener('abort', () => kept.delete(key));
    return addEventListener.call(this, type, listener, options);
  };
}
"""
REMOUNT = """async () => { const chat = document.querySelector('staysafe-chat'); chat.remove();
  await new Promise((done) => setTimeout(done, 50)); document.body.append(chat); }"""


def page_with(visitor: Visitor, body: str, head: str = "") -> Page:
    """A partner's page with `body`, opened."""
    return visitor.host(f"<!doctype html><title>Youth site</title>{head}<body><h1>Youth site</h1>{body}</body>")


#: Ways to stand in a page.
AROUND = ["{}", "<div><div id=root>{}</div></div>", "<main><section>{}</section></main>"]


@pytest.mark.parametrize("size,around", [(SIZES[turn % 4], AROUND[turn % 3]) for turn in range(6)])
def test_an_element_within_the_page_can_be_used(visit: Visit, size: dict[str, int], around: str) -> None:
    page = page_with(
        visit(viewport=size),
        around.format(ELEMENT.split("</staysafe-chat>")[0] + "</staysafe-chat>") + ELEMENT.split("</staysafe-chat>")[1],
    )
    chat = Chat(page).open()
    assert not page.evaluate("document.querySelector('staysafe-chat').closest('[inert]')")
    assert page.evaluate(
        "document.querySelector('h1').closest('[inert]') !== null || innerWidth > 480 && innerHeight > 420"
    )
    assert chat.type("what is grooming").inner_text()
    chat.button("Close").click()
    assert page.evaluate("document.querySelectorAll('[inert]').length") == 0


def test_what_was_inert_before_stays_inert(visit: Visit) -> None:
    page = page_with(visit(viewport=PHONE), f"<p id=off inert>closed</p><p id=on>open</p>{ELEMENT}")
    chat = Chat(page).open()
    chat.button("Close").click()
    assert page.evaluate("[...document.querySelectorAll('[inert]')].map((e) => e.id)") == ["off"]


def test_twenty_mounts_leave_nothing(visit: Visit, stack: Any) -> None:
    visitor = visit(viewport=PHONE)
    visitor.embed(COUNTING, "/count.js", **{"Content-Type": "text/javascript"})
    page = page_with(visitor, ELEMENT, '<script src="/count.js"></script>')
    chat = Chat(page).open()
    chat.type("marker-77ab")
    page.evaluate(REMOUNT)
    before = page.evaluate("kept.size")
    for _ in range(20):
        chat.open()
        page.evaluate(REMOUNT)
    page.wait_for_timeout(100)
    assert page.evaluate("kept.size") <= before
    assert page.evaluate("document.querySelectorAll('[inert]').length") == 0
    assert page.evaluate("document.querySelector('staysafe-chat').shadowRoot.querySelectorAll('.app').length") == 0
    assert sum(url.endswith("/end") for url in visitor.requests) == 1
    chat.open()
    assert "marker-77ab" not in chat.log.inner_text()
    assert page.evaluate("document.querySelector('staysafe-chat').matches(':popover-open')")


def test_three_escapes_after_it_was_taken_out_do_nothing(visit: Visit) -> None:
    page = page_with(visit(), ELEMENT)
    Chat(page).open()
    page.evaluate("document.querySelector('staysafe-chat').remove()")
    page.wait_for_timeout(100)
    for _ in range(4):
        page.keyboard.press("Escape")
    page.wait_for_timeout(300)
    assert page.title() == "Youth site"


def test_moving_keeps_the_talk(visit: Visit) -> None:
    page = page_with(visit(), f"{ELEMENT}<div id=there></div>")
    chat = Chat(page).open()
    chat.type("what is grooming")
    page.evaluate("document.querySelector('#there').append(document.querySelector('staysafe-chat'))")
    page.wait_for_timeout(200)
    expect(chat.log).to_contain_text("what is grooming")
    assert page.evaluate("document.querySelector('staysafe-chat').matches(':popover-open')")


def test_taken_out_while_it_loads(visit: Visit) -> None:
    page = page_with(visit(), ELEMENT)
    page.locator(".launch").wait_for()
    page.evaluate("(() => { const chat = document.querySelector('staysafe-chat'); chat.open(); chat.remove(); })()")
    page.wait_for_timeout(1500)
    for _ in range(4):
        page.keyboard.press("Escape")
    assert page.title() == "Youth site" and page.evaluate("document.querySelectorAll('[inert]').length") == 0


@pytest.mark.parametrize("twice", [SCRIPT + SCRIPT, SCRIPT + SCRIPT.replace("widget}", "widget}?2"), ELEMENT + SCRIPT])
def test_twice_on_a_page_is_one_button(visit: Visit, twice: str) -> None:
    page = page_with(visit(), twice)
    page.locator(".launch").first.wait_for()
    page.wait_for_timeout(300)
    expect(page.locator(".launch")).to_have_count(1)
    Chat(page).open()


def test_two_taps_open_one_chat(visit: Visit) -> None:
    page = page_with(visit(), SCRIPT)
    page.locator(".launch").dblclick()
    Chat(page).find(".tiles").first.wait_for()
    expect(page.locator(".app")).to_have_count(1)


def test_an_inline_chat_comes_with_every_visit_of_its_part_of_the_page(visit: Visit) -> None:
    """As single-page sites do it: the part with the script goes and comes back, with the same address."""
    visitor = visit()
    page = page_with(visitor, "<main></main>")
    show = f"""() => {{ const script = document.createElement('script'); script.type = 'module';
      script.src = '{visitor.url}/widget.js'; script.dataset.mode = 'inline'; script.dataset.partner = 'demo';
      document.querySelector('main').replaceChildren(script); }}"""
    for _ in range(3):
        page.evaluate(show)
        Chat(page).find(".tiles").wait_for()
        expect(page.locator("staysafe-chat")).to_have_count(1)
        page.evaluate("document.querySelector('main').replaceChildren()")
        expect(page.locator("staysafe-chat")).to_have_count(0)


def test_a_framework_that_draws_the_document_anew_keeps_the_button(visit: Visit) -> None:
    """What React 18 does when it finds something it did not draw: out with the root element, in with a new one."""
    page = page_with(visit(), SCRIPT)
    page.locator(".launch").wait_for()
    page.evaluate("""() => { const fresh = document.createElement('html');
      fresh.innerHTML = '<head><title>Drawn anew</title></head><body><h1>Drawn anew</h1></body>';
      document.removeChild(document.documentElement); document.append(fresh); }""")
    page.locator(".launch").wait_for()
    Chat(page).open()


def test_who_takes_it_out_on_purpose_has_it_out(visit: Visit) -> None:
    page = page_with(visit(), SCRIPT)
    page.locator(".launch").wait_for()
    page.evaluate("document.querySelector('staysafe-chat').remove()")
    page.wait_for_timeout(700)
    expect(page.locator("staysafe-chat")).to_have_count(0)


#: The launcher comes down again within its next looks around.
LAUNCHER_AT = (
    "(y) => document.querySelector('staysafe-chat').shadowRoot.querySelector('.launch').getBoundingClientRect().y === y"
)
BAR = """() => { const bar = document.createElement('div'); bar.id = 'bar';
  bar.style = 'position:fixed;inset:auto 0 0 0;height:70px;background:#fff;z-index:9999;text-align:right';
  const accept = document.createElement('button'); accept.textContent = 'Accept';
  accept.style = 'width:90px;height:60px';
  accept.onclick = () => bar.remove(); bar.append(accept); document.body.append(bar); }"""


def test_a_cookie_bar_that_comes_late_can_be_tapped_and_the_button_comes_down_again(visit: Visit) -> None:
    page = page_with(visit(viewport=PHONE), SCRIPT)
    page.locator(".launch").wait_for()
    low = page.locator(".launch").bounding_box()["y"]
    page.wait_for_timeout(3000)
    page.evaluate(BAR)
    page.get_by_role("button", name="Accept").click()
    page.wait_for_function(LAUNCHER_AT, arg=low)


def test_a_modal_dialog_of_the_page_leaves_the_chat_within_reach(visit: Visit) -> None:
    page = page_with(visit(), f"<dialog><p>Subscribe?</p><button id=no>No</button></dialog>{SCRIPT}")
    chat = Chat(page).open()
    chat.type("what is grooming")
    page.evaluate("document.querySelector('dialog').showModal()")
    page.locator("dialog staysafe-chat").wait_for(state="attached")
    expect(chat.log).to_contain_text("what is grooming")
    assert chat.type("hello").inner_text()
    page.locator("#no").click()
    page.evaluate("document.querySelector('dialog').close()")
    page.wait_for_function("document.querySelector('staysafe-chat').parentNode === document.documentElement")
    assert chat.type("hello").inner_text()


def test_taken_out_of_a_modal_dialog_it_does_not_come_back_when_that_is_closed(visit: Visit) -> None:
    page = page_with(visit(), f"<dialog><p>Subscribe?</p></dialog>{SCRIPT}")
    page.evaluate("document.querySelector('dialog').showModal()")
    page.locator("dialog staysafe-chat").wait_for(state="attached")
    page.evaluate("document.querySelector('staysafe-chat').remove()")
    page.evaluate(
        "() => new Promise((done) => { const dialog = document.querySelector('dialog');"
        " dialog.addEventListener('close', done); dialog.close(); })"
    )
    assert page.locator("staysafe-chat").count() == 0
