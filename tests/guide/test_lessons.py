"""Lessons: minutes add up, what they name exists, every story has its talk; and that each slip is told."""

from dataclasses import replace

import pytest
from pydantic import ValidationError

from bot.guide.lessons import Lesson
from bot.guide.played import entries
from bot.guide.reader import Reader
from bot.guide.school import School, school_problems
from tests.conftest import DATA, real_guide

GUIDE = real_guide()
SCHOOL = GUIDE.school
LESSON = SCHOOL.lessons["true_or_not"]
PLAYED = {activity.id: [at for at, _ in entries(GUIDE, activity)] for activity in GUIDE.activities}


def told(school: School) -> str:
    found = school_problems(school, Reader(DATA), "guide/en", GUIDE.topics, GUIDE.scenarios, PLAYED)
    return "\n".join(map(str, found))


def with_step(**change) -> School:
    """The school with one step of a lesson changed."""
    steps = (LESSON.steps[0], LESSON.steps[1].copy(update=change), *LESSON.steps[2:])
    return replace(SCHOOL, kits={}, lessons={LESSON.id: LESSON.copy(update={"steps": steps})})


def test_there_are_four_long_and_four_short_lessons_and_they_hang_together() -> None:
    minutes = sorted(lesson.minutes for lesson in SCHOOL.lessons.values())
    assert minutes == [10, 10, 10, 10, 50, 50, 50, 50]
    assert all(sum(step.minutes for step in lesson.steps) == lesson.minutes for lesson in SCHOOL.lessons.values())
    assert told(SCHOOL) == ""


@pytest.mark.parametrize(
    "change", [{"story": "none"}, {"activity": "none"}, {"sheet": "none"}, {"activity": "chats", "entry": "none"}]
)
def test_what_does_not_exist_is_told(change: dict) -> None:
    assert "`none` does not exist" in told(with_step(**change))


def test_a_chat_may_be_played_in_a_lesson() -> None:
    assert told(with_step(activity="chats", entry="game_friend")) == ""


def test_a_story_without_its_talk_is_told() -> None:
    talks = {name: talk for name, talk in SCHOOL.talks.items() if name != "game_chat"}
    assert "game_chat.yml: this story has no talk" in told(replace(SCHOOL, talks=talks)).replace(":0:", ":")


def test_minutes_that_do_not_add_up_are_refused() -> None:
    with pytest.raises(ValidationError, match="the steps take 10 minutes, not 11"):
        Lesson.parse_obj({**LESSON.dict(), "minutes": 11})


def test_every_lesson_begins_with_the_rules_and_ends_with_the_contacts() -> None:
    with pytest.raises(ValidationError, match="begins with `opening`"):
        Lesson.parse_obj({**LESSON.dict(), "steps": [step.dict() for step in reversed(LESSON.steps)]})


def test_what_was_learnt_is_asked_of_knowledge_confidence_and_the_will_to_tell() -> None:
    measured = [item.measures for item in SCHOOL.classroom.survey]
    assert (len(measured), measured.count("intention")) == (8, 3)
    assert set(measured) == {"knowledge", "confidence", "intention"}
