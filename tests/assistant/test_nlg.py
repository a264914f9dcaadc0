"""Every answer that needs no steps has words, in every state a conversation can be in."""

import dataclasses
import itertools
from datetime import date

import pytest
from rasa.shared.core.events import ActionExecuted, UserUttered

from bot.assistant.dialogue import UNASKED, answers, steps
from bot.assistant.helped import Helped
from bot.assistant.library import library
from bot.assistant.nlg import answer, turn_of
from bot.assistant.trackers import LiveTracker
from bot.assistant.words.turn import Turn
from bot.guide.content import Reviewed
from bot.guide.payloads import payload
from bot.guide.wording import normalise

LIBRARY = library()
GUIDE = LIBRARY.guide("en")
NAMES = [intent for intent in answers(GUIDE) if intent not in steps(GUIDE.activities)]
FRESH = Turn(GUIDE, LIBRARY.directory.current, LIBRARY.contacting, {}, "")
LATER = dataclasses.replace(
    FRESH,
    slots={"country": "GB", "topic": "grooming", "activity": "scenario", "need": "crisis", "lang": "en"},
    said=["utter_greet", "utter_topic_grooming"],
    guesses=["help_self", "topic_sextortion"],
    earlier=["topic_grooming", "topic_consent"],
)


@pytest.mark.parametrize("state", [FRESH, LATER], ids=["fresh", "later"])
@pytest.mark.parametrize("name", NAMES)
def test_every_answer_has_words_and_known_buttons(name, state):
    reply = answer(name, dataclasses.replace(state, intent=name))
    assert reply.messages
    assert all(message["text"].strip() for message in reply.messages)
    assert all(button in LIBRARY.payloads for button in reply.suggestions)
    text = " ".join(message["text"] for message in reply.messages)
    assert not [word for word in ("{contacts}", "{country}", "{title}", "{words}") if word in text], text


@pytest.mark.parametrize("name", UNASKED)
def test_what_the_policy_says_by_itself(name):
    assert answer(name.removeprefix("utter_"), FRESH) is not None


@pytest.mark.parametrize("name", [n for n in NAMES if n.startswith("help_")])
@pytest.mark.parametrize("country", [None, "GB", "KE", "BR"])
def test_help_names_a_contact_and_a_way_to_correct_the_bot(name, country):
    turn = dataclasses.replace(FRESH, intent=name, slots={"country": country})
    reply = answer(name, turn)
    named = [message["text"] for message in reply.messages if message["kind"] == "help"]
    assert any("- **" in text for text in named)
    if name != "help_human":  # who asks for a person is not misunderstood
        assert {payload("just_asking"), payload("wrong")} <= set(reply.suggestions)


def test_danger_puts_the_emergency_number_first():
    turn = dataclasses.replace(FRESH, intent="help_danger_now", slots={"country": "GB"})
    number = LIBRARY.directory.current.choose("GB", "danger").to_dict()["emergency"]["number"]
    first_two = " ".join(message["text"] for message in answer("help_danger_now", turn).messages[:2])
    assert number in first_two


def helped(key: str, **more) -> dict:
    """Slots after that help."""
    return {"country": "GB", "helped": Helped(key, **more).to_slot(), "need": GUIDE.phrases[key].need}


def words(name: str, **state) -> str:
    """All that is said for that answer."""
    turn = dataclasses.replace(FRESH, **{"intent": name, **state})
    return "\n".join(message["text"] for message in answer(name, turn).messages)


@pytest.mark.parametrize("country", [None, "GB"])
def test_coming_back_to_the_same_trouble_offers_something_else_each_time(country):
    slots = [{**helped("help_self", said=said), "country": country} for said in (1, 2, 3, 4)]
    replies = [answer("help_self", dataclasses.replace(FRESH, intent="help_self", slots=s)) for s in slots]
    assert len({str(reply.messages) for reply in replies}) == 4
    assert len({reply.suggestions[0] for reply in replies}) == (4 if country is None else 3 + 1)
    assert all("- **" in str(reply.messages) for reply in replies)


def test_the_country_is_asked_for_only_while_it_is_unknown():
    ways = [words("help_self", slots={**helped("help_self", said=said), "country": "GB"}) for said in range(2, 12)]
    assert not any(GUIDE.phrases["still_here_country"].say[0] in way for way in ways)


@pytest.mark.parametrize("key", ["help_danger_now", "help_danger_self_harm", "help_friend_self_harm"])
@pytest.mark.parametrize("said", [2, 3])
def test_danger_said_again_is_shorter_and_still_names_the_contacts(key, said):
    first, again = (words("help_danger_now", slots=helped(key, said=n)) for n in (1, said))
    assert len(again) < len(first)
    assert "- **Childline**" in again
    assert LIBRARY.directory.current.choose("GB", "danger").to_dict()["emergency"]["number"] in again


@pytest.mark.parametrize("screen", ["tell_words", "contact_rehearsal", "small_step", "contact_what_happens"])
@pytest.mark.parametrize("key", ["help_self_sextortion", "help_friend_self_harm", "help_self"])
def test_nobody_who_named_no_self_harm_is_given_words_of_somebody_who_wants_to_die(screen, key):
    slots = {**helped(key), "need": "crisis"}
    said = words(screen, slots=slots)
    crisis = LIBRARY.contacting.first_contact("crisis")
    theirs = [*crisis.words, *(line.say for line in crisis.rehearsal), *(s.say for s in crisis.steps), *crisis.happens]
    assert not [text for text in theirs if text in said]
    assert words(screen, slots=helped("help_danger_self_harm")) != said


