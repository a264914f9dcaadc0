"""Random input: never a 500, never an answer without contacts.

More than 10,000 inputs go to the application in this process, 500 over the wire. STAYSAFE_FUZZ=3 makes it three times
as many.
"""

import http.client
import json
import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.assistant.heard import Heard
from tests.conftest import Site, real_guide
from tests.inside import MESSAGES, Inside, inside

GUIDE = real_guide()
TIMES = int(os.environ.get("STAYSAFE_FUZZ", "1"))
QUICK = {"deadline": None, "suppress_health_check": list(HealthCheck), "database": None, "print_blob": False}

WORDS = st.sampled_from(
    ["what", "is", "grooming", "help", "me", "pics", "he", "wants", "my", "b", "2"]
    + ["/menu", "/choose", "{}", "kms", "stop", "country", "france"]
)
TALK = st.one_of(st.text(max_size=40), st.lists(WORDS, max_size=8).map(" ".join))
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


NAMES = st.sampled_from(["country", "lang", "need", "all", "x"])
QUERIES = st.dictionaries(NAMES, st.text(max_size=12), max_size=4).map(lambda query: urlencode(query, errors="ignore"))
BODIES = st.one_of(
    st.binary(max_size=200), st.dictionaries(KEYS, JSON, max_size=6).map(lambda body: json.dumps(body).encode())
)
INTENTS = [f"topic_{name}" for name in GUIDE.topics] + ["help_self", "help_danger_now", "help_friend", "unsure", ""]
SIGNALS = ("threat", "self_harm", "image_out", "meeting", "sent_own", "none such")
#: Whatever an ear could say of a message, likely or not.
HEARD = st.builds(
    Heard,
    intent=st.sampled_from(
        [
            *(f"topic_{name}" for name in GUIDE.topics),
            "help_self",
            "help_danger_now",
            "help_friend",
            "unsure",
            "out_of_scope",
            "",
        ]
    ),
    confidence=st.floats(0, 1),
    kind=st.sampled_from([None, *GUIDE.kinds]),
    about=st.sampled_from(["me", "other", "nobody"]),
    signals=st.frozensets(st.sampled_from(SIGNALS)),
    sure=st.booleans(),
    alarming=st.booleans(),
    topic=st.sampled_from([None, *GUIDE.topics]),
    question=st.sampled_from([None, *GUIDE.questions]),
    command=st.sampled_from([None, "stop", "repeat", "help_human"]),
    place=st.sampled_from([None, "1", "12", "-1"]),
    country=st.sampled_from([None, "KE", "XX"]),
    reaction=st.sampled_from([None, "told", "love", "none such"]),
    lang=st.sampled_from([None, "en", "fr", "zz"]),
)


def fuzz(times: int, *given_with: st.SearchStrategy):
    """So many inputs at random; a shorter input that fails as well is looked for."""
    return lambda test: settings(max_examples=times * TIMES, **QUICK)(given(*given_with)(test))


def kind(status: int, answer: dict | None) -> None:
    """The contract of every answer."""
    assert status < 500, answer
    assert answer["referrals"]["services"] or answer["referrals"]["fallback"]
    assert answer.get("messages") or answer["error"]["message"]


@pytest.fixture(scope="module")
def app(site_model: Path, action_server: str) -> Iterator[Inside]:
    with inside(site_model, action_server) as opened:
        yield opened


def test_messages(app: Inside) -> None:
    fuzz(1500, st.one_of(TALK, PAYLOADS))(lambda text: kind(*app.say(text)))()


def test_one_long_conversation(app: Inside) -> None:
    session = app.say("hello")[1]["session"]

    def one(text: str, tap: bool) -> None:
        status, answer = app.say(text, session)
        kind(status, answer)
        if tap and answer.get("suggestions"):
            kind(*app.say(answer["suggestions"][len(text) % len(answer["suggestions"])]["payload"], session))

    fuzz(1200, st.one_of(TALK, PAYLOADS), st.booleans())(one)()


def test_whatever_is_heard_is_answered(app: Inside, monkeypatch: pytest.MonkeyPatch) -> None:
    session = app.say("hello")[1]["session"]

    def one(heard: Heard) -> None:
        monkeypatch.setattr("bot.channels.turns.Turns._hear", lambda *_: heard)
        kind(*app.say("x", session))

    fuzz(2500, HEARD)(one)()


def test_bodies(app: Inside) -> None:
    fuzz(3500, BODIES)(lambda body: kind(*app.send("POST", MESSAGES, body)))()


def asked(send, query: str) -> None:
    """Contacts whatever was asked for, and a page's settings."""
    status, answer = send("GET", f"/webhooks/web/v1/referrals?{query}")
    assert status in (200, 400)
    found = answer if status == 200 else answer["referrals"]
    assert found["services"] or found["fallback"]
    assert send("GET", f"/webhooks/web/v1/config?{query}")[0] == 200


def test_queries(app: Inside) -> None:
    fuzz(1500, QUERIES)(lambda query: asked(app.send, query))()


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
    said = st.one_of(TALK, PAYLOADS).map(lambda text: json.dumps({"message": text}).encode())
    fuzz(400, st.one_of(said, BODIES))(lambda body: kind(*wire.send("POST", MESSAGES, body)))()
    fuzz(100, QUERIES)(lambda query: asked(wire.send, query))()
