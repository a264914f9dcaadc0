"""Help in sight: before the first message, for the chosen country, offline, with the server gone, on bad answers."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.web.cable import Cable
from tests.web.chat import Chat
from tests.web.conftest import PHONE, Visitor

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]
LOST = "Failed to load resource", "net::ERR"


def numbers(stack: Any, country: str, need: str = "help") -> dict[str, Any]:
    """What the directory says."""
    return stack.request("GET", f"/webhooks/web/v1/referrals?country={country}&need={need}&all=1")[1]


def choose(chat: Chat, country: str) -> None:
    """Choose a country in the help sheet."""
    chat.find('[data-key="help"]').click()
    chat.find("select#country").select_option(country)
    chat.find(".services .service").first.wait_for()


def test_a_country_brings_its_number_into_the_bar(visit: Visit, stack: Any) -> None:
    found = numbers(stack, "GB")
    chat = Chat(visit(viewport=PHONE).open())
    choose(chat, "GB")
    first = found["talk"]
    expect(chat.find(".bar")).to_contain_text(first["name"])
    expect(chat.find(".bar")).to_contain_text(found["report"]["name"])
    expect(chat.find(".bar a.way").first).to_have_attribute("href", f"tel:{first['tel']}")
    expect(chat.find(".danger a")).to_have_attribute("href", f"tel:{found['emergency']['tel']}")
    for service in found["services"]:
        expect(chat.find(".services")).to_contain_text(service["name"])


def test_rather_not_say_takes_the_number_away(visit: Visit, stack: Any) -> None:
    chat = Chat(visit().open())
    choose(chat, "GB")
    chat.back()
    chat.type("hello")
    chat.find('[data-key="help"]').click()
    chat.find("select#country").select_option("")
    chat.back()
    expect(chat.find(".bar")).not_to_contain_text(numbers(stack, "GB")["services"][0]["name"])
    chat.type("hello")
    expect(chat.find('.bar a[href^="tel:"]')).to_have_count(0)


def test_a_country_said_in_the_talk_changes_the_bar(visit: Visit, stack: Any) -> None:
    chat = Chat(visit().open())
    chat.type("i live in kenya")
    expect(chat.find(".bar")).to_contain_text(numbers(stack, "KE")["talk"]["name"])


def test_offline_in_the_middle_keeps_the_words_and_the_help(visit: Visit) -> None:
    visitor = visit(viewport=PHONE)
    visitor.expected += LOST
    chat = Chat(visitor.open())
    choose(chat, "GB")
    chat.back()
    visitor.context.set_offline(True)
    chat.type("please answer me")
    expect(chat.find(".turn.mine.failed")).to_contain_text("please answer me")
    expect(chat.find('.bar a[href^="tel:"]')).to_have_count(1)
    assert chat.find(".next a.way").count() >= 1
    visitor.context.set_offline(False)
    chat.tap("Try again")
    expect(chat.find(".turn.mine.failed")).to_have_count(0)


def test_the_server_dies_in_the_middle(visit: Visit) -> None:
    """To a browser, a server that is gone is one that refuses connections and has cut those that stood."""
    visitor = visit()
    cable = Cable(int(visitor.url.rpartition(":")[2]))
    visitor.url = cable.url
    visitor.expected += LOST
    chat = Chat(visitor.open())
    choose(chat, "GB")
    chat.back()
    chat.type("hello")
    cable.pull()
    chat.type("are you there")
    expect(chat.log).to_contain_text("I can't reach the server")
    expect(chat.find(".turn.mine.failed")).to_contain_text("are you there")
    expect(chat.find('.bar a[href^="tel:"]')).to_have_count(1)
    chat.find('[data-key="help"]').click()
    expect(chat.find(".services .service").first).to_be_visible()


def test_nothing_can_be_loaded_and_there_is_help_all_the_same(visit: Visit) -> None:
    visitor = visit()
    visitor.expected += LOST
    page = visitor.host('<script type="module" src="{widget}" data-partner="demo"></script>')
    page.locator(".launch").wait_for()
    visitor.context.set_offline(True)
    page.locator(".launch").click()
    links = page.locator("staysafe-chat .alone a")
    expect(links.first).to_be_visible()
    assert all(href.startswith("https://") for href in links.evaluate_all("all => all.map((a) => a.href)"))
    visitor.context.set_offline(False)
    page.get_by_role("button", name="Try again").click()
    page.locator("staysafe-chat .tiles").wait_for()


def test_a_page_that_may_not_chat_still_has_help(visit: Visit) -> None:
    visitor = visit()
    visitor.expected += ["CORS", "Failed to load resource"]
    page = visitor.host('<script type="module" src="{widget}"></script>', origin=visitor.stranger)
    page.locator(".launch").click()
    chat = Chat(page)
    expect(chat.log).to_contain_text("doesn't work on this page")
    expect(chat.find("form.say")).to_be_hidden()
    expect(chat.box.get_by_role("link", name="Open Staysafe")).to_have_attribute("href", f"{visitor.url}/chat")
    assert chat.find(".bar .way, .next .way").count() >= 1


@pytest.mark.parametrize("answer", [{}, {"messages": []}, {"messages": None, "referrals": None}])
def test_an_empty_answer_is_answered_with_help(visit: Visit, answer: dict[str, Any]) -> None:
    visitor = visit()
    chat = Chat(visitor.open())
    visitor.answer_with("/messages", lambda _: answer)
    assert chat.type("hello").inner_text().strip()
    assert chat.find(".bar .way").count() >= 1


def test_a_slow_server_is_waited_for_only_so_long(visit: Visit) -> None:
    visitor = visit()
    chat = Chat(visitor.open())
    visitor.context.route("**/messages", lambda route: (time.sleep(0.6), route.continue_()))
    chat.box.get_by_label("Type a message").fill("hello")
    chat.page.keyboard.press("Enter")
    expect(chat.find(".typing")).to_be_visible()
    expect(chat.find(".bar")).to_be_visible()
    expect(chat.find(".typing")).to_have_count(0)


def test_in_a_crisis_the_card_names_the_line_made_for_it_and_no_form(visit: Visit, stack: Any) -> None:
    found = numbers(stack, "GB", "crisis")
    chat = Chat(visit(viewport=PHONE).open())
    choose(chat, "GB")
    chat.back()
    chat.type("i want to kill myself")
    card = chat.find(".helpcard").last
    expect(card.locator(".service")).to_have_count(2)
    expect(card.locator(".service").first).to_contain_text(found["services"][0]["name"])
    expect(card).to_contain_text(found["talk"]["name"])
    expect(card).not_to_contain_text(found["report"]["name"])
    expect(chat.find(".bar")).to_contain_text(found["services"][0]["name"])
    assert found["services"][0]["kind"] == "crisis_line"


def test_the_card_has_one_who_listens_and_one_who_acts_and_removal_third(visit: Visit, stack: Any) -> None:
    found = numbers(stack, "GB", "threat")
    chat = Chat(visit(viewport=PHONE).open())
    choose(chat, "GB")
    chat.back()
    chat.type("he says he will post my pics if i dont pay")
    card = chat.find(".helpcard").last
    meant = [found[role]["name"] for role in ("talk", "report", "remove", "meanwhile") if found[role]]
    assert [name.inner_text() for name in card.locator(".service h3 > span:first-child").all()] == meant
    for way in card.locator("a.way").all():
        assert way.bounding_box()["height"] >= 48, way.inner_text()
    expect(card.locator(".taps").first).to_contain_text("tap")
    card.locator("select").select_option("KE")
    expect(card).to_contain_text(numbers(stack, "KE", "threat")["talk"]["name"])
    expect(card).not_to_contain_text(found["report"]["name"])
