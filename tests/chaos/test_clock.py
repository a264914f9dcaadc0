"""The clock of Redis jumps by a day under talks that go on: nobody loses the place, and nobody is locked out."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from redis import Redis

from bot.assistant.shared_shelf import SharedShelf
from bot.channels.limits import RateLimits
from bot.channels.shared_limits import SharedLimits
from bot.supervision import free_port
from tests.assistant.test_trackers import store, talk
from tests.services import needs

pytestmark = pytest.mark.skipif(not os.environ.get("STAYSAFE_CHAOS"), reason="by flag: STAYSAFE_CHAOS=1")
#: The clock as Redis asks for it, as many seconds off as a file says. (faketime does not get on with its allocator.)
CLOCK = """
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>
int gettimeofday(struct timeval *now, void *zone) {
    struct timespec real;
    char said[32] = "0";
    int file = open(getenv("OFF_BY"), O_RDONLY);
    if (file >= 0) { ssize_t got = read(file, said, 31); if (got >= 0) said[got] = 0; close(file); }
    syscall(SYS_clock_gettime, CLOCK_REALTIME, &real);
    now->tv_sec = real.tv_sec + atol(said);
    now->tv_usec = real.tv_nsec / 1000;
    return 0;
}
"""
DAY = 86_400


@pytest.fixture
def clock(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """A Redis, and the file that says how far its clock is off."""
    needs(shutil.which("cc"), "a C compiler")
    needs(shutil.which("redis-server"), "redis-server")
    off, port, library = tmp_path / "off", free_port(), tmp_path / "clock.so"
    off.write_text("0")
    subprocess.run(["cc", "-shared", "-fPIC", "-x", "c", "-o", library, "-"], input=CLOCK, text=True, check=True)
    own = {"LD_PRELOAD": str(library), "OFF_BY": str(off)}
    command = ["redis-server", "--port", str(port), "--save", "", "--bind", "127.0.0.1"]
    process = subprocess.Popen(command, env={**os.environ, **own}, stdout=subprocess.DEVNULL)
    try:
        time.sleep(1)
        yield f"redis://127.0.0.1:{port}/0", off
    finally:
        process.terminate()
        process.wait()


@pytest.mark.parametrize("jump", [DAY, -DAY])
async def test_a_clock_that_jumps_a_day_costs_no_place(clock: tuple[str, Path], jump: int) -> None:
    url, off = clock
    one, other = store(shelf=SharedShelf(url)), store(shelf=SharedShelf(url))
    session = await talk(one)
    assert await talk(other, session) == session
    before = Redis.from_url(url).time()[0]
    off.write_text(str(jump))
    time.sleep(1)
    assert abs(Redis.from_url(url).time()[0] - before - jump) < 60, "the clock did jump"
    for worker in (one, other, one, other):
        assert await talk(worker, session) == session
        async with worker.turn(session) as found:
            assert found.get_slot("topic") == "grooming"


@pytest.mark.parametrize("jump", [DAY, -DAY])
async def test_a_clock_that_jumps_a_day_locks_nobody_out(clock: tuple[str, Path], jump: int) -> None:
    url, off = clock
    shelf = SharedShelf(url)
    limits = SharedLimits(RateLimits("3/minute", "6/minute"), lambda: shelf)
    assert [await limits.allow("192.0.2.1", "a talk") for _ in range(4)] == [True, True, True, False]
    off.write_text(str(jump))
    time.sleep(1)
    assert await limits.allow("192.0.2.1", "a talk")
