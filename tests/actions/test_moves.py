"""Next and resume: on to what was offered or named, not to what lies open elsewhere."""

import pytest

from actions import moves
from actions.activities import tour
from actions.registry import play
from actions.state import State
from bot.guide.payloads import payload
from tests.conftest import real_guide

GUIDE = real_guide()
STORY = GUIDE.scenario("game_chat")
MYTHS = {"activity": "myths", "myths": {"ids": [myth.id for myth in GUIDE.myths][:2], "at": 0, "right": 0}}
OPEN = {"id": "online_never_met", "picked": [], "missed": [], "seed": 1}
IDS = ["abuse_without_touch", "online_never_met"]
QUIZ = {"activity": "quiz", "quiz": {"ids": IDS, "at": 1, "right": 1, "seed": 1, "open": OPEN}}
PLACE = {"story": {"at": f"game_chat.{STORY.start.id}", "trail": [STORY.start.id]}}


def state(intent: str, **slots) -> State:
    return State(GUIDE, intent, "", slots)


def words(step) -> str:
    return "\n".join(message["text"] for message in step.reply.messages)


def test_next_begins_the_tour_that_was_offered():
    offered = tour.start(state("start_tour", **MYTHS)).reply.suggestions
    step = moves.forward(state("next", **MYTHS, offered=offered))
    assert step.slots["tour"] == {"chapter": GUIDE.chapters[0].id, "at": 0, "beat": 0}


def test_next_after_the_menu_shows_the_open_card():
    offered = [payload("resume"), payload("start_tour", GUIDE.chapters[0].id), payload("topics")]
    assert GUIDE.myths[0].claim in words(moves.forward(state("next", **MYTHS, offered=offered)))


def test_next_goes_on_in_the_tour():
    slots = {"activity": "tour", "tour": {"chapter": GUIDE.chapters[0].id, "at": 0}}
    offered = [payload("resume"), payload("start_tour", GUIDE.chapters[0].id)]
    assert moves.forward(state("next", **slots, offered=offered)).slots["tour"]["at"] == 1


def test_the_activity_that_was_named_is_taken_up_again():
    story = moves.resume(state("resume_story", **QUIZ, **PLACE))
    assert STORY.start.ask in words(story)
    assert story.slots["activity"] == "scenario"
    asked = moves.resume(state("resume_quiz", **{**PLACE, **QUIZ, "activity": "scenario"}))
    assert GUIDE.items[IDS[1]].ask in words(asked)
    assert asked.slots["activity"] == "quiz"


@pytest.mark.parametrize("intent", ["resume_story", "resume_tour"])
def test_what_is_not_open_is_offered_and_ends_nothing(intent):
    step = moves.resume(state(intent, **QUIZ))
    assert "activity" not in step.slots
    assert payload("resume") in step.reply.suggestions


def test_the_score_of_the_last_quiz_is_kept():
    (right,) = GUIDE.items[IDS[1]].fitting(())
    step = play("quiz")(State(GUIDE, "answer", f"{IDS[1]}.{right}", QUIZ))
    assert step.slots["score"] == {"right": 2, "of": 2}
