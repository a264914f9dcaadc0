"""Tell: every decision has words and known buttons; after trouble they fit it and name who helps."""

import dataclasses
import itertools
from datetime import date

import pytest

from bot.assistant.decide import Decision
from bot.assistant.dialogue import answers, steps
from bot.assistant.heard import Heard
from bot.assistant.tell import OF_THEIR_OWN, tell
from bot.assistant.words.contacts import contact_texts, in_danger, still_here
from bot.guide.content import Reviewed
from bot.guide.help import HELPERS, STAGES, written
from bot.guide.payloads import payload
from bot.guide.wording import normalise
from tests.assistant.talks import GUIDE, LIBRARY, Talk, turn, typed, words

NAMES = [intent for intent in answers(GUIDE) if intent not in steps(GUIDE.activities)]
GRAVE = [kind.id for kind in GUIDE.kinds.values() if kind.grave]
ASKED = sorted(key for key, phrase in GUIDE.phrases.items() if phrase.asked)
SMALL_TALK = ("thanks", "deny", "affirm", "goodbye", "unkind_to_bot", "menu", "out_of_scope", "ask_bot")
ALL_CLEAR = ("good.", "don't have to do anything", "at your own pace", "another day", "is a must", "just sit with it")
ALL_CLEAR += ("bye for now", "pick where", "you're welcome", "that's fine")


def after(kind: str, country: str | None = "GB", about: str = "me") -> Talk:
    """A talk in which that trouble was told."""
    talk = Talk(country)
    talk.say(Heard("help_self", 0.9, kind=kind, about=about))
    assert talk.decision.kind == kind
    return talk


def first(kind: str, speaker: str | None = None) -> str:
    """What is said first about that trouble."""
    found, who = written(GUIDE.help, kind, speaker, "first")
    return next(text for text in GUIDE.help[found].rows(who).first[0].say if "{" not in text)


@pytest.mark.parametrize("name", NAMES)
def test_every_answer_has_words_and_known_buttons(name):
    for talk in (Talk(None), Talk("GB", topic="grooming", activity="scenario"), after("threat")):
        reply = talk.say(name)
        assert reply.messages and all(message["text"].strip() for message in reply.messages)
        assert all(button in LIBRARY.payloads for button in reply.suggestions)
        assert "{" not in words(reply), words(reply)


def test_every_row_of_every_kind_has_words_and_known_buttons():
    for kind, row in itertools.product(GUIDE.kinds, STAGES):
        for speaker in (None, "parent"):
            found, who = written(GUIDE.help, kind, speaker, row)
            for number in range(len(getattr(GUIDE.help[found].rows(who), row))):
                for country, contacts in itertools.product((None, "GB", "BR"), ("full", "line", "line_and_emergency")):
                    decided = Decision("", "", None, "help", None, kind, speaker, row, number, "help", contacts)
                    reply = tell(turn({"country": country}, None, decided))
                    assert "{" not in words(reply), (kind, row, words(reply))
                    assert all(button in LIBRARY.payloads for button in reply.suggestions)


@pytest.mark.parametrize("kind", GUIDE.kinds)
@pytest.mark.parametrize("country", [None, "GB", "KE", "BR"])
def test_the_first_answer_names_a_contact_and_a_way_to_correct_the_bot(kind, country):
    talk = Talk(country)
    reply = talk.say(Heard("help_self", 0.9, kind=kind, about="me"))
    assert any("- **" in message["text"] for message in reply.messages if message["kind"] == "help")
    if kind not in ("person", "safe_word"):  # who asks for a person is not misunderstood
        assert {payload("just_asking"), payload("wrong")} <= set(reply.suggestions)


def test_danger_puts_the_emergency_number_first():
    number = LIBRARY.directory.current.choose("GB", "danger").to_dict()["emergency"]["number"]
    reply = Talk().say("help_danger_now")
    assert number in " ".join(message["text"] for message in reply.messages[:2])


@pytest.mark.parametrize("country", [None, "GB"])
def test_coming_back_to_the_same_trouble_offers_something_else_each_time(country):
    talk = after("something", country)
    replies = [words(talk.say(typed("help_self"))) for _ in range(3)]
    assert len(set(replies)) == 3
    asks = next(a.say[0] for a in GUIDE.help["something"].again if a.asks_country)
    assert any(asks in reply for reply in replies) == (country is None)


