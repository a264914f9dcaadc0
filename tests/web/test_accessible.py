"""Accessible: axe finds nothing on any view, everything works by keyboard, everything has a name."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, expect

from tests.web.chat import Chat
from tests.web.conftest import DESKTOP, PHONE, Visitor

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
LOOKS = {
    "light": {"viewport": PHONE, "color_scheme": "light"},
    "dark": {"viewport": PHONE, "color_scheme": "dark"},
    "contrast": {"viewport": DESKTOP, "contrast": "more"},
    "right to left": {"viewport": PHONE, "color_scheme": "light"},
}
PAGES = [
    *("/", "/topics", "/topics/grooming", "/privacy", "/referrals?country=GB", "/chat", "/class"),
    *("/teach", "/teach/lessons/threatened", "/teach/learnt", "/class/join", "/class/lessons/threatened"),
    *("/teach/kits/safer_internet_day", "/class/play/chats/game_friend", "/class/play/sort/pressure"),
]
#: Pages whose colours stand for those of all.
DARK = ["/", "/topics/grooming", "/class"]
#: Another look changes nothing but colours.
CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
#: Looks in which every rule is tried: one of each layout, that of a phone and that of a wide window.
WHOLE = ("light", "contrast")
#: The look in which names are asked for too: they are the same in all.
NAMED = "contrast"
#: Roles that need no name of their own.
UNNAMED = ("RootWebArea", "generic", "main")
#: Smallest side of something to tap, in CSS pixels.
TARGET = 44


#: Of a long table, the first rows stand for all.
LOOKED_AT = {"exclude": [["tbody tr:nth-child(n + 6)"]]}
#: Told are the faults alone: what was found in order is by far the most.
LOOK = "([where, rules]) => axe.run(where, { ...rules, resultTypes: ['violations'] }).then((all) => all.violations)"


def violations(page: Page, rules: dict[str, Any] = RULES) -> list[str]:
    """What axe has to say."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate(LOOK, [LOOKED_AT, rules])
    return [f"{v['id']}: {v['help']}\n  {v['nodes'][0]['target']} {v['nodes'][0]['html'][:200]}" for v in found]


def no_violations(page: Page, view: str, rules: dict[str, Any] = RULES) -> None:
    """axe has nothing to say."""
    told = violations(page, rules)
    assert not told, f"{view}:\n" + "\n".join(told)


def rtl(found: dict[str, Any]) -> dict[str, Any]:
    """The configuration of a language that is written from right to left."""
    words = {name: f"كلمة {name}" for name, value in found["ui"]["widget"].items() if "{" not in value}
    kept = {name: found["ui"]["widget"][name] for name in ("leave", "input", "menu", "settings", "back")}
    return found | {"lang": "ar", "direction": "rtl", "ui": found["ui"] | {"widget": words | kept}}


def views(chat: Chat) -> Iterator[str]:
    """Walk through every view of the chat; yields its name while it is shown."""
    yield "welcome"
    chat.type("what is grooming")
    yield "topic"
    chat.tap("Check what I know")
    yield "question"
    chat.type("someone threatens to post my picture")
    yield "help in the talk"
    chat.find('[data-key="help"]').click()
    chat.find(".services .service").first.wait_for()
    yield "help sheet"
    chat.find("select#country").select_option("GB")
    chat.find(".sheet .danger").wait_for()
    yield "help sheet of a country"
    chat.back()
    for sheet in ("Menu", "Settings"):
        chat.tool(sheet)
        yield sheet
        chat.back()
    chat.page.context.set_offline(True)
    chat.type("are you there")
    yield "offline"
    chat.page.context.set_offline(False)


@pytest.mark.parametrize("look", LOOKS)
def test_axe_on_every_view_of_the_chat(visit: Visit, look: str) -> None:
    visitor = visit(**LOOKS[look])
    visitor.expected += ["Failed to load resource", "net::ERR"]
    if look == "right to left":
        visitor.answer_with("/config", rtl)
    chat = Chat(visitor.open())
    if look == "contrast":
        expect(chat.find(".app")).to_have_attribute("data-theme", "contrast")
    for view in views(chat):
        no_violations(chat.page, f"{view}, {look}", RULES if look in WHOLE else CONTRAST)
        if look == NAMED:
            everything_that_takes_the_focus_has_a_name(chat.page, view)


