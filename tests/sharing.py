"""One running thing for all test processes of a run, as pytest-xdist's how-to describes: whoever comes first starts it.

Each user holds a shared lock on a file until it is done; the one that started it waits for an exclusive one before it
stops. The system gives up the lock of a process that dies, so nobody waits for one that crashed.
"""

import fcntl
import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import IO, Any

import pytest


def common_folder(factory: pytest.TempPathFactory, worker: str) -> Path:
    """A folder that all test processes of this run see; `worker` is pytest-xdist's id of this one, or `master`."""
    base = factory.getbasetemp()
    return base if worker == "master" else base.parent


@contextmanager
def shared(folder: Path, name: str, start: Callable[[], AbstractContextManager[Any]]) -> Iterator[Any]:
    """What `start` tells of the thing it runs (as JSON can hold it), from whichever process started it."""
    with (folder / f"{name}.users").open("w") as users:
        fcntl.flock(users, fcntl.LOCK_SH)
        with (folder / f"{name}.start").open("a+") as record:
            fcntl.flock(record, fcntl.LOCK_EX)
            record.seek(0)
            if known := record.read():
                fcntl.flock(record, fcntl.LOCK_UN)
                yield json.loads(known)
                return
            with start() as told:
                record.write(json.dumps(told))
                record.flush()
                fcntl.flock(record, fcntl.LOCK_UN)
                try:
                    yield told
                finally:
                    _wait_until_unused(users, record)


def _wait_until_unused(users: IO[str], record: IO[str]) -> None:
    fcntl.flock(users, fcntl.LOCK_UN)
    fcntl.flock(users, fcntl.LOCK_EX)
    record.truncate(0)
