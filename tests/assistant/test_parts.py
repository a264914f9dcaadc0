"""Of a message of several sentences, what is asked counts first, then what is told."""

from dataclasses import replace

import pytest

from bot.assistant.heard import Heard
from bot.assistant.parts import clauses, is_denied, with_parts

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


def test_hundreds_of_sentences_are_heard_as_a_whole():
    assert clauses("help. " * 61) == () and len(clauses("help. " * 60)) == 3


def test_a_question_in_it_is_what_is_asked_and_the_rest_stays():
    heard = with_parts(WHOLE, [ASKED, Heard(intent="help_self", reaction="told")])
    assert (heard.intent, heard.kind, heard.reaction, heard.asks) == ("question_my_fault", None, None, True)
    assert (heard.signals, heard.about, heard.alarming) == (WHOLE.signals, WHOLE.about, True)


def test_without_a_question_the_last_thing_told_counts():
    heard = with_parts(WHOLE, [Heard(reaction="were_nice"), Heard(reaction="blocked")])
    assert (heard.intent, heard.kind, heard.reaction) == ("help_self", "threat", "were_nice")


def test_panic_goes_before_a_step_that_was_taken_and_after_somebody_who_is_near():
    blocked = replace(WHOLE, reaction="blocked")
    assert with_parts(blocked, [Heard(reaction="blocked"), Heard(reaction="panic")]).reaction == "panic"
    assert with_parts(blocked, [Heard(reaction="panic"), Heard(reaction="near")]).reaction == "near"
    assert with_parts(WHOLE, [ASKED, Heard(reaction="panic")]).intent == "question_my_fault"


def test_that_somebody_is_near_goes_before_all_else_that_is_told():
    lost = Heard(intent="question_lock_door", reaction="lost", ranking=(("question_lock_door", 0.6),))
    assert with_parts(lost, [Heard(reaction="lost"), Heard(reaction="near")]).reaction == "near"
    assert with_parts(WHOLE, [ASKED, Heard(reaction="near")]).intent == "question_my_fault"


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


def test_that_the_alarm_was_wrong_is_kept_beside_a_question():
    heard = with_parts(WHOLE, [ASKED, Heard(reaction="not_danger")])
    assert (heard.intent, heard.reaction) == (ASKED.intent, "not_danger")


def test_that_the_question_was_not_answered_before_is_kept_beside_it():
    complaint = Heard(intent="unsure", reaction="not_answered")
    for whole, parts in ((WHOLE, [ASKED, complaint]), (WHOLE, [complaint, ASKED]), (complaint, [ASKED])):
        heard = with_parts(whole, parts)
        assert (heard.intent, heard.reaction) == ("question_my_fault", "not_answered")
    assert with_parts(WHOLE, [ASKED, Heard(reaction="told")]).reaction is None


def test_what_the_whole_message_asks_is_heard_in_all_of_it_and_not_in_its_last_words():
    whole = Heard(intent="unsure", ranking=(("question_school_must", 0.5),))
    part = Heard(intent="question_helpline_ask", ranking=(("question_helpline_ask", 0.59),), asks=True)
    heard = with_parts(whole, [part])
    assert (heard.intent, heard.ranking, heard.asks) == ("unsure", whole.ranking, True)


def test_a_sentence_that_surely_asks_counts_where_the_whole_may_ask_another_question():
    whole = Heard(intent="unsure", ranking=(("question_normal_feelings", 0.59),))
    assert with_parts(whole, [ASKED]).intent == "question_my_fault"
    assert with_parts(whole, [replace(ASKED, asks=False)]).intent == "unsure"
    assert with_parts(whole, [replace(ASKED, short=True)]).intent == "unsure"  # "is that ok" points back
    sure = Heard(intent="question_normal_feelings", ranking=(("question_normal_feelings", 0.6),))
    assert with_parts(sure, [ASKED]).intent == "question_normal_feelings"


@pytest.mark.parametrize(
    ("parts", "denied"),
    [
        ([Heard(reaction="not_danger"), ASKED], True),
        ([Heard(reaction="not_that"), Heard(kind="threat")], True),
        ([Heard(reaction="not_danger"), Heard(kind="self_harm")], False),
        ([Heard(reaction="told"), ASKED], False),
    ],
)
def test_a_danger_is_denied_where_one_sentence_does_and_none_tells_of_one(parts, denied):
    assert is_denied({"self_harm", "danger"}, parts) == denied


def test_a_doubtful_question_in_a_sentence_counts_where_it_is_put_as_one():
    doubtful = Heard(intent="unsure", ranking=(("question_money_back", 0.4),))
    told = Heard(intent="help_self", kind="threat", reaction="told")
    assert with_parts(told, [replace(doubtful, asks=True)]).ranking == doubtful.ranking
    assert with_parts(told, [doubtful]).reaction == "told"


def test_what_one_sentence_tells_is_less_than_what_the_whole_asks_or_says_to_the_bot():
    blocked = [Heard(reaction="blocked")]
    assert with_parts(Heard(intent="question_new_account", confidence=0.9), blocked).reaction is None
    assert with_parts(Heard(intent="thanks", confidence=0.8), blocked).reaction is None
    assert with_parts(Heard(intent="thanks", confidence=0.7), blocked).reaction == "blocked"


def test_whose_trouble_it_is_counts_beside_a_question():
    assert with_parts(WHOLE, [ASKED, Heard(reaction="its_me")]).reaction == "its_me"
    assert with_parts(WHOLE, [ASKED, Heard(reaction="told")]).reaction is None


def test_a_word_that_says_nothing_beside_what_is_told_is_no_silence():
    whole, bruh = Heard("help_self", 0.5), Heard("out_of_scope", 0.5, reaction="silence")
    assert with_parts(whole, [bruh]).reaction is None
    assert with_parts(whole, [replace(bruh, reaction="told")]).reaction == "told"
