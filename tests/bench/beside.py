"""Staysafe, stock `rasa init` and a bare Sanic echo, asked in turns by the same client.

.venv/bin/python -m tests.bench.beside --stock DIR [--bot DIR] [--rounds 3]

DIR of --stock is an environment with rasa 3.6.21 on Python 3.10 (see tests/bench/footprint.py), DIR of --bot a trained
`rasa init` project (made when it is missing). Turns a second and core are counted by the CPU time of the server, so
that other work on the machine changes little; waiting times are those of the clock.
"""

import argparse
import asyncio
import os
import statistics
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp

from bot.supervision import free_port
from tests.bench.footprint import resident
from tests.bench.turns import running

#: Clients at a time, and turns of all of them together in a round.
CLIENTS = {1: 120, 8: 480, 64: 960}
#: What people type; stock Rasa understands the second list.
OURS = ("what is grooming", "is sexting illegal", "how do i block someone", "who does this", "say it simpler", "menu")
STOCK = ("hello", "i am sad", "no", "i am feeling great", "are you a bot", "bye")
ECHO = """
import sys
from sanic import Sanic, response
app = Sanic("echo")
@app.post("/")
async def echo(request):
    return response.json(request.json)
app.run("127.0.0.1", int(sys.argv[1]), access_log=False)
"""
Body = Callable[[str, str | None], dict[str, Any]]


@dataclass
class Server:
    """One that is asked.

    Attributes:
        body: the request's JSON, of what is said and the conversation's id.
        started: its start in seconds.
        idle: its memory before the first turn, in MB.
    """

    name: str
    url: str
    pid: int
    said: tuple[str, ...]
    body: Body
    started: float = 0.0
    idle: float = 0.0
    seconds: dict[int, list[float]] = field(default_factory=dict)
    cpu: dict[int, float] = field(default_factory=dict)

    async def asked(self, clients: int, turns: int) -> None:
        """So many clients, each with a conversation of its own."""
        began = cpu_seconds(self.pid)
        async with aiohttp.ClientSession() as http:
            await asyncio.gather(*(self._talk(http, clients, turns // clients) for _ in range(clients)))
        self.cpu[clients] = self.cpu.get(clients, 0.0) + cpu_seconds(self.pid) - began

    async def _talk(self, http: aiohttp.ClientSession, clients: int, turns: int) -> None:
        session = None
        for turn in range(turns):
            began = time.perf_counter()
            async with http.post(self.url, json=self.body(self.said[turn % len(self.said)], session)) as answer:
                assert answer.status == 200, await answer.text()
                told = await answer.json()
            self.seconds.setdefault(clients, []).append(time.perf_counter() - began)
            session = told.get("session") if isinstance(told, dict) else session or os.urandom(8).hex()


def main() -> None:
    """Start all, ask them in turns, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stock", type=Path, required=True, help="environment with stock Rasa")
    parser.add_argument("--bot", type=Path, help="folder of the `rasa init` project")
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    os.environ.update(RATE_LIMIT_SESSION="off", RATE_LIMIT_ADDRESS="off")
    with ExitStack() as kept:
        folder = args.bot or Path(kept.enter_context(tempfile.TemporaryDirectory()))
        servers = [kept.enter_context(made) for made in (ours(), stock(args.stock, folder), echo(args.stock))]
        for _ in range(args.rounds):
            for clients, turns in CLIENTS.items():
                for server in servers:
                    asyncio.run(server.asked(clients, turns))
        show(servers, args.rounds)


@contextmanager
def ours() -> Iterator[Server]:
    """Staysafe as `./staysafe run` starts it, one worker."""
    began = time.monotonic()
    with running() as (site, pid):
        url = f"{site.url}/webhooks/web/v1/messages"

        def body(text: str, session: str | None) -> dict[str, Any]:
            return {"message": text, **({"session": session} if session else {})}

        yield Server("Staysafe", url, pid, OURS, body, time.monotonic() - began, resident(pid))


@contextmanager
def stock(venv: Path, folder: Path) -> Iterator[Server]:
    """Rasa's own template, trained, on its own server."""
    environment = {**os.environ, "RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3"}
    rasa, port = str(venv / "bin/rasa"), free_port()
    if not (folder / "models").exists():
        make = [rasa, "init", "--no-prompt", "--init-dir", str(folder)]
        subprocess.run(make, env=environment, check=True, capture_output=True)
    command = [rasa, "run", "-i", "127.0.0.1", "-p", str(port)]
    with _process(command, port, environment, folder) as (pid, started):
        url = f"http://127.0.0.1:{port}/webhooks/rest/webhook"
        body: Body = lambda text, session: {"sender": session or os.urandom(8).hex(), "message": text}  # noqa: E731
        yield Server("rasa init", url, pid, STOCK, body, started, resident(pid))


@contextmanager
def echo(venv: Path) -> Iterator[Server]:
    """What the way there and back costs alone."""
    port = free_port()
    with _process([str(venv / "bin/python"), "-c", ECHO, str(port)], port, dict(os.environ), Path()) as (pid, started):
        url = f"http://127.0.0.1:{port}/"
        yield Server("bare echo", url, pid, OURS, lambda text, _: {"message": text}, started, resident(pid))


@contextmanager
def _process(command: list[str], port: int, environment: dict[str, str], folder: Path) -> Iterator[tuple[int, float]]:
    """A server's process id, and how long it took to answer."""
    began = time.monotonic()
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(command, cwd=folder, env=environment, **quiet)
    try:
        while not answers(port):
            assert process.poll() is None and time.monotonic() - began < 300, command
            time.sleep(0.1)
        yield process.pid, time.monotonic() - began
    finally:
        process.terminate()
        process.wait()


def answers(port: int) -> bool:
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=2).read()
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


def cpu_seconds(pid: int) -> float:
    """CPU time that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def show(servers: list[Server], rounds: int) -> None:
    """The table."""
    print("| | " + " | ".join(server.name for server in servers) + " |\n" + "| --- " * (len(servers) + 1) + "|")
    rows: list[tuple[str, Callable[[Server], str]]] = [
        ("start (s)", lambda server: f"{server.started:.1f}"),
        ("memory idle (MB)", lambda server: f"{server.idle:.0f}"),
        ("memory in the end (MB)", lambda server: f"{resident(server.pid):.0f}"),
    ]
    for clients, turns in CLIENTS.items():
        count = rounds * (turns // clients) * clients
        rows += [
            (
                f"turns a second and core, {clients} client(s)",
                lambda s, c=clients, n=count: f"{n / max(s.cpu[c], 0.01):.0f}",
            ),
            (f"waiting p50 / p95 / p99 (ms), {clients} client(s)", lambda s, c=clients: _waiting(s.seconds[c])),
        ]
    for name, value in rows:
        print(f"| {name} | " + " | ".join(value(server) for server in servers) + " |", flush=True)


def _waiting(seconds: list[float]) -> str:
    parts = statistics.quantiles(seconds, n=100)
    return " / ".join(f"{1000 * parts[percent - 1]:.1f}" for percent in (50, 95, 99))


if __name__ == "__main__":
    main()
