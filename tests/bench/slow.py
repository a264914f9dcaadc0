"""Three thousand slow connections through the shipped nginx: how long others wait, beside how long they wait without.

.venv/bin/python -m tests.bench.slow [--connections 3000]

Once all of one address, once of thirty. Each sends the beginning of a request, then a little every three seconds, and
comes again when it is sent away.
"""

import argparse
import asyncio
import contextlib
import multiprocessing
import os
import resource
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.bench.turns import milliseconds, running, show
from tests.conftest import Site
from tests.front.nginx import nginx_before

#: Turns and pages of others in a round, and rounds with and without the slow ones.
EACH, ROUNDS = 40, 3
HEAD = b"POST /webhooks/web/v1/messages HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n"
#: Pause between two parts of a slow one's request, and before it comes again, in seconds.
PAUSE = 3


def main() -> None:
    """Start nginx and a Staysafe, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--connections", type=int, default=3000)
    args = parser.parse_args()
    os.environ.update(RATE_LIMIT_SESSION="off", RATE_LIMIT_ADDRESS="off", TRUSTED_PROXIES="1")
    with tempfile.TemporaryDirectory() as folder, running() as (site, _):
        bot = int(site.url.rsplit(":", 1)[1])
        with nginx_before(bot, Path(folder)) as front:
            for addresses in (1, 30):
                compare(Site(f"http://127.0.0.1:{front.port}"), front.port, args.connections, addresses)


def compare(site: Site, port: int, connections: int, addresses: int) -> None:
    """Others' turns and pages with and without the slow ones, in rounds."""
    found: dict[tuple[str, bool], list[float]] = {}
    for _ in range(ROUNDS):
        for slow in (False, True):
            with crowd(port, connections, addresses) if slow else contextlib.nullcontext():
                for _ in range(EACH):
                    turn = milliseconds(lambda: site.say("what is grooming"))
                    page = milliseconds(lambda: site.request("GET", "/topics/grooming"))
                    found.setdefault(("turn", slow), []).append(turn)
                    found.setdefault(("page", slow), []).append(page)
    for what in ("turn", "page"):
        with_, without = (statistics.median(found[what, slow]) for slow in (True, False))
        show(f"{what} beside {connections} slow ones of {addresses} address(es)", with_, without, "ms", 1.5)


@contextlib.contextmanager
def crowd(port: int, connections: int, addresses: int) -> Any:
    """So many slow connections, in a process of their own."""
    processes = multiprocessing.get_context("spawn")
    open_now = processes.Value("i", 0)
    process = processes.Process(target=hold, args=(port, connections, addresses, open_now), daemon=True)
    process.start()
    deadline = time.monotonic() + 30
    while open_now.value < connections and time.monotonic() < deadline:
        time.sleep(0.1)
    print(f"    {open_now.value} slow connections were opened", flush=True)
    try:
        yield
    finally:
        process.terminate()
        process.join()


def hold(port: int, connections: int, addresses: int, opened: Any) -> None:
    """Keep them open, or open others. What this process does is not to be measured with the rest."""
    os.nice(10)
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(limit, 2 * connections + 100), limit))
    asyncio.run(_hold(port, connections, addresses, opened))


async def _hold(port: int, connections: int, addresses: int, opened: Any) -> None:
    async def one(number: int) -> None:
        source = f"127.0.1.{1 + number % addresses}", 0
        while True:
            with contextlib.suppress(OSError):
                _, writer = await asyncio.open_connection("127.0.0.1", port, local_addr=source)
                opened.value += opened.value < connections
                writer.write(HEAD)
                for letter in range(60):
                    await asyncio.sleep(PAUSE)
                    writer.write(b"X: y\r\n" if letter < 1 else b"\r\n{" if letter == 1 else b" ")
                    await writer.drain()
            await asyncio.sleep(PAUSE)

    await asyncio.gather(*(one(number) for number in range(connections)))


if __name__ == "__main__":
    main()
