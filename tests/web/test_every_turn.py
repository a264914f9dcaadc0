"""Each answer of a whole talk begins in view, in all windows, also when parts of it come late. Rectangles, measured."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.web.chat import Chat
from tests.web.conftest import Visitor
from tests.web.test_in_view import LOOK, SIZES

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]
#: Between the two: phones held upright and sideways, windows at 200 % and 400 %.
MORE_SIZES = [(320, 300), (320, 568), (390, 664), (568, 320), (640, 400), (1280, 800)]


def story(chat: Chat) -> None:
    """The next choice of a story, or its beginning."""
    if chat.find(".answer").count():
        chat.tap_answer(0)
    elif chat.find(".next .entry").count():
        chat.find(".next .entry").first.click()
    else:
        chat.tap("Step into a story")


def quiz(chat: Chat) -> None:
    """An answer, right or wrong, or the beginning."""
    chat.tap_answer(1) if chat.find(".answer").count() else chat.type("take a quiz")


def offline(chat: Chat) -> None:
    """A message that does not get through."""
    chat.page.context.set_offline(True)
    chat.type("are you there")
    chat.page.context.set_offline(False)


#: Talks, turn by turn.
TALKS: dict[str, list[Callable[[Chat], Any]]] = {
    "a story": [story] * 5,
    "a quiz": [quiz] * 4,
    "help": [
        lambda chat: chat.type("he says he'll post it if i dont pay"),
        lambda chat: chat.type("im scared"),
        lambda chat: chat.type("what happens when i call"),
        offline,
        lambda chat: chat.type("thanks"),
    ],
    "games": [
        lambda chat: chat.tap("Read the chat") if chat.find(".next").get_by_text("Read the chat").count() else None,
        lambda chat: chat.type("read the chat"),
        lambda chat: chat.type("calm"),
        lambda chat: chat.type("my plan"),
        lambda chat: chat.tap_answer(0) if chat.find(".answer").count() else chat.type("hello"),
    ],
}


def settled(chat: Chat) -> dict[str, bool]:
    """What can be seen when drawings and late parts have come."""
    chat.page.wait_for_timeout(350)
    return chat.find(".app").evaluate(LOOK)


def walked(chat: Chat, turns: list[Callable[[Chat], Any]]) -> dict[str, Any]:
    """The turns after which something was out of view."""
    wrong = {}
    for number, act in enumerate(turns):
        act(chat)
        if not chat.find(".mine").count():
            continue
        found = settled(chat)
        wrong |= {f"turn {number}": found} if not all(found.values()) else {}
    return wrong


@pytest.mark.parametrize("talk", TALKS)
@pytest.mark.parametrize("width,height", MORE_SIZES)
def test_every_turn_of_a_talk(visit: Visit, width: int, height: int, talk: str) -> None:
    visitor = visit(viewport={"width": width, "height": height})
    visitor.expected += ["Failed to load resource", "net::ERR"]
    assert not walked(Chat(visitor.open("/chat?country=GB")), TALKS[talk])


@pytest.mark.parametrize("width,height", SIZES)
def test_in_the_bubble_of_a_partners_page(visit: Visit, width: int, height: int) -> None:
    visitor = visit(viewport={"width": width, "height": height})
    page = visitor.host(
        '<!doctype html><title>Youth site</title><p style="height:1500px">Youth site</p>'
        '<script type="module" src="{widget}" data-partner="demo" data-country="GB"></script>'
    )
    chat = Chat(page).open()
    assert not walked(chat, [lambda chat: chat.type("what is grooming"), *TALKS["help"][:2], story, story])


@pytest.mark.parametrize("size", ["Large", "Very large"])
def test_with_larger_words(visit: Visit, size: str) -> None:
    chat = Chat(visit(viewport={"width": 390, "height": 664}).open("/chat?country=GB"))
    chat.tool("Settings")
    chat.box.get_by_label(size, exact=True).check()
    chat.back()
    assert not walked(chat, [lambda chat: chat.type("what is grooming"), *TALKS["help"][:2]])


def test_from_right_to_left(visit: Visit) -> None:
    from tests.web.test_accessible import rtl

    visitor = visit(viewport={"width": 390, "height": 664})
    visitor.answer_with("/config", rtl)
    chat = Chat(visitor.open("/chat?country=GB"))
    assert not walked(chat, [lambda chat: chat.type("what is grooming"), *TALKS["help"][:2], story, story])
