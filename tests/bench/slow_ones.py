"""The slow connections of tests/bench/slow.py: python -m tests.bench.slow_ones PORT CONNECTIONS ADDRESSES heads|bodies

Slow heads wait in nginx, slow bodies in the bot as well. Prints how many it has opened, once those are all or half a
minute has passed, and goes on until it is killed.
"""

import asyncio
import contextlib
import resource
import sys

HEAD = b"POST /webhooks/web/v1/messages HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n"
#: Pause between two parts of a request, before it comes again, and longest wait for all to be open, in seconds.
PAUSE, LONGEST = 3, 30


async def hold(port: int, connections: int, addresses: int, kind: str) -> None:
    """Keep them open, or open others."""
    begin, second = (HEAD, b"X: y\r\n") if kind == "heads" else (HEAD + b"\r\n{", b" ")
    opened: set[int] = set()

    async def one(number: int) -> None:
        source = f"127.0.1.{1 + number % addresses}", 0
        while True:
            with contextlib.suppress(OSError):
                _, writer = await asyncio.open_connection("127.0.0.1", port, local_addr=source)
                opened.add(number)
                writer.write(begin)
                for _ in range(60):
                    await asyncio.sleep(PAUSE)
                    writer.write(second)
                    await writer.drain()
            await asyncio.sleep(PAUSE)

    async def tell() -> None:
        for _ in range(LONGEST * 10):
            await asyncio.sleep(0.1)
            if len(opened) == connections:
                break
        print(len(opened), flush=True)

    await asyncio.gather(tell(), *(one(number) for number in range(connections)))


if __name__ == "__main__":
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    port, connections, addresses = map(int, sys.argv[1:4])
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(limit, 2 * connections + 100), limit))
    asyncio.run(hold(port, connections, addresses, sys.argv[4]))
