"""Questions through the public API and through `staysafe parse`."""

import json
import subprocess
import sys

import pytest

from bot.guide.payloads import payload
from tests.conftest import ROOT, payloads, real_guide, texts

QUESTIONS = real_guide().questions


@pytest.mark.parametrize(
    ("asked", "question"),
    [
        ("shud i jst pay them", "pay"),
        ("will teh police tell my mum n dad", "police_tell_parents"),
        ("do i have to go to the police station", "police_must"),
        ("can they delete it from everywhere online", "delete_everywhere"),
        ("am i gay now or what", "am_i_gay"),
    ],
)
def test_a_cold_question_gets_its_answer_one_contact_and_the_way_to_its_topic(stack, asked, question):
    answer = stack.say(asked, country="GB")
    said = QUESTIONS[question]
    assert all(text.partition("{")[0] in texts(answer) for text in said.answer)
    assert answer["referrals"]["services"][0]["name"] in texts(answer)
    assert payload(f"topic_{said.topic}") in payloads(answer)
    assert all(payload(name) in payloads(answer) for name in said.next)


def test_its_button_asks_it_and_the_contact_is_named_once(stack):
    first = stack.say(payload("question_pay"), country="GB")
    second = stack.say(payload("question_deadline"), first["session"])
    assert QUESTIONS["deadline"].answer[0] in texts(second)
    assert first["referrals"]["services"][0]["name"] in texts(first)
    assert first["referrals"]["services"][0]["name"] not in texts(second)


def test_in_easier_words_is_the_topic_it_belongs_to(stack):
    first = stack.say(payload("question_pay"))
    topic = real_guide().topics[QUESTIONS["pay"].topic]
    assert topic.simpler[0] in texts(stack.say("simpler", first["session"]))


def test_parse_prints_one_object_a_line_with_the_topic_that_a_question_belongs_to(site_model):
    told = subprocess.run(
        [sys.executable, "-m", "bot.cli", "parse"],
        input="should i pay him\n\nwhat is sextortion\nhello\n",
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
    )
    question, topic, hello = map(json.loads, told.stdout.splitlines())
    assert (question["intent"], question["topic"]) == ("question_pay", "topic_sextortion")
    assert topic["intent"] == topic["topic"] == "topic_sextortion"
    assert (hello["intent"], hello["topic"], hello["kind"]) == ("greet", None, None)
    assert set(hello) >= {"text", "intent", "confidence", "lang"}
