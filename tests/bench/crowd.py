"""A hundred thousand conversations at the default limits: are the last ones answered as fast, in no more memory?

.venv/bin/python -m tests.bench.crowd [--conversations 100000]

Each conversation is a new one from an address of its own; nine of ten tap a button, one types words that nobody typed
before. What a turn costs at the end is compared with a second Staysafe that served nobody, in turns, since machines are
not quiet; what it cost at the start is told too.
"""

import argparse
import asyncio
import os
import statistics
import time
from collections.abc import Iterator
from ipaddress import ip_address
from itertools import count

import aiohttp

from tests.bench.footprint import resident
from tests.bench.turns import running, show
from tests.conftest import Site

MESSAGES = "/webhooks/web/v1/messages"
#: Conversations at a time while they are counted up, and typed turns of a measurement, one after the other.
AT_ONCE, MEASURED = 8, 200
#: How often memory is looked at.
LOOKS = 5


def main() -> None:
    """Start two, fill one, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--conversations", type=int, default=100_000)
    args = parser.parse_args()
    for name in ("RATE_LIMIT_SESSION", "RATE_LIMIT_ADDRESS", "SESSION_LIMIT"):
        os.environ.pop(name, None)
    os.environ["TRUSTED_PROXIES"] = "1"  # addresses are told as a proxy tells them
    with running() as (used, pid), running() as (fresh, _):
        asyncio.run(measure(used, pid, fresh, args.conversations))


async def measure(used: Site, pid: int, fresh: Site, conversations: int) -> None:
    """Print a line for each part of the way, and the comparison in the end."""
    addresses = (str(ip_address(0x0A000000 + number)) for number in count())
    async with aiohttp.ClientSession() as client:
        await compare("at the start", client, used, fresh, addresses)
        memory = []
        for part in range(LOOKS):
            began = time.monotonic()
            await fill(client, used, addresses, part * conversations // LOOKS, conversations // LOOKS)
            memory.append(resident(pid))
            rate = conversations / LOOKS / (time.monotonic() - began)
            print(
                f"{(part + 1) * conversations // LOOKS:8} conversations: {memory[-1]:6.1f} MB, {rate:5.0f}/s",
                flush=True,
            )
        await compare("at the end", client, used, fresh, addresses)
    show("memory after all conversations against after the first fifth", memory[-1], memory[0], "MB", 1.05)


async def fill(client: aiohttp.ClientSession, site: Site, addresses: Iterator[str], first: int, many: int) -> None:
    """So many new conversations."""
    numbers = iter(range(first, first + many))

    async def one_after_another() -> None:
        for number in numbers:
            words = f"what about number {number}" if number % 10 == 0 else "/menu"
            await turn(client, site, next(addresses), words)

    await asyncio.gather(*(one_after_another() for _ in range(AT_ONCE)))


async def compare(when: str, client: aiohttp.ClientSession, used: Site, fresh: Site, addresses: Iterator[str]) -> None:
    """What a typed first turn costs in both, one beside the other; as turns a second."""
    seconds: dict[str, list[float]] = {used.url: [], fresh.url: []}
    for number in range(MEASURED):
        for site in (used, fresh) if number % 2 else (fresh, used):
            began = time.perf_counter()
            await turn(client, site, next(addresses), "what is grooming")
            seconds[site.url].append(time.perf_counter() - began)
    ours, other = (1 / statistics.median(seconds[site.url]) for site in (used, fresh))
    print(
        f"turns/s {when}: {ours:.1f}; of one that served nobody: {other:.1f}; ratio {ours / other:.2f} (at least 0.95)"
    )


async def turn(client: aiohttp.ClientSession, site: Site, address: str, message: str) -> None:
    """One conversation of one turn."""
    headers = {"X-Forwarded-For": address}
    async with client.post(site.url + MESSAGES, json={"message": message}, headers=headers) as answer:
        assert answer.status == 200, await answer.text()
        await answer.read()


if __name__ == "__main__":
    main()
