"""Answers typed after something else was told in between, and "I don't know"."""

import pytest

from actions import answering
from actions.activities import myths, quiz, scenario, tour
from actions.state import State, Step
from bot.guide.payloads import payload
from tests.conftest import real_guide

GUIDE = real_guide()
STORY = GUIDE.scenario("game_chat")
PLACE = {"activity": "scenario", "story": {"at": f"game_chat.{STORY.start.id}", "trail": [STORY.start.id]}}
FIRST, SECOND = ("abuse_without_touch", "online_never_met")
OPEN = {"id": FIRST, "picked": [], "missed": [], "seed": 1}
QUIZ = {"activity": "quiz", "quiz": {"ids": [FIRST, SECOND], "at": 0, "right": 0, "seed": 1, "open": OPEN}}
MYTHS = {"activity": "myths", "myths": {"ids": [myth.id for myth in GUIDE.myths][:2], "at": 0, "right": 0}}


def picked(slots: dict, place: str) -> Step:
    return answering.pick(State(GUIDE, "goodbye", "", slots, place))


def words(step: Step) -> str:
    return "\n".join(message["text"] for message in step.reply.messages)


@pytest.mark.parametrize(("place", "choice"), [("2", STORY.start.choices[1]), ("-1", STORY.start.choices[-1])])
def test_a_place_chooses_in_the_open_step_of_a_story(place, choice):
    assert choice.feedback[0] in words(picked(PLACE, place))


def test_a_place_answers_the_open_question_of_a_quiz():
    step = picked(QUIZ, "3")
    assert GUIDE.items[FIRST].because in words(step)
    assert step.slots["quiz"]["at"] == 1


def test_a_place_judges_the_open_card():
    step = picked(MYTHS, "1")
    assert GUIDE.myths[0].because[0] in words(step)
    assert step.slots["myths"]["at"] == 1


def test_a_place_that_there_is_not_shows_the_question_again():
    assert STORY.start.ask in words(picked(PLACE, "9"))


def test_not_knowing_in_a_quiz_shows_the_answer_and_goes_on():
    step = answering.dont_know(State(GUIDE, "help_self", "", QUIZ))
    assert GUIDE.ui["buttons"]["not_true"] in words(step)
    assert GUIDE.items[SECOND].ask in words(step)
    assert (step.slots["quiz"]["at"], step.slots["quiz"]["right"]) == (1, 0)
    assert list(step.slots["learnt"]["missed"]) == [FIRST]


def test_not_knowing_a_single_question_shows_its_answer():
    offered = [payload("answer", "consent.0"), payload("menu")]
    step = answering.dont_know(State(GUIDE, "help_self", "", {"offered": offered}))
    assert next(o for o in GUIDE.topic("consent").check.options if o.right).because in words(step)


def test_not_knowing_a_card_turns_it():
    step = answering.dont_know(State(GUIDE, "help_self", "", MYTHS))
    assert GUIDE.myths[0].because[0] in words(step)
    assert step.slots["myths"]["right"] == 0


def test_not_knowing_in_a_story_shows_the_choices_again():
    step = answering.dont_know(State(GUIDE, "help_self", "", PLACE))
    assert GUIDE.phrases["story_dont_know"].say[0] in words(step)
    assert step.slots["story"] == PLACE["story"]


@pytest.mark.parametrize("listing", [scenario.ACTIVITY.start, tour.ACTIVITY.start])
def test_looking_at_a_list_ends_nothing(listing):
    step = listing(State(GUIDE, "start", "", QUIZ))
    assert step.slots == {}
    assert step.reply.suggestions[0] == payload("resume")


@pytest.mark.parametrize(("show", "activity"), [(scenario.ACTIVITY.show, "scenario"), (tour.ACTIVITY.show, "tour")])
def test_what_cannot_be_taken_up_again_is_closed(show, activity):
    step = show(State(GUIDE, "resume", "", {"activity": activity}))
    assert step.slots["activity"] == "none"
    assert payload("resume") not in step.reply.suggestions


def test_reveal_without_anything_open_begins():
    for run in (quiz.reveal, myths.reveal):
        assert words(run(State(GUIDE, "help_self", "", {})))
