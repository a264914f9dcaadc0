"""A partner's page with the one line of the README, in three engines, with nothing intercepted:
open, ask, get the topic, choose a country, leave. Through wheels and fingers, not through functions of ours."""

import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest

from tests.web.engines import Engine, chromium, firefox, wait, webkit
from tests.web.sites import Pages

pytestmark = pytest.mark.browser
ENGINES = {"chromium": chromium, "firefox": firefox, "webkit": webkit}
LINE = '<script type="module" src="{site}/widget.js"{more}></script>'
PAGE = "<!doctype html><title>A youth site</title><h1>A youth site</h1><input id=field>{line}"
ROOT = "document.querySelector('staysafe-chat')?.shadowRoot"
#: What pages of careful sites say: nothing but Staysafe, no HTML from strings, and a question before leaving.
STRICT = (
    "default-src 'none'; script-src {site} 'self'; connect-src {site}; base-uri 'none'; form-action 'none';"
    " require-trusted-types-for 'script'; trusted-types 'none'"
)
HOLDING = "addEventListener('beforeunload', (event) => { event.preventDefault(); event.returnValue = 'x'; });"
MODAL = "const asked = document.createElement('dialog'); document.body.append(asked); asked.showModal();"


class Hand:
    """Somebody in front of a browser.

    Args:
        engine: the browser.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def tap(self, selector: str) -> None:
        """Tap what is shown of the chat, where it is shown: something above it takes the tap instead."""
        place = (
            f"(() => {{ const found = {ROOT}?.querySelector({selector!r}); if (!found) return null;"
            " found.scrollIntoView({ block: 'nearest' }); const box = found.getBoundingClientRect();"
            " return box.width ? [box.x + box.width / 2, box.y + box.height / 2] : null; })()"
        )
        self.engine.tap(*wait(self.engine, place, f"{selector} is to be seen"))

    def tap_page(self, selector: str) -> None:
        """Tap something of the page around the chat."""
        box = f"document.querySelector({selector!r}).getBoundingClientRect()"
        self.engine.tap(*self.engine.run(f"(({{ x, y }}) => [x + 5, y + 5])({box})"))

    def sees(self, text: str) -> None:
        """Wait until the chat shows a text."""
        wait(self.engine, f"{ROOT}?.querySelector('.app')?.innerText.includes({text!r})", f"the chat shows {text}")

    def ask(self, text: str) -> None:
        """Type a message and send it."""
        self.tap("textarea")
        self.engine.keys(text + "\n")

    def choose(self, country: str) -> None:
        """Choose a country in the sheet of contacts. (Lists of choices are the system's own: no engine shows them.)"""
        self.tap('[data-key="help"]')
        chosen = (
            f"(() => {{ const list = {ROOT}.querySelector('select#country'); if (!list) return false;"
            f" list.value = {country!r};"
            " list.dispatchEvent(new Event('change')); return true; })()"
        )
        wait(self.engine, chosen)


@pytest.fixture(scope="module", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """Each engine in its turn."""
    more = [request.getfixturevalue("driver")] if request.param == "chromium" else []
    with ENGINES[request.param].start(*more) as running:
        yield running


@pytest.fixture
def embedded(engine: Engine, stack: Any, youth_site: Pages) -> Any:
    """Opens a partner's page with the line; gives a hand for it."""
    exit_path = youth_site.put("<title>Weather</title><h1>Sunny</h1>", "/weather")

    def come(before: str = "", policy: str = "", more: str = ' data-partner="demo"') -> Hand:
        youth_site.put(before, "/before.js", **{"Content-Type": "text/javascript"})
        more += f' data-exit="{stack.partner}{exit_path}"'
        line = '<script src="/before.js"></script>' * bool(before) + LINE.format(site=stack.url, more=more)
        headers = {"Content-Security-Policy": policy.format(site=stack.url)} if policy else {}
        youth_site.put(PAGE.format(line=line), "/", **headers)
        engine.go(f"{stack.partner}/?{id(line)}")
        return Hand(engine)

    return come


def asks_and_is_answered(hand: Hand) -> None:
    hand.tap(".launch")
    hand.sees("computer program")
    hand.ask("what is grooming")
    hand.sees("Grooming")


def test_the_line_of_the_readme(embedded: Any, stack: Any) -> None:
    hand = embedded()
    asks_and_is_answered(hand)
    contacts = stack.request("GET", "/webhooks/web/v1/referrals?country=KE")[1]
    hand.choose("KE")
    wait(hand.engine, f"{ROOT}.querySelector('.bar').innerText.includes({contacts['talk']['name']!r})")


def test_leaving_although_the_page_asks_to_stay_and_shows_a_dialog(embedded: Any) -> None:
    hand = embedded(HOLDING + "addEventListener('load', () => setTimeout(() => {" + MODAL + "}, 300));", more="")
    wait(hand.engine, "!!document.querySelector('dialog[open] staysafe-chat')", "the chat is where it can be tapped")
    asks_and_is_answered(hand)
    hand.tap("a.leave")
    wait(hand.engine, "document.title === 'Weather'", "the other page has come")


def test_a_strict_policy_with_trusted_types(embedded: Any) -> None:
    hand = embedded(
        "window.bad = []; addEventListener('securitypolicyviolation', (e) =>"
        " e.blockedURI.endsWith('/favicon.ico') || bad.push(e.violatedDirective));",
        STRICT,
    )
    asks_and_is_answered(hand)
    wait(hand.engine, f"{ROOT}.querySelector('.art')?.getBoundingClientRect().width > 40", "a drawing is there")
    assert hand.engine.run("bad") == []


def test_after_twenty_mounts(embedded: Any) -> None:
    mounts = (
        "[...Array(20)].forEach(() => { const chat = document.querySelector('staysafe-chat');"
        " chat.remove(); document.body.append(chat); })"
    )
    hand = embedded()
    wait(hand.engine, f"!!{ROOT}")
    hand.engine.run(f"(() => {{ {mounts} }})()")
    asks_and_is_answered(hand)


def test_all_at_once(embedded: Any) -> None:
    """A strict policy, a page that asks to stay, a modal dialog, and twenty mounts before it."""
    mounts = (
        "const again = setInterval(() => { const chat = document.querySelector('staysafe-chat'); if (!chat) return;"
        " for (let at = 20; at--;) { chat.remove(); document.body.append(chat); }"
        " clearInterval(again); " + MODAL + " }, 50);"
    )
    hand = embedded(HOLDING + mounts, STRICT)
    wait(hand.engine, "!!document.querySelector('dialog[open] staysafe-chat')", "the chat is where it can be tapped")
    asks_and_is_answered(hand)


#: How web people paste the line, or let a tool put it into the page; `{src}` is the address of the launcher.
PASTED = {
    "defer": '<script defer src="{src}" data-partner="demo"></script>',
    "async": '<script async src="{src}" data-partner="demo"></script>',
    "plain": '<script src="{src}" data-partner="demo"></script>',
    "plain, twice": '<script src="{src}" data-partner="demo"></script>' * 2,
    "plain and as a module": '<script src="{src}" data-partner="demo"></script>'
    '<script type=module src="{src}"></script>',
    "by a tag manager": "<script>addEventListener('load', () => { const one = document.createElement('script');"
    " one.src = '{src}'; one.dataset.partner = 'demo'; document.head.append(one); })</script>",
    "in the head": "<head><script src='{src}' data-partner='demo'></script></head>",
    "with names of its own": "<script>var at, file, fixed, place, element, button, BASE, STYLE, FILLED;</script>"
    '<script defer src="{src}" data-partner="demo"></script><script>let HERE = 1;</script>',
    "imported": "<script type=module>import '{src}'</script><staysafe-chat data-partner=demo></staysafe-chat>",
}


@pytest.mark.parametrize("how", PASTED)
def test_however_it_is_pasted(engine: Engine, stack: Any, youth_site: Pages, how: str) -> None:
    line = PASTED[how].replace("{src}", f"{stack.url}/widget.js")
    youth_site.put(PAGE.format(line=line))
    engine.go(f"{stack.partner}/?pasted={how.replace(' ', '_')}")
    asks_and_is_answered(Hand(engine))
    assert engine.run("document.querySelectorAll('staysafe-chat').length") <= 2
    assert (
        engine.run("[...document.querySelectorAll('staysafe-chat')].filter((e) => e.shadowRoot.firstChild).length") == 1
    )


@pytest.mark.parametrize("kind", ["", "defer", "type=module"])
def test_within_a_bundle_of_other_scripts(engine: Engine, stack: Any, youth_site: Pages, kind: str) -> None:
    """Concatenated with what comes before and after; the page says where Staysafe is."""
    with urllib.request.urlopen(f"{stack.url}/widget.js", timeout=10) as answer:
        launcher = answer.read().decode()
    bundle = f"var before = 1\n;{launcher}\n;window.after = 'ran';"
    youth_site.put(bundle, "/assets/all.min.js", **{"Content-Type": "text/javascript"})
    line = f'<script {kind} src="/assets/all.min.js" data-staysafe="{stack.url}/" data-partner="demo"></script>'
    youth_site.put(PAGE.format(line=line))
    engine.go(f"{stack.partner}/?bundle={kind}")
    asks_and_is_answered(Hand(engine))
    assert engine.run("window.after") == "ran"


@pytest.mark.parametrize("around", ["{}", "<div id=root><main>{}</main></div>"])
def test_an_element_within_the_page_on_a_phone(engine: Engine, stack: Any, youth_site: Pages, around: str) -> None:
    leads = stack.partner + youth_site.put("<title>Weather</title><h1>Sunny</h1>", "/weather")
    element = around.format(f'<staysafe-chat data-exit="{leads}"></staysafe-chat>')
    youth_site.put(PAGE.format(line=element + LINE.format(site=stack.url, more=" data-manual")))
    engine.size(390, 664)
    engine.go(f"{stack.partner}/?around={len(around)}")
    hand = Hand(engine)
    try:
        asks_and_is_answered(hand)
        assert engine.run("!document.querySelector('staysafe-chat').closest('[inert]')")
        hand.tap("[data-key=close]")
        wait(engine, "document.querySelectorAll('[inert]').length === 0", "the page is as it was")
        hand.tap(".launch")
        hand.tap("a.leave")
        wait(engine, "document.title === 'Weather'", "the other page has come")
    finally:
        engine.size(1280, 900)


def test_taken_out_it_leaves_the_page_as_it_was(embedded: Any) -> None:
    hand = embedded()
    asks_and_is_answered(hand)
    hand.engine.run("document.querySelector('staysafe-chat').remove()")
    hand.tap_page("#field")
    hand.engine.keys("a\x1b\x1b\x1b\x1b")
    assert hand.engine.run("document.title") == "A youth site"
    assert hand.engine.run("document.querySelectorAll('[inert]').length") == 0
    hand.engine.run("document.body.append(document.createElement('staysafe-chat'))")
    hand.engine.run("document.querySelector('staysafe-chat').remove()")
    embedded()
    wait(hand.engine, f"!!{ROOT}")
    hand.engine.run("(() => { const chat = document.querySelector('staysafe-chat'); chat.open(); chat.remove(); })()")
    hand.engine.run("new Promise((done) => setTimeout(done, 800))")
    assert hand.engine.run("document.querySelectorAll('[inert]').length") == 0


def test_escapes_that_close_something_do_not_leave_and_a_burst_does(embedded: Any) -> None:
    counted = "addEventListener('keydown', (e) => { window.pressed = (window.pressed ?? 0) + (e.key === 'Escape'); });"
    hand = embedded(counted, more="")
    hand.tap(".launch")
    hand.sees("computer program")
    hand.tap('[data-key="menu"]')
    hand.engine.keys("\x1b")
    wait(hand.engine, f"!{ROOT}.querySelector('.sheet')")
    hand.engine.keys("\x1b")
    wait(hand.engine, f"{ROOT}.querySelector('.app').hidden")
    hand.engine.run("new Promise((done) => setTimeout(done, 1000))")
    hand.engine.keys("\x1b")
    assert hand.engine.run("document.title") == "A youth site" and hand.engine.run("window.pressed") == 3
    hand.tap(".launch")
    wait(hand.engine, f"!{ROOT}.querySelector('.app').hidden")
    hand.engine.keys("\x1b\x1b\x1b\x1b")
    wait(hand.engine, "document.title === 'Weather'", "the other page has come")


def test_nothing_of_the_page_is_asked_whether_it_would_like_to_stay(embedded: Any, youth_site: Pages) -> None:
    """Engines differ in what a robot sees of the question; so the page notes that it was asked."""
    holding = (
        "addEventListener('beforeunload', (event) => { fetch('/held', { keepalive: true });"
        " event.preventDefault(); event.returnValue = 'x'; });"
    )
    hand = embedded(holding, more="")
    hand.tap_page("#field")
    hand.engine.keys("a")
    hand.tap(".launch")
    hand.sees("computer program")
    youth_site.asked.clear()
    hand.tap("a.leave")
    wait(hand.engine, "document.title === 'Weather'", "the other page has come")
    assert "/held" not in youth_site.asked


def test_a_modal_dialog_of_a_component_of_the_page(embedded: Any) -> None:
    """As libraries of components draw them: the dialog stands in a shadow tree."""
    modal = (
        "customElements.define('a-dialog', class extends HTMLElement { connectedCallback() {"
        " const asked = document.createElement('dialog'); asked.append('Subscribe?');"
        " this.attachShadow({ mode: 'open' }).append(asked); asked.showModal(); } });"
        "const show = () => document.body.append(document.createElement('a-dialog'));"
        "addEventListener('load', () => setTimeout(show, 400));"
    )
    hand = embedded(modal)
    wait(hand.engine, "!!document.querySelector('a-dialog')?.shadowRoot.querySelector('staysafe-chat')")
    root = ROOT.replace("document", "document.querySelector('a-dialog').shadowRoot")
    box = f"{root}.querySelector('.launch').getBoundingClientRect()"
    hand.engine.tap(*hand.engine.run(f"(({{ x, y }}) => [x + 20, y + 20])({box})"))
    wait(hand.engine, f"{root}.querySelector('.app')?.innerText.includes('computer program')")
