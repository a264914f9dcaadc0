"""Rate limits that keep no addresses, and no more counters than MOST.

Tight for a conversation, wide for an address: a whole school shares one. An address is only ever seen as a keyed
hash; the key is random, never written down, and replaced every hour.

The counter is our own: the storage of the `limits` package keeps every name it ever saw and walks over all of them at
each request, so that the limiter itself became what slowed the service down. This one holds one record a name, forgets
the oldest, and reads the monotonic clock: a clock that is set back locks nobody out.
"""

import hashlib
import hmac
import ipaddress
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable

from limits import RateLimitItem, parse

#: How long one key for hashing addresses is used, in seconds.
KEY_SECONDS = 3600
#: Most conversations and addresses counted at a time; above it the longest unseen are forgotten.
MOST = 20_000
#: So many times more pages and other GETs than messages may come from an address.
READINGS = 10


class Counter:
    """Counts per name in two windows, and weighs the last one by how much of it still counts.

    Args:
        kind: what is counted.
        limit: how many in how many seconds.
        now: clock in seconds.
    """

    def __init__(self, kind: str, limit: RateLimitItem, now: Callable[[], float]) -> None:
        self.kind, self.most, self.seconds, self._now = kind, limit.amount, limit.get_expiry(), now
        self._seen: OrderedDict[str, tuple[int, int, int]] = OrderedDict()

    def hit(self, name: str) -> bool:
        """Count one; False, and uncounted, when it is one too many."""
        window, share = divmod(self._now() / self.seconds, 1)
        at, count, before = self._seen.get(name, (int(window), 0, 0))
        if at != int(window):
            before, count = (count if at == int(window) - 1 else 0), 0
        if count + before * (1 - share) >= self.most:
            return False
        self._seen[name] = int(window), count + 1, before
        self._seen.move_to_end(name)
        if len(self._seen) > MOST:
            self._seen.popitem(last=False)
        return True

    def __len__(self) -> int:
        return len(self._seen)


class RateLimits:
    """Counts requests by conversation and by (hashed) address, in memory.

    Args:
        session: limit for one conversation such as "30/minute", or "off".
        address: limit for one address, or "off".
        now: clock in seconds, for tests.
    """

    def __init__(self, session: str, address: str, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self.sessions, self.addresses = self._counter("session", session), self._counter("address", address)
        self.readings = self._counter("reading", address)
        if self.readings is not None:  # an empty counter is as false as an empty list
            self.readings.most *= READINGS
        self._key, self._key_since = secrets.token_bytes(32), now()

    def allow(self, address: str, session: str | None = None) -> bool:
        """Count a request; False when it is one too many.

        Args:
            session: the conversation, when there is one: made-up ids are not to fill the counters.
        """
        return self.count(self.message_counters(address, session))

    def count(self, counters: list[tuple[str, Counter]]) -> bool:
        """Count each name by its counter, up to the first that has one too many."""
        return all(counter.hit(self._hashed(name)) for name, counter in counters)

    def message_counters(self, address: str, session: str | None) -> list[tuple[str, Counter]]:
        """What a message counts for."""
        counted = [(network(address), self.addresses), (session or "", self.sessions)]
        return [(name, counter) for name, counter in counted if counter is not None and name]

    def reading_counters(self, address: str) -> list[tuple[str, Counter]]:
        """What a page or another GET counts for."""
        return [(network(address), self.readings)] if self.readings is not None else []

    def _counter(self, kind: str, text: str) -> Counter | None:
        return None if text.strip().lower() == "off" else Counter(kind, parse(text), self._now)

    def _hashed(self, text: str) -> str:
        if self._now() - self._key_since > KEY_SECONDS:
            self._key, self._key_since = secrets.token_bytes(32), self._now()
        return hmac.new(self._key, text.encode("utf-8", "ignore"), hashlib.sha256).hexdigest()[:32]


def network(address: str) -> str:
    """Whom an address counts for: an IPv4 address itself, of IPv6 the /64 of one household. Ports do not count."""
    text = address.strip().strip('"')
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        found = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return text[:64]
    found = getattr(found, "ipv4_mapped", None) or found
    return str(found) if found.version == 4 else str(ipaddress.ip_network((found, 64), strict=False))
