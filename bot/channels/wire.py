"""How bytes become requests: uvicorn's protocol (llhttp's parser), with an end to waiting and to heads.

uvicorn waits for ever for the rest of a request, takes a head of any size, and answers what is no HTTP in plain
words of its own. A page that shows a chat deserves contacts then too.
"""

from asyncio import BaseTransport, TimerHandle
from collections.abc import Callable
from typing import Any

from starlette.responses import Response
from starlette.types import ASGIApp
from uvicorn import Config, Server
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

#: Longest time from the first byte of a request to its last, in seconds.
REQUEST_SECONDS = 15
#: Largest head (request line and headers), in bytes.
LARGEST_HEAD = 32_000
#: How long an open connection may be idle, and a stopping server wait for its last answers, in seconds.
IDLE_SECONDS, STOP_SECONDS = 15, 12


class Wire(HttpToolsProtocol):
    """One connection. `refusal` makes the answer to what never became a request, by status."""

    refusal: Callable[[int], Response]
    request_seconds: float = REQUEST_SECONDS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._deadline: TimerHandle | None = None
        self._reading_head, self._head_size, self._came, self._unsent = False, 0, 0, 0

    def connection_made(self, transport: BaseTransport) -> None:
        """Begin to wait for a request."""
        super().connection_made(transport)
        self._expect_end()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the timer."""
        self._end_came()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Parse; a head that grows too large is refused before it ends."""
        self._expect_end()
        super().data_received(data)
        if self._reading_head:  # all of this was head: a body would have ended it
            self._came += len(data)
            if self._came > LARGEST_HEAD:
                self._refuse(431)

    def on_message_begin(self) -> None:
        """A new request: its head is counted from here, and its time, also where it came with the one before."""
        self._expect_end()
        super().on_message_begin()
        self._reading_head, self._head_size, self._came = True, 0, 0

    def on_url(self, url: bytes) -> None:
        """A part of the request line."""
        self._head_size += len(url)
        super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        """A field of the head."""
        self._head_size += len(name) + len(value) + len(": \r\n")
        super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """The head is whole, however much body came with it."""
        self._reading_head = False
        if self._head_size > LARGEST_HEAD:
            self._refuse(431)
            raise ValueError("the head is too large")  # ends the parsing
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """The request is whole."""
        self._end_came()
        super().on_message_complete()

    def send_400_response(self, msg: str) -> None:
        """What is no HTTP is answered with contacts."""
        self._refuse(400)

    def timeout_keep_alive_handler(self) -> None:
        """Nothing more was asked: close, and cut off who does not take the answer either."""
        unsent = self.transport.get_write_buffer_size()
        if not unsent:
            super().timeout_keep_alive_handler()
        elif unsent == self._unsent:
            self.transport.abort()
        else:
            self._unsent = unsent
            self.timeout_keep_alive_task = self.loop.call_later(
                self.timeout_keep_alive, self.timeout_keep_alive_handler
            )

    def _expect_end(self) -> None:
        if self._deadline is None:
            self._deadline = self.loop.call_later(self.request_seconds, self._refuse, 408)

    def _end_came(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _refuse(self, status: int) -> None:
        """Answer and close, unless an answer has begun: then only close."""
        if self.transport.is_closing():
            return
        if self.cycle is None or self.cycle.response_complete or not self.cycle.response_started:
            answer = self.refusal(status)
            fields = b"".join(b"%s: %s\r\n" % field for field in answer.raw_headers)
            self.transport.write(STATUS_LINE[status] + fields + b"\r\n" + bytes(answer.body))
        if self.cycle is not None:
            self.cycle.disconnected = True
            self.cycle.message_event.set()
        self.transport.close()


def make_server(app: ASGIApp, host: str, port: int, refusal: Callable[[int], Response]) -> Server:
    """The server for `app`: trusts no proxy's header by itself, and logs no request.

    Args:
        refusal: makes the answer to what never became a request, by status.
    """
    config = Config(
        app,
        host=host,
        port=port,
        http=type("Wire", (Wire,), {"refusal": staticmethod(refusal)}),
        loop="asyncio",  # uvloop reads into one buffer that it never wipes: what was typed stays readable there
        ws="none",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_keep_alive=IDLE_SECONDS,
        timeout_graceful_shutdown=STOP_SECONDS,
    )
    return Server(config)
