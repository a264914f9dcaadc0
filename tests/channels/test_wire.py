"""Connections that never finish what they began are ended, and answered with words of ours."""

import json
from collections.abc import Iterator

import pytest

from bot.channels.wire import LARGEST_HEAD
from tests.channels.slowly import drip, impatient_server

SECONDS = 0.6


@pytest.fixture(scope="module")
def server() -> Iterator[int]:
    """A server of its own with little patience; its port."""
    with impatient_server(SECONDS) as port:
        yield port


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


@pytest.mark.parametrize("left", [20, 1], ids=["a head", "a body"])
def test_what_begins_in_one_piece_with_another_request_has_its_deadline_too(server, left):
    whole = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc"
    answers, lived = drip(server, [whole + whole[:-left]], 0)
    assert answers[0] == (200, {"length": 3})
    assert lived < SECONDS + 3


def test_a_head_too_large_is_refused_as_it_comes(server):
    answers, _ = drip(server, [b"GET / HTTP/1.1\r\nX: " + b"a" * (LARGEST_HEAD + 1)], 0)
    assert answers == [(431, {"refused": 431})]


def test_a_whole_head_too_large_is_refused_too(server):
    fields = b"".join(b"X-%d: %s\r\n" % (number, b"a" * 1000) for number in range(LARGEST_HEAD // 1000 + 1))
    answers, _ = drip(server, [b"GET / HTTP/1.1\r\n" + fields + b"\r\n"], 0)
    assert answers == [(431, {"refused": 431})]


def test_a_body_that_comes_with_its_head_is_no_head(server):
    """A long paste: as one piece it was counted as a head, and refused, or not, as the network cut it."""
    one = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n\r\n" + b"a" * 60_000
    for sent in ([one], [one + one], [one[:50_000], one[50_000:] + one[:70]]):
        answers, _ = drip(server, sent, 0.1)
        assert answers[0] == (200, {"length": 60_000})
        assert len(answers) < 2 or answers[1][0] in (200, 408)


def test_several_requests_on_one_connection(server):
    one = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc"
    answers, _ = drip(server, [one, one + one, one[:20], one[20:]], 0.1)
    assert answers == [(200, {"length": 3})] * 4


def test_no_proxy_header_is_believed_by_the_server_itself(server):
    """X-Forwarded-* is read by the channel, and only as far as TRUSTED_PROXIES says."""
    head = b"GET / HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 9.9.9.9\r\nConnection: close\r\n\r\n"
    answers, _ = drip(server, [head], 0)
    assert json.dumps(answers[0][1]) == '{"length": 0}'
