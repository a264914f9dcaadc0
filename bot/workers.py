"""Several workers behind one port: the model is loaded once, and each worker is a fork that shares its memory.

A worker that dies is forked again at once, from what is loaded already. Conversations must lie in Redis then: the
kernel gives each connection to any worker.
"""

import gc
import logging
import os
import signal
import socket
import time
from collections.abc import Callable

from bot.supervision import RESTARTS_A_MINUTE, exit_with

logger = logging.getLogger("staysafe.workers")


class Workers:
    """Forks that serve one socket.

    Args:
        serve: serves the socket until it is told to stop; runs in each worker.
        listening: the socket.
        count: how many workers.
    """

    def __init__(self, serve: Callable[[socket.socket], object], listening: socket.socket, count: int) -> None:
        self._serve, self._socket, self._count = serve, listening, count
        self._running: set[int] = set()
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
            ended, _ = os.wait()
            self._running.discard(ended)
            if self._stopping:
                continue
            if self._too_often():
                logger.error("the workers keep stopping")
                self._stop()
                return 1
            logger.warning("a worker stopped and is started again")
            self._fork()
        return 0

    def _fork(self) -> None:
        self._starts.append(time.monotonic())
        parent = os.getpid()
        child = os.fork()
        if child:
            self._running.add(child)
            return
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, signal.SIG_DFL)
        exit_with(parent)
        try:
            self._serve(self._socket)
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
