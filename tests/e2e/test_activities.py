"""Every activity over HTTP: begun by its button and by typing, answered by place, contacts in every turn."""

import json

import pytest
import yaml

from bot.guide import playable
from bot.guide.payloads import payload
from tests.conftest import DATA, payloads, real_guide, texts

GUIDE = real_guide()
COMMANDS = yaml.safe_load((DATA / "lang" / "en" / "commands.yml").read_text(encoding="utf-8"))
every = pytest.mark.parametrize("line", GUIDE.activities, ids=lambda line: line.id)
asking = pytest.mark.parametrize("line", [a for a in GUIDE.activities if a.asks], ids=lambda line: line.id)
LONGEST = 40
DONT_KNOW = [phrase.say[0] for key, phrase in GUIDE.phrases.items() if key.endswith("_dont_know")]


def has_contacts(answer: dict) -> bool:
    return bool(answer["referrals"]["talk"] and answer["referrals"]["report"])


def begin(stack, line, entry: str | None = None) -> dict:
    entries = [at for at, _ in playable.entries(GUIDE, line)]
    return stack.say(payload(line.start, entry or (entries[0] if entries else None)), country="GB")


@every
def test_it_is_in_the_menu_and_on_the_page_and_begins_by_its_button(stack, line):
    _, config = stack.request("GET", "/webhooks/web/v1/config")
    assert payload(line.start) in [one["payload"] for one in config["activities"]]
    answer = begin(stack, line)
    assert has_contacts(answer)
    assert any(name.startswith((f"/{line.answer}" + "{", "/answer{")) for name in payloads(answer))


@every
def test_typed_it_begins_too(stack, line):
    typed = {"scenario": "play a story", "quiz": "quiz me", "myths": "myth or fact"}.get(line.id)
    answer = stack.say(typed or COMMANDS[line.start][0], country="GB")
    begun = begin(stack, line)
    listed = [payload(line.start, at) for at, _ in playable.entries(GUIDE, line)]
    offered = [name for name in payloads(answer) if name in listed or name.startswith(f"/{line.answer}" + "{")]
    assert offered or texts(answer) == texts(begun)
    assert has_contacts(answer)


@asking
def test_typed_places_lead_through_to_the_end_with_contacts_in_every_turn(stack, line):
    """ "b" where it is one of the answers, else the first; "next" while there is nothing to answer yet."""
    answer = begin(stack, line)
    for _ in range(LONGEST):
        assert has_contacts(answer)
        assert answer["messages"]
        if payload("stop") not in payloads(answer):
            break
        counted = [name for name in payloads(answer) if name.startswith(f"/{line.answer}" + "{")]
        typed = "next" if payload("next") in payloads(answer) else "b" if len(counted) > 1 else "a"
        answer = stack.say(typed, answer["session"])
    assert payload("menu") in payloads(answer)


@asking
def test_not_knowing_is_answered_kindly(stack, line):
    answer = stack.say("idk", begin(stack, line)["session"])
    assert any(kind.split("{")[0] in texts(answer) for kind in DONT_KNOW)
    assert has_contacts(answer)


@asking
def test_a_question_in_between_does_not_end_it(stack, line):
    answer = begin(stack, line)
    aside = stack.say("what is grooming", answer["session"])
    assert payload("resume") in payloads(aside)
    again = stack.say("b", answer["session"])
    assert texts(again)
    assert GUIDE.phrases["nothing_to_pick"].say[0] not in texts(again)
    assert GUIDE.phrases["out_of_scope"].say[0] not in texts(again)


@every
def test_it_stops_when_told_to_and_can_be_left_for_help(stack, line):
    answer = begin(stack, line)
    helped = stack.say("someone is threatening to post my nudes", answer["session"])
    assert any(message["kind"] == "help" for message in helped["messages"])
    stopped = stack.say("stop", begin(stack, line)["session"])
    assert GUIDE.phrases["stop"].say[0] in texts(stopped)


def test_class_mode_plays_the_same(stack):
    for line in GUIDE.activities:
        entries = [at for at, _ in playable.entries(GUIDE, line)]
        answer = stack.say(payload(line.start, entries[0] if entries else None), mode="class")
        assert has_contacts(answer)
        assert json.dumps(answer["messages"])


def test_a_story_a_chat_and_a_game_begin_by_their_title_alone(stack):
    for line in GUIDE.activities:
        if line.holds in ("stories", "chats", "sortings"):
            at, (title, *_) = next(iter(playable.entries(GUIDE, line)))
            if " " in title:
                assert stack.say(title.upper() + "!")["messages"][0] == begin(stack, line, at)["messages"][0]
