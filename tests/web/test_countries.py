"""Never another country's number on the screen: at once, in whatever order answers come, and when none comes."""

import json
import re
import time
import urllib.request
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Route, expect

from tests.web.chat import Chat
from tests.web.conftest import PHONE, Visitor

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]
TEXT = "document.querySelector('staysafe-chat').shadowRoot.querySelector('.app').innerText"


def contacts(stack: Any, country: str) -> dict[str, Any]:
    """What the directory says."""
    return stack.request("GET", f"/webhooks/web/v1/referrals?country={country}&all=1")[1]


def numbers(stack: Any, country: str) -> set[str]:
    """The numbers of a country that no other one in these tests has."""
    found = contacts(stack, country)
    phones = {service["phone"] for service in [found["talk"], found["report"], *found["services"]] if service["phone"]}
    return {number for number in phones | {found["emergency"]["number"]} if len(number) > 3}


def test_the_file_of_emergency_numbers_is_that_of_the_directory(stack: Any) -> None:
    with urllib.request.urlopen(f"{stack.url}/emergency.json", timeout=10) as answer:
        found, headers, size = json.load(answer), answer.headers, answer.headers["Content-Length"]
    assert headers["Access-Control-Allow-Origin"] == "*" and "max-age" in headers["Cache-Control"]
    assert len(found) > 50 and int(size) < 4000
    for country in ("GB", "KE", "DE", "US", "LU"):
        assert found[country] == contacts(stack, country)["emergency"]["number"]


def test_a_choice_redraws_the_answer_that_is_on_the_screen(visit: Visit, stack: Any) -> None:
    chat = Chat(visit(viewport=PHONE).open("/chat?country=GB"))
    chat.type("he says he'll post it if i dont pay")
    expect(chat.find(".helpcard")).to_contain_text(contacts(stack, "GB")["talk"]["name"])
    chat.find(".helpcard select").select_option("KE")
    expect(chat.find(".helpcard")).to_contain_text(contacts(stack, "KE")["talk"]["name"])
    expect(chat.find(".bar")).to_contain_text(contacts(stack, "KE")["talk"]["name"])
    shown = chat.page.evaluate(TEXT)
    assert not [number for number in numbers(stack, "GB") if number in shown]


@pytest.mark.parametrize(
    "said",
    [
        ["i want to kill myself"],
        ["he is at my door with a knife"],
        ["he says he'll post it if i dont pay", "how do i get a picture taken down", "can i text them instead"],
        ["someone threatens to post my picture", "what happens when i call", "is childline free"],
        ["im scared", "im still scared", "what is the emergency number"],
        ["my plan", "1", "1", "1", "1"],
    ],
    ids=lambda said: said[0].replace(" ", "_")[:20],
)
def test_whatever_was_said_nothing_of_the_old_country_stays(visit: Visit, stack: Any, said: list[str]) -> None:
    chat = Chat(visit(viewport=PHONE).open("/chat?country=GB"))
    for text in said:
        chat.type(text)
    old, new = (contacts(stack, country) for country in ("GB", "DE"))
    shown = chat.page.evaluate(TEXT)
    assert old["talk"]["name"] in shown or old["emergency"]["number"] in shown
    chat.find('[data-key="help"]').click()
    chat.find("select#country").select_option("DE")
    chat.back()
    theirs = "|".join(re.escape(service["name"]) for service in new["services"] if service["country"])
    expect(chat.find(".bar")).to_contain_text(re.compile(theirs))
    shown = chat.page.evaluate(TEXT)
    names = {service["name"] for service in old["services"] if service["country"]}
    assert not [one for one in numbers(stack, "GB") | names | {old["emergency"]["number"]} if one in shown]


