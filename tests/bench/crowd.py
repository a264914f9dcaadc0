"""A hundred thousand conversations at the default limits: are the last ones answered as fast, in no more memory?

.venv/bin/python -m tests.bench.crowd [--conversations 100000]

Two Staysafes, each in a process of its own; one is filled, the other serves nobody. Every conversation comes from an
address of its own, is counted by the limits, and leaves its record; one of WHOLE is answered from the bytes of its
request to those of its answer, with words that nobody typed before. What a turn costs is the CPU time of the process,
measured in turns with the other one's: machines are not quiet.
"""

import argparse
import asyncio
import json
import os
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import ip_address
from itertools import count
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any

from tests.bench.footprint import resident
from tests.bench.turns import show

MESSAGES = "/webhooks/web/v1/messages"
#: One conversation of so many is answered; of the others everything happens that leaves something behind.
WHOLE = 20
#: Typed turns of a measurement, and how many of them one process takes before the other one's turn.
MEASURED, IN_TURN = 300, 10
#: How often memory is looked at.
LOOKS = 5


def main() -> None:
    """Start two, fill one, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--conversations", type=int, default=100_000)
    part = parser.parse_args().conversations // LOOKS
    for name in ("RATE_LIMIT_SESSION", "RATE_LIMIT_ADDRESS", "SESSION_LIMIT"):
        os.environ.pop(name, None)
    memory = []
    with staysafe() as used, staysafe() as fresh:
        compare("at the start", used, fresh)
        for look in range(1, LOOKS + 1):
            began = time.monotonic()
            memory.append(used("fill", part))
            print(f"{look * part:8} conversations: {memory[-1]:6.1f} MB, {time.monotonic() - began:4.0f} s", flush=True)
        compare("at the end", used, fresh)
    show("memory after all conversations against after the first fifth", memory[-1], memory[0], "MB", 1.05)


def compare(when: str, used: Any, fresh: Any) -> None:
    """What a typed first turn costs in both, one beside the other; as turns a second of CPU."""
    seconds: tuple[list[float], list[float]] = [], []
    for _ in range(MEASURED // IN_TURN):
        for site, costs in zip((used, fresh), seconds, strict=True):
            costs += site("measure", IN_TURN)
    ours, other = (1 / statistics.median(costs) for costs in seconds)
    print(
        f"turns/s {when}: {ours:.1f}; of one that served nobody: {other:.1f}; ratio {ours / other:.2f} (at least 0.95)",
        flush=True,
    )


@contextmanager
def staysafe() -> Iterator[Any]:
    """A Staysafe in a process of its own; gives a function that asks it for something."""
    processes = get_context("spawn")
    here, there = processes.Pipe()
    process = processes.Process(target=serve, args=(there,), daemon=True)
    process.start()
    here.recv()

    def ask(what: str, many: int) -> Any:
        here.send((what, many))
        return here.recv()

    try:
        yield ask
    finally:
        process.terminate()
        process.join()


def serve(asked: Connection) -> None:
    """In the other process: the whole application, without a socket in front of it."""
    os.environ["OPENBLAS_NUM_THREADS"] = "1"  # as `staysafe serve` sets it
    from bot import runtime

    runtime.prepare()
    from bot.commands.train import model_path
    from bot.logs import set_up_logging
    from bot.server import build_app
    from bot.settings import load_settings

    settings = load_settings()
    app = build_app(settings, str(model_path(settings)))
    set_up_logging(settings.log_level)
    asyncio.run(Crowd(app).answer(asked))


class Crowd:
    """Everybody who comes to one Staysafe."""

    def __init__(self, app: Any) -> None:
        self._app, self._numbers = app, count()

    async def answer(self, asked: Connection) -> None:
        """Do what is asked for until killed."""
        self._app.state.load()
        await self.measure(IN_TURN)
        asked.send("ready")
        while True:
            what, many = asked.recv()
            asked.send(await getattr(self, what)(many))

    async def measure(self, many: int) -> list[float]:
        """CPU seconds of so many typed first turns, each."""
        costs = []
        for _ in range(many):
            began = time.process_time()
            await self._whole(next(self._numbers), "what is grooming")
            costs.append(time.process_time() - began)
        return costs

    async def fill(self, many: int) -> float:
        """So many new conversations; the memory of this process after them, in MB."""
        for place in range(many):
            number = next(self._numbers)
            await (self._whole(number, f"what about number {number}") if place % WHOLE == 0 else self._light(number))
        return resident(os.getpid())

    async def _light(self, number: int) -> None:
        """A conversation that is counted, begun, found again, counted as such, and kept, without an answer."""
        channel, store, address = self._channel(), self._app.state.agent.tracker_store, _address(number)
        assert await channel.limits.allow(address)
        async with store.turn(None) as tracker:
            session = tracker.sender_id
        assert await store.knows(session) and await channel.limits.allow(address, session)
        async with store.turn(session):
            pass

    async def _whole(self, number: int, message: str) -> None:
        """A conversation of one turn, as bytes."""
        body, sent = json.dumps({"message": message}).encode(), []
        headers = [(b"host", b"localhost"), (b"content-type", b"application/json")]
        scope = {"type": "http", "http_version": "1.1", "method": "POST", "scheme": "http", "root_path": ""}
        scope |= {"path": MESSAGES, "raw_path": MESSAGES.encode(), "query_string": b"", "headers": headers}
        scope |= {"client": (_address(number), 1), "server": ("localhost", 80)}

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(part: dict[str, Any]) -> None:
            sent.append(part)

        await self._app(scope, receive, send)
        assert sent[0]["status"] == 200, sent

    def _channel(self) -> Any:
        return self._app.state.errors._channel


def _address(number: int) -> str:
    return str(ip_address(0x0A000000 + number))


if __name__ == "__main__":
    main()
