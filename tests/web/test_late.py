"""What comes late (the configuration, an answer) takes nothing away: what was opened, typed, read, or has the focus."""

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.web.chat import Chat
from tests.web.conftest import Visitor
from tests.web.faulty import Faulty

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]
LINE = '<!doctype html><title>Youth site</title><script type="module" src="{widget}" data-partner="demo"></script>'
#: Is the focus in the sheet?
IN_SHEET = "() => !!document.querySelector('staysafe-chat').shadowRoot.activeElement?.closest('.sheet')"
NINE_HOURS = "const now = Date.now.bind(Date); Date.now = () => now() + 9 * 3600000; dispatchEvent(new Event('focus'));"


@dataclass
class Late:
    """A Staysafe whose answers to some paths wait until they are let through."""

    target: str
    #: Part of an address, and what lets it through.
    gates: dict[str, threading.Event] = field(default_factory=dict)
    #: Changes the JSON of what is asked for at an address.
    change: Callable[[str, Any], Any] = lambda path, body: body

    def __post_init__(self) -> None:
        self.server = Faulty(self.target, self._spoil).start()

    def hold(self, part: str) -> threading.Event:
        """From now on answers to addresses with `part` in them wait for the event."""
        return self.gates.setdefault(part, threading.Event())

    def _spoil(
        self, method: str, path: str, status: int, headers: dict[str, str], body: bytes
    ) -> tuple[int, dict[str, str], bytes]:
        for part, gate in list(self.gates.items()):
            if part in path and method != "OPTIONS":
                gate.wait(10)
        if "/v1/" in path and body:
            body = json.dumps(self.change(path, json.loads(body))).encode()
        return status, headers, body


@pytest.fixture
def late(stack: Any) -> Iterator[Late]:
    made = Late(stack.url)
    yield made
    for gate in made.gates.values():
        gate.set()
    made.server.stop()


def opened(visit: Visit, late: Late, **options: Any) -> Chat:
    """A chat on a partner's page; its configuration may still be on its way."""
    visitor = visit(**options)
    visitor.others.add(visitor.url.removeprefix("http://"))
    visitor.url = late.server.url
    chat = Chat(visitor.host(LINE))
    chat.find(".launch").click()
    chat.find("textarea").wait_for()
    chat.find(".head").evaluate("(e) => e.classList.add('old')")
    return chat


def let_through(chat: Chat, gate: threading.Event) -> None:
    """What was held comes, and the frame is drawn anew."""
    gate.set()
    drawn = "() => !document.querySelector('staysafe-chat').shadowRoot.querySelector('.head.old')"
    chat.page.wait_for_function(drawn)


@pytest.mark.parametrize("sheet", ["menu", "settings", "help"])
def test_an_open_sheet_stays_open_and_the_talk_works_after_it(visit: Visit, late: Late, sheet: str) -> None:
    gate = late.hold("/config")
    chat = opened(visit, late)
    chat.find(f'[data-key="{sheet}"]').click()
    chat.find(".sheet").wait_for()
    let_through(chat, gate)
    expect(chat.find(".sheet")).to_have_count(1)
    assert chat.page.evaluate(IN_SHEET)
    inside = {"menu": ".chapter", "settings": "[type=radio]", "help": "select#country"}
    chat.find(f".sheet {inside[sheet]}").first.wait_for()
    chat.back()
    assert "back" not in chat.focused().lower() and chat.type("what is grooming").inner_text()


def test_the_focus_stays_on_what_was_chosen_in_the_settings(visit: Visit, late: Late) -> None:
    gate = late.hold("/config")
    chat = opened(visit, late)
    chat.find('[data-key="settings"]').click()
    chat.find("[name=size]").nth(1).check()
    let_through(chat, gate)
    expect(chat.find("[name=size]").nth(1)).to_be_focused()
    expect(chat.find("[name=size]").nth(1)).to_be_checked()


