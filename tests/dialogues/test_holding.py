"""Holding talks and keeping grades, without a running Staysafe."""

from datetime import date

import pytest
from pydantic import ValidationError

from bot.dialogues.holding import hold
from bot.dialogues.page import page
from bot.dialogues.talks import Graded, Said, Talk, keep_grade, load_grades
from bot.guide.checks.wordings import Rule

SERVICES = {"services": [{"name": "A helpline"}]}
ASKS = Rule(pattern=r"\bwhat happened\b", only_questions=True, why="Details.", instead="A contact")


def talk(*turns: Said) -> Talk:
    return Talk(id="a_talk", situation="threat", speaker="somebody", about="A talk", turns=turns)


def said(say: str, **more) -> Said:
    return Said(say=say, why="because", **more)


def answering(*answers: list[str], referrals=SERVICES):
    """Gives these answers in turn, and the session it was asked in."""
    waiting = list(answers)

    def send(body):
        messages = [{"text": text} for text in waiting.pop(0)]
        return {"session": "s", "messages": messages, "referrals": referrals, "suggestions": [{"title": "Menu"}]}

    return send


@pytest.mark.parametrize(
    ("turn", "answer", "short"),
    [
        (said("hi", must=["police"]), ["Go to the POLICE."], ()),
        (said("hi", must=["police"]), ["Go home."], ("lacks /police/",)),
        (said("hi", must_not=["block"]), ["Block him."], ("says /block/",)),
        (said("hi", must=["0800"]), ["- **A helpline**: call 0800 1"], ("lacks /0800/",)),
        (said("hi"), ["What happened?"], ("asks “what happened”",)),
        (said("hi"), ["Say: 'What happened?'"], ()),
    ],
)
def test_what_an_answer_must_and_must_not_hold(turn, answer, short):
    [held] = hold(talk(turn), answering(answer), [ASKS]).turns
    assert held.short == short


def test_the_same_answer_twice_in_a_row_falls_short_and_the_session_goes_on():
    asked = []
    send = answering(["Well."], ["Well."])
    held = hold(talk(said("a"), said("b")), lambda body: asked.append(body) or send(body), [])
    assert [turn.short for turn in held.turns] == [(), ("says the same twice in a row",)]
    assert [body["session"] for body in asked] == [None, "s"]


def test_a_turn_without_contacts_falls_short():
    [held] = hold(talk(said("a")), answering(["Well."], referrals={}), []).turns
    assert held.short == ("shows nobody who listens or acts",)


def test_a_grade_is_kept_until_the_words_change(tmp_path):
    held = hold(talk(said("a")), answering(["Well."]), [])
    fingerprint = held.turns[0].fingerprint
    keep_grade(tmp_path, "a_talk.1", Graded(grade="right", by="A. Reader", on=date(2026, 1, 31), answer=fingerprint))
    keep_grade(tmp_path, "b_talk.1", Graded(grade="wrong", by="A. Reader", on=date(2026, 1, 31), answer="x"))
    grades = load_grades(tmp_path)
    assert list(grades) == ["a_talk.1", "b_talk.1"]
    assert "right, A. Reader, 2026-01-31." in page([held], grades)
    changed = hold(talk(said("a")), answering(["Other."]), [])
    assert "the answer has changed since" in page([changed], grades)


def test_the_page_shows_no_markup_of_what_is_said():
    held = hold(talk(said("<b>hi</b>")), answering(["<script>"]), [])
    assert "<script>" not in page([held], {})
    assert "&lt;b&gt;hi" in page([held], {})


def test_a_broken_pattern_is_refused():
    with pytest.raises(ValidationError, match="broken"):
        said("hi", must=["("])
