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
#: The same, as they are written by others: a slash at the end, an id as long as ours.
PATHS += ["/messages/", "/config/", f"/sessions/{'a' * 32}/", f"/sessions/{'a' * 32}/end/"]
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


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("path", PATHS)
def test_case_of_scheme_and_host_does_not_matter(stack: Any, path: str, method: str) -> None:
    shouted = stack.partner.upper()
    answer = ask(stack, path, shouted, method)
    assert answer.status == 204 and answer.getheader("access-control-allow-origin") == shouted


@pytest.mark.parametrize("stranger", STRANGERS)
@pytest.mark.parametrize("path", PATHS)
def test_others_are_refused(stack: Any, path: str, stranger: str) -> None:
    for method in METHODS:
        answer = ask(stack, path, STRANGERS[stranger](stack.partner), method)
        assert answer.status in (400, 403) and answer.getheader("access-control-allow-origin") is None, method


def test_our_own_pages_and_programs_are_let_in(stack: Any) -> None:
    assert ask(stack, "/messages", stack.url).getheader("access-control-allow-origin") == stack.url
    assert ask(stack, "/messages", None).status == 204


def test_what_follows_a_preflight_carries_the_origin_too(stack: Any) -> None:
    connection = http.client.HTTPConnection(urlsplit(stack.url).netloc, timeout=30)
    headers = {"Origin": stack.partner, "Content-Type": "application/json"}
    connection.request("POST", f"{ROOT}/messages", b'{"message": "what is grooming"}', headers)
    answer = connection.getresponse()
    assert answer.status == 200 and answer.getheader("access-control-allow-origin") == stack.partner


#: Requests that a page may send, what they are answered with, and what a stranger's page may read of it.
REQUESTS = [
    ("GET", "/config", 200, None),
    ("GET", "/health", 200, None),
    ("GET", "/referrals", 200, "*"),  # contacts are for everybody
    ("GET", "/referrals?need=nothing", 400, None),
    ("DELETE", "/sessions/x", 204, None),
    ("POST", "/sessions/x/end", 204, None),
    ("POST", "/messages", 415, None),
    ("GET", "/nothing", 404, None),
    ("PUT", "/messages", 405, None),
]


@pytest.mark.parametrize("method,path,status,public", REQUESTS)
def test_every_answer_and_every_error_can_be_read_by_a_partners_page_only(
    stack: Any, method: str, path: str, status: int, public: str | None
) -> None:
    """An answer that a page may not read looks to it as if the server were away."""
    for origin, readable in ((stack.partner, public or stack.partner), ("https://stranger.example", public)):
        connection = http.client.HTTPConnection(urlsplit(stack.url).netloc, timeout=10)
        connection.request(method, ROOT + path, headers={"Origin": origin})
        answer = connection.getresponse()
        answer.read()
        assert answer.getheader("access-control-allow-origin") == readable
        assert answer.status == status or origin != stack.partner
