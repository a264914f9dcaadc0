"""Preflights as browsers send them, over raw HTTP: each path, each kind of origin, each method.

A browser asks before it sends JSON to another origin. When that question is not answered, no partner's page gets a
single answer of the chat.
"""

import http.client
from typing import Any
from urllib.parse import urlsplit

import pytest

ROOT = "/webhooks/web/v1"
PATHS = ["/messages", "/config", "/referrals", "/health", "/sessions/x", "/sessions/x/end"]
METHODS = ["GET", "POST", "DELETE"]
#: Origins that are not those of a partner, made from one that is.
STRANGERS = {
    "another site": lambda allowed: "https://stranger.example",
    "null": lambda allowed: "null",
    "another port": lambda allowed: allowed.rpartition(":")[0] + ":1",
    "no port": lambda allowed: allowed.rpartition(":")[0],
    "a sub-domain": lambda allowed: allowed.replace("://", "://www."),
    "a longer name": lambda allowed: allowed.replace("localhost", "localhost.evil.example"),
    "a name that ends so": lambda allowed: allowed.replace("localhost", "evillocalhost"),
    "the name as user": lambda allowed: allowed + "@evil.example",
    "another scheme": lambda allowed: allowed.replace("http:", "https:"),
    "a path": lambda allowed: allowed + "/",
    "two origins": lambda allowed: allowed + " https://stranger.example",
    "empty": lambda allowed: "://",
}


def ask(stack: Any, path: str, origin: str | None, method: str = "POST") -> http.client.HTTPResponse:
    """What a browser sends before the request itself."""
    connection = http.client.HTTPConnection(urlsplit(stack.url).netloc, timeout=10)
    headers = {"Access-Control-Request-Method": method, "Access-Control-Request-Headers": "content-type"}
    connection.request("OPTIONS", ROOT + path, headers=headers | ({"Origin": origin} if origin else {}))
    answer = connection.getresponse()
    answer.read()
    return answer


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("path", PATHS)
def test_an_allowed_origin_is_let_in(stack: Any, path: str, method: str) -> None:
    answer = ask(stack, path, stack.partner, method)
    assert answer.status == 204
    assert answer.getheader("access-control-allow-origin") == stack.partner
    assert method in answer.getheader("access-control-allow-methods")
    assert "content-type" in answer.getheader("access-control-allow-headers").lower()
    assert int(answer.getheader("access-control-max-age")) >= 60
    assert "origin" in answer.getheader("vary").lower()
    assert answer.getheader("access-control-allow-credentials") is None


def test_case_of_scheme_and_host_does_not_matter(stack: Any) -> None:
    shouted = stack.partner.upper()
    assert ask(stack, "/messages", shouted).getheader("access-control-allow-origin") == shouted


@pytest.mark.parametrize("stranger", STRANGERS)
@pytest.mark.parametrize("path", PATHS)
def test_others_are_refused(stack: Any, path: str, stranger: str) -> None:
    answer = ask(stack, path, STRANGERS[stranger](stack.partner))
    assert answer.status in (400, 403) and answer.getheader("access-control-allow-origin") is None


def test_our_own_pages_and_programs_are_let_in(stack: Any) -> None:
    assert ask(stack, "/messages", stack.url).getheader("access-control-allow-origin") == stack.url
    assert ask(stack, "/messages", None).status == 204


def test_what_follows_a_preflight_carries_the_origin_too(stack: Any) -> None:
    connection = http.client.HTTPConnection(urlsplit(stack.url).netloc, timeout=30)
    headers = {"Origin": stack.partner, "Content-Type": "application/json"}
    connection.request("POST", f"{ROOT}/messages", b'{"message": "what is grooming"}', headers)
    answer = connection.getresponse()
    assert answer.status == 200 and answer.getheader("access-control-allow-origin") == stack.partner
