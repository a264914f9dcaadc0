"""Heads that would stall or break the server are told from others; tests/e2e/test_hostile.py sends some."""

import pytest

from bot.channels.heads import is_sound

LINE = b"POST /webhooks/web/v1/messages HTTP/1.1\r\nHost: localhost\r\n"
UNSOUND = [
    b"Content-Length: -1",
    b"Content-Length: abc",
    b"Content-Length: +5",
    b"Content-Length: 1_0",
    b"Content-Length:",
    b"Content-Length: 99999999999",
    b"Content-Length: 17\r\nContent-Length: 4",
    b"Content-Length: 17\r\nTransfer-Encoding: chunked",
    b"Content-Length : -1",
    b"Content-Length: 0\r\n Content-Length: -1",
    b"Transfer-Encoding: identity",
    b"Transfer-Encoding: gzip, chunked",
    b"Host: a b",
    b"Origin: \xff\xfe",
]


@pytest.mark.parametrize("fields", UNSOUND)
def test_unsound_heads_are_refused(fields):
    assert not is_sound(LINE + fields)


@pytest.mark.parametrize(
    "fields",
    [b"", b"Content-Length: 0", b"content-length: 17", b"Content-Length: 5\r\nContent-Length: 5"]
    + [b"Transfer-Encoding: chunked", b"Cookie: caf\xc3\xa9", b"Origin: http://[::1"],
)
def test_other_heads_are_taken(fields):
    assert is_sound(LINE + fields)
