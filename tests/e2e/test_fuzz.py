"""Random input to the public API: never a 500, never an answer without contacts.

The number of inputs grows with STAYSAFE_FUZZ (default 1: more than 10,000 in all; each further step as many again).
"""

import http.client
import json
import os

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import real_guide

GUIDE = real_guide()
TIMES = int(os.environ.get("STAYSAFE_FUZZ", "1"))
QUICK = {"deadline": None, "suppress_health_check": list(HealthCheck), "database": None, "print_blob": False}

WORDS = st.sampled_from(
    [
        "what",
        "is",
        "grooming",
        "help",
        "me",
        "pics",
        "he",
        "wants",
        "my",
        "b",
        "2",
        "/menu",
        "/choose",
        "{}",
        "kms",
        "stop",
        "country",
        "france",
    ]
)
TALK = st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=8).map(" ".join))
PAYLOADS = st.builds(
    lambda name, at: f'/{name}{{"at":"{at}"}}',
    st.sampled_from(["choose", "answer", "judge", "start_tour", "glossary", "set_country", "x", "restart"]),
    st.one_of(st.text(max_size=20), st.sampled_from(["game_chat.offer.x", "GB", "grooming.1", "none"])),
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)
KEYS = st.sampled_from(["message", "session", "lang", "country", "partner", "mode", "extra"])


class Wire:
    """One connection kept open, so that thousands of requests take seconds."""

    def __init__(self, url: str) -> None:
        self.host = url.removeprefix("http://")
        self.open = http.client.HTTPConnection(self.host, timeout=30)

    def send(self, method: str, path: str, body: bytes | None = None, **headers: str) -> tuple[int, dict | None]:
        """Status and JSON."""
        try:
            self.open.request(method, path, body, {"Content-Type": "application/json", **headers})
            answer = self.open.getresponse()
            text = answer.read()
        except (http.client.HTTPException, OSError):
            self.open.close()
            self.open = http.client.HTTPConnection(self.host, timeout=30)
            self.open.request(method, path, body, {"Content-Type": "application/json", **headers})
            answer = self.open.getresponse()
            text = answer.read()
        return answer.status, json.loads(text) if text else None


def kind(status: int, answer: dict | None) -> None:
    """The contract of every answer."""
    assert status < 500, answer
    assert answer["referrals"]["services"] or answer["referrals"]["fallback"]
    assert answer.get("messages") or answer["error"]["message"]


def test_messages(stack):
    wire = Wire(stack.url)

    @settings(max_examples=4000 * TIMES, **QUICK)
    @given(st.one_of(TALK, PAYLOADS))
    def one(text):
        kind(*wire.send("POST", "/webhooks/web/v1/messages", json.dumps({"message": text}).encode()))

    one()


def test_one_long_conversation(stack):
    wire = Wire(stack.url)
    session = [stack.say("hello")["session"]]

    @settings(max_examples=2500 * TIMES, **QUICK)
    @given(st.one_of(TALK, PAYLOADS), st.booleans())
    def one(text, tap):
        body = {"message": text, "session": session[0]}
        status, answer = wire.send("POST", "/webhooks/web/v1/messages", json.dumps(body).encode())
        kind(status, answer)
        if tap and answer.get("suggestions"):
            body["message"] = answer["suggestions"][len(text) % len(answer["suggestions"])]["payload"]
            kind(*wire.send("POST", "/webhooks/web/v1/messages", json.dumps(body).encode()))

    one()


def test_bodies(stack):
    wire = Wire(stack.url)

    @settings(max_examples=2500 * TIMES, **QUICK)
    @given(
        st.one_of(
            st.binary(max_size=200), st.dictionaries(KEYS, JSON, max_size=6).map(lambda d: json.dumps(d).encode())
        )
    )
    def one(body):
        kind(*wire.send("POST", "/webhooks/web/v1/messages", body))

    one()


def test_queries(stack):
    from urllib.parse import urlencode

    wire = Wire(stack.url)
    names = st.sampled_from(["country", "lang", "need", "all", "x"])

    @settings(max_examples=1200 * TIMES, **QUICK)
    @given(st.dictionaries(names, st.text(max_size=12), max_size=4))
    def one(query):
        text = urlencode(query, errors="ignore")
        status, answer = wire.send("GET", f"/webhooks/web/v1/referrals?{text}")
        assert status in (200, 400)
        found = answer if status == 200 else answer["referrals"]
        assert found["services"] or found["fallback"]
        assert wire.send("GET", f"/webhooks/web/v1/config?{text}")[0] == 200

    one()
