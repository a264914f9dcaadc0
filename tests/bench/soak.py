"""Half an hour under load: does a turn stay as fast, and memory as it is?

.venv/bin/python -m tests.bench.soak [--minutes 30] [--clients 8]

Clients hold one talk of WORDS after another, each in a conversation of its own, over the wire. A line is printed for
each of LOOKS parts of the time, and where 3,000 and 30,000 talks are over.
"""

import argparse
import asyncio
import os
import statistics
import time

import aiohttp

from tests.bench.footprint import resident
from tests.bench.turns import running, show

#: One talk: learning, trouble, what is asked then, and a button.
WORDS = ("what is grooming", "someone has my pics and wants money", "should i pay", "i told my mum", "/menu")
LOOKS, MARKS = 10, (3_000, 30_000)


class Soak:
    """What many talks cost.

    Args:
        url: where messages go. pid: the process that answers.
    """

    def __init__(self, url: str, pid: int) -> None:
        self.url, self.pid = url, pid
        self.talks, self.failed = 0, 0
        self.seconds: list[float] = []
        self.memory: dict[int, float] = {}

    async def run(self, clients: int, minutes: float) -> None:
        """Hold talks for so long, and print."""
        began = time.monotonic()
        end = began + 60 * minutes
        async with aiohttp.ClientSession() as http:
            talking = [asyncio.create_task(self._talks(http, end)) for _ in range(clients)]
            for look in range(1, LOOKS + 1):
                await asyncio.sleep(began + 60 * minutes * look / LOOKS - time.monotonic())
                self._print(minutes * look / LOOKS)
            await asyncio.gather(*talking)

    async def _talks(self, http: aiohttp.ClientSession, end: float) -> None:
        while time.monotonic() < end:
            session = None
            for text in WORDS:
                began = time.perf_counter()
                body = {"message": text, **({"session": session} if session else {})}
                async with http.post(self.url, json=body) as answer:
                    self.failed += answer.status != 200
                    session = (await answer.json()).get("session")
                self.seconds.append(time.perf_counter() - began)
            self.talks += 1
            if self.talks in MARKS:
                self.memory[self.talks] = resident(self.pid)

    def _print(self, minutes: float) -> None:
        parts = statistics.quantiles(self.seconds, n=100)
        print(
            f"{minutes:5.1f} min: {self.talks:7} talks, {self.failed} failed turns, waiting p50 / p95 / p99 "
            f"{' / '.join(f'{1000 * parts[at - 1]:.1f}' for at in (50, 95, 99))} ms, {resident(self.pid):.1f} MB",
            flush=True,
        )
        self.seconds.clear()


def main() -> None:
    """Start a Staysafe, load it, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--clients", type=int, default=8)
    args = parser.parse_args()
    os.environ.update(RATE_LIMIT_SESSION="off", RATE_LIMIT_ADDRESS="off")
    with running() as (site, pid):
        soak = Soak(f"{site.url}/webhooks/web/v1/messages", pid)
        asyncio.run(soak.run(args.clients, args.minutes))
    if len(soak.memory) == len(MARKS):
        first, last = (soak.memory[mark] for mark in MARKS)
        show(f"memory after {MARKS[1]} talks against after {MARKS[0]}", last, first, "MB", 1.1)


if __name__ == "__main__":
    main()
