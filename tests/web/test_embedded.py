"""On other people's pages: aggressive styles, a strict policy, another widget in the corner, a partner's colours."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.web.chat import Chat
from tests.web.conftest import HERE, PHONE, Visitor

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]

RESETS = """
<style>
  * { display: none !important; font-size: 3px !important; color: red !important; letter-spacing: 9px !important;
      text-transform: uppercase !important; visibility: hidden; opacity: .1 !important;
      transform: rotate(4deg) !important; }
  html, body { display: block !important; transform: none !important; opacity: 1 !important;
      visibility: visible !important; }
  html { font-size: 62.5%; } body { transform: scale(.5); filter: blur(2px) !important; overflow: hidden; }
  button { all: unset !important; background: hotpink !important; } a { pointer-events: none !important; }
  staysafe-chat { display: none !important; position: static !important; width: 1px !important;
      z-index: -1 !important; }
</style>
"""
EMBED = '<script type="module" src="{widget}" data-partner="demo"></script>'


def sound(chat: Chat) -> None:
    """It can be seen, has its own look, and works."""
    page = chat.page
    chat.open()
    box = chat.find(".app").bounding_box()
    assert box["width"] > 300 and box["height"] > 500
    look = chat.find(".title").evaluate(
        "(e) => { const s = getComputedStyle(e); return [parseFloat(s.fontSize) > 14, s.letterSpacing,"
        " s.textTransform, s.visibility, s.opacity, s.transform]; }"
    )
    assert look == [True, "normal", "none", "visible", "1", "none"]
    on_top = (
        "(app) => { const r = app.getBoundingClientRect();"
        " return app.contains(app.getRootNode().elementFromPoint(r.x + r.width / 2, r.y + 20)); }"
    )
    assert chat.find(".app").evaluate(on_top)
    assert chat.type("what is grooming").inner_text()
    assert page.evaluate("getComputedStyle(document.querySelector('staysafe-chat')).opacity") == "1"


def test_aggressive_styles(visit: Visit) -> None:
    page = visit().host(f"<!doctype html><html><head>{RESETS}</head><body><h1>Youth site</h1>{EMBED}</body></html>")
    page.locator(".launch").wait_for()
    sound(Chat(page))


def test_a_strict_policy(visit: Visit) -> None:
    visitor = visit()
    policy = (
        f"default-src 'none'; script-src {visitor.url}; connect-src {visitor.url}; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )
    visitor.expected += ["TrustedHTML"]
    page = visitor.host(f"<!doctype html><h1>Youth site</h1>{EMBED}", **{"Content-Security-Policy": policy})
    page.locator(".launch").wait_for()
    sound(Chat(page))


def test_another_widget_in_the_same_corner(visit: Visit) -> None:
    other = (
        '<div id="other" style="position:fixed;right:20px;bottom:20px;width:70px;height:70px;'
        'z-index:2147483647;background:#00f"></div>'
    )
    page = visit().host(f"<!doctype html><h1>Youth site</h1>{EMBED}{other}")
    page.locator(".launch").wait_for()
    page.wait_for_function(
        "document.querySelector('staysafe-chat').shadowRoot.querySelector('.launch').getBoundingClientRect().bottom"
        " <= document.querySelector('#other').getBoundingClientRect().top"
    )
    sound(Chat(page))


def test_the_other_side(visit: Visit) -> None:
    page = visit().host("<!doctype html>" + EMBED.replace("data-p", 'data-side="left" data-p'))
    assert page.locator(".launch").bounding_box()["x"] < 40
    chat = Chat(page).open()
    assert chat.find(".app").bounding_box()["x"] < 40


def test_inline_in_a_page_where_the_script_stands(visit: Visit) -> None:
    inline = EMBED.replace("data-p", 'data-mode="inline" data-p')
    html = f'<!doctype html><main><h1>Ask us</h1><p id="a">before</p>{inline}<p>after</p></main>'
    page = visit(viewport=PHONE).host(html)
    chat = Chat(page)
    chat.find(".tiles").wait_for()
    after = "document.querySelector('#a').nextElementSibling.nextElementSibling.localName"
    assert page.evaluate(after) == "staysafe-chat"
    assert chat.find(".app").bounding_box()["width"] <= 375
    assert chat.type("hello").inner_text()


def test_as_an_element(visit: Visit) -> None:
    html = (
        "<!doctype html><style>staysafe-chat { height: 500px !important }</style>"
        '<staysafe-chat data-mode="inline" data-partner="demo" data-country="KE"></staysafe-chat>'
        '<script type="module" src="{widget}" data-manual></script>'
    )
    page = visit().host(html)
    chat = Chat(page)
    chat.find(".tiles").wait_for()
    expect(page.locator("staysafe-chat")).to_have_count(1)
    expect(chat.find(".bar a.way").first).to_be_visible()


def test_the_session_can_be_kept_in_the_tab_by_choice(visit: Visit) -> None:
    html = '<!doctype html><script type="module" src="{widget}" data-partner="demo" data-keep="tab"></script>'
    visitor = visit()
    page = visitor.host(html)
    chat = Chat(page).open()
    chat.type("marker-44aa")
    kept = "() => JSON.stringify({...sessionStorage})"
    stored = page.evaluate(kept)
    assert "staysafe" in stored and "marker" not in stored
    chat.leave().click()
    page.wait_for_url("https://www.wikipedia.org/")
    page.goto(visitor.partner)
    assert page.evaluate(kept) == "{}"


@pytest.mark.parametrize("primary", ["#ffffff", "#000000", "#ffee00", "#777777", "#0b5d66", "#ff00ff"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_partners_colours_are_made_readable(visit: Visit, primary: str, scheme: str) -> None:
    visitor = visit(color_scheme=scheme)
    look = {"primary": primary, "accent": primary}
    visitor.answer_with("/config", lambda found: found | {"partner": found["partner"] | {"colours": look}})
    chat = Chat(visitor.open())
    for selector in (".tool", ".send", ".way", ".more", ".leave"):
        assert ratio(chat.page, selector) >= 4.5, (selector, primary)


def ratio(page: Page, selector: str) -> float:
    """Contrast of the words of an element with what is behind them."""
    return float(page.evaluate((HERE / "contrast.js").read_text("utf-8"), selector))
