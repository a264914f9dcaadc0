"""Real servers for tests: PostgreSQL and Redis, started on free ports and stopped again.

A machine without them skips the tests that need them, with a notice; never when CI=true.
"""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from bot.supervision import free_port
from tests.referrals.postgresql import Server, find_programs


def needs(found: object, name: str) -> None:
    """Skip when `name` is not on this machine; fail in CI."""
    if not found:
        if os.environ.get("CI") == "true":
            pytest.fail(f"{name} is missing, and CI must have it (see .ci/run)")
        pytest.skip(f"{name} is not on this machine: this test was not run")


@contextmanager
def redis_server() -> Iterator[tuple[str, subprocess.Popen]]:
    """A Redis that writes nothing to disk; its address and its process."""
    needs(shutil.which("redis-server"), "redis-server")
    port = free_port()
    command = ["redis-server", "--port", str(port), "--save", "", "--appendonly", "no", "--bind", "127.0.0.1"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        _wait(["redis-cli", "-p", str(port), "ping"])
        yield f"redis://127.0.0.1:{port}/0", process
    finally:
        process.terminate()
        process.wait()


@contextmanager
def postgres_server() -> Iterator[Server]:
    """A running PostgreSQL with an empty database."""
    programs = find_programs()
    needs(programs, "PostgreSQL")
    server = Server(programs)
    try:
        server.start()
        yield server
    finally:
        server.remove()


def _wait(command: list[str], seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while subprocess.run(command, capture_output=True).returncode:
        if time.monotonic() > deadline:
            raise TimeoutError(" ".join(command))
        time.sleep(0.1)
