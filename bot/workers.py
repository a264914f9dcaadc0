"""Several workers behind one port: the model is loaded once, and each worker is a fork that shares its memory.

A worker that dies is forked again at once, from what is loaded already; one that shows no life for FROZEN seconds is
killed first. Conversations must lie in Redis then: whichever worker has time takes the next connection.
"""

import contextlib
import gc
import logging
import os
import signal
import socket
import time
from collections.abc import Callable
from typing import Any

from bot.supervision import RESTARTS_A_MINUTE, exit_with

#: How often a worker shows that it still answers, and after how long without it counts as frozen, in seconds.
BEAT_SECONDS, FROZEN = 1.0, 15.0
#: How often the workers are looked after, in seconds.
LOOK = 0.2
#: So long a worker leaves the next connection to the others after it has taken one, in seconds.
REST = 0.002

Serve = Callable[[socket.socket, Callable[[], None]], object]

logger = logging.getLogger("staysafe.workers")


class Workers:
    """Forks that serve one socket.

    Args:
        serve: serves the socket until it is told to stop, and calls what it is given every BEAT_SECONDS; runs in each
            worker.
        listening: the socket.
        count: how many workers.
    """

    def __init__(self, serve: Serve, listening: socket.socket, count: int) -> None:
        self._serve, self._socket, self._count = serve, InTurn(listening), count
        self._running: dict[int, Pulse] = {}
        self._looked = time.monotonic()
        self._starts: list[float] = []
        self._stopping = False

    def run(self) -> int:
        """Serve until SIGTERM or SIGINT; 1 when workers keep dying."""
        gc.collect()
        gc.freeze()  # what is loaded stays shared: collecting garbage would write to it
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        for _ in range(self._count):
            self._fork()
        while self._running:
            time.sleep(LOOK)
            self._kill_frozen()
            if self._bury() and not self._stopping:
                if self._too_often():
                    logger.error("the workers keep stopping")
                    self._stop()
                    return 1
                logger.warning("a worker stopped and is started again")
                for _ in range(self._count - len(self._running)):
                    self._fork()
        return 0

    def _bury(self) -> bool:
        """Forget the workers that have ended; whether there were any."""
        ended = [worker for worker in self._running if os.waitpid(worker, os.WNOHANG)[0]]
        for worker in ended:
            self._running.pop(worker).close()
        return bool(ended)

    def _kill_frozen(self) -> None:
        """Kill who shows no life; but if this process itself stood still, nobody is to blame."""
        stood_still = time.monotonic() - self._looked > 10 * LOOK
        self._looked = time.monotonic()
        for worker, pulse in self._running.items():
            if stood_still:
                pulse.last = self._looked
            elif pulse.silent() > FROZEN:
                logger.error("a worker does not answer and is killed")
                os.kill(worker, signal.SIGKILL)

    def _fork(self) -> None:
        self._starts.append(time.monotonic())
        parent, pulse = os.getpid(), Pulse()
        child = os.fork()
        if child:
            self._running[child] = pulse
            return
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, signal.SIG_DFL)
        exit_with(parent)
        try:
            self._serve(self._socket, pulse.beat)
        finally:
            os._exit(0)

    def _too_often(self) -> bool:
        recent = [start for start in self._starts if time.monotonic() - start < 60]
        self._starts = recent
        return len(recent) > self._count + RESTARTS_A_MINUTE * self._count

    def _stop(self, *_: object) -> None:
        self._stopping = True
        for worker in self._running:
            os.kill(worker, signal.SIGTERM)


class InTurn(socket.socket):
    """A listening socket of which a worker takes one connection at a time, and leaves the next to the others.

    Asyncio takes as many as there are whenever it looks: of sixteen that came at once one worker had all.
    """

    def __init__(self, listening: socket.socket) -> None:
        super().__init__(fileno=listening.detach())
        self._rests_until = 0.0

    def accept(self) -> tuple[socket.socket, Any]:
        """The next connection; while it rests, as if there were none."""
        if time.monotonic() < self._rests_until:
            raise BlockingIOError
        taken = super().accept()
        self._rests_until = time.monotonic() + REST
        return taken


class Pulse:
    """Signs of life from a worker to the process that forked it."""

    def __init__(self) -> None:
        self._read, self._write = os.pipe()
        os.set_blocking(self._read, False)
        os.set_blocking(self._write, False)
        self.last = time.monotonic()

    def beat(self) -> None:
        """Show life; a pipe that is full shows it already."""
        with contextlib.suppress(BlockingIOError):
            os.write(self._write, b".")

    def silent(self) -> float:
        """Seconds without a sign."""
        with contextlib.suppress(BlockingIOError):
            if os.read(self._read, 4096):
                self.last = time.monotonic()
        return time.monotonic() - self.last

    def close(self) -> None:
        """Let go of the pipe."""
        os.close(self._read)
        os.close(self._write)
