"""The tour: everything a topic has, in small beats, with something to tap at least every third message."""

import pytest

from actions import learning, moves
from actions.registry import play
from actions.state import State, Step
from bot.guide.payloads import Payloads, payload
from bot.guide.reply import BEAT, bullets
from tests.conftest import real_guide

GUIDE = real_guide()
PAYLOADS = Payloads({"en": GUIDE}, {"en": {}})
chapters = pytest.mark.parametrize("chapter", GUIDE.chapters, ids=lambda chapter: chapter.id)


def walk(chapter) -> list[Step]:
    """Every beat of a chapter: `more` while there is more, then `next`."""
    step = play("tour")(State(GUIDE, "start_tour", chapter.id, {}))
    slots, steps = step.slots, [step]
    while step.slots["activity"] == "tour":
        intent = "more" if payload("more") in step.reply.suggestions else "next"
        step = (play("tour") if intent == "more" else moves.forward)(State(GUIDE, intent, "", slots))
        slots = {**slots, **step.slots}
        steps.append(step)
    return steps


@chapters
def test_everything_of_every_topic_is_told_signs_and_tips_too(chapter):
    told = "\n".join(message["text"] for step in walk(chapter) for message in step.reply.messages)
    for topic_id in chapter.topics:
        topic = GUIDE.topic(topic_id)
        assert all(text in told for text in (*topic.say, *topic.signs, *topic.tips))


@chapters
def test_a_beat_is_short_and_has_a_question(chapter):
    for step in walk(chapter)[:-1]:
        messages = step.reply.messages
        told = sum(len(message["text"]) for message in messages if message["kind"] != "quiz")
        # Whichever question on the topic comes with it.
        assert told + learning.longest(State(GUIDE, "", "", {}), step.slots["topic"]) <= BEAT
        assert len([message for message in messages if message["kind"] == "topic"]) <= 3
        assert any(name.startswith("/answer") for name in step.reply.suggestions)
        assert all(button in PAYLOADS for button in step.reply.suggestions)


@chapters
def test_the_questions_of_a_topic_differ_and_answering_leads_on(chapter):
    step = play("tour")(State(GUIDE, "start_tour", chapter.id, {}))
    slots, asked = step.slots, []
    for _ in range(3):
        item = GUIDE.items[slots["item"]["id"]]
        asked.append(item.id)
        for _ in range(item.steps()):
            (at, *_) = item.fitting(slots["item"]["picked"])
            step = play("quiz")(State(GUIDE, "answer", f"{item.id}.{at}", slots))
            slots = {**slots, **step.slots}
        assert item.because in "\n".join(message["text"] for message in step.reply.messages)
        onward = "more" if payload("more") in step.reply.suggestions else "next"
        assert payload(onward) in step.reply.suggestions
        step = (play("tour") if onward == "more" else moves.forward)(State(GUIDE, onward, "", slots))
        slots = {**slots, **step.slots}
        if slots["activity"] != "tour":
            break
    assert len(set(asked)) == len(asked)


@chapters
def test_a_chapter_ends_with_its_three_questions_and_the_way_on(chapter):
    last = walk(chapter)[-1]
    assert chapter.done in last.reply.messages[0]["text"]
    assert last.reply.suggestions[0] == payload("start_quiz", chapter.id)
    number = GUIDE.chapters.index(chapter)
    onward = [payload("start_tour", one.id) for one in GUIDE.chapters[number + 1 : number + 2]]
    assert all(name in last.reply.suggestions for name in onward or [payload("start_quiz", "end_quiz")])


def test_endings_differ():
    ends = ["\n".join(m["text"] for m in walk(chapter)[-1].reply.messages[1:]) for chapter in GUIDE.chapters]
    assert len(set(ends)) >= 4


def test_back_leads_beat_by_beat_to_the_beginning():
    step = play("tour")(State(GUIDE, "start_tour", GUIDE.chapters[0].id, {}))
    slots = step.slots
    for intent in ("more", "more", "next"):
        step = (play("tour") if intent == "more" else moves.forward)(State(GUIDE, intent, "", slots))
        slots = {**slots, **step.slots}
    for _ in range(4):
        step = moves.back(State(GUIDE, "back", "", slots))
        slots = {**slots, **step.slots}
    assert (slots["tour"]["at"], slots["tour"]["beat"]) == (0, 0)


def test_signs_are_listed_under_their_heading():
    topic = GUIDE.topic("grooming")
    steps = walk(GUIDE.chapter_of("grooming"))
    told = "\n".join(message["text"] for step in steps for message in step.reply.messages)
    assert bullets(GUIDE.ui["headings"]["signs"], topic.signs[:1]) in told