def test_after_the_first_answer_one_line_names_who_is_still_there():
    talk = after("threat")
    reply = talk.say(typed("thanks"))
    assert still_here(talk.turn, "help") in words(reply)
    assert "- **" not in words(reply)
    assert "- **" in words(talk.say(typed("help_human")))


@pytest.mark.parametrize("country", ["GB", "DE", None])
def test_beside_what_was_hardly_understood_stands_the_emergency_number(country):
    found = LIBRARY.directory.current.choose(country, "danger").to_dict()["emergency"]
    number = f"**{found['number']}**" if found else "your country's emergency number"
    talk = after("threat", country)
    assert number in words(talk.say(typed("out_of_scope")))
    assert number not in words(talk.say(typed("out_of_scope", reaction="told")))


@pytest.mark.parametrize("kind", GRAVE)
@pytest.mark.parametrize("intent", SMALL_TALK)
def test_small_talk_after_a_danger_names_who_helps_and_gives_no_all_clear(kind, intent):
    for country, about in itertools.product(("GB", None), ("me", "other")):
        talk = after(kind, country, about)
        for _ in range(2):
            said = words(talk.say(typed(intent)))
            assert all(text in said for text in in_danger(talk.turn))
            assert not [phrase for phrase in ALL_CLEAR if phrase in said.lower()]


@pytest.mark.parametrize("kind", GRAVE)
def test_whatever_is_answered_after_a_danger_names_who_helps(kind):
    for name in sorted(set(NAMES) - OF_THEIR_OWN):
        talk = after(kind)
        said = words(talk.say(name))
        if talk.decision.answer not in OF_THEIR_OWN | {"question"} and talk.decision.action is None:
            assert contact_texts(talk.turn, GUIDE.kinds[talk.trouble.grave if talk.trouble else kind].need)[0] in said


@pytest.mark.parametrize("kind", GRAVE)
def test_questions_after_a_danger_are_answered_with_who_helps(kind):
    for question in ASKED:
        talk = after(kind)
        said = words(talk.say(typed("out_of_scope", asked=question)))
        assert contact_texts(talk.turn, talk.decision.danger)[0] in said, question


@pytest.mark.parametrize("kind", ["own_thoughts", "own_picture"])
def test_nobody_is_cleared_of_what_they_did(kind):
    for heard in [typed("out_of_scope", asked=key) for key in ASKED] + [typed(intent) for intent in SMALL_TALK]:
        said = words(after(kind).say(heard)).lower()
        assert "not your fault" not in said and "not your crime" not in said, said


@pytest.mark.parametrize(("kind", "heard"), [("found", typed("help_found_material", "found")),
    ("friend", typed("help_friend", "friend_event")), ("bullied", typed("help_bullied", "bullying"))])  # fmt: skip
def test_another_trouble_has_its_own_words_and_the_contacts_of_the_danger_first(kind, heard):
    talk = after("self_harm")
    reply = talk.say(heard)
    assert reply.messages[0]["text"] == first(kind)
    told: set[str] = set()
    assert [message["text"] for message in reply.messages[1:3]] == in_danger(talk.turn)
    if kind == "found":
        assert reply.messages[3]["text"] == contact_texts(talk.turn, "report", told)[0], "nobody is named twice"


@pytest.mark.parametrize("screen", ["tell_words", "contact_rehearsal", "small_step", "contact_what_happens"])
@pytest.mark.parametrize(("kind", "about"), [("threat", "me"), ("self_harm", "other"), ("something", "me")])
def test_nobody_who_named_no_self_harm_is_given_words_of_somebody_who_wants_to_die(screen, kind, about):
    talk = after(kind, about=about)
    talk.slots["need"] = "crisis"
    crisis = LIBRARY.contacting.first_contact("crisis")
    theirs = [*crisis.words, *(line.say for line in crisis.rehearsal), *(s.say for s in crisis.steps), *crisis.happens]
    said = words(talk.say(screen))
    assert not [text for text in theirs if text in said]


