"""More of other people's pages: components, walls, frames, guards of their own. Each is the neighbour of a fault."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.web.chat import Chat
from tests.web.conftest import EXIT, PHONE, Visitor
from tests.web.test_accessible import rtl

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]
SCRIPT = '<script type="module" src="{widget}" data-partner="demo"></script>'
SHELL = "<!doctype html><title>Youth site</title><h1>Youth site</h1><input id=field>"
BAR = """const bar = document.createElement('div'); bar.innerHTML = '<button>Accept</button>';
  bar.style = 'position:fixed;inset:auto 0 0 0;height:80px;background:#fff;text-align:right';
  bar.firstChild.style = 'width:110px;height:70px'; bar.firstChild.onclick = () => bar.remove();
  const within = (one) => { const host = document.createElement('div');
    host.attachShadow({ mode: 'open' }).append(one); return host; };"""
#: Ways in which pages ask for consent, each with the button `Accept` where ours would be.
#: The launcher comes down again within its next looks around.
LAUNCHER_AT = (
    "(y) => document.querySelector('staysafe-chat').shadowRoot.querySelector('.launch').getBoundingClientRect().y === y"
)
PARENT = "document.querySelector('staysafe-chat').parentNode.localName"
BARS = {
    "a bar in a shadow tree": "document.body.append(within(bar));",
    "a tree within a tree": "document.body.append(within(within(bar)));",
    "a wall over the whole window": """document.body.append(bar); bar.style.inset = 0;
      Object.assign(bar.style, { height: '', display: 'flex', alignItems: 'end', justifyContent: 'end' });""",
    "a bar that sticks": """document.body.append(bar); bar.style.position = 'sticky';
      document.body.style = 'min-height:99vh;display:flex;flex-direction:column;justify-content:space-between;margin:0';
      bar.style.inset = 'auto auto 0 auto';""",
    "a popover": """bar.popover = 'manual'; document.body.append(bar);
      Object.assign(bar.style, { margin: 0, width: '100%', boxSizing: 'border-box' }); bar.showPopover();""",
}


@pytest.mark.parametrize("bar", BARS)
def test_consent_of_whatever_make_can_be_given(visit: Visit, bar: str) -> None:
    page = visit(viewport=PHONE).host(SHELL + SCRIPT)
    page.locator(".launch").wait_for()
    low = page.locator(".launch").bounding_box()["y"]
    page.evaluate(f"(() => {{ {BAR} {BARS[bar]} }})()")
    page.get_by_role("button", name="Accept").click()
    page.wait_for_function(LAUNCHER_AT, arg=low)


def test_a_page_that_makes_itself_inert_behind_its_own_overlay(visit: Visit) -> None:
    element = "<main><staysafe-chat data-partner=demo></staysafe-chat></main>"
    page = visit().host(SHELL + element + SCRIPT.replace("data-p", "data-manual data-p"))
    chat = Chat(page).open()
    chat.type("what is grooming")
    page.evaluate("document.querySelector('main').inert = true")
    page.wait_for_function(PARENT + " === 'html'")
    assert chat.type("hello").inner_text()
    page.evaluate("document.querySelector('main').inert = false")
    page.wait_for_function(PARENT + " === 'main'")
    expect(chat.log).to_contain_text("what is grooming")


LIGHTBOX = """() => { const box = document.createElement('div'); box.setAttribute('aria-modal', 'true');
  box.setAttribute('role', 'dialog'); box.textContent = 'A picture'; document.body.append(box);
  document.addEventListener('keydown', (e) => e.key === 'Escape' && box.remove(), { once: true }); }"""


def test_escapes_that_close_a_lightbox_do_not_count_and_a_hidden_one_does_not_matter(visit: Visit) -> None:
    page = visit().host(SHELL + "<div role=dialog aria-modal=true hidden>later</div>" + SCRIPT)
    Chat(page).open()
    page.evaluate("document.querySelector('#field').focus()")
    for _ in range(3):
        page.evaluate(LIGHTBOX)
        page.keyboard.press("Escape")
    page.wait_for_timeout(300)
    assert page.title() == "Youth site"
    for _ in range(3):
        page.keyboard.press("Escape")
    page.wait_for_url(EXIT)


@pytest.mark.parametrize(
    "guard",
    [
        "navigation.addEventListener('navigate', (e) => e.preventDefault())",
        "navigation.onnavigate = (e) => e.preventDefault()",
        "window.addEventListener('unload', () => { while (Date.now() < 0); })",
        "window.addEventListener('pagehide', (e) => e.stopImmediatePropagation(), true)",
        "document.addEventListener('click', (e) => { e.preventDefault(); e.stopPropagation(); }, true)",
    ],
)
def test_a_page_that_guards_its_ways_out_cannot_hold_anybody(visit: Visit, guard: str) -> None:
    page = visit().host(SHELL + SCRIPT)
    chat = Chat(page).open()
    chat.type("hello")
    page.evaluate(f"(() => {{ {guard}; }})()")
    if "click" in guard:
        chat.box.get_by_label("Type a message").focus()
        for _ in range(3):
            page.keyboard.press("Escape")
            page.wait_for_timeout(50)
        page.keyboard.press("Escape")
    else:
        chat.leave().click()
    page.wait_for_url(EXIT)


def test_leaving_from_a_frame_takes_the_page_around_it_along(visit: Visit) -> None:
    """As schools put other sites into their platform."""
    visitor = visit()
    visitor.embed(SHELL + SCRIPT, "/framed")
    page = visitor.host('<!doctype html><title>School</title><iframe src="/framed" width=600 height=700></iframe>')
    frame = page.frame_locator("iframe")
    frame.locator(".launch").click()
    frame.locator("a.leave").click()
    page.wait_for_url(EXIT)


def test_a_frame_that_may_not_lead_anywhere_is_left_alone_and_empty(visit: Visit) -> None:
    visitor = visit()
    visitor.expected += ["Unsafe attempt", "SecurityError", "frame", "navigate"]
    visitor.embed(SHELL + SCRIPT, "/framed")
    page = visitor.host(
        '<!doctype html><title>School</title><iframe src="/framed" width=600 height=700'
        ' sandbox="allow-scripts allow-same-origin"></iframe>'
    )
    frame = page.frame_locator("iframe")
    frame.locator(".launch").click()
    frame.locator("a.leave").click()
    expect(frame.locator("h1")).to_have_text("Articles")
    assert page.title() == "School"


@pytest.mark.parametrize("way", ["onbeforeunload = stay", "addEventListener('beforeunload', stay)"])
def test_the_launchers_own_way_out_cannot_be_held_either(visit: Visit, way: str) -> None:
    visitor = visit()
    visitor.expected += ["Failed to load resource", "net::ERR"]
    page = visitor.host(SHELL + SCRIPT)
    page.evaluate(f"(() => {{ const stay = (e) => {{ e.preventDefault(); return 'x'; }}; {way}; }})()")
    page.locator("#field").fill("so that the browser knows somebody was here")
    visitor.context.route("**/chat.js*", lambda route: route.abort())
    page.locator(".launch").click()
    page.locator(".alone a").first.click()
    page.wait_for_url(EXIT)


def test_words_that_were_typed_and_not_sent_go_after_a_while_too(visit: Visit) -> None:
    chat = Chat(visit().open())
    box = chat.box.get_by_label("Type a message")
    box.fill("he has my pi")
    later = "const now = Date.now.bind(Date); Date.now = () => now() + 9 * 3600000;"
    chat.page.evaluate(f"(() => {{ {later} dispatchEvent(new Event('focus')); }})()")
    assert box.input_value() == ""


#: Of each number that can be seen, where its first and its last digit stand.
ENDS = """(app, what) => [...app.querySelectorAll(what)].filter((e) => e.getClientRects()[0]).map((e) => {
  const text = document.createTreeWalker(e, NodeFilter.SHOW_TEXT).nextNode();
  const at = (n) => { const range = document.createRange(); range.setStart(text, n); range.setEnd(text, n + 1);
    return range.getBoundingClientRect().x; };
  return [text.data, at(0), at(text.length - 1)]; })"""


@pytest.mark.parametrize("place", [".bar", ".helpcard", ".sheet .services"])
def test_numbers_are_read_from_left_to_right_in_every_language(visit: Visit, place: str) -> None:
    """ "0800 1111" among Arabic words would show as "1111 0800"."""
    visitor = visit(viewport=PHONE)
    visitor.answer_with("/config", rtl)
    chat = Chat(visitor.open("/chat?country=GB"))
    chat.type("he says he'll post it if i dont pay")
    chat.find('[data-key="help"]').click() if "sheet" in place else None
    chat.find(f"{place} .digits").first.wait_for()
    assert chat.find(".app").get_attribute("dir") == "rtl"
    ends = chat.find(".app").evaluate(ENDS, f"{place} .digits")
    assert ends and not [text for text, first, last in ends if first >= last], ends


def safe_area(page: Page, bottom: int) -> None:
    """A phone whose lowest part belongs to its own gestures."""
    client = page.context.new_cdp_session(page)
    client.send("Emulation.setSafeAreaInsetsOverride", {"insets": {"bottom": bottom, "bottomMax": bottom}})


def test_nothing_to_tap_lies_where_a_phone_has_its_own_gestures(visit: Visit) -> None:
    visitor = visit(viewport=PHONE)
    page = visitor.open("/topics/grooming")
    page.locator(".launch").wait_for()
    safe_area(page, 34)
    page.wait_for_timeout(700)
    for part in (".leave", ".launch"):
        box = page.locator(part).first.bounding_box()
        assert box["y"] + box["height"] <= 740 - 34, part
    chat = Chat(page).open()
    for part in (".app > .leave", ".bar .more"):
        box = chat.find(part).bounding_box()
        assert box["y"] + box["height"] <= 740 - 34, part
