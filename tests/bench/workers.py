"""Two workers against one, both on Redis, asked in turns by the same sixteen clients.

.venv/bin/python -m tests.bench.workers [--rounds 4] [--first]

With --first (as root) all of it comes before the other work on the machine: what two workers do with two cores shows
only where they have them. The client takes its part of the cores too; its CPU time is told.
"""

import argparse
import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from bot.settings import ROOT
from bot.supervision import free_port
from tests.bench.beside import OURS, Server, answers
from tests.services import redis_server

CLIENTS, TURNS = 16, 1600


def main() -> None:
    """Start both, ask them in turns, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--first", action="store_true", help="before the other work on the machine")
    args = parser.parse_args()
    if args.first:
        os.nice(-15)
    with redis_server() as (redis, _), serving(redis, 1) as one, serving(redis, 2) as two:
        rates: dict[str, list[float]] = {one.name: [], two.name: []}
        began = time.process_time()
        for _ in range(args.rounds):
            for server in (one, two):
                start = time.monotonic()
                asyncio.run(server.asked(CLIENTS, TURNS))
                rates[server.name].append(TURNS / (time.monotonic() - start))
        own = (time.process_time() - began) / (2 * args.rounds * TURNS)
    for name, found in rates.items():
        print(f"{name}: {sum(found) / len(found):6.1f} turns/s ({', '.join(f'{rate:.0f}' for rate in found)})")
    ratio = sum(rates[two.name]) / sum(rates[one.name])
    print(f"ratio {ratio:.2f} (at least 1.7); the client: {1000 * own:.1f} ms a turn")


@contextmanager
def serving(redis: str, workers: int) -> Iterator[Server]:
    """The bot with so many workers."""
    port = free_port()
    own = {"REDIS_URL": redis, "RATE_LIMIT_SESSION": "off", "RATE_LIMIT_ADDRESS": "off"}
    command = [sys.executable, "-m", "bot.cli", "serve", "--port", str(port), "--workers", str(workers)]
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **own}, stderr=subprocess.DEVNULL)
    try:
        while not answers(port):
            assert process.poll() is None, command
            time.sleep(0.1)
        url = f"http://127.0.0.1:{port}/webhooks/web/v1/messages"
        yield Server(
            f"{workers} worker(s)",
            url,
            process.pid,
            OURS,
            lambda text, session: {"message": text, **({"session": session} if session else {})},
        )
    finally:
        process.terminate()
        process.wait()


if __name__ == "__main__":
    main()
