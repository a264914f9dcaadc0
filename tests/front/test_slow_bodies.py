"""A body that drips through the shipped nginx is ended by the bot, which has one time limit for a whole request.

nginx itself only limits the pause between two reads: a letter every few seconds held a connection for ever.
"""

import re
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.channels.raw import exchange, read_answers
from tests.channels.slowly import impatient_server
from tests.front.nginx import NGINX, nginx_before

SECONDS = 0.6
HEAD = b"POST /webhooks/web/v1/messages HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n\r\n"
CHUNKS = b"POST /webhooks/web/v1/messages HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
WHOLE = b"POST /webhooks/web/v1/messages HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 3\r\n\r\nabc"
#: Longest that nginx goes on taking what is sent after an answer, in seconds.
LINGERING = int(re.search(r"lingering_time (\d+)s;", (NGINX / "staysafe.conf").read_text() + "lingering_time 30s;")[1])


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """nginx before a server of ours with little patience; its port."""
    with impatient_server(SECONDS) as port, nginx_before(port, tmp_path_factory.mktemp("nginx")) as running:
        yield running.port


def held(port: int, begin: bytes, letter: bytes, most: float) -> tuple[list, float]:
    """The answers to a body that drips, and how long it held its connection, or `most` seconds."""
    began = time.monotonic()
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(begin)
        while time.monotonic() - began < most:
            time.sleep(0.2)
            try:
                connection.sendall(letter)
            except OSError:
                break
        lived = time.monotonic() - began
        connection.settimeout(0.5)
        return read_answers(connection), lived


@pytest.mark.parametrize(("begin", "letter"), [(HEAD, b" "), (CHUNKS, b"1\r\n \r\n")], ids=["length", "chunks"])
def test_a_body_that_drips_gets_an_answer_in_time(front: int, begin: bytes, letter: bytes) -> None:
    answers, _ = held(front, begin, letter, SECONDS + 2)
    assert answers == [(408, {"refused": 408})]


def test_it_does_not_hold_its_connection(front: int) -> None:
    _, lived = held(front, HEAD, b" ", SECONDS + LINGERING + 8)
    assert lived < SECONDS + LINGERING + 4


def test_a_long_paste_in_one_piece_is_taken_however_it_is_cut(front: int) -> None:
    whole = HEAD.replace(b"Host: x", b"Host: x\r\nConnection: close") + b"a" * 60_000
    for _ in range(10):
        assert exchange(f"http://127.0.0.1:{front}", whole, 5) == [(200, {"length": 60_000})]


def test_many_at_once_hold_up_nobody_else(front: int) -> None:
    begun = []
    try:
        for number in range(600):
            wire = socket.create_connection(("127.0.0.1", front), 10, (f"127.0.0.{5 + number % 3}", 0))
            wire.sendall(HEAD + b"{")
            begun.append(wire)
            if number % 100 == 0:
                assert exchange(f"http://127.0.0.1:{front}", WHOLE, 3) == [(200, {"length": 3})]
        assert {wire.recv(12)[9:12] for wire in begun} == {b"408"}
    finally:
        for wire in begun:
            wire.close()


def test_a_body_in_chunks_has_the_same_limit_of_size(front: int) -> None:
    large = b"".join(b"1000\r\n" + b"x" * 0x1000 + b"\r\n" for _ in range(20)) + b"0\r\n\r\n"
    ((status, said),) = exchange(f"http://127.0.0.1:{front}", CHUNKS + large)
    assert status == 413 and said["referrals"]["talk"]


def test_a_bot_that_goes_away_in_the_middle_of_a_body(tmp_path: Path) -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as bot,
        nginx_before(bot.getsockname()[1], tmp_path) as running,
        socket.create_connection(("127.0.0.1", running.port), timeout=10) as wire,
    ):
        wire.sendall(HEAD + b"{")
        bot.accept()[0].close()
        ((status, said),) = read_answers(wire)
    assert status == 502 and said["referrals"]["talk"]
