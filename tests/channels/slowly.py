"""A server of ours with little patience, and requests that never end."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from bot.channels.wire import Wire, make_server
from bot.supervision import free_port
from tests.channels.raw import read_answers


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    """Reads the body and says how long it was."""
    body = await Request(scope, receive).body()
    await JSONResponse({"length": len(body)})(scope, receive, send)


def refusal(status: int) -> Response:
    """What the server says to whatever never became a request."""
    return JSONResponse({"refused": status}, status)


@contextmanager
def impatient_server(seconds: float) -> Iterator[int]:
    """A server that waits so long for the whole of a request; its port."""
    patience, Wire.request_seconds = Wire.request_seconds, seconds
    port = free_port()
    running = make_server(app, "127.0.0.1", port, refusal)
    running.config.timeout_keep_alive = 1
    running.config.lifespan = "off"
    thread = threading.Thread(target=running.run)
    thread.start()
    while not running.started:
        time.sleep(0.01)
    try:
        yield port
    finally:
        running.should_exit = True
        thread.join()
        Wire.request_seconds = patience


def drip(port: int, parts: list[bytes], pause: float = 0.2) -> tuple[list, float]:
    """Send slowly; the answers, and how long the connection lived."""
    began = time.monotonic()
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        for part in parts:
            try:
                connection.sendall(part)
            except OSError:
                break
            time.sleep(pause)
        return read_answers(connection), time.monotonic() - began
