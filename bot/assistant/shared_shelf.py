"""Records of conversations shared by several workers, in Redis: with an end, bounded in number, one turn at a time.

Each worker keeps a copy of what it served last. While Redis is away or frozen, turns go on from the copies; what they
wrote meanwhile is in Redis as soon as that is back. A record says how many turns it has seen, so whichever copy is
newest is gone on with, and none takes the place of a newer one. A wiped conversation leaves a mark in Redis, so that
no copy of it is taken up again.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

from bot.assistant.redis_line import Away, RedisLine, answered
from bot.assistant.shelf import Shelf
from bot.assistant.turn_locks import TurnLocks

#: What stands for a record that was wiped.
WIPED = b""
PREFIX = "staysafe:"

#: KEYS: record, lock, index. ARGV: record, seconds it is kept, most records, lock's token.
WRITE = """
local seconds, now = tonumber(ARGV[2]), tonumber(redis.call('TIME')[1])
local kept = redis.call('GET', KEYS[1])
local turns = tonumber(string.match(kept or '', '^%d+')) or 0
if kept ~= '' and turns <= tonumber(string.match(ARGV[1], '^%d+')) then
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


class SharedShelf(Shelf):
    """Keeps records in Redis, and copies of those it served in memory.

    Args:
        url: address of Redis, such as redis://localhost:6379/0.
        minutes, limit: as for Shelf; `limit` counts for all workers together.
    """

    def __init__(self, url: str, minutes: float = 30, limit: int = 5000) -> None:
        super().__init__(minutes, limit)
        self.line = RedisLine(url, self._catch_up)
        self._redis, self._asked = self.line.redis, self.line.ask
        self._write = self._redis.register_script(WRITE)
        self._locks_there = TurnLocks(self.line, f"{PREFIX}lock:")
        self._to_wipe: set[str] = set()
        self._to_write: set[str] = set()

    @asynccontextmanager
    async def taken(self, name: str) -> AsyncIterator[bytes | None]:
        """Have a record alone, on all workers: whoever comes meanwhile waits."""
        async with self._alone(name):
            with suppress(Away):
                await self._locks_there.take(name)
            try:
                yield await self.get(name)
            finally:
                await self._locks_there.give(name)

    def may_be_elsewhere(self, name: str) -> bool:
        """Is Redis away, so that only the copies of this worker are known? What it wiped is nowhere."""
        return self.line.away and name not in self._to_wipe

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
        """Write the record, with an end; and let others have the conversation. In Redis as soon as that answers."""
        numbered = b"%d:%s" % (_turns(await super().get(name)) + 1, record)
        await super().put(name, numbered)
        try:
            await self._asked(self._written(name, numbered, self._locks_there.hand_over(name)))
        except Away:
            self._later(name, self._to_write)

    async def drop(self, name: str) -> None:
        """Wipe the record everywhere; in Redis as soon as that answers."""
        await super().drop(name)
        try:
            await self._asked(self._wiped(name))
        except Away:
            self._later(name, self._to_wipe)

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
        self._locks_there.close()
        await self.line.close()

    def _later(self, name: str, names: set[str]) -> None:
        if len(names) < self.limit:
            names.add(name)

    async def _catch_up(self) -> None:
        """Tell Redis what it missed while it was away."""
        for name in list(self._to_wipe):
            await answered(self._wiped(name))
            self._to_wipe.discard(name)
        while self._to_write:
            name = self._to_write.pop()
            try:
                if numbered := await super().get(name):
                    await answered(self._written(name, numbered))
            except BaseException:
                self._to_write.add(name)
                raise

    async def _written(self, name: str, numbered: bytes, token: str = "") -> None:
        keys = [_key(name), self._locks_there.key(name), PREFIX + "index"]
        await self._write(keys, [numbered, self._whole_seconds, self.limit, token])

    async def _wiped(self, name: str) -> None:
        await self._redis.set(_key(name), WIPED, ex=self._whole_seconds)

    @property
    def _whole_seconds(self) -> int:
        return max(1, int(self.seconds))


def _key(name: str) -> str:
    return PREFIX + name


def _turns(numbered: Any) -> int:
    """How many turns a record has seen; none for none."""
    return int(numbered.partition(b":")[0]) if numbered else 0


def _record(numbered: bytes | None) -> bytes | None:
    return numbered.partition(b":")[2] if numbered else None
