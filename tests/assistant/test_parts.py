"""Of a message of several sentences, what is asked counts first, then what is told."""

from dataclasses import replace

import pytest

from bot.assistant.heard import Heard
from bot.assistant.parts import clauses, with_parts

WHOLE = Heard(intent="help_self", kind="threat", signals=frozenset({"first_person"}), about="me", alarming=True)
ASKED = Heard(intent="question_my_fault", confidence=0.9, ranking=(("question_my_fault", 0.9),), asks=True)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("i told my sister. is it my fault?", ("i told my sister.", "is it my fault?")),
        ("he wrote!!! he says hes ok", ("he wrote!!!", "he says hes ok")),
        ("one\ntwo", ("one", "two")),
        ("a. b. c. d.", ("b.", "c.", "d.")),
        ("is it my fault", ()),
        ("...", ()),
        ("see www.example.org", ()),
        ("", ()),
    ],
)
def test_a_message_falls_into_its_last_sentences(text, parts):
    assert clauses(text) == parts


def test_a_question_in_it_is_what_is_asked_and_the_rest_stays():
    heard = with_parts(WHOLE, [ASKED, Heard(intent="help_self", reaction="told")])
    assert (heard.intent, heard.kind, heard.reaction, heard.asks) == ("question_my_fault", None, None, True)
    assert (heard.signals, heard.about, heard.alarming) == (WHOLE.signals, WHOLE.about, True)


def test_without_a_question_the_last_thing_told_counts():
    heard = with_parts(WHOLE, [Heard(reaction="were_nice"), Heard(reaction="blocked")])
    assert (heard.intent, heard.kind, heard.reaction) == ("help_self", "threat", "were_nice")


def test_what_the_whole_message_tells_is_not_replaced():
    heard = with_parts(Heard(intent="help_self", reaction="told"), [Heard(reaction="feeling")])
    assert heard.reaction == "told"


def test_a_reaction_in_a_sentence_stands_before_the_question_that_it_only_sounds_like():
    sounds = Heard(intent="question_my_fault", reaction="told", ranking=(("question_my_fault", 0.2),))
    assert with_parts(WHOLE, [sounds]).reaction == "told"
    assert with_parts(WHOLE, [replace(sounds, asks=True)]).intent == "question_my_fault"


def test_what_is_told_in_any_sentence_stands_before_a_guessed_question():
    guess = Heard(intent="question_prove_fake", ranking=(("question_prove_fake", 0.9),))
    parts = [Heard(reaction="its_me"), guess]
    assert (with_parts(WHOLE, parts).intent, with_parts(WHOLE, parts).reaction) == ("help_self", "its_me")
    assert with_parts(WHOLE, [Heard(), guess]).intent == "question_prove_fake"


def test_that_the_question_was_not_answered_before_is_kept_beside_it():
    complaint = Heard(intent="unsure", reaction="not_answered")
    for whole, parts in ((WHOLE, [ASKED, complaint]), (WHOLE, [complaint, ASKED]), (complaint, [ASKED])):
        heard = with_parts(whole, parts)
        assert (heard.intent, heard.reaction) == ("question_my_fault", "not_answered")
    assert with_parts(WHOLE, [ASKED, Heard(reaction="told")]).reaction is None
