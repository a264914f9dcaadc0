"""Random input: never a 500, never an answer without contacts.

More than 10,000 inputs go to the application in this process, 500 over the wire. Each goes to the part that it is made
for, and a sample of each through whole turns. STAYSAFE_FUZZ=3 makes it three times as many; another STAYSAFE_SEED makes
other ones.
"""

import http.client
import json
import os
import secrets
from collections.abc import Callable
from functools import partial

import pytest

from bot.assistant.component import ear_of
from bot.assistant.heard import Heard
from bot.assistant.library import library
from bot.assistant.reading import read
from bot.guide.payloads import payload
from tests.assistant.talks import Talk
from tests.conftest import Site, real_guide
from tests.e2e.inputs import Chance, Made, anything_heard, body, each, query, said
from tests.inside import MESSAGES, Inside

GUIDE = real_guide()
TIMES = int(os.environ.get("STAYSAFE_FUZZ", "1"))
SEED = int(os.environ.get("STAYSAFE_SEED", secrets.randbelow(2**32)))


def fuzz(times: int, make: Callable[[Chance], Made], try_one: Callable[[Made], object]) -> None:
    """So many inputs at random."""
    each(times * TIMES, SEED, make, try_one)


def kind(status: int, answer: dict | None) -> None:
    """The contract of every answer."""
    assert status < 500, answer
    assert answer["referrals"]["services"] or answer["referrals"]["fallback"]
    assert answer.get("messages") or answer["error"]["message"]


def test_messages(app: Inside) -> None:
    fuzz(200, said, lambda text: kind(*app.say(text)))


def test_one_long_conversation(app: Inside) -> None:
    session = app.say("hello")[1]["session"]

    def one(text: str) -> None:
        status, answer = app.say(text, session)
        kind(status, answer)
        if len(text) % 2 and answer.get("suggestions"):
            kind(*app.say(answer["suggestions"][len(text) % len(answer["suggestions"])]["payload"], session))

    fuzz(300, said, one)


def test_whatever_is_typed_is_read(app: Inside) -> None:
    """As a turn reads it: where nothing was said before, where something is offered, and in a talk about trouble."""
    ear, source, talk = ear_of(app.app.state.agent), library(), Talk()
    talk.say("help_self")
    states = [
        {},
        {"offered": [payload("menu"), payload("set_country", "none"), payload("topic_grooming")]},
        talk.slots,
    ]

    def one(text: str) -> None:
        found = read(text, states[len(text) % len(states)], lambda: ear, source)
        assert found.intent and 0 <= found.confidence <= 1
        told = found.to_dict()
        assert Heard.of(json.loads(json.dumps(told))).to_dict() == told, "nothing of it may be lost on the way"

    fuzz(1000, said, one)


def test_whatever_is_heard_is_decided_and_put_in_words() -> None:
    """In one talk that goes on, so that most of what was heard before plays into it."""
    talk = Talk()

    def one(heard: Heard) -> None:
        reply = talk.say(heard)
        assert talk.decision.action or any(message["text"].strip() for message in reply.messages)

    fuzz(2000, anything_heard(GUIDE), one)


def test_whatever_is_heard_is_answered(app: Inside, monkeypatch: pytest.MonkeyPatch) -> None:
    session = app.say("hello")[1]["session"]

    def one(heard: Heard) -> None:
        monkeypatch.setattr("bot.channels.turns.Turns._hear", lambda *_: heard)
        kind(*app.say("x", session))

    fuzz(500, anything_heard(GUIDE), one)


def test_bodies(app: Inside) -> None:
    fuzz(4700, body, lambda made: kind(*app.send("POST", MESSAGES, made)))


def asked(send: Callable, with_page: bool, parameters: str) -> None:
    """Contacts whatever was asked for, and a page's settings."""
    status, answer = send("GET", f"/webhooks/web/v1/referrals?{parameters}")
    assert status in (200, 400)
    found = answer if status == 200 else answer["referrals"]
    assert found["services"] or found["fallback"]
    if with_page:
        assert send("GET", f"/webhooks/web/v1/config?{parameters}")[0] == 200


def test_queries(app: Inside) -> None:
    fuzz(1300, query, partial(asked, app.send, False))
    fuzz(200, query, partial(asked, app.send, True))


class Wire:
    """One connection kept open."""

    def __init__(self, url: str) -> None:
        self._open = http.client.HTTPConnection(url.removeprefix("http://"), timeout=30)

    def send(self, method: str, path: str, body: bytes | None = None) -> tuple[int, dict | None]:
        """Status and JSON."""
        try:
            return self._sent(method, path, body)
        except (http.client.HTTPException, OSError):
            self._open.close()
            return self._sent(method, path, body)

    def _sent(self, method: str, path: str, body: bytes | None) -> tuple[int, dict | None]:
        self._open.request(method, path, body, {"Content-Type": "application/json"})
        answer = self._open.getresponse()
        text = answer.read()
        return answer.status, json.loads(text) if text else None


def test_over_the_wire(stack: Site) -> None:
    wire = Wire(stack.url)

    def typed(chance: Chance) -> bytes:
        return json.dumps({"message": said(chance)}).encode()

    fuzz(100, typed, lambda made: kind(*wire.send("POST", MESSAGES, made)))
    fuzz(300, body, lambda made: kind(*wire.send("POST", MESSAGES, made)))
    fuzz(100, query, partial(asked, wire.send, True))
