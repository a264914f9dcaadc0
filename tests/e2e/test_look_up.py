"""What can be looked up is found by its name in the chat, and stands whole on a page that can be printed."""

import urllib.request

import pytest

from bot.guide.payloads import payload
from tests.conftest import payloads, texts
from tests.guide.test_names import GUIDE

PAGES = {
    "organisations": [(o.name, (o.what, o.note)) for o in GUIDE.organisations],
    "laws": [(GUIDE.law.frameworks[f.id].name, (GUIDE.law.frameworks[f.id].what,)) for f in GUIDE.law.facts],
    "young-people": [(action.title, action.say) for action in GUIDE.actions],
    "words": [(t.term, (t.means, *(word.why for word in t.not_terms))) for t in GUIDE.glossary],
}


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("who is sali ka bata", "theatre"),
        ("facts from africa", "82%"),
        ("how many kids in togo share files by bluetooth", "85%"),
        ("what does ecpat stand for", "The letters once stood for"),
        ("what is inhope", "58"),
        ("whats doxing", "**Doxxing**"),
        ("can i say kiddie porn", "Better not to say"),
        ("what is the lanzarote convention", "July 2010"),
        ("F and the flier", "a story about F"),
    ],
)
def test_things_are_told_when_they_are_asked_for_by_name(stack, asked, told):
    answer = stack.say(asked)
    assert told in texts(answer)
    assert answer["referrals"]["services"] or answer["referrals"]["fallback"]


def test_every_address_that_is_known_can_be_tapped_in_the_chat(stack):
    told = texts(stack.say("/organisations"))
    assert all(one.now_url in told for one in GUIDE.organisations if one.now_url)
    gone = [one.website_2014 for one in GUIDE.organisations if one.website_2014 and not one.now_url]
    assert gone and not [address for address in gone if address in told]


def test_a_topic_leads_to_the_list_it_speaks_of(stack):
    assert "/organisations" in payloads(stack.say("/topic_organisations"))
    assert "/law_table" in payloads(stack.say("/topic_law"))
    assert "/young_people_in_action" in payloads(stack.say("/topic_take_action"))


@pytest.mark.parametrize("page", PAGES)
def test_a_page_holds_everything(stack, page):
    with urllib.request.urlopen(f"{stack.url}/{page}", timeout=10) as answer:
        html = answer.read().decode().replace("&#39;", "'").replace("&#34;", '"')
    for title, said in PAGES[page]:
        assert title in html
        assert not [text for text in said if text and text.split("**")[0] not in html], title


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("how do i report someone on snapchat", "Snapchat"),
        ("report on roblox", "Roblox"),
        ("block on instagram", "Instagram"),
        ("how do i block this guy on insta", "Instagram"),
    ],
)
def test_steps_in_an_app_come_with_the_national_place_to_report(stack, asked, name):
    answer = stack.say(asked, country="GB")
    told = texts(answer)
    assert f"Report on {name}" in told
    assert answer["referrals"]["report"]["country"] == "GB"
    assert answer["referrals"]["report"]["name"] in told and answer["referrals"]["talk"]["name"] in told
    assert GUIDE.steps[name.lower()].message in told


def test_an_app_that_nobody_checked_gets_an_honest_word(stack):
    for asked in ("how do i report someone on fortnite", "report a channel on telegram"):
        told = texts(stack.say(asked, country="DE"))
        assert "Nobody has checked the steps on" in told and "In most apps" in told


@pytest.mark.parametrize(
    "said", ["hes on snap and says hell post it", "this guy on insta says he will leak my nudes if i block him"]
)
def test_trouble_in_an_app_is_answered_as_trouble(stack, said):
    answer = stack.say(said, country="GB")
    assert answer["referrals"]["need"] == "threat"
    assert payload("in_app") in payloads(answer)
    listed = stack.say(payload("in_app"), answer["session"])
    assert payload("in_app", "snapchat") in payloads(listed)
    for tapped in (payload("in_app", "snapchat"), "its on snapchat", "snap", "how do i report him on snap"):
        steps = stack.say(tapped, answer["session"])
        assert "Report on Snapchat" in texts(steps)
        assert steps["referrals"]["need"] == "threat" and steps["referrals"]["remove"]


@pytest.mark.parametrize("kind", ["asked", "bullied", "picture_out", "threat"])
def test_trouble_of_these_kinds_leads_to_the_steps(kind):
    assert "in_app" in GUIDE.help[kind].first[0].suggest
