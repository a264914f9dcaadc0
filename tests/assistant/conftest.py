"""What several tests of the assistant share."""

import subprocess
from collections.abc import Iterator

import pytest

from tests.services import redis_server


@pytest.fixture(scope="module")
def redis() -> Iterator[tuple[str, subprocess.Popen]]:
    """The address of a Redis of their own, and its process."""
    with redis_server() as server:
        yield server
