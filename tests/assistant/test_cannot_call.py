"""Somebody who cannot make a call: heard from the words, remembered, and told ways to write."""

import json

import pytest

from bot.assistant.safety.rules import load_rules
from bot.assistant.state import State
from bot.guide.payloads import payload
from tests.assistant.talks import GUIDE, LIBRARY, Talk, typed, words
from tests.conftest import DATA

RULES = load_rules(DATA)
CONTACTS = GUIDE.ui["contacts"]
TOLD = typed("out_of_scope", "cannot_call")
DANGER = typed("help_danger_now", "here_now", kind="danger")
CANNOT = """
    im deaf btw so i cant call anyone|i cant hear 911 tho. can i text 911|deaf, can't phone. man in my garden
    i am deaf. a guy from an app keeps finding me|I am Deaf, BSL user|i am a girl and i am deaf!! stop say call|im HoH
    deaf girl 14|i'm hard of hearing|i go mute on the phone|i sign, i don't speak|i cant call
    i cannot make calls|i can't speak on the phone
    i cant talk he is in the next room|i can't talk right now|my parents would hear me|i stammer really bad so no calls
    i have no credit|my airtime is finished|im out of minutes|my sim is blocked|i have no phone
    soy sorda y no puedo llamar|no tengo saldo|je suis sourde|j'ai plus de crédit|je peux pas appeler
    ich bin gehörlos|ich kann nicht anrufen|ich hab kein guthaben
"""
CAN = """
    i cant call him|cant call my mum she blocked me|my phone will be dead later|i dont want to call|i hate calling
    im too scared to call|i cant talk about it|i cant talk to my mum|i cant hear him anymore|my friend is deaf
    im going deaf from this music|im deafened|im muted in the group|my nan is hard of hearing
    he is deaf too thats why i trust him|my bff has no phone|she has no credit
    i have no credit card|i dont speak english
    can i call you|what is the number|no puedo llamarlo|ich kann ihn nicht anrufen|je peux pas lui parler
"""


def sentences(text: str) -> list[str]:
    return [one.strip() for line in text.strip().splitlines() for one in line.split("|")]


@pytest.mark.parametrize("text", sentences(CANNOT))
def test_that_somebody_cannot_call_is_heard(text):
    assert "cannot_call" in RULES.signals_in(text)


@pytest.mark.parametrize("text", sentences(CAN))
def test_a_wish_a_fear_and_another_person_are_not_taken_for_it(text):
    assert "cannot_call" not in RULES.signals_in(text)


def test_it_is_no_sign_of_trouble_by_itself():
    def row(*signals: str) -> str:
        talk = Talk("US")
        talk.say(typed("out_of_scope", *signals, place="2"))
        return talk.decision.row

    assert row() == row("cannot_call") == row("can_call") != row("threat")


def test_it_is_remembered_through_everything_else_and_is_not_why():
    talk = Talk("US")
    talk.say(TOLD)
    for heard in (typed("topic_grooming"), "menu", typed("thanks"), DANGER, typed("stop")):
        talk.say(heard)
    assert State.of(talk.slots).cannot_call
    assert talk.slots["state"]["cannot_call"] is True and "deaf" not in json.dumps(talk.slots["state"])


def test_what_is_not_said_is_not_kept():
    talk = Talk("US")
    talk.say(typed("topic_grooming"))
    assert "cannot_call" not in talk.slots["state"]


def test_it_ends_when_they_can():
    talk = Talk("US")
    talk.say(TOLD)
    talk.say(typed("out_of_scope", "can_call"))
    assert not State.of(talk.slots).cannot_call


@pytest.mark.parametrize(
    ("said", "told"), [("question_deaf", True), ("question_no_credit", True), ("question_contact_text", False)]
)
def test_a_button_may_say_it_too(said, told):
    talk = Talk("US")
    talk.say(said)
    assert State.of(talk.slots).cannot_call is told


def test_a_question_that_is_typed_may_be_of_somebody_else():
    talk = Talk("US")
    talk.say(typed("question_deaf"))
    assert not State.of(talk.slots).cannot_call


def test_in_danger_the_way_without_a_voice_comes_with_the_number():
    talk = Talk("US")
    assert "You can text 911" not in words(talk.say(DANGER))
    said = words(talk.say(typed("help_danger_now", "here_now", "cannot_call", kind="danger")))
    assert "emergency number: **911**" in said and "You can text 911 in many places" in said
    assert said.index("You can text 911") < said.index("Boys Town")
    later = words(talk.say(typed("thanks")))
    assert "You can text 911 in many places" in later, "in every answer while the danger lasts"


def test_where_no_way_is_known_that_is_said_and_somebody_near_may_call():
    talk = Talk("KE")
    said = words(talk.say(typed("help_danger_now", "here_now", "cannot_call", kind="danger")))
    assert CONTACTS["unspoken_none"] in said and CONTACTS["emergency_free"] in said
    unknown = words(Talk(None).say(typed("help_danger_now", "here_now", "cannot_call", kind="danger")))
    assert CONTACTS["emergency_unknown_written"] in unknown


def test_what_can_be_written_to_stands_first_in_each_line_and_in_the_reminder():
    talk = Talk("GB")
    said = words(talk.say(typed("help_self", "threat", "cannot_call", kind="threat")))
    line = next(line for line in said.splitlines() if line.startswith("- **Childline**"))
    assert line.index("[chat]") < line.index("call ")
    later = words(talk.say(typed("help_self", "threat", kind="threat")))
    reminder = next(line for line in later.splitlines() if "is still here for you" in line)
    assert "[chat]" in reminder and "call " not in reminder


def test_can_i_text_the_number_is_answered_from_the_directory():
    assert "text 'register' to 999" in words(Talk("GB").say(typed("question_deaf")))
    assert CONTACTS["unspoken_country"] in words(Talk(None).say(typed("question_deaf")))
    in_danger = Talk("US")
    in_danger.say(DANGER)
    said = words(in_danger.say(typed("question_deaf", "cannot_call")))
    assert said.startswith("If someone is in danger") and said.count("You can text 911") == 1
    for country in ("KE", None):
        nobody_writes = Talk(country)
        nobody_writes.say(DANGER)
        assert words(nobody_writes.say(typed("question_deaf", "cannot_call"))).startswith("If someone is in danger")


def test_the_buttons_that_say_it_exist():
    assert LIBRARY.book.no_calls == {"question_deaf", "question_no_credit"}
    assert all(payload(name) in LIBRARY.payloads for name in LIBRARY.book.no_calls)
