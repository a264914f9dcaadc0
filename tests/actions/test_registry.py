"""The registry: whatever data/activities.yml names has its file, its buttons, its place, and answers kindly."""

import re
from dataclasses import replace

import pytest

from actions import answering, moves
from actions.registry import check_registry, play
from actions.state import State, Step
from bot.assistant.dialogue import answers, slots
from bot.channels.site import site_config
from bot.guide import playable
from bot.guide.payloads import Payloads, payload
from tests.conftest import real_guide

GUIDE = real_guide()
PAYLOADS = Payloads({"en": GUIDE}, {"en": {"GB": "United Kingdom"}})
LINES = {line.id: line for line in GUIDE.activities}
WEATHER = next(iter(GUIDE.activities)).copy(update={"id": "weather", "start": "start_weather", "slot": "weather"})

every = pytest.mark.parametrize("name", LINES)


def at(intent: str, place: str = "", **conversation) -> State:
    return State(GUIDE, intent, place, conversation)


def begun(name: str) -> Step:
    """The first question or step of an activity; a list's first entry is taken."""
    line = LINES[name]
    entries = [place for place, _ in playable.entries(GUIDE, line)]
    return play(name)(at(line.start, entries[0] if entries else ""))


def test_every_line_has_its_file_and_every_file_its_line():
    check_registry(GUIDE)


@pytest.mark.parametrize("changed", [(*GUIDE.activities, WEATHER), GUIDE.activities[1:]])
def test_a_line_without_a_file_and_a_file_without_a_line_are_told(changed):
    with pytest.raises(LookupError, match=f"{WEATHER.id}|{GUIDE.activities[0].id}"):
        check_registry(replace(GUIDE, activities=changed))


@every
def test_intents_slots_payloads_and_page_follow_from_the_line(name):
    line = LINES[name]
    assert all(answers(GUIDE)[intent] == f"action_{name}" for intent in line.intents)
    assert line.slot in slots(GUIDE)
    assert payload(line.start) in PAYLOADS
    for place, words in playable.answers(GUIDE, line):
        assert PAYLOADS.title(payload(line.answer or line.start, place), "en") == words[0]


@every
def test_it_begins_and_offers_only_buttons_that_exist(name):
    step = begun(name)
    assert step.reply.messages
    assert step.slots["activity"] == name
    assert step.slots[LINES[name].slot]
    assert all(button in PAYLOADS for button in step.reply.suggestions)


@every
def test_its_place_is_ids_and_numbers(name):
    def values(thing):
        if isinstance(thing, dict):
            return [*thing, *(value for inner in thing.values() for value in values(inner))]
        return [value for inner in thing for value in values(inner)] if isinstance(thing, list) else [thing]

    for value in values(begun(name).slots):
        assert value is None or isinstance(value, (int, bool)) or re.fullmatch(r"[a-z0-9_.]{1,80}", value), value


@every
@pytest.mark.parametrize("place", ["", "nothing", "a.b", "a.b.c", "1.2.3.4", "x.99999999999"])
def test_an_answer_that_is_none_is_answered_kindly(name, place):
    for conversation in ({}, dict(begun(name).slots)):
        step = play(name)(at(LINES[name].answer or LINES[name].start, place, **conversation))
        assert step.reply.messages
        assert step.reply.suggestions


@every
def test_next_back_resume_and_not_knowing_always_answer(name):
    for conversation in ({"activity": name}, dict(begun(name).slots)):
        for run in (moves.forward, moves.back, moves.resume, answering.dont_know, answering.pick):
            step = run(at("x", **conversation))
            assert step.reply.messages
            assert all(button in PAYLOADS for button in step.reply.suggestions)


@every
def test_it_is_taken_up_again_by_its_name(name):
    line, other = LINES[name], next(other for other in LINES if other != name)
    conversation = {**begun(name).slots, "activity": other}
    assert moves.resume(at(line.resume, **conversation)).slots["activity"] == name


def test_the_page_learns_them_all():
    from bot.assistant.library import library

    shown = site_config(library(), None, "en")["activities"]
    assert [one["id"] for one in shown] == list(LINES)
    assert all(one["title"] and one["payload"] == payload(one["start"]) and one["icon"] for one in shown)
