"""Who is in grave danger is offered no question about pictures, and every trouble has questions that fit."""

from typing import get_args

import pytest

from bot.guide import load_guide
from bot.guide.questions import Question, Trouble
from tests.conftest import DATA

GRAVE = {"danger", "self_harm", "medical"}
TROUBLES = get_args(Trouble)


@pytest.fixture(scope="module")
def questions() -> list[Question]:
    return list(load_guide(DATA).questions.values())


def suiting(question: Question) -> set[str]:
    return set(question.suits or TROUBLES)


def test_every_trouble_is_one_that_the_bot_knows() -> None:
    assert set(TROUBLES) <= {file.stem for file in (DATA / "help").glob("*.yml")}


def test_taking_down_a_picture_waits_until_a_life_is_safe(questions) -> None:
    assert not [question.id for question in questions if question.need == "remove" and suiting(question) & GRAVE]


def test_words_for_a_trouble_are_words_for_one_that_it_suits(questions) -> None:
    for question in questions:
        worded = {situation for wording in question.when for situation in wording.situations}
        assert worded & set(TROUBLES) <= suiting(question), question.id


@pytest.mark.parametrize("trouble", TROUBLES)
def test_every_trouble_has_questions(questions, trouble: str) -> None:
    assert sum(trouble in suiting(question) for question in questions) >= 20
