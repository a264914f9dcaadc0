"""Nothing that a person writes is kept, nor the id of a session: in no file, database or output, at any log level.

The real thing is started at the most talkative level. Unique markers go in by every route, well-formed and
broken. Then everything is stopped and searched.
"""

import contextlib
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.guide.payloads import payload
from bot.settings import ROOT
from bot.supervision import PATIENCE, free_port
from tests.conftest import Site, environment, own_settings, running_stack
from tests.services import postgres_server, redis_server

#: How many go in; by every route at least twice, before and after the action server has died.
MARKERS = {"default": 200, "postgres and redis": 72}
MESSAGES = "/webhooks/web/v1/messages"


class Sender:
    """Sends one marker after another, and remembers them."""

    def __init__(self, site: Site) -> None:
        self.site, self.markers, self.routes = site, [], set()
        self.session = site.say("hello")["session"]
        self.led = self.post_form("/teach/learnt", size="30").removeprefix(site.url)

    def marker(self) -> str:
        """A word that stands nowhere else."""
        self.markers.append("zq" + secrets.token_hex(8))
        return self.markers[-1]

    def raw(self, data: bytes, wait: bool = False) -> None:
        """Bytes on the wire, then hang up."""
        host, port = self.site.url.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port)), timeout=5) as wire:
            wire.sendall(data)
            if wait:
                time.sleep(0.05)

    def post_form(self, path: str, **fields: str) -> str:
        """A form as a phone sends it; the address where it led, "" when it was refused."""
        body = urllib.parse.urlencode(fields).encode()
        with contextlib.suppress(urllib.error.HTTPError), urllib.request.urlopen(self.site.url + path, body) as answer:
            return answer.url
        return ""

    def ticket(self) -> str:
        """Where one pupil answers."""
        code = self.led.split("/")[3]
        with urllib.request.urlopen(f"{self.site.url}/class/join?code={code}") as answer:
            return answer.url.removeprefix(self.site.url)

    def post(self, body: bytes, **headers: str) -> None:
        """A request whose answer does not matter."""
        self.site.request("POST", MESSAGES, body, **headers)


def routes(sender: Sender) -> dict[str, Callable[[str], object]]:
    """Every way in which words can come in."""
    site, session = sender.site, sender.session
    start = f"POST {MESSAGES} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
    return {
        "message": lambda m: site.say(m),
        "message in a sentence": lambda m: site.say(f"what is grooming {m} please", session),
        "cry for help": lambda m: site.say(f"he has my pics and wants money {m}", session),
        "personal details": lambda m: site.say(f"my name is {m} mail {m}@example.org", session),
        "country": lambda m: site.say(f"i live in {m}land", session, country="GB"),
        "payload": lambda m: site.say(f'/topic_grooming{{"at":"{m}"}}', session),
        "forbidden payload": lambda m: site.say(f"/{m}", session),
        "scenario answer": lambda m: (
            site.say(payload("start_scenario", "game_chat"), session),
            site.say(f"{m} b", session),
        ),
        "quiz answer": lambda m: (site.say("quiz me", session), site.say(m, session)),
        "unknown session": lambda m: site.say("hi", session=m),
        "language": lambda m: site.say("hi", lang=m),
        "partner": lambda m: site.say("hi", partner=m),
        "invalid JSON": lambda m: sender.post(b'{"message": "' + m.encode()),
        "wrong type": lambda m: sender.post(json.dumps({"message": [m], m: m}).encode()),
        "wrong country": lambda m: sender.post(json.dumps({"message": "x", "country": m}).encode()),
        "wrong content type": lambda m: sender.post(m.encode(), Content_Type=f"text/{m}"),
        "oversize": lambda m: sender.post(json.dumps({"message": m * 9000}).encode()),
        "too long": lambda m: sender.post(json.dumps({"message": m * 200}).encode()),
        "address": lambda m: site.request("GET", f"/{m}?{m}={m}"),
        "end of a session": lambda m: site.request("DELETE", f"/webhooks/web/v1/sessions/{m}"),
        "contacts": lambda m: site.request("GET", f"/webhooks/web/v1/referrals?lang={m}&country={m}"),
        "need": lambda m: site.request("GET", f"/webhooks/web/v1/referrals?need={m}"),
        "config": lambda m: site.request("GET", f"/webhooks/web/v1/config?partner={m}&lang={m}"),
        "header": lambda m: site.request("POST", MESSAGES, {"message": "hi"}, Origin=f"https://{m}.example", X_M=m),
        "class code": lambda m: sender.post_form(f"/class/answer/{m}/{m}", q0=m),
        "class code asked for": lambda m: site.request("GET", f"/class/join?code={m}"),
        "class size": lambda m: sender.post_form("/teach/learnt", size=m),
        "class answers": lambda m: sender.post_form(sender.ticket(), q0=m, name=m, **{m: m}),
        "class answers, counted": lambda m: sender.post_form(sender.ticket(), q0="1", q1=m, name=m),
        "class key": lambda m: sender.post_form(f"{sender.led.rpartition('/')[0]}/{m}", do=m),
        "class phase": lambda m: sender.post_form(sender.led, do=m),
        "lesson": lambda m: site.request("GET", f"/class/play/chats/{m}?country={m}"),
        "hang up in the middle": lambda m: sender.raw(f'{start}Content-Length: 900\r\n\r\n{{"message":"{m}'.encode()),
        "hang up before the answer": lambda m: sender.raw(
            (start + f"Content-Length: {15 + len(m)}\r\n\r\n").encode() + json.dumps({"message": m}).encode()
        ),
        "no HTTP": lambda m: sender.raw(f"{m} {m}\r\n\r\n".encode(), wait=True),
    }


