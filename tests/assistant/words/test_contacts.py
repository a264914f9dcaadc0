"""Contacts as words: what introduces them is true for what stands first."""

from dataclasses import replace

import pytest

from bot.assistant.heard import Heard
from bot.assistant.words.contacts import contact_texts
from bot.referrals import NEEDS
from bot.referrals.contract import LISTENING
from tests.assistant.talks import GUIDE, LIBRARY, Talk, turn, typed, words

WORDS = GUIDE.ui["contacts"]
INTERNATIONAL = {service.name: service for service in LIBRARY.directory.current.international}


def _turn(country):
    return turn({"country": country})


@pytest.mark.parametrize("need", NEEDS)
def test_nothing_international_is_called_help_in_the_country(need):
    for country in LIBRARY.directory.current.by_country:
        lines = contact_texts(_turn(country), need)[-1].split("\n")
        abroad = None
        for line in lines:
            if not line.startswith("- "):
                abroad = line == WORDS["anywhere"]
                continue
            name = line.removeprefix("- **").partition("**")[0]
            assert (name in INTERNATIONAL) == abroad, (country, line)
            if abroad and INTERNATIONAL[name].note:
                assert INTERNATIONAL[name].note["en"] in line, "a list is no helpline, and says so"


@pytest.mark.parametrize("country", ["GB", "US", "DE"])
def test_whom_the_site_puts_first_stands_first_in_words_and_card(country):
    plain = _turn(country)
    shown = {service["id"] for service in plain.contacts("help")["services"]}
    other = next(s for s in plain.contacts("help", all=True)["services"] if s["id"] not in shown and s["country"])
    pinned = replace(plain, pinned=(other["id"],))
    assert pinned.contacts("help")["services"][0]["id"] == other["id"]
    first = f"- **{other['name']}**"
    assert contact_texts(pinned, "help")[-1].split("\n")[1].startswith(first)
    assert not contact_texts(plain, "help")[-1].split("\n")[1].startswith(first)


def test_a_country_without_services_and_one_left_untold_are_not_called_unknown():
    assert contact_texts(_turn("AQ"), "help")[-1].startswith(WORDS["anywhere"])
    assert contact_texts(_turn("none"), "help")[-1].startswith(WORDS["anywhere"])
    assert contact_texts(_turn(None), "help")[-1].startswith(WORDS["elsewhere"])


@pytest.mark.parametrize("need", ["danger", "crisis"])
def test_who_names_a_country_while_in_danger_gets_what_is_for_danger_there(need):
    talk = Talk("CA", need=need)
    reply = talk.say(typed("change_country", country="CA"))
    found = LIBRARY.directory.current.choose("CA", need).to_dict()
    assert reply.need == need
    assert found["emergency"]["number"] in words(reply)
    assert all(service["name"] in words(reply) for service in found["services"])


def test_a_place_that_nobody_knows_gets_no_countrys_contacts():
    reply = Talk("IN").say(typed("change_country", at="unknown"))
    texts = [message["text"] for message in reply.messages]
    assert texts[0] == GUIDE.phrases["country_not_found"].say[0]
    assert texts[1].startswith(WORDS["anywhere"])
    assert '/set_country{"at":"none"}' in reply.suggestions


def test_what_stands_under_self_help_does_not_speak_of_people_who_listen():
    text = words(Talk(None).say(Heard("help_own_behaviour", 0.9, kind="own_thoughts", about="me")))
    assert "Troubled Desire" in text and "listen" not in text and "talk with many young people" not in text


@pytest.mark.parametrize("country", [None, *LIBRARY.directory.current.by_country])
def test_blackmail_shows_help_first_and_the_crisis_line_too(country):
    reply = Talk(country).say(typed("help_self", "threat", "sextortion"))
    said = [message["text"] for message in reply.messages]
    found = LIBRARY.directory.current.choose(country, "crisis").to_dict()
    threat = LIBRARY.directory.current.choose(country, "threat").to_dict()
    first = contact_texts(_turn(country), "threat")[-1]
    lines = [line for text in said for line in text.split("\n") if line.startswith("- **")]
    names = [line.removeprefix("- **").partition("**")[0] for line in lines]
    assert len(names) == len(set(names)), "no service twice in one answer"
    assert {threat["report"]["name"], threat["remove"]["name"], threat["talk"]["name"]} <= set(names)
    listening = [c["name"] for c in [*found["services"], *found["fallback"]] if c["kind"] in LISTENING]
    assert names[-1] in listening and said.index(first) < said.index(lines[-1]), "the crisis line stands behind them"
    assert "{" not in "".join(said)
