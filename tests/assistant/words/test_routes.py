"""What people ask about the helplines is answered from the directory."""

import pytest

from bot.assistant.words.contacts import contact_texts
from bot.assistant.words.turn import Turn
from bot.guide.reference import FACTS, WRITING
from tests.assistant.talks import GUIDE, LIBRARY, Talk, typed, words

COUNTRIES = [None, *LIBRARY.directory.current.by_country]


def asked(key: str, country: str | None) -> tuple[Turn, str]:
    talk = Talk(country)
    said = words(talk.say(typed("help_human", asked=key)))
    return talk.turn, said


@pytest.mark.parametrize("key", ["contact_free", "on_the_bill", "contact_name", "contact_hours"])
def test_the_facts_are_those_of_the_services_shown_first(key):
    for country in COUNTRIES:
        turn, said = asked(key, country)
        assert FACTS not in said
        cards = turn.directory.choose(country, "help").to_dict()["services"]
        first = next((card for card in cards if LIBRARY.contacting.facts(card)), None)
        facts = LIBRARY.contacting.facts(first) if first else contact_texts(turn, "help")
        assert all(fact in said for fact in facts)


@pytest.mark.parametrize("key", ["no_credit", "cant_phone"])
def test_who_cannot_call_gets_ways_to_write_and_no_phone_number(key):
    for country in COUNTRIES:
        turn, said = asked(key, country)
        assert WRITING not in said
        cards = turn.directory.choose(country, "help", all=True).to_dict()["services"]
        listening = [c for c in cards if c["kind"] in ("child_helpline", "crisis_line")]
        written = [c for c in listening if c["text"] or c["whatsapp"] or c["chat_url"]]
        if written:
            assert written[0]["name"] in said
            assert "call " not in said.split("- **", 1)[1].split("\n")[0]
        else:
            assert contact_texts(turn, "help")[0] in said


def test_practising_a_call_is_not_offered_to_who_cannot_call():
    for key in ("no_credit", "cant_phone"):
        assert "contact_rehearsal" not in GUIDE.phrases[key].suggest


def test_where_nobody_can_be_written_to_that_is_said():
    talk = Talk(country="KE")
    talk.say("question_deaf")
    said = [message["text"] for message in talk.say("question_contact_text").messages]
    assert GUIDE.ui["contacts"]["no_writing"] in said
    assert GUIDE.ui["contacts"]["no_writing"] not in [
        m["text"] for m in Talk(country="GB").say("question_deaf").messages
    ]