def test_words_half_typed_stay_and_go_on(visit: Visit, late: Late) -> None:
    gate = late.hold("/config")
    chat = opened(visit, late)
    chat.find("textarea").click()
    chat.page.keyboard.type("hel me")
    for _ in range(3):
        chat.page.keyboard.press("ArrowLeft")
    let_through(chat, gate)
    chat.page.keyboard.type("p")
    expect(chat.find("textarea")).to_have_value("help me")


@pytest.mark.parametrize("selector", [".app > .leave", ".bar .way", "[data-key=close]"])
def test_the_focus_stays_on_the_way_out_and_on_a_call(visit: Visit, late: Late, selector: str) -> None:
    gate = late.hold("/config")
    chat = opened(visit, late)
    chat.find(selector).first.focus()
    let_through(chat, gate)
    assert chat.page.evaluate(
        "(selector) => { const { activeElement } = document.querySelector('staysafe-chat').shadowRoot;"
        " return activeElement?.matches(selector) || activeElement?.className; }",
        selector,
    ) in (True, "pane")


def test_an_answer_stays_in_view_and_what_is_read_in_its_place(visit: Visit, late: Late) -> None:
    """The language of the talk has changed, and the words of its buttons come late."""
    chat = opened(visit, late)
    chat.find(".tiles").wait_for()
    for text in ("what is grooming", "what is sextortion"):
        chat.type(text)
    late.change = lambda path, body: body | {"lang": "xx"} if "/messages" in path else body
    gate = late.hold("/config")
    chat.type("im scared")
    chat.find(".pane").evaluate("(pane) => { pane.scrollTop = 137; }")
    let_through(chat, gate)
    assert chat.find(".pane").evaluate("(pane) => pane.scrollTop") == 137


def test_the_last_of_two_languages_counts(visit: Visit, late: Late) -> None:
    two = [{"code": code, "name": code} for code in ("en", "aa", "bb")]

    def spoken(path: str, body: Any) -> Any:
        asked = path.partition("lang=")[2][:2]
        return body | {"lang": asked or "en", "languages": two, "partner": None} if "/config" in path else body

    late.change = spoken
    chat = opened(visit, late)
    chat.find(".tiles").wait_for()
    chat.tool("Settings")
    gate = late.hold("lang=aa")
    chat.find("#lang").focus()
    chat.find("#lang").select_option("aa")
    chat.find("#lang").select_option("bb")
    expect(chat.find(".app")).to_have_attribute("lang", "bb")
    expect(chat.find("#lang")).to_be_focused()
    gate.set()
    chat.page.wait_for_timeout(700)
    expect(chat.find(".app")).to_have_attribute("lang", "bb")


def test_an_answer_that_comes_after_the_talk_was_wiped_is_not_shown_and_forgotten(visit: Visit, late: Late) -> None:
    chat = opened(visit, late)
    chat.find(".tiles").wait_for()
    gate = late.hold("/messages")
    chat.box.get_by_label("Type a message").fill("marker-31dd he says he'll post it if i dont pay")
    chat.page.keyboard.press("Enter")
    chat.find(".typing").wait_for()
    chat.page.evaluate(f"(() => {{ {NINE_HOURS} }})()")
    expect(chat.find(".mine")).to_have_count(0)
    expect(chat.find(".typing")).to_have_count(0)
    with chat.page.expect_request(lambda request: request.url.endswith("/end")):
        gate.set()
    expect(chat.find(".card.help")).to_have_count(0)
    assert chat.type("what is grooming").inner_text()


def test_an_answer_that_comes_while_a_sheet_is_open_is_there_when_it_closes(visit: Visit, late: Late) -> None:
    chat = opened(visit, late)
    chat.find(".tiles").wait_for()
    gate = late.hold("/messages")
    chat.find(".tiles .chip").first.click()
    chat.find(".typing").wait_for()
    chat.tool("Menu")
    gate.set()
    expect(chat.find(".turn:not(.mine)")).to_have_count(2)
    assert chat.page.evaluate(IN_SHEET)
    chat.back()
    pane = chat.find(".pane").bounding_box()
    top = chat.find(".turn").last.bounding_box()["y"]
    assert pane["y"] <= top <= pane["y"] + pane["height"]
    assert chat.type("what is grooming").inner_text()
