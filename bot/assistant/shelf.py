"""Where records of conversations lie: in the memory of this process, bounded in number, for a while."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager


class Shelf:
    """Records by name.

    Args:
        minutes: idle time after which a record is thrown away.
        limit: most records kept at once; above it the longest idle one goes.
        now: clock in seconds that nobody can set back, for tests.
    """

    def __init__(self, minutes: float = 30, limit: int = 5000, now: Callable[[], float] = time.monotonic) -> None:
        self.seconds, self.limit, self._now = float(minutes) * 60, int(limit), now
        self._kept: OrderedDict[str, tuple[float, bytes]] = OrderedDict()
        self._locks: dict[str, tuple[asyncio.Lock, int]] = {}

    @asynccontextmanager
    async def taken(self, name: str) -> AsyncIterator[bytes | None]:
        """Have a record (None when there is none) alone: whoever comes meanwhile waits."""
        async with self._alone(name):
            yield await self.get(name)

    @asynccontextmanager
    async def _alone(self, name: str) -> AsyncIterator[None]:
        lock, waiting = self._locks.get(name) or (asyncio.Lock(), 0)
        self._locks[name] = lock, waiting + 1
        try:
            async with lock:
                yield
        finally:
            waiting = self._locks[name][1] - 1
            if waiting:
                self._locks[name] = lock, waiting
            else:
                del self._locks[name]

    async def get(self, name: str) -> bytes | None:
        """The record, or None when there is none or it was thrown away."""
        self.tidy()
        found = self._kept.get(name)
        return found[1] if found else None

    async def holds(self, name: str) -> bool:
        """Is there such a record?"""
        return await self.get(name) is not None

    def may_be_elsewhere(self, name: str) -> bool:
        """May others have a record of that name who cannot be asked at the moment?"""
        return False

    async def put(self, name: str, record: bytes) -> None:
        """Keep this record as the one used last."""
        self._kept[name] = (self._now(), record)
        self._kept.move_to_end(name)
        self.tidy()

    async def drop(self, name: str) -> None:
        """Throw a record away; an unknown name is no error."""
        self._kept.pop(name, None)

    async def ping(self) -> None:
        """Memory is always reachable."""

    async def keep_tidy(self, seconds: float = 20) -> None:
        """Throw away what is over time by the clock, also when nobody asks for anything. Ends when cancelled."""
        while True:
            await asyncio.sleep(seconds)
            self.tidy()

    async def close(self) -> None:
        """Nothing to let go of."""

    def tidy(self) -> None:
        """Throw away what is idle for too long, and the longest idle above the limit."""
        oldest_allowed = self._now() - self.seconds
        while self._kept and (len(self._kept) > self.limit or self._first_use() < oldest_allowed):
            self._kept.popitem(last=False)

    def __len__(self) -> int:
        return len(self._kept)

    def _first_use(self) -> float:
        return next(iter(self._kept.values()))[0]
