"""Conversations: tapping and typing mixed, interruptions, corrections."""

from typing import Any

import pytest

from bot.guide.payloads import payload
from tests.conftest import Site, payloads, real_guide, texts

GUIDE = real_guide()


def test_a_first_question_gets_topic_source_and_contacts(stack):
    answer = stack.say("what is grooming", country="GB")
    assert GUIDE.topic("grooming").say[0] in texts(answer)
    assert any(m.get("source") for m in answer["messages"])
    assert answer["referrals"]["country"] == "GB"
    assert answer["referrals"]["services"]
    assert answer["referrals"]["emergency"]["number"]


def test_an_unknown_session_starts_afresh(stack):
    answer = stack.say("hello", session="made-up")
    assert answer["session"] != "made-up"
    assert len(answer["session"]) >= 32


@pytest.mark.parametrize("typed", ["b", "B)", "the second", "2", "the second one"])
def test_choices_can_be_typed_by_place(stack, typed):
    scenario = next(iter(GUIDE.scenarios.values()))
    answer = stack.say(payload("start_scenario", scenario.id))
    answer = stack.say(typed, answer["session"])
    assert scenario.start.choices[1].feedback[0] in texts(answer)


def test_choices_can_be_typed_in_words(stack):
    for scenario in GUIDE.scenarios.values():
        choice = scenario.start.choices[0]
        for typed in (choice.text.lower(), choice.also[0]):
            answer = stack.say(payload("start_scenario", scenario.id))
            answer = stack.say(typed, answer["session"])
            assert choice.feedback[0] in texts(answer), (scenario.id, typed)


def test_a_question_in_the_middle_of_a_story_is_answered_and_the_story_goes_on(stack):
    scenario = GUIDE.scenario("game_chat")
    answer = stack.say(payload("start_scenario", scenario.id))
    answer = stack.say("what is sextortion", answer["session"])
    assert GUIDE.topic("sextortion").say[0] in texts(answer)
    assert payload("resume") in payloads(answer)
    answer = stack.say("back to the story", answer["session"])
    assert scenario.start.ask in texts(answer)


def test_a_cry_for_help_in_the_middle_of_a_story_is_heard(stack):
    answer = stack.say(payload("start_scenario", "game_chat"), country="GB")
    answer = stack.say("this is happening to me, he wants money or he posts my pics", answer["session"])
    assert any(m["kind"] == "help" for m in answer["messages"])
    assert answer["referrals"]["services"]


def test_quiz_counts_right_answers(stack):
    answer, picked = stack.say("quiz me"), []
    while given := next((p for p in payloads(answer) if p.startswith("/answer")), None):
        item = GUIDE.items[given.split('"at":"')[1].split(".")[0]]
        picked = [*picked, min(item.fitting(picked))]
        answer = stack.say(payload("answer", f"{item.id}.{picked[-1]}"), answer["session"])
        picked = picked if len(picked) < item.steps() else []
    assert "5 of 5" in texts(answer)


def test_a_wrong_answer_of_the_quiz_is_asked_again_and_then_told(stack):
    answer = stack.say(payload("check", "consent"))
    item = GUIDE.items["consent"]
    for number in set(range(len(item.options))) - item.fitting(()):
        answer = stack.say(payload("answer", f"{item.id}.{number}"), answer["session"])
    assert item.because in texts(answer)
    assert answer["referrals"]["services"] or answer["referrals"]["fallback"]


def test_myth_cards_can_be_judged_by_typing(stack):
    answer = stack.say("myth or fact")
    answer = stack.say("fact", answer["session"])
    assert any(m["kind"] == "quiz" for m in answer["messages"])
    assert len([p for p in payloads(answer) if p.startswith("/judge")]) == 2