def kill_actions(pid: int) -> None:
    """The action server dies in the middle of the talk."""
    found = subprocess.run(["pgrep", "-P", str(pid), "-f", "actions.server"], capture_output=True, text=True)
    for child in found.stdout.split():
        os.kill(int(child), signal.SIGKILL)


@pytest.fixture(params=MARKERS)
def place(
    request: pytest.FixtureRequest, tmp_path: Path, site_model: Path
) -> Iterator[tuple[int, dict[str, str], Callable[[], str]]]:
    """How many markers go in, environment of a Staysafe, and a way to dump what is in its databases."""
    markers = MARKERS[request.param]
    home = {"HOME": str(tmp_path), "TMPDIR": str(tmp_path / "tmp"), "STAYSAFE_VAR": str(tmp_path / "var")}
    (tmp_path / "tmp").mkdir()
    (tmp_path / "var").mkdir()
    for made in ("models", "vectors", "learnt", "kept"):  # as they stand; making them anew takes minutes
        if (ROOT / "var" / made).exists():
            os.symlink(ROOT / "var" / made, tmp_path / "var" / made)
    if request.param == "default":
        yield markers, home, lambda: ""
        return
    with postgres_server() as postgres, redis_server() as (redis, _):
        port = redis.rsplit(":", 1)[1].split("/")[0]

        def dump() -> str:
            sql = subprocess.run(
                [shutil.which("pg_dump") or postgres.programs / "pg_dump", postgres.url()],
                capture_output=True,
                text=True,
                check=True,
            ).stdout
            keys = subprocess.run(["redis-cli", "-p", port, "keys", "*"], capture_output=True, text=True).stdout
            values = [
                subprocess.run(["redis-cli", "-p", port, "get", name], capture_output=True, text=True).stdout
                for name in keys.split()
            ]
            files = [p.read_bytes().decode("latin-1") for p in postgres.folder.rglob("*") if p.is_file()]
            return "\n".join([sql, keys, *values, *files])

        yield markers, {**home, "DATABASE_URL": postgres.url(), "REDIS_URL": redis}, dump


