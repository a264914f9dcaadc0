"""Records of conversations shared by several workers, in Redis: with an end, bounded in number, one turn at a time.

Each worker keeps a copy of what it served last. While Redis is away or frozen, turns go on from the copies and ask
Redis nothing; somebody else (a task in the background) asks whether it is back. A record says how many turns it has
seen, so whichever copy is newest is gone on with. A wiped conversation leaves a mark in Redis, so that no copy of it
is taken up again.
"""

import asyncio
import logging
import secrets
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager, suppress
from typing import Any, TypeVar

from redis.asyncio import Redis
from redis.exceptions import RedisError

from bot.assistant.shelf import Shelf

#: Longest wait for Redis, in seconds; then it counts as away until it answers again.
PATIENCE = 0.5
#: How often Redis is asked whether it is back, in seconds.
ASK_AGAIN = 1.0
#: Longest wait for a turn of the same conversation on another worker, and how long one may take at most, in seconds.
WAIT, LEASE = 4.0, 15.0
#: First and longest pause between two looks whether the other turn has ended, in seconds.
FIRST_PAUSE, LONGEST_PAUSE = 0.005, 0.1
#: What stands for a record that was wiped.
WIPED = b""
PREFIX = "staysafe:"

#: KEYS: record, lock, index. ARGV: record, seconds it is kept, most records, lock's token.
WRITE = """
local seconds, now = tonumber(ARGV[2]), tonumber(redis.call('TIME')[1])
if redis.call('GET', KEYS[1]) ~= '' then
  redis.call('SET', KEYS[1], ARGV[1], 'EX', seconds)
  redis.call('ZADD', KEYS[3], now, KEYS[1])
end
redis.call('ZREMRANGEBYSCORE', KEYS[3], '-inf', now - seconds)
for _, old in ipairs(redis.call('ZRANGE', KEYS[3], 0, -tonumber(ARGV[3]) - 1)) do
  redis.call('DEL', old)
  redis.call('ZREM', KEYS[3], old)
end
redis.call('EXPIRE', KEYS[3], seconds)
if redis.call('GET', KEYS[2]) == ARGV[4] then redis.call('DEL', KEYS[2]) end
"""

logger = logging.getLogger("staysafe.sessions")
Answer = TypeVar("Answer")


class Away(Exception):
    """Redis does not answer at the moment."""


class SharedShelf(Shelf):
    """Keeps records in Redis, and copies of those it served in memory.

    Args:
        url: address of Redis, such as redis://localhost:6379/0.
        minutes, limit: as for Shelf; `limit` counts for all workers together.
    """

    def __init__(self, url: str, minutes: float = 30, limit: int = 5000) -> None:
        super().__init__(minutes, limit)
        self._redis = Redis.from_url(url, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE)
        self._write = self._redis.register_script(WRITE)
        self._tokens: dict[str, str] = {}
        self._to_wipe: set[str] = set()
        self._watch: asyncio.Task[None] | None = None

    @asynccontextmanager
    async def taken(self, name: str) -> AsyncIterator[bytes | None]:
        """Have a record alone, on all workers: whoever comes meanwhile waits."""
        async with self._alone(name):
            with suppress(Away):
                await self._lock(name)
            try:
                yield await self.get(name)
            finally:
                if self._tokens.pop(name, None):
                    with suppress(Away):
                        await self._asked(self._redis.delete(_lock(name)))

    def may_be_elsewhere(self, name: str) -> bool:
        """Is Redis away, so that only the copies of this worker are known? What it wiped is nowhere."""
        return self._watch is not None and name not in self._to_wipe

    async def get(self, name: str) -> bytes | None:
        """The newest record."""
        mine = await super().get(name)
        try:
            theirs = await self._asked(self._redis.get(_key(name)))
        except Away:
            return _record(mine)
        if theirs == WIPED:
            await super().drop(name)
            return None
        newest = max(mine, theirs, key=_turns)
        if newest is not None and newest is not mine:
            await super().put(name, newest)
        return _record(newest)

    async def holds(self, name: str) -> bool:
        """Is there such a record? A copy of one's own is answer enough."""
        return await super().get(name) is not None or await self.get(name) is not None

    async def put(self, name: str, record: bytes) -> None:
        """Write the record, with an end; and let others have the conversation."""
        numbered = b"%d:%s" % (_turns(await super().get(name)) + 1, record)
        await super().put(name, numbered)
        keys, token = [_key(name), _lock(name), PREFIX + "index"], self._tokens.pop(name, "")
        with suppress(Away):
            await self._asked(self._write(keys, [numbered, max(1, int(self.seconds)), self.limit, token]))

    async def drop(self, name: str) -> None:
        """Wipe the record everywhere; in Redis as soon as that answers."""
        await super().drop(name)
        try:
            await self._asked(self._redis.set(_key(name), WIPED, ex=max(1, int(self.seconds))))
        except Away:
            if len(self._to_wipe) < self.limit:
                self._to_wipe.add(name)

    async def run(self, script: str, keys: list[str], arguments: list[int]) -> Any:
        """What a script of Redis gives. Raises Away."""
        return await self._asked(self._redis.register_script(script)(keys, arguments))

    async def common(self, key: str, value: str, seconds: int) -> bytes:
        """What all workers have under `key`: `value`, if nobody set another in the last `seconds`. Raises Away."""
        await self._asked(self._redis.set(key, value, nx=True, ex=seconds))
        return await self._asked(self._redis.get(key)) or value.encode()

    async def ping(self) -> None:
        """Raises Away when Redis cannot be reached."""
        await self._asked(self._redis.ping())

    async def close(self) -> None:
        """Hang up."""
        if self._watch:
            self._watch.cancel()
        await self._redis.close()

    async def _lock(self, name: str) -> None:
        """Wait for the conversation; somebody who died with it keeps nobody waiting longer than WAIT."""
        token, pause, waited = secrets.token_hex(8), FIRST_PAUSE, 0.0
        while not await self._asked(self._redis.set(_lock(name), token, nx=True, px=int(LEASE * 1000))):
            if waited >= WAIT:
                return
            await asyncio.sleep(pause)
            waited, pause = waited + pause, min(2 * pause, LONGEST_PAUSE)
        self._tokens[name] = token

    async def _asked(self, question: Awaitable[Answer]) -> Answer:
        """The answer of Redis. Raises Away; after the first time without asking, until Redis is back."""
        if self._watch:
            if hasattr(question, "close"):
                question.close()
            raise Away
        try:
            return await question
        except (RedisError, OSError, TimeoutError) as error:
            if not self._watch:
                logger.warning("Redis cannot be reached; conversations stay in memory", exc_info=error)
                self._watch = asyncio.create_task(self._until_back())
            raise Away from None

    async def _until_back(self) -> None:
        """Ask until Redis answers; then wipe there what was to be wiped."""
        while True:
            await asyncio.sleep(ASK_AGAIN)
            with suppress(RedisError, OSError, TimeoutError):
                for name in list(self._to_wipe):
                    await self._redis.set(_key(name), WIPED, ex=max(1, int(self.seconds)))
                    self._to_wipe.discard(name)
                await self._redis.ping()
                break
        self._watch = None
        logger.warning("Redis is back")


def _key(name: str) -> str:
    return PREFIX + name


def _lock(name: str) -> str:
    return f"{PREFIX}lock:{name}"


def _turns(numbered: Any) -> int:
    """How many turns a record has seen; none for none."""
    return int(numbered.partition(b":")[0]) if numbered else 0


def _record(numbered: bytes | None) -> bytes | None:
    return numbered.partition(b":")[2] if numbered else None
