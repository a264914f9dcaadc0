"""Connections that never finish what they began are ended, and answered with words of ours."""

import json
import socket
import threading
import time
from collections.abc import Iterator

import pytest
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from bot.channels.wire import LARGEST_HEAD, Wire, make_server
from bot.supervision import free_port
from tests.channels.raw import read_answers

SECONDS = 0.6


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    """Reads the body and says how long it was."""
    body = await Request(scope, receive).body()
    await JSONResponse({"length": len(body)})(scope, receive, send)


def refusal(status: int) -> Response:
    return JSONResponse({"refused": status}, status)


@pytest.fixture(scope="module")
def server() -> Iterator[int]:
    """A server of its own with little patience; its port."""
    patience, Wire.request_seconds = Wire.request_seconds, SECONDS
    port = free_port()
    running = make_server(app, "127.0.0.1", port, refusal)
    running.config.timeout_keep_alive = 1
    running.config.lifespan = "off"
    thread = threading.Thread(target=running.run)
    thread.start()
    while not running.started:
        time.sleep(0.01)
    yield port
    running.should_exit = True
    thread.join()
    Wire.request_seconds = patience


def drip(port: int, parts: list[bytes], pause: float = 0.2) -> tuple[list, float]:
    """Send slowly; the answers, and how long the connection lived."""
    began = time.monotonic()
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        for part in parts:
            try:
                connection.sendall(part)
            except OSError:
                break
            time.sleep(pause)
        return read_answers(connection), time.monotonic() - began


HEAD = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n"


@pytest.mark.parametrize(
    "parts",
    [[], [b"P"], [b"\r\n"] * 12, [b"GET / HTTP/1.1\r\n", *[b"X: y\r\n"] * 12], [HEAD, *[b"a"] * 12]],
    ids=["nothing", "a letter", "empty lines", "a head without end", "a body without end"],
)
def test_the_whole_request_has_one_deadline(server, parts):
    answers, lived = drip(server, parts)
    assert answers == [(408, {"refused": 408})] or (not answers and lived < 10)
    assert lived < SECONDS + 3


def test_a_body_after_the_answer_ends_too(server):
    """Somebody answered early who goes on sending a byte now and then must not hold the connection."""
    answers, lived = drip(server, [b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", *[b"\r\n"] * 20])
    assert answers[0] == (200, {"length": 0})
    assert lived < SECONDS + 6


def test_a_head_too_large_is_refused_as_it_comes(server):
    answers, _ = drip(server, [b"GET / HTTP/1.1\r\nX: " + b"a" * (LARGEST_HEAD + 1)], 0)
    assert answers == [(431, {"refused": 431})]


def test_several_requests_on_one_connection(server):
    one = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc"
    answers, _ = drip(server, [one, one + one, one[:20], one[20:]], 0.1)
    assert answers == [(200, {"length": 3})] * 4


def test_no_proxy_header_is_believed_by_the_server_itself(server):
    """X-Forwarded-* is read by the channel, and only as far as TRUSTED_PROXIES says."""
    head = b"GET / HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 9.9.9.9\r\nConnection: close\r\n\r\n"
    answers, _ = drip(server, [head], 0)
    assert json.dumps(answers[0][1]) == '{"length": 0}'
