"""Whatever is sent: a clear 4xx or a kind answer, contacts in it, never a 500."""

import json
import socket
from urllib.parse import urlsplit

import pytest

MESSAGES = "/webhooks/web/v1/messages"


def contacts(body: dict) -> bool:
    return bool(body["referrals"]["services"] or body["referrals"]["fallback"])


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"null", b"\xff\xfe\x00", b'{"message": 1}', b'{"message": {}}', b'{"message": ""}']
    + [b"[" * 20_000, json.dumps({"message": "a" * 100_000}).encode(), json.dumps({"message": "a" * 5_000}).encode()],
    ids=lambda body: repr(body[:20]),
)
def test_what_is_no_message_is_refused_with_contacts(stack, body):
    status, answer = stack.request("POST", MESSAGES, body)
    assert 400 <= status < 500
    assert answer["error"]["code"]
    assert answer["error"]["message"]
    assert contacts(answer)


@pytest.mark.parametrize(
    "message",
    ["/restart", "/session_start", "/back", '/set_slots{"country":"GB"}', '/choose{"at":"x.y.z"}', "/topic_nothing"]
    + ["/", "//", '/topic_grooming{"country":"FR"}', "EXTERNAL: greet", "\U0001f62d\U0001f62d", "\u202eabc\u202c"]
    + ["<script>alert(1)</script>", "' or 1=1 --", "\u0000\u0007x", "\ud83d", "a" * 2000, "?" * 500, "\u200f\u200e"],
)
def test_strange_messages_are_answered_kindly(stack, message):
    status, answer = stack.request("POST", MESSAGES, {"message": message})
    assert status in (200, 400)
    assert contacts(answer)
    assert answer.get("messages") or answer["error"]["message"]


def test_a_payload_cannot_set_what_a_button_may_not(stack):
    answer = stack.say('/set_country{"country":"FR"}')
    assert answer["referrals"]["country"] is None


@pytest.mark.parametrize(("method", "path"), [("GET", MESSAGES), ("PUT", MESSAGES), ("GET", "/webhooks/web/v1/none")])
def test_wrong_addresses_and_methods(stack, method, path):
    status, answer = stack.request(method, path)
    assert status in (404, 405)
    assert contacts(answer)


@pytest.mark.parametrize("path", ["/model", "/conversations/x/tracker", "/webhooks/rest/webhook", "/status", "/domain"])
def test_rasas_own_api_is_off(stack, path):
    for method in ("GET", "POST"):
        status, _ = stack.request(method, path)
        assert status in (404, 405)


def test_a_page_of_another_origin_gets_no_chat_but_contacts(stack):
    status, answer = stack.request("POST", MESSAGES, {"message": "hi"}, Origin="https://elsewhere.example")
    assert status == 403
    assert contacts(answer)
    told = {"message": "hi", "country": "GB"}
    status, answer = stack.request("POST", MESSAGES, told, Origin="https://elsewhere.example")
    assert (status, answer["referrals"]["country"]) == (403, "GB"), "the country was told with the message"
    status, answer = stack.request("GET", "/webhooks/web/v1/referrals?country=GB", None, Origin="https://x.example")
    assert status == 200


def test_another_content_type_is_refused(stack):
    status, answer = stack.request("POST", MESSAGES, b"message=hi", Content_Type="text/plain")
    assert status == 415
    assert contacts(answer)


def test_sessions_can_be_ended_and_unknown_ones_too(stack):
    session = stack.say("hello")["session"]
    assert stack.request("DELETE", f"/webhooks/web/v1/sessions/{session}")[0] == 204
    assert stack.say("hello", session)["session"] != session
    assert stack.request("DELETE", "/webhooks/web/v1/sessions/never-was")[0] == 204
    assert stack.request("POST", "/webhooks/web/v1/sessions/never-was/end")[0] == 204


@pytest.mark.parametrize(
    "fields",
    [b"Content-Length: -1", b"Content-Length: abc", b"Transfer-Encoding: gzip", b"Host: \xff", b"Origin: http://[::1"],
)
def test_a_head_that_makes_no_sense_stalls_nobody(stack, fields):
    status, answer = raw(stack, fields)
    assert 400 <= status < 500
    assert contacts(answer)
    assert stack.say("hello")["messages"]


def raw(stack, fields: bytes) -> tuple[int, dict]:
    """Status and JSON of a request with `fields` in its head."""
    site, body = urlsplit(stack.url), b'{"message": "hi"}'
    head = (
        b"POST /webhooks/web/v1/messages HTTP/1.1\r\nContent-Type: application/json\r\nConnection: close\r\n" + fields
    )
    if b"Length" not in fields and b"Transfer" not in fields:
        head += b"\r\nContent-Length: %d" % len(body)
    with socket.create_connection((site.hostname, site.port), timeout=20) as connection:
        connection.sendall(head + b"\r\n\r\n" + body)
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    head, _, body = answer.partition(b"\r\n\r\n")
    return int(head.split()[1]), json.loads(body)


def test_too_long_a_message_still_gets_the_contacts_of_its_country(stack):
    status, answer = stack.request("POST", MESSAGES, {"message": "he is hurting me please help " * 80, "country": "GB"})
    assert status == 413
    assert answer["referrals"]["country"] == "GB"
    assert answer["referrals"]["services"]


@pytest.mark.parametrize("length", [500, 5_000])
def test_the_end_of_a_long_paste_is_read_for_safety(stack, length):
    text = "we talked about school and games. " * (length // 30 * 4) + " i want to kill myself"
    status, answer = stack.request("POST", MESSAGES, {"message": text, "country": "GB"})
    assert (status, answer["error"]["code"]) == (413, "too_long")
    assert answer["referrals"]["crisis"] and answer["referrals"]["emergency"]["number"] == "999"
    assert answer["messages"][0]["text"] == answer["error"]["message"] and len(answer["messages"]) > 1


@pytest.mark.parametrize("path", ["/", "/referrals", "/topics/grooming", "/widget.js", "/webhooks/web/v1/health"])
def test_what_can_be_read_can_be_asked_after(stack, path):
    assert stack.request("HEAD", path) == (200, None)
