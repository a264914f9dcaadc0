"""Limits that two workers count together in Redis, and each by itself while Redis is away."""

import signal
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from redis import Redis

from bot.assistant.shared_shelf import SharedShelf
from bot.channels.limits import RateLimits
from bot.channels.shared_limits import SharedLimits
from tests.services import redis_server


@pytest.fixture
def two() -> Iterator[SimpleNamespace]:
    """Two workers' limits on one Redis: 6 messages a minute for an address, 3 for a conversation."""
    with redis_server() as (url, process):
        shelves = [SharedShelf(url), SharedShelf(url)]
        limits = [SharedLimits(RateLimits("3/minute", "6/minute"), lambda shelf=shelf: shelf) for shelf in shelves]
        yield SimpleNamespace(limits=limits, process=process, url=url)


async def test_workers_count_a_conversation_together(two: SimpleNamespace) -> None:
    answers = [await two.limits[at % 2].allow("10.0.0.1", "one talk") for at in range(5)]
    assert answers == [True, True, True, False, False]
    assert await two.limits[0].allow("10.0.0.1", "another")


async def test_workers_count_an_address_together(two: SimpleNamespace) -> None:
    answers = [await two.limits[at % 2].allow("2001:db8:1:2::1", None) for at in range(8)]
    assert sum(answers) == 6
    assert not await two.limits[0].allow("2001:db8:1:2::ffff", None), "one household"
    assert await two.limits[1].allow_reading("2001:db8:1:2::1"), "pages are counted apart"


async def test_workers_count_pages_together(two: SimpleNamespace) -> None:
    answers = [await two.limits[at % 2].allow_reading("10.0.0.1") for at in range(66)]
    assert 60 <= sum(answers) < 66
    assert await two.limits[0].allow("10.0.0.1"), "messages are counted apart"


async def test_what_is_counted_has_an_end_and_names_nobody(two: SimpleNamespace) -> None:
    await two.limits[0].allow("192.0.2.7", "a-secret-session")
    redis = Redis.from_url(two.url)
    names = redis.keys("*")
    assert len(names) == 3
    assert all(0 < redis.ttl(name) <= 3600 for name in names)
    assert not any(word in name for name in names for word in (b"192.0.2.7", b"secret"))


async def test_without_redis_each_counts_by_itself(two: SimpleNamespace) -> None:
    two.process.send_signal(signal.SIGSTOP)
    try:
        answers = [await two.limits[0].allow("10.0.0.1", "one talk") for _ in range(5)]
    finally:
        two.process.send_signal(signal.SIGCONT)
    assert answers == [True, True, True, False, False]
