"""The talk in a real browser, from the first tap to the end of a story."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.web.chat import Chat
from tests.web.conftest import PHONE, Visitor

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]


def test_opens_on_the_first_tap_and_greets(visit: Visit) -> None:
    visitor = visit(viewport=PHONE)
    page = visitor.host('<h1>Youth site</h1><script type="module" src="{widget}" data-partner="demo"></script>')
    page.locator("staysafe-chat .launch").wait_for()
    assert [u for u in visitor.requests if visitor.url in u] == [f"{visitor.url}/widget.js"]
    chat = Chat(page).open()
    expect(chat.log).to_contain_text("I'm a computer program")
    assert chat.type("hello").inner_text()


def test_a_topic_by_typing_and_by_tapping(visit: Visit) -> None:
    chat = Chat(visit().open())
    typed = chat.type("what is grooming")
    expect(typed.locator(".card.topic h3")).to_have_text("Grooming")
    chat.tool("Menu")
    chat.find(".sheet summary").get_by_text("How it happens").click()
    chat.find(".sheet").get_by_role("button", name="Sextortion").click()
    expect(chat.find(".card.topic h3").last).to_contain_text("Sextortion")
    chat.find("details.source summary").last.click()
    assert chat.find("details.source p").last.inner_text()


def test_glossary_words_explain_themselves(visit: Visit) -> None:
    visitor = visit()
    visitor.answer_with("/config", lambda found: found | {"glossary": {"trust": "To feel safe with someone."}})
    chat = Chat(visitor.open())
    chat.type("what is grooming")
    word = chat.find("button.term").first
    word.click()
    expect(word).to_have_attribute("aria-expanded", "true")
    expect(chat.find(".meaning")).to_have_text("To feel safe with someone.")
    word.click()
    expect(chat.find(".meaning")).to_have_count(0)


def test_a_story_to_its_end(visit: Visit) -> None:
    chat = Chat(visit(viewport=PHONE).open("/chat?start=game_chat"))
    chat.find(".answer").first.wait_for()
    expect(chat.find(".card.scenario progress").last).to_be_visible()
    for _ in range(12):
        if not chat.find(".answer").count():
            break
        chat.tap_answer(chat.find(".answer").count() - 1)
    expect(chat.log).to_contain_text("What helps")
    assert not chat.find(".answer").count()


def test_a_quiz(visit: Visit) -> None:
    """Whoever always taps the first answer gets a retry or the right one, question by question, to the end."""
    chat = Chat(visit().open())
    chat.tool("Menu")
    chat.find(".sheet").get_by_role("button", name="Take a quiz").click()
    chat.find(".answer").first.wait_for()
    seen = []
    for _ in range(40):  # an item to put in order takes several taps
        if not chat.find(".answer").count():
            break
        seen.append(chat.find(".card.quiz .progress").last.inner_text())
        chat.tap_answer(0)
    assert list(dict.fromkeys(seen)) == [f"{number} of 5" for number in range(1, 6)]
    expect(chat.log).to_contain_text("That was the quiz")


def test_the_talk_is_in_memory_only(visit: Visit) -> None:
    visitor = visit()
    chat = Chat(visitor.open())
    chat.type("marker-7f3a")
    chat.page.reload()
    chat.find(".tiles").wait_for()
    assert "marker-7f3a" not in chat.page.content() + chat.log.inner_text()
    assert not any("marker-7f3a" in url for url in visitor.requests)


def test_an_answer_is_read_from_its_beginning(visit: Visit) -> None:
    chat = Chat(visit(viewport=PHONE).open())
    chat.type("what is grooming")
    mine = chat.find(".turn.mine").last.bounding_box()
    pane = chat.find(".pane").bounding_box()
    assert pane["y"] <= mine["y"] + 1 and mine["y"] < pane["y"] + pane["height"]
