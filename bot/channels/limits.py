"""Rate limits that keep no addresses.

Tight for a conversation, wide for an address: a whole school shares one. An address is only ever seen as a
keyed hash; the key is random, never written down, and replaced every hour.
"""

import hashlib
import hmac
import secrets
import time
from collections.abc import Callable

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

#: How long one key for hashing addresses is used, in seconds.
KEY_SECONDS = 3600


class RateLimits:
    """Counts requests by conversation and by (hashed) address, in memory.

    Args:
        session: limit for one conversation such as "30/minute", or "off".
        address: limit for one address, or "off".
        now: clock in seconds, for tests.
    """

    def __init__(self, session: str, address: str, now: Callable[[], float] = time.monotonic) -> None:
        self._session, self._address, self._now = _limit(session), _limit(address), now
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._key, self._key_since = secrets.token_bytes(32), now()

    def allow(self, address: str, session: str | None) -> bool:
        """Count a request; False when it is one too many."""
        return self._hit(self._address, "address", self._hashed(address)) and (
            session is None or self._hit(self._session, "session", self._hashed(session))
        )

    def _hit(self, limit: RateLimitItem | None, kind: str, name: str) -> bool:
        return limit is None or self._limiter.hit(limit, kind, name)

    def _hashed(self, text: str) -> str:
        if self._now() - self._key_since > KEY_SECONDS:
            self._key, self._key_since = secrets.token_bytes(32), self._now()
        return hmac.new(self._key, text.encode("utf-8", "ignore"), hashlib.sha256).hexdigest()[:32]


def _limit(text: str) -> RateLimitItem | None:
    return None if text.strip().lower() == "off" else parse(text)