def test_in_the_place_of_a_contact_that_went_there_is_a_way_to_the_others(visit: Visit, stack: Any) -> None:
    chat = Chat(visit(viewport=PHONE).open("/chat?country=GB"))
    chat.type("he says he'll post it if i dont pay")
    chat.find(".helpcard select").select_option("KE")
    chat.find(".turn").last.locator(".instead").click()
    expect(chat.find(".sheet .services")).to_contain_text(contacts(stack, "KE")["talk"]["name"])


def test_a_late_answer_for_the_old_country_is_dropped(visit: Visit, stack: Any) -> None:
    visitor = visit(viewport=PHONE)
    chat = Chat(visitor.open("/chat?country=GB"))
    chat.type("hello")

    def late(route: Route) -> None:
        if "he says" in (route.request.post_data or ""):
            time.sleep(1.5)
        route.continue_()

    visitor.context.route("**/messages", late)
    chat.box.get_by_label("Type a message").fill("he says he'll post it if i dont pay")
    chat.page.keyboard.press("Enter")
    chat.find('[data-key="help"]').click()
    chat.find("select#country").select_option("KE")
    chat.back()
    expect(chat.find(".card.help")).to_have_count(1)
    chat.page.wait_for_timeout(500)
    expect(chat.find(".bar")).to_contain_text(contacts(stack, "KE")["talk"]["name"])
    shown = chat.page.evaluate(TEXT)
    assert not [number for number in numbers(stack, "GB") if number in shown]


def test_the_last_of_two_choices_counts(visit: Visit, stack: Any) -> None:
    visitor = visit()
    chat = Chat(visitor.open())

    def slower(route: Route) -> None:
        time.sleep(1 if "country=GB" in route.request.url else 0)
        route.continue_()

    visitor.context.route("**/referrals?*", slower)
    chat.find('[data-key="help"]').click()
    chat.find("select#country").select_option("GB")
    chat.find("select#country").select_option("KE")
    chat.page.wait_for_timeout(2500)
    expect(chat.find(".bar")).to_contain_text(contacts(stack, "KE")["talk"]["name"])


def test_a_failure_says_so_and_keeps_the_emergency_number_of_the_chosen_country(visit: Visit, stack: Any) -> None:
    visitor = visit()
    visitor.expected += ["Failed to load resource", "net::ERR"]
    chat = Chat(visitor.open("/chat?country=GB"))
    chat.type("he says he'll post it if i dont pay")
    here = "(one) => one.name.endsWith('/emergency.json') && one.responseEnd"
    chat.page.wait_for_function(f"performance.getEntriesByType('resource').some({here})")
    visitor.context.set_offline(True)
    chat.find(".helpcard select").select_option("KE")
    expect(chat.find(".helpcard")).to_contain_text("Kenya just now")
    expect(chat.find(".helpcard .emergency")).to_contain_text(contacts(stack, "KE")["emergency"]["number"])
    shown = chat.page.evaluate(TEXT)
    assert not [number for number in numbers(stack, "GB") if number in shown]


def test_the_choice_goes_along_in_the_links_of_the_site_and_nowhere_else(visit: Visit) -> None:
    page = visit().open("/topics/grooming")
    chat = Chat(page).open()
    chat.find('[data-key="help"]').click()
    chat.find("select#country").select_option("KE")
    page.wait_for_function("document.querySelector('a[href^=\"/referrals\"]').href.includes('country=KE')")
    page.goto(page.url.replace("/topics/grooming", "/chat?country=KE"))
    expect(Chat(page).find(".bar")).to_contain_text("116")


@pytest.mark.parametrize("country", ["AUT", "Zambia", "Indonesia", "zz", "US-CA"])
def test_what_is_no_code_becomes_the_right_country_or_none(visit: Visit, stack: Any, country: str) -> None:
    chat = Chat(
        visit().host(f'<!doctype html><script type="module" src="{{widget}}" data-country="{country}"></script>')
    )
    chat.open()
    chat.type("he says he'll post it if i dont pay")
    shown = chat.page.evaluate(TEXT)
    for other in ("AU", "ZA", "IN"):
        assert not [number for number in numbers(stack, other) if number in shown], other
