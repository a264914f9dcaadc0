"""Rate limits that several workers and containers count together, in Redis.

The `limits` package has no storage for the Redis client that Rasa pins (its asynchronous one needs another client), so
this is a script of a dozen lines beside the sessions: the same two windows as in memory, by the clock of Redis. Names
are keyed hashes; the key is random, kept in Redis only, and replaced every hour. While Redis is away, each worker
counts by itself.
"""

import hashlib
import hmac
import secrets
import time
from collections.abc import Callable

from bot.assistant.redis_line import Away
from bot.assistant.shared_shelf import PREFIX, SharedShelf
from bot.channels.limits import KEY_SECONDS, Counter, RateLimits

#: KEYS: what is counted. ARGV for each: how many, in how many seconds. 1 when all may pass, and then all are counted.
COUNT = """
local now, counted = tonumber(redis.call('TIME')[1]), {}
for i, name in ipairs(KEYS) do
  local most, seconds = tonumber(ARGV[2 * i - 1]), tonumber(ARGV[2 * i])
  local window = math.floor(now / seconds)
  local this = tonumber(redis.call('GET', name .. ':' .. window) or '0')
  local last = tonumber(redis.call('GET', name .. ':' .. (window - 1)) or '0')
  if this + last * (1 - (now % seconds) / seconds) >= most then return 0 end
  counted[i] = name .. ':' .. window
end
for i, name in ipairs(counted) do
  redis.call('INCR', name)
  redis.call('EXPIRE', name, 2 * tonumber(ARGV[2 * i]))
end
return 1
"""
#: The key that names are hashed with; whoever comes first makes it.
KEY = PREFIX + "limits:key"
#: How long a worker uses the key before it asks for it again, in seconds.
ASK_AGAIN = 60


class SharedLimits:
    """Limits counted in Redis, and in memory while there is none.

    Args:
        local: the limits of this process, which say how many are allowed.
        shelf: gives Redis; None when everything is in memory.
    """

    def __init__(self, local: RateLimits, shelf: Callable[[], object]) -> None:
        self.local, self._shelf = local, shelf
        self._key, self._key_since = b"", 0.0

    async def allow(self, address: str, session: str | None = None) -> bool:
        """Count a message; False when it is one too many."""
        return await self._allow(self.local.message_counters(address, session))

    async def allow_reading(self, address: str) -> bool:
        """Count a page or another GET; False when it is one too many."""
        return await self._allow(self.local.reading_counters(address))

    async def _allow(self, counters: list[tuple[str, Counter]]) -> bool:
        shelf = self._shelf()
        if isinstance(shelf, SharedShelf) and counters:
            try:
                return await self._count(shelf, counters)
            except Away:
                pass
        return self.local.count(counters)

    async def _count(self, shelf: SharedShelf, counters: list[tuple[str, Counter]]) -> bool:
        key = await self._hash_key(shelf)
        names = [f"{PREFIX}limit:{counter.kind}:{_hashed(key, name)}" for name, counter in counters]
        allowed = [number for _, counter in counters for number in (counter.most, counter.seconds)]
        return bool(await shelf.run(COUNT, names, allowed))

    async def _hash_key(self, shelf: SharedShelf) -> bytes:
        if not self._key or time.monotonic() - self._key_since > ASK_AGAIN:
            self._key = await shelf.common(KEY, secrets.token_hex(32), KEY_SECONDS)
            self._key_since = time.monotonic()
        return self._key


def _hashed(key: bytes, name: str) -> str:
    return hmac.new(key, name.encode("utf-8", "ignore"), hashlib.sha256).hexdigest()[:32]
