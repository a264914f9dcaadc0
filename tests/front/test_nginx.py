"""The shipped nginx, as it is but for its ports: what it lets through, what it says by itself, whom it holds up."""

import http.client
import json
import re
import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml

from bot.settings import ROOT
from tests.front.nginx import NGINX, nginx_before
from tests.services import needs

MESSAGES = "/webhooks/web/v1/messages"


class Upstream(BaseHTTPRequestHandler):
    """Says what it was asked, and how."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        body = json.dumps({"path": self.path, "headers": {k.lower(): v for k, v in self.headers.items()}}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_OPTIONS = do_GET

    def log_message(self, *_: object) -> None:
        """Quiet."""


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SimpleNamespace]:
    """nginx before an upstream that can be stopped."""
    upstream = ThreadingHTTPServer(("127.0.0.1", 0), Upstream)
    threading.Thread(target=upstream.serve_forever, daemon=True).start()
    with nginx_before(upstream.server_port, tmp_path_factory.mktemp("nginx")) as running:
        yield SimpleNamespace(port=running.port, upstream=upstream)
    upstream.shutdown()


def ask(front: SimpleNamespace, method: str, path: str, body: bytes | None = None, **headers: str) -> tuple:
    """Status, headers and body."""
    wire = http.client.HTTPConnection("127.0.0.1", front.port, timeout=20, source_address=("127.0.0.3", 0))
    wire.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
    answer = wire.getresponse()
    return answer.status, answer.headers, answer.read()


def test_every_page_of_ours_is_let_through_and_nothing_else(front: SimpleNamespace) -> None:
    from bot.assistant.library import library
    from bot.channels.pages import pages
    from bot.channels.web import WebInput
    from bot.settings import load_settings

    routes = [*pages(load_settings(), library()), *WebInput.__new__(WebInput).routes(None)]
    paths = {re.sub(r"{[^}]+}", "x", route.path) for route in routes}
    assert len(paths) > 20
    refused = [path for path in sorted(paths) if ask(front, "GET", path)[0] != 200]
    assert not refused
    for path in ("/webhooks/rest/webhook", "/model", "/conversations/x/tracker", "/.env", "/webhook"):
        assert ask(front, "GET", path)[0] == 404


def test_what_the_proxy_tells(front: SimpleNamespace) -> None:
    told = json.loads(ask(front, "GET", "/chat", Host="chat.example")[2])["headers"]
    assert (told["x-forwarded-host"], told["x-forwarded-proto"]) == ("chat.example", "http")
    assert told["x-forwarded-for"] == "127.0.0.3"
    outer = {"X_Forwarded_For": "9.9.9.9", "X_Forwarded_Host": "outer.example", "X_Forwarded_Proto": "https"}
    told = json.loads(ask(front, "GET", "/chat", **outer)[2])["headers"]
    assert told["x-forwarded-for"] == "9.9.9.9, 127.0.0.3"
    assert (told["x-forwarded-host"], told["x-forwarded-proto"]) == ("outer.example", "https")


@pytest.mark.parametrize("body", [b"x" * 70_000, b""])
def test_what_nginx_says_to_programs_has_contacts(front: SimpleNamespace, body: bytes) -> None:
    path = MESSAGES if body else "/webhooks/none"
    status, headers, text = ask(front, "POST", path, body, Origin="https://youth.example")
    answer = json.loads(text)
    assert status == (413 if body else 404)
    assert answer["error"]["message"] and answer["referrals"]["talk"] and answer["referrals"]["report"]
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert headers["Cache-Control"] == "no-store" and headers["X-Content-Type-Options"] == "nosniff"


def test_the_contacts_of_nginx_are_those_of_the_directory() -> None:
    text = (ROOT / "data" / "referrals" / "international.yml").read_text("utf-8")
    known = {service["id"]: service for service in yaml.safe_load(text)["services"]}
    said = json.loads((NGINX / "down" / "down.json").read_text())["referrals"]
    for service in (said["talk"], said["report"], *said["fallback"]):
        of = known[service["id"]]
        assert (service["name"], service["kind"]) == (of["name"], of["kind"])
        assert service["url"] in {route["value"] for route in of["routes"]}
        assert not service["phone"], "numbers stand in data/referrals only"
        assert service["url"] in (NGINX / "down" / "down.html").read_text()


def test_slow_connections_of_one_address_do_not_shut_others_out(front: SimpleNamespace) -> None:
    """3,000 that never finish their head, from one address."""
    slow = []
    try:
        for _ in range(3000):
            wire = socket.socket()
            wire.settimeout(2)
            wire.bind(("127.0.0.2", 0))
            wire.connect(("127.0.0.1", front.port))
            wire.sendall(b"GET /chat HTTP/1.1\r\nHost: x\r\nX:")
            slow.append(wire)
    except OSError:
        pass
    try:
        assert len(slow) > 900, "this machine lets a test open too few"
        for _ in range(20):
            assert ask(front, "GET", "/chat")[0] == 200
    finally:
        for wire in slow:
            wire.close()


def test_a_bot_that_takes_connections_and_answers_nothing(tmp_path: Path) -> None:
    """Frozen: the system still takes connections for it."""
    with socket.create_server(("127.0.0.1", 0)) as frozen, nginx_before(frozen.getsockname()[1], tmp_path, "1s") as to:
        status, headers, text = ask(to, "POST", MESSAGES, b'{"message": "hi"}', Origin="https://youth.example")
        assert status == 504 and json.loads(text)["referrals"]["talk"]
        assert headers["Access-Control-Allow-Origin"] == "*" and headers["Cache-Control"] == "no-store"


def test_tls_in_this_nginx(front: SimpleNamespace, tmp_path: Path) -> None:
    needs(shutil.which("openssl"), "openssl")
    files = ["-keyout", tmp_path / "tls_key", "-out", tmp_path / "tls_certificate"]
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=chat.example"]
    subprocess.run([*made, *files], check=True, capture_output=True)
    trust = ssl.create_default_context(cafile=tmp_path / "tls_certificate")
    trust.check_hostname = False
    with nginx_before(front.upstream.server_port, tmp_path, tls=True) as to:
        wire = http.client.HTTPSConnection("127.0.0.1", to.tls_port, timeout=20, context=trust)
        wire.request("GET", "/chat", headers={"Host": "chat.example"})
        answer = wire.getresponse()
        told = json.loads(answer.read())["headers"]
        assert (told["x-forwarded-proto"], told["x-forwarded-host"]) == ("https", "chat.example")
        assert answer.headers["Strict-Transport-Security"]
        status, headers, _ = ask(to, "GET", "/chat?lang=en", Host="chat.example")
        assert (status, headers["Location"]) == (308, "https://chat.example/chat?lang=en")
        wire = http.client.HTTPConnection("127.0.0.1", to.port, timeout=20)
        wire.request("GET", "/webhooks/web/v1/config")
        assert wire.getresponse().status == 200, "the container's own health check"


def test_without_a_bot_programs_and_people_still_get_contacts(front: SimpleNamespace) -> None:
    """Last in this file: it stops the upstream."""
    front.upstream.shutdown()
    front.upstream.server_close()
    status, headers, text = ask(front, "POST", MESSAGES, b'{"message": "hi"}', Origin="https://youth.example")
    assert status == 502 and json.loads(text)["referrals"]["fallback"]
    assert headers.get_content_type() == "application/json"
    status, headers, text = ask(front, "GET", "/chat")
    assert status == 502 and b"childhelplineinternational.org" in text
    assert headers.get_content_type() == "text/html"
    assert "default-src 'none'" in headers["Content-Security-Policy"]


def test_both_files_are_where_compose_puts_them() -> None:
    mounts = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]["nginx"]["volumes"]
    for mount in mounts:
        assert Path(ROOT, mount.split(":")[0]).exists()
