"""What all tests share: Rasa under our runtime, the real data, and one running Staysafe."""

import importlib.util
import json
import os
import tempfile
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
NO_NETWORK = ROOT / "tests" / "no_network"


def _watch_connections() -> Path:
    """Let this process and all that it starts note whatever would leave this machine, in one file."""
    shared = os.environ.get("STAYSAFE_CONNECTIONS")  # set by the process that started this one
    noted = Path(shared) if shared else Path(tempfile.mkdtemp()) / "connections"
    os.environ["STAYSAFE_CONNECTIONS"] = str(noted)
    os.environ["PYTHONPATH"] = str(NO_NETWORK)
    spec = importlib.util.spec_from_file_location("no_network", NO_NETWORK / "sitecustomize.py")
    spec.loader.exec_module(importlib.util.module_from_spec(spec))
    return noted


CONNECTIONS = _watch_connections()

from bot import runtime  # noqa: E402 - watched from the first import on

runtime.prepare()


#: Tests that are known to fail, each with its reason. The list may only shrink: a test that passes again leaves it.
OPEN = ROOT / "tests" / "open_failures.txt"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is known to fail, so that a new failure is seen."""
    lines = [line for line in OPEN.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    known = dict(line.split(" # ", 1) for line in lines)
    for item in items:
        reason = known.get(item.nodeid) or known.get(item.nodeid.partition("[")[0])
        if reason:
            item.add_marker(pytest.mark.xfail(reason=reason, strict=False))


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Fail the run when any process tried to reach another machine."""
    if CONNECTIONS.exists():
        session.exitstatus = 1
        print(f"\nConnections were tried:\n{CONNECTIONS.read_text()}")


@dataclass
class Site:
    """A running Staysafe, as a page sees it; pages at `partner` (an origin with a free port) may embed the chat."""

    url: str
    partner: str = ""

    def request(self, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, Any]:
        """Status and JSON (None when there is none). `body` is sent as JSON, bytes as they are."""
        data = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        sent = {"Content-Type": "application/json", **{k.replace("_", "-"): v for k, v in headers.items()}}
        request = urllib.request.Request(self.url + path, data, sent, method=method)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, _json(answer.read())
        except urllib.error.HTTPError as error:
            return error.code, _json(error.read())

    def say(self, message: str, session: str | None = None, **more: Any) -> dict[str, Any]:
        """One turn; asserts that it was answered."""
        body = {"message": message, **({"session": session} if session else {}), **more}
        status, answer = self.request("POST", "/webhooks/web/v1/messages", body)
        assert status == 200, answer
        return answer


def _json(text: bytes) -> Any:
    try:
        return json.loads(text) if text else None
    except ValueError:
        return text.decode("utf-8", "replace")


def texts(answer: dict[str, Any]) -> str:
    """Everything the bot said in an answer."""
    return "\n".join(message["text"] for message in answer["messages"])


def payloads(answer: dict[str, Any]) -> list[str]:
    """Payloads of the buttons of an answer."""
    return [suggestion["payload"] for suggestion in answer["suggestions"]]


@pytest.fixture(scope="session")
def site_model() -> Path:
    """The model of the real data, trained once for all workers and kept for the next run."""
    from bot.commands.train import train
    from bot.settings import load_settings

    return train(load_settings())


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The whole Staysafe, as `./staysafe run` starts it, without rate limits, with a database of its own."""
    from bot.commands.run import Stack
    from bot.settings import load_settings
    from bot.supervision import free_port

    database = tmp_path_factory.mktemp("database") / "staysafe.db"
    partner = f"http://localhost:{free_port()}"
    changed = {"RATE_LIMIT_SESSION": "off", "RATE_LIMIT_ADDRESS": "off", "ALLOWED_ORIGINS": partner}
    changed |= {"DATABASE_URL": f"sqlite:///{database}"}
    before = {name: os.environ.get(name) for name in changed}
    os.environ.update(changed)
    running = Stack(load_settings(), "127.0.0.1", free_port())
    try:
        running.start()
        site = Site(f"http://127.0.0.1:{running.port}", partner)
        site.stack = running
        yield site
    finally:
        running.stop()
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})


@pytest.fixture(scope="session")
def action_server() -> Iterator[str]:
    """An action server of its own; gives the address for Rasa."""
    from bot.supervision import Process, free_port, wait_until_healthy

    port = free_port()
    server = Process("action server", ["-m", "actions.server"], {"ACTION_PORT": str(port)})
    server.start()
    try:
        wait_until_healthy(f"http://127.0.0.1:{port}/health", server)
        yield f"http://127.0.0.1:{port}/webhook"
    finally:
        server.stop()