def test_words_for_blackmail_speak_of_it_and_keep_its_contacts():
    assert "threatening me with a picture" in words("tell_words", slots=helped("help_self_sextortion"))
    assert "blackmail" in words("contact_rehearsal", slots=helped("help_self_sextortion"))
    turn = dataclasses.replace(FRESH, intent="tell_words", slots=helped("help_self_sextortion"))
    assert answer("tell_words", turn).need == "help"


def test_words_about_a_friend_are_the_friends_helpers():
    for key in ("help_friend", "help_friend_self_harm"):
        assert "worried about someone I care for" in words("contact_rehearsal", slots=helped(key))


@pytest.mark.parametrize(
    "intent", ["thanks", "deny", "affirm", "goodbye", "unkind_to_bot", "menu", "out_of_scope", "ask_bot"]
)
def test_small_talk_right_after_help_stays_with_it(intent):
    usual = words(intent)
    for key in (k for k in GUIDE.phrases if k.startswith("help_")):
        assert words(intent, slots=helped(key, ago=1)) != usual
    assert words(intent, slots={**helped("help_self", ago=11), "country": None}) == usual
    if intent in ("menu", "ask_bot"):
        assert words(intent, slots={**helped("help_self"), "country": None}, typed=False) == usual


@pytest.mark.parametrize("intent", ["thanks", "deny", "unkind_to_bot", "out_of_scope"])
def test_the_same_small_talk_twice_is_answered_in_other_words(intent):
    assert words(intent, slots=helped("help_self", ago=1)) != words(intent, slots=helped("help_self", ago=2))


def test_contacts_are_named_whatever_is_said_after_a_thought_of_self_harm():
    for intent, ago in itertools.product(("thanks", "deny", "goodbye", "unkind_to_bot", "out_of_scope"), (1, 2)):
        assert "- **" in words(intent, slots=helped("help_danger_self_harm", ago=ago))


def test_questions_get_their_answer_fitting_the_trouble():
    ask = {"entities": {"asked": "my_fault"}, "intent": "out_of_scope"}
    assert words("asked", **ask).startswith("**No. It is not your fault.**")
    assert "not theirs" in words("asked", slots=helped("help_friend"), **ask)
    assert "not your fault" not in words("asked", slots=helped("help_own_behaviour"), **ask)


def test_no_question_stands_under_two_answers():
    asked = [normalise(text) for phrase in GUIDE.phrases.values() for text in phrase.asked]
    assert sorted(set(asked)) == sorted(asked)


@pytest.mark.parametrize("key", [k for k, p in GUIDE.phrases.items() if k.startswith(("help_", "safe_word"))])
def test_simpler_and_back_and_again_after_help_give_the_help(key):
    simpler = GUIDE.phrases[key].simpler
    assert [text for text in simpler if "{" not in text][-1] in words("simpler", slots=helped(key))
    for intent in ("back", "repeat"):
        said = words("repeat", intent=intent, slots=helped(key), said=["utter_help_self"])
        assert all(text in said for text in GUIDE.phrases[key].say if "{" not in text)


def test_say_that_again_on_a_screen_of_the_help_shows_the_screen():
    again = {"slots": helped("help_self"), "said": ["utter_help_self", "utter_tell_words"]}
    assert words("repeat", **again) == words("tell_words", slots=helped("help_self"))


def test_small_talk_is_not_said_again():
    tracker = LiveTracker("case", [])
    for said in ("utter_topic_consent", "utter_thanks", "utter_asked"):
        tracker.update(UserUttered(""))
        tracker.update(ActionExecuted(said))
    tracker.update(UserUttered(""))
    assert turn_of(tracker, LIBRARY).said == ["utter_topic_consent"]


def test_just_asking_goes_on_to_the_topic_that_was_guessed():
    slots, told = {"topic": "sextortion"}, GUIDE.topic("sextortion").say[0]
    assert told in words("just_asking", slots=slots)
    assert told in words("repeat", slots=slots, said=["utter_just_asking"], earlier=["topic_law", "topic_myths"])


def test_the_emergency_number_is_said_when_the_country_is_known():
    number = LIBRARY.directory.current.choose("GB", "danger").to_dict()["emergency"]["number"]
    ask = {"entities": {"asked": "emergency_number"}}
    assert number in words("asked", slots={"country": "GB"}, **ask)
    assert GUIDE.phrases["emergency_number_unknown"].say[0] in words("asked", **ask)


def test_a_country_told_in_danger_brings_its_emergency_number():
    number = LIBRARY.directory.current.choose("CA", "danger").to_dict()["emergency"]["number"]
    slots = {**helped("help_danger_self_harm"), "country": "CA"}
    assert number in words("change_country", slots=slots, entities={"country": "CA"})


def test_the_source_ends_in_one_full_stop():
    for topic in GUIDE.topics:
        assert ".." not in words("source", slots={"topic": topic})


def test_who_wrote_the_words_is_said_as_the_marks_of_review_say():
    unchecked = GUIDE.phrases["not_reviewed"].say[0]
    assert unchecked in words("ask_bot")
    mark = Reviewed(by="A. Reader", on=date(2026, 1, 31))
    topics = {name: topic.copy(update={"reviewed": mark}) for name, topic in GUIDE.topics.items()}
    assert unchecked not in words("ask_bot", guide=dataclasses.replace(GUIDE, topics=topics))
    assert not [text for text in GUIDE.phrases["ask_bot"].say if "wrote what I say" in text]


def test_the_way_to_a_person_answers_no_question_with_of_course():
    assert "Of course" not in words("help_human")