def test_simpler_source_and_repeat_follow_the_topic(stack):
    topic = GUIDE.topic("consent")
    answer = stack.say(payload("topic_consent"))
    assert topic.say[0] in texts(stack.say("say that again", answer["session"]))
    assert topic.simpler[0] in texts(stack.say("say it simpler", answer["session"]))
    assert topic.simpler[0] in texts(stack.say("again please", answer["session"]))
    assert topic.source[0].section in texts(stack.say("where does this come from?", answer["session"]))


def test_you_got_me_wrong_offers_other_guesses(stack):
    answer = stack.say("what is grooming")
    answer = stack.say("you got me wrong", answer["session"])
    offered = [p for p in payloads(answer) if p.startswith("/topic_")]
    assert offered
    assert payload("topic_grooming") not in offered


def test_stop_ends_the_story(stack):
    answer = stack.say(payload("start_scenario", "game_chat"))
    answer = stack.say("stop", answer["session"])
    answer = stack.say("what is consent", answer["session"])
    assert payload("resume") not in payloads(answer)


def test_glossary_look_up(stack):
    term = GUIDE.glossary[0]
    assert term.means in texts(stack.say(f"define {term.term}"))
    assert term.means in texts(stack.say(payload("glossary", term.id)))


def test_the_law_table_names_every_treaty(stack):
    answer = stack.say("law table")
    for framework in GUIDE.law.facts:
        assert GUIDE.law.frameworks[framework.id].name in texts(answer)
        one = stack.say(payload("law_table", framework.id), answer["session"])
        assert GUIDE.law.frameworks[framework.id].what in texts(one)


def test_young_people_in_action_has_all_regions(stack):
    answer = stack.say(payload("young_people_in_action"))
    assert all(action.region in texts(answer) for action in GUIDE.actions)
    assert len(GUIDE.actions) >= 5


def test_out_of_scope_says_so_and_offers_what_it_can(stack):
    answer = stack.say("whats the weather in paris tomorrow")
    assert GUIDE.phrases["out_of_scope"].say[0] in texts(answer)
    assert payload("menu") in payloads(answer)


def test_a_typed_country_outlives_what_the_page_repeats(stack):
    answer = stack.say("hi", country="GB")
    answer = stack.say("i live in kenya", answer["session"], country="GB")
    assert answer["referrals"]["country"] == "KE"
    assert stack.say("what is consent", answer["session"], country="GB")["referrals"]["country"] == "KE"
    assert stack.say("what is consent", answer["session"], country="DE")["referrals"]["country"] == "DE"


@pytest.mark.parametrize(
    ("typed", "code"),
    [("i moved to turkey", "TR"), ("no i meant portugal", "PT"), ("actually portugal", "PT"), ("uae", "AE")],
)
def test_a_country_that_is_named_is_not_asked_for(stack, typed, code):
    assert stack.say(typed, country="IN")["referrals"]["country"] == code


@pytest.mark.parametrize(("typed", "code"), [("uae", "AE"), ("turkey", "TR"), ("jordan", "JO"), ("mars", "IN")])
def test_the_answer_to_where_somebody_is(stack, typed, code):
    answer = stack.say(payload("change_country"), country="IN")
    answer = stack.say(typed, answer["session"], country="IN")
    assert answer["referrals"]["country"] == code
    known = GUIDE.phrases["country_not_found"].say[0] not in texts(answer)
    assert known == (typed != "mars")


def test_a_place_that_nobody_knows_is_not_answered_with_the_country_before_but_that_one_stays(stack):
    answer = stack.say("whats the number in Atlantis", country="IN")
    assert GUIDE.phrases["country_not_found"].say[0] in texts(answer)
    assert not any(f"**{s['name']}**" in texts(answer) for s in answer["referrals"]["services"] if s["country"] == "IN")
    assert answer["referrals"]["country"] == "IN"
    assert answer["referrals"]["emergency"]["number"]
    assert stack.say("spain", answer["session"], country="IN")["referrals"]["country"] == "ES"


