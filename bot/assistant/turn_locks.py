"""One turn of a conversation at a time on all workers: locks in Redis that live as long as their turn does.

A lock runs out after seconds; a turn that goes on prolongs it. So a slow turn keeps its conversation, and one whose
worker died gives it free.
"""

import asyncio
import secrets
import time
from contextlib import suppress
from dataclasses import dataclass, field

from bot.assistant.redis_line import Away, RedisLine

#: How long a lock outlives a worker that died, and how long it is prolonged at most (no turn is longer), in seconds.
LEASE, LONGEST = 4.0, 15.0
#: Longest wait for a turn of the same conversation on another worker, in seconds: as long as a turn may take.
WAIT = 10.0
#: First and longest pause between two looks whether the other turn has ended, in seconds.
FIRST_PAUSE, LONGEST_PAUSE = 0.005, 0.1
#: KEYS: locks. ARGV: milliseconds, then a token for each. Prolongs those that are still ours.
PROLONG = """
for i, lock in ipairs(KEYS) do
  if redis.call('GET', lock) == ARGV[i + 1] then redis.call('PEXPIRE', lock, ARGV[1]) end
end
"""
#: KEYS: a lock. ARGV: its token. Ends it if it is still ours.
RELEASE = "if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end"


@dataclass
class Held:
    """A lock that a turn of this worker has: its token, and since when."""

    token: str = field(default_factory=lambda: secrets.token_hex(8))
    since: float = field(default_factory=time.monotonic)


class TurnLocks:
    """The locks of this worker's turns.

    Args:
        line: to Redis.
        prefix: what the names of locks begin with.
    """

    def __init__(self, line: RedisLine, prefix: str) -> None:
        self._line, self._prefix = line, prefix
        self._prolong, self._release = (line.redis.register_script(script) for script in (PROLONG, RELEASE))
        self._held: dict[str, Held] = {}
        self._keeping: asyncio.Task[None] | None = None

    def key(self, name: str) -> str:
        """What the lock of a conversation is called in Redis."""
        return self._prefix + name

    def hand_over(self, name: str) -> str:
        """The token of the lock that a turn has (empty for none), to whoever ends it."""
        held = self._held.pop(name, None)
        return held.token if held else ""

    async def take(self, name: str) -> None:
        """Wait for the conversation, WAIT seconds at most; then the turn goes on without a lock. Raises Away."""
        held, pause, began = Held(), FIRST_PAUSE, time.monotonic()
        while not await self._line.ask(self._line.redis.set(self.key(name), held.token, nx=True, px=_ms(LEASE))):
            if time.monotonic() - began >= WAIT:
                return
            await asyncio.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE)
        held.since = time.monotonic()
        self._held[name] = held
        if self._keeping is None:
            self._keeping = asyncio.create_task(self._keep())

    async def give(self, name: str) -> None:
        """Let others have the conversation, if nobody did yet."""
        if token := self.hand_over(name):
            with suppress(Away):
                await self._line.ask(self._release([self.key(name)], [token]))

    def close(self) -> None:
        """Prolong nothing any more."""
        if self._keeping:
            self._keeping.cancel()

    async def _keep(self) -> None:
        """Prolong what is held, several times in a lease, until nothing is held."""
        try:
            while self._held:
                await asyncio.sleep(LEASE / 4)
                await self._prolong_held()
        finally:
            self._keeping = None

    async def _prolong_held(self) -> None:
        now = time.monotonic()
        living = {name: held.token for name, held in self._held.items() if now - held.since < LONGEST}
        if living:
            with suppress(Away):
                keys = [self.key(name) for name in living]
                await self._line.ask(self._prolong(keys, [_ms(LEASE), *living.values()]))


def _ms(seconds: float) -> int:
    return int(seconds * 1000)