def test_no_marker_is_found_anywhere(place, tmp_path, capsys):
    markers, environment, dump = place
    began, port = time.time(), free_port()
    talkative = {"LOG_LEVEL": "DEBUG", "RATE_LIMIT_SESSION": "off", "RATE_LIMIT_ADDRESS": "off", "TURN_SECONDS": "3"}
    output = tmp_path / "output"
    with output.open("wb") as stream:
        running = subprocess.Popen(
            [sys.executable, "-m", "bot.cli", "run", "--port", str(port)],
            cwd=ROOT,
            env={**os.environ, **environment, **talkative},
            stdout=stream,
            stderr=stream,
        )
        try:
            _wait_until_ready(output, running)
            sender = Sender(Site(f"http://127.0.0.1:{port}"))
            names = list(routes(sender))
            for number in range(markers):
                if number == markers // 2:
                    kill_actions(running.pid)
                routes(sender)[names[number % len(names)]](sender.marker())
            dumped = dump()
        finally:
            running.terminate()
            running.wait(30)
    assert len(sender.markers) == markers >= 2 * len(names)
    searched = [output, *_files_since(began, tmp_path), *_files_since(began, ROOT / "var")]
    secret = [*sender.markers, sender.session, *sender.led.split("/")[3:]]
    found = [m for m in secret if m in dumped or any(m.encode() in path.read_bytes() for path in searched)]
    with capsys.disabled():
        print(f"\n    {markers} markers by {len(names)} routes, {len(searched)} files searched: {len(found)} found")
    assert not found
    assert output.stat().st_size > 2000, "the output was to be talkative"


def test_a_deleted_conversation_leaves_nothing(stack):
    session = stack.say("what is grooming")["session"]
    stack.request("DELETE", f"/webhooks/web/v1/sessions/{session}")
    answer = stack.say("say it simpler", session)
    assert answer["session"] != session
    assert not any(message.get("title") == "Grooming" for message in answer["messages"])


@pytest.mark.skipif("STAYSAFE_CHAOS" not in os.environ, reason="takes a minute, by flag: STAYSAFE_CHAOS=1")
def test_a_minute_later_no_memory_holds_what_was_typed(tmp_path):
    """Not even memory that was given back: an image of it (a core dump, a snapshot, swap) must not tell."""
    marker = "zq" + "".join(secrets.choice("bcdfghklmnprstvw") for _ in range(14))
    with environment(own_settings(tmp_path)), running_stack() as own:
        site = Site(f"http://127.0.0.1:{own.port}")
        told = f"he said {marker} to me and then i told {marker} what he did. " * 18
        sessions = [
            site.say(words, country="GB")["session"] for words in (told[:1900], f"my friend {marker} wants my pics")
        ]
        for session in sessions:
            site.request("DELETE", f"/webhooks/web/v1/sessions/{session}")
            site.say("hello")
        for _ in range(60):
            if not (found := _in_memory(own.bot.pid, marker.encode())):
                return
            time.sleep(1)
    raise AssertionError(f"{found} copies are left")


def _in_memory(pid: int, marker: bytes) -> int:
    """How often a process's memory holds the marker."""
    found = 0
    with open(f"/proc/{pid}/maps") as maps, open(f"/proc/{pid}/mem", "rb", 0) as memory:
        for line in maps:
            span, rights = line.split()[:2]
            if not rights.startswith("r") or "[v" in line:
                continue
            start, end = (int(part, 16) for part in span.split("-"))
            with contextlib.suppress(OSError, ValueError, OverflowError):
                memory.seek(start)
                found += memory.read(end - start).count(marker)
    return found


def _wait_until_ready(output: Path, running: subprocess.Popen) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if b"Staysafe is ready" in output.read_bytes():
            return
        assert running.poll() is None, output.read_text()[-2000:]
        time.sleep(0.1)
    raise TimeoutError(output.read_text()[-2000:])


def _files_since(began: float, folder: Path) -> list[Path]:
    found = [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]
    return [path for path in found if path.stat().st_mtime >= began - 1 and path.name != "output"]