def test_words_for_blackmail_and_for_helpers_are_theirs():
    assert "threatening me with a picture" in words(after("threat").say("tell_words"))
    assert "blackmail" in words(after("threat").say("contact_rehearsal"))
    for kind in ("friend", "self_harm"):
        assert "worried about someone I care about" in words(after(kind, about="other").say("contact_rehearsal"))


def test_questions_get_their_answer_fitting_the_trouble():
    ask = typed("out_of_scope", asked="my_fault")
    assert words(Talk().say(ask)).startswith("**No. It's not your fault.**")
    assert "or theirs" in words(after("friend", about="other").say(ask))


def test_no_question_stands_under_two_answers():
    asked = [normalise(text) for phrase in GUIDE.phrases.values() for text in phrase.asked]
    assert sorted(set(asked)) == sorted(asked)


@pytest.mark.parametrize("kind", GUIDE.kinds)
def test_simpler_and_back_and_again_after_help_give_the_help(kind):
    for button in ("back", "repeat", "simpler"):
        talk = after(kind)
        before = words(tell(talk.turn))
        said = words(talk.say(button))
        if button != "simpler":
            assert said == before
        else:
            found, who = written(GUIDE.help, kind, None, "first")
            lines = [text for text in GUIDE.help[found].rows(who).first[0].simpler if "{" not in text]
            assert all(text in said for text in lines)


def test_simpler_twice_says_that_there_is_nothing_simpler():
    talk = after("threat")
    talk.say(typed("simpler"))
    assert GUIDE.phrases["simplest"].say[0] in words(talk.say(typed("simpler")))


def test_say_that_again_on_a_screen_of_the_help_shows_the_screen():
    talk = after("something")
    screen = words(talk.say("tell_words"))
    assert words(talk.say(typed("repeat"))) == screen


def test_just_asking_goes_on_to_the_topic_that_was_guessed_and_can_be_said_again():
    talk = Talk()
    talk.say(typed("help_self", topic="sextortion"))
    said = words(talk.say("just_asking"))
    assert GUIDE.topic("sextortion").say[0] in said
    assert words(talk.say(typed("repeat"))) == said


def test_you_got_me_wrong_offers_other_guesses():
    talk = Talk()
    talk.say(typed("topic_grooming", ranking=(("topic_grooming", 0.9), ("topic_law", 0.1))))
    offered = talk.say("wrong").suggestions
    assert payload("topic_law") in offered and payload("topic_grooming") not in offered


def test_the_emergency_number_is_said_when_the_country_is_known():
    number = LIBRARY.directory.current.choose("GB", "danger").to_dict()["emergency"]["number"]
    ask = typed("out_of_scope", asked="emergency_number")
    assert number in words(Talk("GB").say(ask))
    assert GUIDE.phrases["emergency_number_unknown"].say[0] in words(Talk(None).say(ask))


def test_a_country_told_in_danger_brings_its_emergency_number():
    number = LIBRARY.directory.current.choose("CA", "danger").to_dict()["emergency"]["number"]
    talk = after("self_harm")
    talk.slots["country"] = "CA"  # Rasa fills the slot before anything is decided
    assert number in words(talk.say(typed("change_country", country="CA")))


def test_the_source_ends_in_one_full_stop():
    for topic in GUIDE.topics:
        assert ".." not in words(Talk(topic=topic).say("source"))


def test_who_wrote_the_words_is_said_as_the_marks_of_review_say():
    unchecked, talk = GUIDE.phrases["not_reviewed"].say[0], Talk()
    assert unchecked in words(talk.say("ask_bot"))
    mark = Reviewed(by="A. Reader", on=date(2026, 1, 31))
    topics = {name: topic.copy(update={"reviewed": mark}) for name, topic in GUIDE.topics.items()}
    reviewed = dataclasses.replace(talk.turn, guide=dataclasses.replace(GUIDE, topics=topics))
    assert unchecked not in words(tell(reviewed))


def test_helpers_are_never_told_that_they_did_something_brave_about_themselves():
    for kind, speaker in itertools.product(GRAVE, HELPERS):
        assert first(kind, speaker) != first(kind) or kind in ("medical", "danger")