def test_words_that_can_hardly_be_read_are_found(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content("<main><p style='color: #bbb; background: #fff'>Pale</p></main>")
    with pytest.raises(AssertionError, match="color-contrast"):
        no_violations(page, "pale", CONTRAST)
    page.close()


@pytest.mark.parametrize("scheme,paths,rules", [("light", PAGES, RULES), ("dark", DARK, CONTRAST)])
def test_axe_on_every_page(visit: Visit, scheme: str, paths: list[str], rules: dict[str, Any]) -> None:
    visitor, found = visit(color_scheme=scheme), {}
    page = visitor.page()
    for path in paths:
        page.goto(visitor.url + path)
        all_there(page)
        found |= {path: told} if (told := violations(page, rules)) else {}
    assert not found


def all_there(page: Page) -> None:
    """What scripts put on a page, by what it has room for: a chat or its button, a lesson."""
    for place, comes in (("staysafe-chat", ":is(.launch, .tiles, .listed)"), ("#run", ".slide")):
        if page.locator(place).count():
            page.locator(f"{place} {comes}").first.wait_for()


def test_axe_on_the_open_bubble_and_the_story(visit: Visit) -> None:
    page = visit(viewport=PHONE).open("/topics/grooming")
    chat = Chat(page).open()
    no_violations(page, "bubble")
    chat.tap("Step into a story")
    no_violations(page, "stories")
    chat.tap("The new gaming friend")
    no_violations(page, "story")


def test_keyboard_only(visit: Visit) -> None:
    visitor = visit()
    page = visitor.host('<a href="#">before</a><script type="module" src="{widget}" data-partner="demo"></script>')
    page.locator(".launch").wait_for()
    chat = Chat(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert chat.focused() == "Chat about staying safe"
    page.keyboard.press("Enter")
    chat.find(".tiles").wait_for()
    stops = []
    for _ in range(5):
        page.keyboard.press("Tab")
        stops.append(chat.focused())
    assert stops[:4] == ["Leave now. On a keyboard, press Escape three times.", "Menu", "Settings", "Close"], stops
    while chat.focused() != "Take the tour":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(chat.find(".turn:not(.mine)")).to_have_count(2)
    page.keyboard.press("Tab")
    assert chat.find(".next button").first.evaluate("(b) => b.matches(':focus')")
    page.keyboard.press("Escape")
    assert chat.focused() == "Chat about staying safe"
    expect(chat.find(".app")).to_be_hidden()


def test_sheets_take_the_focus_and_give_it_back(visit: Visit) -> None:
    chat = Chat(visit().open())
    chat.box.get_by_role("button", name="Settings").focus()
    chat.page.keyboard.press("Enter")
    expect(chat.find("#sheet")).to_be_focused()
    assert chat.focused() == "Settings"
    assert chat.find(".talk").evaluate("(e) => e.inert")
    chat.page.keyboard.press("Escape")
    expect(chat.find(".sheet")).to_have_count(0)
    assert chat.focused() == "Settings"


def test_the_page_behind_a_full_panel_is_out_of_reach_on_a_phone(visit: Visit) -> None:
    page = visit(viewport=PHONE).open("/topics/grooming")
    chat = Chat(page).open()
    assert page.evaluate("document.body.inert")
    chat.button("Close").click()
    assert not page.evaluate("document.body.inert")


def test_what_is_said_is_announced_with_its_speaker(visit: Visit) -> None:
    chat = Chat(visit().open())
    log = chat.log
    assert log.get_attribute("aria-live") == "polite" and log.get_attribute("aria-label") == "Our chat"
    turn = chat.type("what is grooming")
    assert turn.inner_text().startswith("Staysafe:")
    assert chat.find(".turn.mine").last.inner_text().startswith("You:")


def everything_that_takes_the_focus_has_a_name(page: Page, view: str) -> None:
    """To screen readers, whatever axe thinks of the names."""
    nodes = tree(page)
    unnamed = [n["role"] for n in nodes if n["focusable"] and not n["name"] and n["role"] not in UNNAMED]
    assert not unnamed, (view, unnamed)


def test_something_without_a_name_is_found(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content("<main><button></button></main>")
    with pytest.raises(AssertionError, match="button"):
        everything_that_takes_the_focus_has_a_name(page, "nameless")
    page.close()


def tree(page: Page) -> list[dict[str, Any]]:
    """The accessibility tree, as screen readers get it."""
    client = page.context.new_cdp_session(page)
    nodes = client.send("Accessibility.getFullAXTree")["nodes"]
    client.detach()
    return [
        {
            "role": node.get("role", {}).get("value"),
            "name": node.get("name", {}).get("value", "").strip(),
            "focusable": any(p["name"] == "focusable" and p["value"].get("value") for p in node.get("properties", [])),
        }
        for node in nodes
        if not node.get("ignored")
    ]


def test_touch_targets(visit: Visit) -> None:
    chat = Chat(visit(viewport=PHONE).open())
    script = (
        "(app) => [...app.querySelectorAll('button:not(.term), a:not(.number), select, textarea, summary')]"
        ".map((e) => [e.innerText || e.getAttribute('aria-label'), e.getBoundingClientRect()])"
        ".filter(([, r]) => r.width && (r.width < 44 || r.height < 44)).map(([t, r]) => `${t} ${r.width}x${r.height}`)"
    )
    for view in ("", "Menu", "Settings"):
        chat.tool(view) if view else None
        assert chat.find(".app").evaluate(script) == [], view or "talk"
        chat.back() if view else None


@pytest.mark.parametrize("width,height", [(320, 568), (320, 256), (640, 400)])
def test_small_windows_and_zoom(visit: Visit, width: int, height: int) -> None:
    chat = Chat(visit(viewport={"width": width, "height": height}).open())
    chat.type("what is grooming")
    page = chat.page
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    wide = (
        "(app) => [...app.querySelectorAll('*')].filter((e) => e.getBoundingClientRect().right > innerWidth + 1"
        " && !e.closest('.unseen')).length"
    )
    assert chat.find(".app").evaluate(wide) == 0
    expect(chat.leave()).to_be_in_viewport(ratio=0.9)
    chat.box.get_by_label("Type a message").scroll_into_view_if_needed()
    expect(chat.box.get_by_label("Type a message")).to_be_in_viewport()
    chat.find('[data-key="help"]').scroll_into_view_if_needed()
    expect(chat.find('[data-key="help"]')).to_be_in_viewport()


@pytest.mark.parametrize("path", ["/", "/topics/grooming", "/referrals?country=KE", "/privacy"])
def test_pages_at_320_pixels(visit: Visit, path: str) -> None:
    page = visit(viewport={"width": 320, "height": 568}).open(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_text_size_and_colours_can_be_chosen(visit: Visit) -> None:
    chat = Chat(visit().open())
    size = "(app) => parseFloat(getComputedStyle(app).fontSize)"
    before = chat.find(".app").evaluate(size)
    chat.tool("Settings")
    chat.box.get_by_label("Very large").check()
    chat.box.get_by_label("High contrast").check()
    assert chat.find(".app").evaluate(size) > 1.3 * before
    expect(chat.find(".app")).to_have_attribute("data-theme", "contrast")
    no_violations(chat.page, "strong contrast, very large")


def test_forced_colours_keep_edges(visit: Visit) -> None:
    chat = Chat(visit(forced_colors="active").open())
    style = "(e) => getComputedStyle(e).borderTopStyle"
    assert chat.leave().evaluate(style) == "solid" and chat.find(".chip").first.evaluate(style) == "solid"


def test_nothing_moves_for_who_wants_no_motion(visit: Visit) -> None:
    page = visit().open()
    moving = "() => document.getAnimations().length"
    assert page.evaluate(moving) == 0
