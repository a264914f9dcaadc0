"""Requests that two readers could read in two ways, as raw bytes: refused, with contacts, one answer each."""

import pytest

from tests.channels.raw import exchange

LINE = b"POST /webhooks/web/v1/messages HTTP/1.1\r\nContent-Type: application/json\r\n"
BODY = b'{"message": "hi"}'
UNSOUND = [
    b"Content-Length: -1",
    b"Content-Length: abc",
    b"Content-Length: +5",
    b"Content-Length: 1_0",
    b"Content-Length:",
    b"Content-Length: 99999999999",
    b"Content-Length: 17\r\nContent-Length: 4",
    b"Content-Length: 17\r\nTransfer-Encoding: chunked",
    b"Transfer-Encoding: chunked\r\nContent-Length: 17",
    b"Content-Length : -1",
    b"Content-Length: 0\r\n Content-Length: -1",
    b"Transfer-Encoding: identity",
    b"Transfer-Encoding: gzip, chunked",
    b"Transfer-Encoding: xchunked",
    b"Host: other.example",
    b"Origin: \xff\xfe",
    b"X: a\x00b",
    b"X-Large: " + b"a" * 70_000,
]


@pytest.mark.parametrize("fields", UNSOUND, ids=lambda fields: repr(fields[:50]))
def test_unsound_heads_are_refused_with_contacts(stack, fields):
    answers = exchange(stack.url, LINE + b"Host: localhost\r\n" + fields + b"\r\n\r\n" + BODY)
    assert len(answers) == 1
    status, body = answers[0]
    assert 400 <= status < 500
    assert body["referrals"]["fallback"] or body["referrals"]["services"]


@pytest.mark.parametrize("host", [b"a b", b"\xff", b""])
def test_hosts_are_plain_letters(stack, host):
    rest = b"\r\nConnection: close\r\nContent-Length: 17\r\n\r\n" + BODY
    ((status, body),) = exchange(stack.url, LINE + b"Host: " + host + rest)
    assert status == (200 if host == b"" else 400)
    assert body["referrals"]


@pytest.mark.parametrize(
    "rest",
    [
        b"Content-Length: 17\r\n\r\n" + BODY,
        b"content-length: 17\r\nCookie: caf\xc3\xa9\r\n\r\n" + BODY,
        b"Transfer-Encoding: chunked\r\n\r\n11\r\n" + BODY + b"\r\n0\r\n\r\n",
    ],
    ids=["length", "small letters", "chunks"],
)
def test_sound_requests_are_answered(stack, rest):
    ((status, body),) = exchange(stack.url, LINE + b"Host: localhost\r\nConnection: close\r\n" + rest)
    assert (status, bool(body["messages"])) == (200, True)


@pytest.mark.parametrize(
    "trailer",
    [
        b"0\r\nX: y\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n",
        b"0\r\nContent-Length: 40\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n",
        b"0\r\n\nGET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n",
    ],
)
def test_what_comes_after_the_last_chunk_is_no_second_request_of_somebody_elses(stack, trailer):
    """With `Connection: close`, nothing after the body is answered, whatever the trailer says."""
    head = LINE + b"Host: localhost\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n11\r\n" + BODY + b"\r\n"
    answers = exchange(stack.url, head + trailer)
    assert len(answers) == 1
    assert answers[0][0] in (200, 400)
