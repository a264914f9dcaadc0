"""Questions: one file each, with a direct answer and many ways of asking."""

import pytest

from bot.guide import load_guide
from bot.guide.checks import check_data
from bot.guide.questions import Question
from tests.guide.conftest import wordings

FILE = "guide/en/questions/pay.yml"
QUESTION = """\
id: pay
title: "Should I pay?"
topic: harm
source: {note: "a note"}
reviewed: {by: "A. Reader", on: 2025-01-31}
need: help
answer: ["**No.** It does not help.", "Tell one person."]
when:
  - {situations: [friend, parent], answer: ["No, they need not.", "Be near them."]}
next: [topic_grooming, tell_words]
ask:
"""


@pytest.fixture
def question(data):
    data.write(FILE, QUESTION + "".join(f"  - {text}\n" for text in wordings("shall i pay")))
    return data


def found(data) -> list[str]:
    return [str(problem) for problem in check_data(data.folder)]


def test_a_sound_question_is_read_and_has_no_problems(question) -> None:
    read: Question = load_guide(question.folder).questions["pay"]
    assert read.intent == "question_pay"
    assert not [problem for problem in found(question) if "questions/" in problem]


def test_the_words_for_a_situation_stand_in_for_the_others(question) -> None:
    read = load_guide(question.folder).questions["pay"]
    assert read.answer_in("threat", "friend") == read.answer_in("parent") == read.when[0].answer
    assert read.answer_in("touched") == read.answer_in(None) == read.answer


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("topic: harm", "topic: harmm", "there is no topic `harmm`"),
        ("tell_words", "tell_wordz", "`tell_wordz` is no button"),
        ("topic_grooming", "question_block", "`question_block` is no button"),
        ("**No.** It", "Well. It", "the answer does not say yes or no at once"),
        ("No, they", "They", "the answer does not say yes or no at once"),
        (', "Tell one person."', "", "the answer has 1 messages. Make it 2 to 3 short ones."),
        ("[friend, parent]", "[friend, friend]", "`friend` stands here twice"),
        ("[friend, parent]", "[enemy]", "there is no situation"),
        ("need: help", "suits: [threat, threat]\nneed: help", "`threat` stands here twice"),
        ("need: help", "suits: [uncle]\nneed: help", "there is no situation"),
        ("  - um shall i pay now", "  - um what is harm now", "leads to question_pay here and to topic_harm on"),
        ("It does not help.", "Tap **Make it vanish**.", "no button says “Make it vanish”"),
        ("It does not help.", "Tap {button:nope}.", "{button:nope} names no button"),
        ("It does not help.", "It is your fault.", "says “your fault”"),
        ("It does not help.", "Call 0800 123456.", "looks like a phone number"),
        ('{by: "A. Reader", on: 2025-01-31}', "{by: null, on: null}", "files are not reviewed"),
    ],
)
def test_what_is_wrong_is_said(question, old: str, new: str, says: str) -> None:
    assert not any(says in problem for problem in found(question) if "pay.yml" in problem)
    question.change(FILE, old, new)
    assert any(says in problem for problem in found(question)), found(question)


def test_few_ways_of_asking_are_an_error(question) -> None:
    question.write(FILE, QUESTION + "".join(f"  - {text}\n" for text in wordings("shall i pay")[:19]))
    assert any("19 ways of asking are few. Write 20 or more" in problem for problem in found(question))


def test_another_language_ties_it_together_in_the_same_way(question) -> None:
    question.copy_language("fr")
    assert not [problem for problem in found(question) if "fr/questions" in problem and "differs" in problem]
    question.change("guide/fr/questions/pay.yml", "topic: harm", "topic: consent")
    assert any(
        "data/guide/fr/questions/pay.yml" in problem and "`pay` differs" in problem for problem in found(question)
    )


def test_who_speaks_of_another_has_the_question_in_their_own_words(question) -> None:
    question.change(FILE, 'title: "Should I pay?"', 'title: "Should I pay?"\ntitles: {parent: "Should we pay?"}')
    read: Question = load_guide(question.folder).questions["pay"]
    assert [read.title_for(who) for who in ("parent", "friend", "child", None)] == ["Should we pay?"] + [read.title] * 3
    assert not [problem for problem in found(question) if "questions/" in problem]


def test_a_title_of_nobody_and_one_that_its_answer_does_not_fit_are_errors(question) -> None:
    line = question.change(FILE, 'title: "Should I pay?"', 'title: "Should I pay?"\ntitles: {uncle: "Should he pay?"}')
    assert [text for text in found(question) if text.startswith(line.rpartition(":")[0]) and "uncle" in text]
    question.change(FILE, 'titles: {uncle: "Should he pay?"}', 'titles: {teacher: "Should they pay?"}')
    question.change(FILE, "situations: [friend, parent]", "situations: [friend, parent, teacher]")
    question.change(FILE, '"No, they need not."', '"Nobody has to."')
    assert [text for text in found(question) if "does not begin with yes, no or it depends" in text]
