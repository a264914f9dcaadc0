"""Hostile text stays text, wherever it comes from: the bot, the configuration, partners' names, the contacts."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest

from tests.web.chat import Chat
from tests.web.conftest import Visitor

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]

CODE = "window.pwned=1"
HOSTILE = [
    f"<script>{CODE}</script>",
    f"<img src=x onerror={CODE}>",
    f"<svg onload={CODE}>",
    f"<svg><script>{CODE}</script></svg>",
    f"<svg><animate onbegin={CODE} attributeName=x dur=1s>",
    f"<iframe src='javascript:{CODE}'></iframe>",
    f"<iframe srcdoc='<script>parent.{CODE}</script>'></iframe>",
    f"<body onload={CODE}>",
    f"<details open ontoggle={CODE}>x</details>",
    f"<video><source onerror={CODE}></video>",
    f"<input autofocus onfocus={CODE}>",
    f"<math><mi xlink:href='javascript:{CODE}'>x</mi></math>",
    f"<a href='javascript:{CODE}'>x</a>",
    f"<form action='javascript:{CODE}'><button>x</button></form>",
    f"<object data='javascript:{CODE}'></object>",
    f"<embed src='javascript:{CODE}'>",
    f"<link rel=stylesheet href='javascript:{CODE}'>",
    "<style>*{display:none!important}</style>",
    "<base href='https://evil.example/'>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    f"<marquee onstart={CODE}>x</marquee>",
    f"<template><script>{CODE}</script></template>",
    f"<noscript><p title='</noscript><img src=x onerror={CODE}>'>",
    f"</textarea><script>{CODE}</script>",
    f"</title><script>{CODE}</script>",
    f'"><script>{CODE}</script>',
    f"' onmouseover='{CODE}' x='",
    f'" autofocus onfocus="{CODE}" x="',
    f"`${{{CODE}}}`",
    f"${{{CODE}}}",
    f"{{{{constructor.constructor('{CODE}')()}}}}",
    f"[x](javascript:{CODE})",
    f"[x](JaVaScRiPt:{CODE})",
    f"[x](java\tscript:{CODE})",
    f"[x](\x01javascript:{CODE})",
    f"[x](&#106;avascript:{CODE})",
    f"[x](%6aavascript:{CODE})",
    f"[x](data:text/html,<script>{CODE}</script>)",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    f"[x](vbscript:{CODE})",
    "[x](file:///etc/passwd)",
    "[x](blob:https://evil.example/1)",
    "[x](http://plain.example/)",
    "[x](//evil.example/)",
    "[x](/\\evil.example/)",
    "[x](https://user:secret@evil.example/)",
    "[x](ftp://evil.example/)",
    "[x](intent://evil#Intent;scheme=http;end)",
    f"[<img src=x onerror={CODE}>](https://safe.example/)",
    f"**<img src=x onerror={CODE}>**",
    f"- <img src=x onerror={CODE}>\n- **[x](javascript:{CODE})**",
    "**" * 500,
    "[" * 500 + "](" * 500,
    "\u202egnp.exe \u2066\u2067",
    "x\u0000y\ufeff\ufffe",
    "__proto__",
    "constructor",
]
SAFE = ("https:", "tel:", "sms:")
BAD = (
    "script, img, iframe, object, embed, form:not(.say), style, link, base, meta, marquee, video, math,"
    " [onerror], [onload], [onfocus]"
)


def unharmed(chat: Chat) -> None:
    """No element of an attack, no live link of another kind, nothing ran."""
    page = chat.page
    assert page.evaluate("window.pwned") is None
    app = chat.find(".app")
    assert app.evaluate("(app, bad) => [...app.querySelectorAll(bad)].map((e) => e.outerHTML)", BAD) == []
    links = app.evaluate("(app) => [...app.querySelectorAll('a')].map((a) => [a.protocol, a.host, a.href])")
    own = page.evaluate("location.host")
    assert not [link for link in links if link[0] not in SAFE and link[1] != own], links
    assert page.evaluate("Object.prototype.polluted") is None


def test_there_are_enough_of_them() -> None:
    assert len(set(HOSTILE)) >= 50


def test_in_what_the_bot_says(visit: Visit) -> None:
    visitor = visit()
    chat = Chat(visitor.open())

    def hostile(answer: dict[str, Any]) -> dict[str, Any]:
        kinds = ["text", "topic", "scenario", "quiz", "help", "system", "<b>"]
        said = [
            {
                "kind": kinds[n % 7],
                "text": text,
                "title": text,
                "source": text,
                "progress": {"at": text, "of": text, "text": text},
            }
            for n, text in enumerate(HOSTILE)
        ]
        taps = [
            {"title": text, "payload": f'/choose{{"at":"{n}"}}' if n % 2 else f"/{text}"}
            for n, text in enumerate(HOSTILE)
        ]
        return answer | {"messages": said, "suggestions": taps}

    visitor.answer_with("/messages", hostile)
    turn = chat.type("hello")
    unharmed(chat)
    shown = turn.inner_text()
    for text in (HOSTILE[0], HOSTILE[1], HOSTILE[9], HOSTILE[26]):
        assert text in shown
    for term in chat.find("details").all()[:5]:
        term.locator("summary").click()
    unharmed(chat)


def spoil(value: Any, number: list[int], kept: tuple[str, ...] = ()) -> Any:
    """Every text of a JSON replaced by a hostile one; keys and structure stay, and the values of the keys `kept`."""
    if isinstance(value, dict):
        return {key: part if key in kept else spoil(part, number, kept) for key, part in value.items()}
    if isinstance(value, list):
        return [spoil(part, number, kept) for part in value]
    if isinstance(value, str):
        number[0] += 1
        return HOSTILE[number[0] % len(HOSTILE)]
    return value


@pytest.mark.parametrize("start", range(0, 40, 8))
def test_in_configuration_partner_and_contacts(visit: Visit, start: int) -> None:
    visitor = visit()
    visitor.expected.append("status of 400")  # the server refuses contacts in a language that is no code
    visitor.answer_with(
        "/config", lambda found: spoil(found, [start]) | {"glossary": dict.fromkeys(HOSTILE, HOSTILE[start])}
    )
    # A way to reach somebody that the widget does not know is not drawn; one that it knows is, with hostile values.
    kept = ("by",) if start else ()
    visitor.answer_with("/referrals", lambda found: spoil(found, [start], kept))
    page = visitor.page()
    page.goto(f"{visitor.url}/chat")
    chat = Chat(page)
    chat.find(".bar .way" if kept else ".bar .more").first.wait_for()
    unharmed(chat)
    for key in ("menu", "settings", "help"):
        chat.find(f'[data-key="{key}"]').first.click()
        chat.find(".sheet").wait_for()
        page.wait_for_timeout(50)
        unharmed(chat)
        chat.find(".sheet > button").first.click()


def test_in_the_country_list_and_colours(visit: Visit) -> None:
    visitor = visit()
    look = {"primary": "red;background:url(https://evil.example/)", "accent": "javascript:1"}
    bad = {"exit_url": f"javascript:{CODE}", "persona": HOSTILE[0], "colours": look}
    visitor.answer_with(
        "/config", lambda found: found | {"partner": found["partner"] | bad, "direction": "x onload=1", "lang": '"><b>'}
    )
    chat = Chat(visitor.open())
    assert chat.leave().get_attribute("href") == "https://www.wikipedia.org/"
    unharmed(chat)


def test_in_the_address_of_a_page(visit: Visit, stack: Any) -> None:
    page = visit().page()
    for text in HOSTILE[::6]:
        page.goto(f"{stack.url}/referrals?{urlencode({'q': text, 'country': text, 'lang': text})}")
        assert page.evaluate("window.pwned") is None
        assert page.locator("#q").get_attribute("value") == text[:80].strip().replace("\x00", "\ufffd")
