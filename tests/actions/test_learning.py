"""Learning: six kinds of question, one retry, the right answer and why, recap, what was missed comes back."""

import random

import pytest

from actions import learning, rounds
from actions.registry import play
from actions.state import State
from bot.guide.payloads import payload
from tests.conftest import real_guide

GUIDE = real_guide()
KINDS = ("one", "several", "order", "match", "part", "spot")


def run(intent: str, at: str, conversation: dict) -> tuple[dict, str, list[str]]:
    step = play("quiz")(State(GUIDE, intent, at, conversation))
    return {**conversation, **step.slots}, "\n".join(m["text"] for m in step.reply.messages), step.reply.suggestions


def place_of(conversation: dict) -> dict:
    return conversation["quiz"]["open"] if conversation.get("quiz") else conversation["item"]


def give(conversation: dict, rightly: bool) -> tuple[dict, str, list[str]]:
    """Answer the open question: rightly, or with the first answer on the screen that is wrong."""
    place = place_of(conversation)
    item = GUIDE.items[place["id"]]
    fitting = item.fitting(place["picked"])
    left = [number for number in learning._left(item, place) if (number in fitting) is rightly]
    return run("answer", f"{item.id}.{left[0]}", conversation)


@pytest.mark.parametrize("item_id", GUIDE.items)
def test_every_question_can_be_answered_rightly_and_says_why(item_id):
    item = GUIDE.items[item_id]
    conversation = {"item": learning.opened(item, 3)}
    for _ in range(item.steps()):
        assert conversation["item"]
        conversation, words, _ = give(conversation, True)
    assert item.because in words
    assert conversation["item"] is None
    assert conversation["learnt"]["missed"] == {}


@pytest.mark.parametrize("item_id", GUIDE.items)
def test_a_wrong_answer_has_one_retry_and_then_shows_the_right_one_and_why(item_id):
    item = GUIDE.items[item_id]
    conversation, words, _buttons = give({"item": learning.opened(item, 3)}, False)
    assert GUIDE.phrases["quiz_again"].say[0] in words
    assert item.because not in words
    if len(item.options) - 1 > len(item.fitting(())):
        conversation, words, _ = give(conversation, False)
        assert item.because in words
        assert all(GUIDE.option(item, number) in words for number in item.fitting(()))
    else:
        for _ in range(item.steps()):
            conversation, words, _ = give(conversation, True)
        assert item.because in words
    assert item.id in conversation["learnt"]["missed"]


def test_the_bank_is_large_and_of_every_kind_level_and_topic():
    assert len(GUIDE.bank) >= 120
    assert {item.kind for item in GUIDE.bank} == set(KINDS)
    assert {item.level for item in GUIDE.bank} == {1, 2, 3}
    assert {item.topic for item in GUIDE.bank} == set(GUIDE.topics)


def test_answers_are_shuffled_and_stay_where_they_are_during_the_question():
    item = next(item for item in GUIDE.bank if item.kind == "one")
    orders = {tuple(learning._left(item, learning.opened(item, seed))) for seed in range(50)}
    assert len(orders) == 6
    place = learning.opened(item, 5)
    order, wrong = learning._left(item, place), min({0, 1, 2} - item.fitting(()))
    assert learning._left(item, {**place, "missed": [wrong]}) == [number for number in order if number != wrong]


def test_after_a_chapter_come_three_of_its_own_and_what_was_missed_two_chapters_before():
    missed = {"abuse_which_count": 0, "grooming_order": 1}
    conversation, _words, _ = run("start_quiz", GUIDE.chapters[2].id, {"learnt": {"asked": [], "missed": missed}})
    ids = conversation["quiz"]["ids"]
    assert ids[0] == "abuse_which_count"
    assert len(ids) == 1 + rounds.RECAP
    assert all(GUIDE.items[name].topic in GUIDE.chapters[2].topics for name in ids[1:])


def test_the_quiz_at_the_end_has_ten_with_one_of_each_chapter():
    for seed in range(20):
        random.seed(seed)
        conversation, _, _ = run("start_quiz", "end_quiz", {})
        ids = conversation["quiz"]["ids"]
        assert len(set(ids)) == rounds.END
        for chapter in GUIDE.chapters:
            assert any(GUIDE.items[name].topic in chapter.topics for name in ids)


def test_a_whole_quiz_missed_then_reviewed_is_forgotten_again():
    conversation, _, buttons = run("start_quiz", "", {})
    asked = list(conversation["quiz"]["ids"])
    while conversation["quiz"]:
        conversation, _words, buttons = give(conversation, False)
    assert conversation["score"]["right"] == 0
    assert payload("start_quiz", "review") in buttons
    assert set(conversation["learnt"]["missed"]) == set(asked)
    conversation, _, _ = run("start_quiz", "review", conversation)
    assert set(conversation["quiz"]["ids"]) == set(asked)
    while conversation["quiz"]:
        conversation, _words, buttons = give(conversation, True)
    assert conversation["score"] == {"right": 5, "of": 5}
    assert conversation["learnt"]["missed"] == {}
    assert payload("start_quiz", "review") not in buttons


def test_questions_do_not_repeat_while_there_are_fresh_ones():
    seen, conversation = [], {}
    for _ in range(6):
        conversation, _, _ = run("start_quiz", "", conversation)
        seen += conversation["quiz"]["ids"]
        while conversation["quiz"]:
            conversation, _, _ = give(conversation, True)
    assert len(set(seen)) == 30
