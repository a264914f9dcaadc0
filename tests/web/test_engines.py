"""A partner's page with the one line of the README, in three engines, with nothing intercepted:
open, ask, get the topic, choose a country, leave. Through wheels and fingers, not through functions of ours."""

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