@pytest.mark.parametrize("typed", ["the guys name is Darren", "im in the bus", "i need help from the guys"])
def test_everyday_words_change_no_country(stack, typed):
    assert stack.say(typed, country="GB")["referrals"]["country"] == "GB"


def test_no_unknown_name_loses_the_country(stack):
    answer = stack.say(payload("change_country"), country="KE")
    for typed in ("blabla", "nataka msaada", "niko kenya"):
        answer = stack.say(typed, answer["session"], country="KE")
        assert answer["referrals"]["country"] == "KE"
        assert answer["referrals"]["emergency"]


def test_the_page_tells_the_country_of_a_conversation_that_has_none(stack):
    answer = stack.say(payload("change_country"))
    answer = stack.say("blabla", answer["session"])
    assert stack.say("hi", answer["session"], country="GB")["referrals"]["country"] == "GB"


def test_a_name_of_two_places_is_asked_about_unless_the_country_is_set(stack):
    asks = GUIDE.phrases["country_shared"].say[0]
    answer = stack.say("im in georgia", country="GB")
    assert asks in texts(answer)
    assert answer["referrals"]["country"] == "GB"
    assert stack.say("usa", answer["session"], country="GB")["referrals"]["country"] == "US"
    answer = stack.say("im in georgia atlanta", country="US")
    assert answer["referrals"]["country"] == "US"
    assert asks not in texts(answer)


def test_where_somebody_is_now_counts_before_where_they_are_from(stack):
    assert stack.say("i from syria now germany", country="DE")["referrals"]["country"] == "DE"


def test_a_country_told_after_a_cry_for_help_keeps_what_it_is_about(stack):
    answer = stack.say("i want to kill myself")
    answer = stack.say("im in canada", answer["session"])
    assert answer["referrals"]["need"] == "crisis"
    assert answer["referrals"]["emergency"]["number"] in texts(answer)


def test_rather_not_say_shows_no_country(stack):
    answer = stack.say(payload("set_country", "none"), country="GB")
    assert answer["referrals"]["country"] is None
    assert answer["referrals"]["fallback"]


def test_a_personal_detail_is_masked_and_said_so(stack):
    answer = stack.say("my email is someone@example.org, what is grooming")
    assert GUIDE.phrases["masked_details"].say[0] in texts(answer)
    assert "someone@example.org" not in str(answer)


def said_with(site: Site, message: str, **page: Any) -> dict[str, Any]:
    """A first message from a page that tells country, partner, language and mode."""
    return site.say(message, **{"country": "GB", "lang": "en", "partner": "demo", "mode": "class", **page})


@pytest.mark.parametrize("message", ["i want to kill myself", "he says he will post it", "what is grooming"])
def test_what_the_page_says_counts_from_the_first_message_on(stack: Site, message: str) -> None:
    answer = said_with(stack, message)
    assert answer["referrals"]["country"] == "GB"
    assert answer["referrals"]["services"] and answer["referrals"]["emergency"]["number"]
    assert "know your country" not in texts(answer)


def test_what_the_page_said_once_is_remembered(stack: Site) -> None:
    session = said_with(stack, "hello")["session"]
    answer = stack.say("he has my pics and wants money", session)
    assert (answer["session"], answer["referrals"]["country"]) == (session, "GB")


def test_that_somebody_cannot_call_is_kept_for_the_conversation_and_stands_in_no_address(stack):
    answer = stack.say("he is outside my house", country="US")
    assert answer["referrals"]["written"] is False
    for said in ("im deaf i cant call anyone", "what is grooming", "menu"):
        answer = stack.say(said, answer["session"])
        assert answer["referrals"]["written"] is True and answer["referrals"]["talk"]["routes"][0]["by"] == "text"
    _, asked = stack.request("GET", "/webhooks/web/v1/referrals?country=US&need=danger")
    assert asked["written"] is False, "whoever asks by address asks as anybody"
    assert stack.say("hello", country="US")["referrals"]["written"] is False
