"""What a message means where it is said."""

import pytest

from bot.assistant.context import Moment, action_here, slots_here
from bot.assistant.helped import Helped

TOLD = {"helped": Helped("help_self", topic="sextortion").to_slot()}
FRIEND = {"helped": Helped("help_friend").to_slot()}


def here(intent: str, slots: dict | None = None, after_step: bool = False, **entities: str) -> str | None:
    return action_here(Moment(intent, entities, slots or {}, after_step))


@pytest.mark.parametrize("activity", ["scenario", "quiz", "myths"])
def test_a_letter_answers_the_open_question_whatever_it_sounds_like(activity):
    assert here("goodbye", {"activity": activity}, place="2") == "action_pick"


@pytest.mark.parametrize("slots", [{}, {"activity": "none"}, {"activity": "tour"}])
def test_a_letter_is_never_a_goodbye(slots):
    assert here("goodbye", slots, place="2") == "utter_nothing_to_pick"


def test_a_safe_word_is_no_place():
    assert here("help_human", {"activity": "quiz"}, place="1", signals="safe_word") is None


def test_not_knowing_depends_on_what_is_open():
    assert here("help_self", {"activity": "quiz"}, asked="dont_know") == "action_dont_know"
    assert here("help_self", {"offered": ['/answer{"at":"consent.0"}']}, asked="dont_know") == "action_dont_know"
    assert here("help_self", {"activity": "quiz", **TOLD}, asked="dont_know") == "utter_asked"
    assert here("help_self", asked="dont_know") == "utter_asked"


@pytest.mark.parametrize("intent", ["menu", "out_of_scope", "help_self", "start_quiz"])
def test_a_known_question_is_answered_whatever_it_was_taken_for(intent):
    assert here(intent, asked="my_fault") == "utter_asked"


def test_a_question_about_a_story_is_no_cry():
    assert here("start_scenario", {"activity": "scenario"}, asked="what_would_you_do") == "action_dont_know"
    assert here("start_scenario", {"activity": "scenario", **TOLD}, asked="what_would_you_do") == "utter_asked"


@pytest.mark.parametrize("asked", ["what_would_you_do", "how_did_i_do", "contact_free", "is_he_real"])
def test_curious_questions_are_no_help(asked):
    assert slots_here(Moment("help_self", {"asked": asked}, {}), "utter_asked")["helped"] is None


def test_danger_comes_before_a_known_question():
    assert here("help_danger_now", asked="heavy") is None


def test_back_leads_to_the_help_that_was_given():
    assert here("back", TOLD) == "utter_repeat"
    assert here("back") is None
    assert here("back", {"helped": Helped("help_self", still=False).to_slot()}) is None


def test_say_that_again_shows_an_open_question_again():
    assert here("repeat", {"activity": "quiz"}, after_step=True) == "action_resume"
    assert here("repeat", {"activity": "quiz"}, after_step=False) is None
    assert here("repeat", {"activity": "none"}, after_step=True) is None


def test_a_country_after_help_is_taken():
    moment = Moment("help_self", {"country": "BR"}, TOLD)
    assert action_here(moment) == "utter_change_country"
    assert slots_here(moment, "utter_change_country")["country"] == "BR"
    assert here("help_self", country="BR") is None
    assert here("help_danger_now", TOLD, country="BR") is None
    assert here("help_self", TOLD, country="BR", signals="threat,sextortion") is None
    assert here("topic_law", TOLD, country="BR") is None


def test_just_asking_remembers_the_topic_that_was_near():
    assert slots_here(Moment("just_asking", {}, TOLD), "utter_just_asking") == {"helped": None, "topic": "sextortion"}
    assert slots_here(Moment("just_asking", {}, {"topic": "law"}), "utter_just_asking")["topic"] is None


def test_questions_count_as_help_and_not_knowing_does_not():
    assert slots_here(Moment("menu", {"asked": "my_fault"}, {}), "utter_asked")["helped"]["ago"] == 0
    assert slots_here(Moment("menu", {"asked": "dont_know"}, {}), "utter_asked")["helped"] is None


def test_steps_and_topics_lead_away_from_help():
    for intent, action in (("topic_law", "utter_topic_law"), ("start_quiz", "action_quiz")):
        assert slots_here(Moment(intent, {}, FRIEND), action)["helped"]["still"] is False
    assert slots_here(Moment("back", {}, FRIEND), "utter_repeat")["helped"]["still"] is True
