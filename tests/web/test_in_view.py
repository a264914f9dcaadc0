"""The newest answer is in view, whatever the window, and so are help and the way out. Rectangles, measured."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.web.chat import Chat
from tests.web.conftest import Visitor
from tests.web.test_accessible import rtl

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]
#: From a watch-like window (400 % zoom of 1280x1024) and a phone on its side to a large screen.
SIZES = [(320, 256), (320, 300), (320, 568), (375, 667), (568, 320), (640, 400), (844, 390), (1280, 800), (1920, 1080)]


def story(chat: Chat) -> None:
    """The next choice of a story, or its beginning."""
    if chat.find(".next .answer").count():
        chat.tap_answer(0)
    elif chat.find(".next .entry").count():
        chat.after(chat.find(".next .entry").first.click)
    else:
        chat.type("step into a story")


def menu(chat: Chat) -> None:
    """A quiz, by the menu."""
    chat.tool("Menu")
    chat.after(chat.find(".sheet").get_by_role("button", name="Take a quiz").click)


def offline(chat: Chat) -> None:
    """A message that does not get through."""
    chat.page.context.set_offline(True)
    chat.type("are you there")
    chat.page.context.set_offline(False)


#: What somebody does, turn by turn, in one talk.
TALK: list[Callable[[Chat], Any]] = [
    lambda chat: chat.type("what is grooming"),
    lambda chat: chat.type("i would like to know something about it. " * 30 + "what is grooming"),
    lambda chat: chat.type("he says he'll post it if i dont pay"),
    lambda chat: chat.type("im scared"),
    lambda chat: chat.type("what happens when i call"),
    offline,
    lambda chat: chat.type("thanks"),
    menu,
    lambda chat: chat.tap_answer(1),
    lambda chat: chat.type("step into a story"),
    story,
    story,
    story,
    lambda chat: chat.type("read the chat"),
    lambda chat: chat.type("calm"),
    lambda chat: chat.type("my plan"),
]
#: The answer's first line and the end of the own words, against the part of the pane that can be seen.
LOOK = """(app) => {
  const pane = app.querySelector('.pane').getBoundingClientRect();
  const turns = app.querySelectorAll('.turn:not(.mine)');
  const words = document.createTreeWalker(turns[turns.length - 1], NodeFilter.SHOW_TEXT);
  let line = null;
  while (words.nextNode() && !line) {
    const { parentElement } = words.currentNode;
    if (!words.currentNode.data.trim() || parentElement.closest('.unseen')) continue;
    const range = document.createRange(); range.selectNodeContents(words.currentNode);
    line = range.getClientRects()[0];
  }
  const mine = [...app.querySelectorAll('.mine .bubble')].pop().getBoundingClientRect();
  const seen = (part) => { const r = app.querySelector(part).getBoundingClientRect();
    return r.width > 20 && r.top >= -1 && r.bottom <= innerHeight + 1 && r.left >= -1 && r.right <= innerWidth + 1; };
  return { above: line.top >= pane.top - 1, within: line.bottom <= Math.min(pane.bottom, innerHeight) + 1,
    below: line.top >= mine.bottom - 1, leave: seen('.app > .leave'), call: seen('.bar .way'), box: seen('textarea') };
}"""


#: Drawings, late parts and the resized frame have found their places.
SETTLED = "new Promise((done) => setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(done)), 60))"


def walked(chat: Chat, talk: list[Callable[[Chat], Any]], sizes: list[tuple[int, int]], first: int = 0) -> dict:
    """What was out of view after which turn; each turn in another window, beginning with number `first`."""
    wrong = {}
    for turn, act in enumerate(talk):
        width, height = sizes[(first + turn) % len(sizes)]
        chat.page.set_viewport_size({"width": width, "height": height})
        chat.page.evaluate(SETTLED)
        act(chat)
        chat.page.evaluate(SETTLED)
        found = [part for part, held in chat.find(".app").evaluate(LOOK).items() if not held]
        wrong |= {f"turn {turn} in {width}x{height}": found} if found else {}
    return wrong


@pytest.mark.parametrize("first", range(0, len(SIZES), 3))
def test_every_answer_begins_in_view(visit: Visit, first: int) -> None:
    """Sizes go round within the talk, and it is held again beginning with another one: most pairs come up."""
    visitor = visit()
    visitor.expected += ["Failed to load resource", "net::ERR"]
    assert not walked(Chat(visitor.open("/chat?country=GB")), TALK, SIZES, first)


def test_in_the_bubble_of_a_partners_page(visit: Visit) -> None:
    visitor = visit()
    page = visitor.host(
        '<!doctype html><title>Youth site</title><p style="height:1500px">Youth site</p>'
        '<script type="module" src="{widget}" data-partner="demo" data-country="GB"></script>'
    )
    assert not walked(Chat(page).open(), TALK[:5] + TALK[7:12], SIZES)


@pytest.mark.parametrize("size", ["Large", "Very large"])
def test_with_larger_words(visit: Visit, size: str) -> None:
    chat = Chat(visit(viewport={"width": 390, "height": 664}).open("/chat?country=GB"))
    chat.tool("Settings")
    chat.box.get_by_label(size, exact=True).check()
    chat.back()
    assert not walked(chat, TALK[:5], [(390, 664), (375, 667), (1280, 800)])


def test_from_right_to_left(visit: Visit) -> None:
    visitor = visit(viewport={"width": 390, "height": 664})
    visitor.answer_with("/config", rtl)
    assert not walked(Chat(visitor.open("/chat?country=GB")), [*TALK[:5], TALK[9], story], SIZES)


def test_the_first_view_of_a_small_phone_shows_both_ways_to_help(visit: Visit) -> None:
    chat = Chat(visit(viewport={"width": 320, "height": 568}).open())
    pane = chat.find(".pane").bounding_box()
    for tile in chat.find(".tiles .help").all():
        box = tile.bounding_box()
        assert box["y"] >= pane["y"] and box["y"] + box["height"] <= pane["y"] + pane["height"], tile.inner_text()
    assert chat.find(".tiles .help").count() == 2


KEYBOARD = """(height) => { const seen = visualViewport;
  Object.defineProperty(seen, 'height', { get: () => height, configurable: true });
  Object.defineProperty(seen, 'offsetTop', { get: () => 0, configurable: true });
  seen.dispatchEvent(new Event('resize')); }"""


@pytest.mark.parametrize("mode", ["bubble", "page", "inline"])
def test_above_the_keyboard_of_a_phone_are_the_way_out_and_a_call(visit: Visit, mode: str) -> None:
    """An iPhone's window of 390x664 with a keyboard of 336 px, as it tells pages."""
    visitor = visit(viewport={"width": 390, "height": 664})
    if mode == "page":
        chat = Chat(visitor.open("/chat?country=GB"))
    else:
        line = '<script type="module" src="{widget}" data-country="GB" data-mode="MODE"></script>'
        html = f'<!doctype html><p style="height:500px">Youth site</p>{line}'
        chat = Chat(visitor.host(html.replace("MODE", mode)))
        chat.find(".launch").click() if mode == "bubble" else None
        chat.find(".tiles").first.wait_for()
    chat.box.get_by_label("Type a message").focus()
    chat.page.evaluate(KEYBOARD, 328)
    chat.page.wait_for_timeout(200)
    for part in (".app > .leave", ".bar .way", "textarea"):
        box = chat.find(part).first.bounding_box()
        assert box["y"] >= 0 and box["y"] + box["height"] <= 328, (part, box)
    chat.page.evaluate(KEYBOARD, 664)
    chat.page.wait_for_timeout(200)
    assert not chat.find(".app").evaluate("(app) => app.hasAttribute('data-typing')")
