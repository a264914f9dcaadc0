"""Compression: for whoever takes it, for what is fetched, never for answers to messages."""

import gzip
import json
import urllib.request
from typing import Any

import pytest


def fetched(stack: Any, path: str, body: bytes | None = None) -> tuple[Any, bytes]:
    """Headers and body of an answer to a client that takes gzip."""
    headers = {"Accept-Encoding": "gzip", "Content-Type": "application/json"}
    with urllib.request.urlopen(urllib.request.Request(stack.url + path, body, headers), timeout=10) as answer:
        return answer.headers, answer.read()


@pytest.mark.parametrize("path", ["/webhooks/web/v1/config", "/webhooks/web/v1/referrals?country=GB&all=1"])
def test_what_is_fetched_is_small(stack: Any, path: str) -> None:
    headers, packed = fetched(stack, path)
    plain = gzip.decompress(packed)
    assert headers["Content-Encoding"] == "gzip" and "Accept-Encoding" in headers["Vary"]
    assert json.loads(plain) and len(packed) < 0.5 * len(plain)
    assert stack.request("GET", path)[1]


def test_answers_to_messages_stay_as_they_are(stack: Any) -> None:
    headers, plain = fetched(stack, "/webhooks/web/v1/messages", b'{"message": "hello"}')
    assert "Content-Encoding" not in headers and json.loads(plain)["session"]
