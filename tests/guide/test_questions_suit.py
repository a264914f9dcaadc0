"""Who is in grave danger is offered no question about pictures, and every trouble has questions that fit."""

import pytest

from bot.guide.help import SPEAKERS
from bot.guide.questions import Question
from tests.conftest import DATA, real_guide

GRAVE = {"danger", "self_harm", "medical"}
#: Kinds in which nobody asks on: a person is wanted, or nothing is known yet.
NO_TALK = {"person", "safe_word", "soft", "not_okay"}
TROUBLES = sorted({file.stem for file in (DATA / "help").glob("*.yml")} - NO_TALK)


@pytest.fixture(scope="module")
def questions() -> list[Question]:
    return list(real_guide().questions.values())


def suiting(question: Question) -> set[str]:
    return set(question.suits or TROUBLES)


def test_taking_down_a_picture_waits_until_a_life_is_safe(questions) -> None:
    assert not [question.id for question in questions if question.need == "remove" and suiting(question) & GRAVE]


def test_words_for_a_trouble_are_words_for_one_that_it_suits(questions) -> None:
    for question in questions:
        worded = {situation for wording in question.when for situation in wording.situations}
        of_a_speaker = set(question.suits) & set(SPEAKERS)  # whatever the trouble is
        assert of_a_speaker or worded & set(TROUBLES) <= suiting(question), question.id


@pytest.mark.parametrize("trouble", TROUBLES)
def test_every_trouble_has_questions(questions, trouble: str) -> None:
    assert sum(trouble in suiting(question) for question in questions) >= 20
