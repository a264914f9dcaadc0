"""Read the chat: it unrolls, turns where it turns, and each trick is named; two chats are harmless."""

import pytest

from actions import moves
from actions.registry import play
from actions.state import State
from bot.guide.payloads import payload
from tests.conftest import real_guide

GUIDE = real_guide()
TURNING = [chat for chat in GUIDE.chats.values() if chat.turn]
HARMLESS = [chat for chat in GUIDE.chats.values() if not chat.turn]
of_id = pytest.mark.parametrize("chat", GUIDE.chats.values(), ids=lambda chat: chat.id)


def read(chat, at: str, place: dict) -> tuple[dict, str, list[str]]:
    done = play("chats")(State(GUIDE, "read" if "." in at else "start_chats", at, place))
    return {**place, **done.slots}, "\n".join(m["text"] for m in done.reply.messages), done.reply.suggestions


def on(place: dict) -> tuple[dict, str, list[str]]:
    done = moves.forward(State(GUIDE, "next", "", place))
    return {**place, **done.slots}, "\n".join(m["text"] for m in done.reply.messages), done.reply.suggestions


def test_there_are_eight_and_two_of_them_are_harmless():
    assert len(GUIDE.chats) == 8
    assert len(HARMLESS) == 2


@of_id
def test_it_unrolls_message_by_message_and_asks_at_the_end(chat):
    place, words, buttons = read(chat, chat.id, {})
    shown = [line for line in chat.lines if line.text in words]
    assert 1 <= len(shown) <= 2
    while payload("next") in buttons:
        place, words, buttons = on(place)
    assert place["chat"]["read"] == len(chat.lines)
    assert payload("read", f"{chat.id}.fine") in buttons
    assert all(payload("read", f"{chat.id}.{at}") in buttons for at, x in enumerate(chat.lines, 1) if x.by != chat.you)


@of_id
def test_tapping_too_early_reads_on_and_tapping_in_time_names_the_tricks(chat):
    place, words, _buttons = read(chat, chat.id, {})
    while place["chat"]["read"] < (chat.turn or len(chat.lines)):
        place, words, _buttons = read(chat, f"{chat.id}.here", place)
        assert GUIDE.phrases["chats_not_yet"].say[0] in words
    place, words, _buttons = read(chat, f"{chat.id}.{'here' if chat.turn else 'fine'}", place)
    key = "chats_right" if chat.turn else "chats_right_fine"
    assert GUIDE.phrases[key].say[0] in words
    assert all(GUIDE.tricks[line.trick].name in words for line in chat.lines if line.trick)
    assert all(text in words for text in chat.because)
    assert place["activity"] == "none"


@pytest.mark.parametrize("chat", TURNING, ids=lambda chat: chat.id)
def test_saying_all_is_fine_shows_where_it_turned(chat):
    place = {"activity": "chats", "chat": {"id": chat.id, "read": len(chat.lines)}}
    _, words, _ = read(chat, f"{chat.id}.fine", place)
    assert GUIDE.phrases["chats_missed"].say[0] in words
    assert chat.because[0] in words


@pytest.mark.parametrize("chat", HARMLESS, ids=lambda chat: chat.id)
def test_all_is_danger_does_not_win(chat):
    place = {"activity": "chats", "chat": {"id": chat.id, "read": len(chat.lines)}}
    _, words, _ = read(chat, f"{chat.id}.3", place)
    assert GUIDE.phrases["chats_wrong_fine"].say[0] in words


def test_every_trick_is_used_and_has_words():
    assert {line.trick for chat in TURNING for line in chat.lines if line.trick} == set(GUIDE.tricks)
