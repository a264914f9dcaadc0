"""Workers behind one socket share what comes."""

import asyncio
import os
import signal
import socket
import time
from collections import Counter
from collections.abc import Callable
from multiprocessing import get_context

from bot.workers import REST, InTurn, Workers

#: Who connect at once, and how long an answer keeps a worker busy (seconds).
CLIENTS, BUSY = 16, 0.004


def test_connections_that_come_at_once_are_shared() -> None:
    """By a server as uvicorn makes it: without taking turns one worker had all of them."""
    listening = socket.create_server(("127.0.0.1", 0), backlog=100)
    port = listening.getsockname()[1]
    serving = get_context("fork").Process(target=_serve_by_two, args=(listening,))
    serving.start()
    try:
        took = Counter(asyncio.run(_all_at_once(port)))
    finally:
        os.kill(serving.pid, signal.SIGTERM)
        serving.join(10)
    assert took.total() == CLIENTS
    assert len(took) == 2 and min(took.values()) >= CLIENTS // 4, took


def _serve_by_two(listening: socket.socket) -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while await reader.readline():
            time.sleep(BUSY)
            writer.write(b"%d\n" % os.getpid())

    async def serve(shared: socket.socket) -> None:
        async with await asyncio.start_server(answer, sock=shared) as server:
            await server.serve_forever()

    def serve_one(shared: socket.socket, beat: Callable[[], None]) -> None:
        asyncio.run(serve(shared))

    Workers(serve_one, listening, 2).run()


async def _all_at_once(port: int) -> list[bytes]:
    """Which process answers each, of many connections that are open before any of them asks."""
    ends = await asyncio.gather(*(asyncio.open_connection("127.0.0.1", port) for _ in range(CLIENTS)))
    for _, writer in ends:
        writer.write(b"who?\n")
    answers = [await asyncio.wait_for(reader.readline(), 20) for reader, _ in ends]
    for _, writer in ends:
        writer.close()
    return answers


def test_nobody_waits_for_more_than_a_moment() -> None:
    with socket.create_server(("127.0.0.1", 0)) as plain:
        shared = InTurn(plain)
        shared.setblocking(False)
        clients = [socket.create_connection(shared.getsockname()) for _ in range(3)]
        began, taken = time.monotonic(), []
        while len(taken) < len(clients) and time.monotonic() < began + 5:
            try:
                taken.append(shared.accept()[0])
            except BlockingIOError:
                time.sleep(REST / 4)
        assert len(taken) == 3
        for one in (*clients, *taken, shared):
            one.close()
