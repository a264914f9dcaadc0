"""The newest answer is in view, whatever the window, and so are help and the way out. Rectangles, measured."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.web.chat import Chat
from tests.web.conftest import Visitor

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]
#: From a watch-like window (400 % zoom of 1280x1024) and a phone on its side to a large screen.
SIZES = [(320, 256), (320, 300), (320, 568), (375, 667), (568, 320), (640, 400), (844, 390), (1280, 800), (1920, 1080)]
ACTIONS: dict[str, Callable[[Chat], Any]] = {
    "type": lambda chat: chat.type("what is grooming"),
    "type a lot": lambda chat: chat.type("i would like to know something about it. " * 30 + "what is grooming"),
    "call for help": lambda chat: chat.type("he says he'll post it if i dont pay"),
    "menu": lambda chat: (chat.tool("Menu"), chat.find(".sheet").get_by_role("button", name="Take a quiz").click()),
    "story": lambda chat: chat.tap("Step into a story"),
}
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


@pytest.mark.parametrize("width,height", SIZES)
def test_the_answers_first_line_is_in_view(visit: Visit, width: int, height: int) -> None:
    visitor = visit(viewport={"width": width, "height": height})
    wrong = {}
    for name, act in ACTIONS.items():
        chat = Chat(visitor.open("/chat?country=GB"))
        act(chat)
        chat.page.wait_for_function(
            "() => document.querySelector('staysafe-chat').shadowRoot.querySelector('.mine + .turn:not(.mine)')"
        )
        found = chat.find(".app").evaluate(LOOK)
        wrong |= {name: found} if not all(found.values()) else {}
        chat.page.close()
    assert not wrong, {name: [part for part, held in found.items() if not held] for name, found in wrong.items()}


def test_the_first_view_of_a_small_phone_shows_both_ways_to_help(visit: Visit) -> None:
    chat = Chat(visit(viewport={"width": 320, "height": 568}).open())
    pane = chat.find(".pane").bounding_box()
    for tile in chat.find(".tiles .help").all():
        box = tile.bounding_box()
        assert box["y"] >= pane["y"] and box["y"] + box["height"] <= pane["y"] + pane["height"], tile.inner_text()
    assert chat.find(".tiles .help").count() == 2


#: Interactive things that can be seen, whose middle belongs to something else that can be tapped.
COVERED = """() => {
  const deep = (x, y) => { let e = document.elementFromPoint(x, y);
    for (let below; (below = e?.shadowRoot?.elementFromPoint(x, y)) && below !== e; ) e = below;
    return e; };
  const all = [...document.querySelectorAll('a, button, select, input, summary')];
  const inside = document.querySelector('staysafe-chat')?.shadowRoot;
  if (inside) all.push(...inside.querySelectorAll('a, button, select, textarea, summary'));
  const dock = innerHeight - (document.body.matches('.full') ? 0 : 80);
  const found = [];
  for (const e of all) {
    const r = e.getBoundingClientRect();
    const [x, y] = [r.x + r.width / 2, r.y + r.height / 2];
    if (!r.width || !e.checkVisibility() || y < 0 || y > innerHeight || x < 0 || x > innerWidth) continue;
    if (e.closest('.unseen, .skip') || (y > dock && !e.closest('.leave, .launch'))) continue;
    const clip = e.closest('.pane, .side, .sheet')?.getBoundingClientRect();
    if (clip && (y < clip.top || y > clip.bottom)) continue;
    const top = deep(x, y);
    if (!top || e.contains(top) || top.contains(e)) continue;
    const over = top.closest('a, button, select, textarea, summary');
    if (over && !over.contains(e)) found.push(`${over.textContent.trim()} covers ${e.textContent.trim()}`);
  }
  return found;
}"""
PAGES = ["/", "/topics", "/topics/grooming", "/referrals?country=KE", "/privacy", "/chat"]


@pytest.mark.parametrize("width,height", [(320, 568), (390, 844), (844, 390), (1280, 800)])
def test_nothing_lies_over_what_can_be_tapped(visit: Visit, width: int, height: int) -> None:
    visitor = visit(viewport={"width": width, "height": height})
    for path in PAGES:
        page = visitor.open(path)
        page.wait_for_timeout(400)
        for part in (0, 0.3, 0.6, 1):
            page.evaluate(f"scrollTo(0, {part} * (document.documentElement.scrollHeight - innerHeight))")
            assert page.evaluate(COVERED) == [], (path, part)
        page.close()


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
