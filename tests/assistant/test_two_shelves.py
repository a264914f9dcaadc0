"""Two workers on one Redis where something is slow: the loop, a turn, Redis. No turn of a conversation is lost."""

import asyncio
import os
import signal
import subprocess
import time

import pytest

from bot.assistant.shared_shelf import SharedShelf
from bot.assistant.trackers import LiveTrackerStore, shelf_name
from tests.assistant.test_trackers import store, talk

Redis = tuple[str, subprocess.Popen]


@pytest.fixture
def two(redis: Redis) -> list[LiveTrackerStore]:
    """Two workers."""
    return [store(shelf=SharedShelf(redis[0])) for _ in range(2)]


async def counted(worker: LiveTrackerStore, session: str, seconds: float = 0.0) -> None:
    """A turn of some length that adds one to what it finds."""
    async with worker.turn(session) as tracker:
        seen = tracker.get_slot("count") or 0
        await asyncio.sleep(seconds)
        tracker.slots["count"].value = seen + 1


async def count(worker: LiveTrackerStore, session: str) -> int:
    """How many turns were counted, as a worker sees it."""
    async with worker.turn(session) as tracker:
        return tracker.get_slot("count") or 0


async def test_a_busy_worker_is_not_taken_for_a_silent_redis(
    two: list[LiveTrackerStore], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The loop is held up, again and again, for longer than Redis is waited for."""
    monkeypatch.setattr("bot.assistant.redis_line.PATIENCE", 0.05)
    session = await talk(two[0])

    async def work() -> None:
        while True:
            await asyncio.sleep(0)
            time.sleep(0.06)

    working = asyncio.create_task(work())
    try:
        for turn in range(10):
            await counted(two[turn % 2], session)
            assert not any(worker.shelf.line.away for worker in two)
    finally:
        working.cancel()
    assert await count(two[0], session) == 10


async def test_a_turn_keeps_its_conversation_for_longer_than_a_lock_lives(
    two: list[LiveTrackerStore], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.assistant.turn_locks.LEASE", 0.4)
    session = await talk(two[0])
    await asyncio.gather(*(counted(two[number % 2], session, 1.0) for number in range(4)))
    assert await count(two[0], session) == 4


async def test_a_worker_that_dies_in_a_turn_keeps_its_conversation_for_a_lease(
    two: list[LiveTrackerStore], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.assistant.turn_locks.LEASE", 0.4)
    session = await talk(two[0])
    async with two[0].turn(session):
        two[0].shelf._locks_there.close()
        began = time.monotonic()
        assert await talk(two[1], session) == session
        assert time.monotonic() - began < 5, "not as long as a turn is waited for"


async def test_a_turn_without_end_gives_its_conversation_free(
    two: list[LiveTrackerStore], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.assistant.turn_locks.LEASE", 0.4)
    monkeypatch.setattr("bot.assistant.turn_locks.LONGEST", 0.5)
    session = await talk(two[0])
    lock = f"staysafe:lock:{shelf_name(session)}"
    async with two[0].turn(session), asyncio.timeout(30):
        while await two[0].shelf._redis.exists(lock):
            await asyncio.sleep(0.05)


async def test_what_was_written_while_redis_was_away_is_there_when_it_is_back(
    two: list[LiveTrackerStore], redis: Redis
) -> None:
    """Redis stops for a moment under one worker's turn; the next turn is the other worker's."""
    session = await talk(two[0])
    os.kill(redis[1].pid, signal.SIGSTOP)
    try:
        await counted(two[0], session)
        assert two[0].shelf.line.away
    finally:
        os.kill(redis[1].pid, signal.SIGCONT)
    while two[0].shelf.line.away:
        await asyncio.sleep(0.02)
    await counted(two[1], session)
    assert await count(two[1], session) == 2


async def test_no_record_takes_the_place_of_a_newer_one(two: list[LiveTrackerStore]) -> None:
    """A turn that lost its lock ends after three turns of others."""
    one, other = (worker.shelf for worker in two)
    await one.put("a talk", b"one turn")
    for _ in range(3):
        await other.get("a talk")
        await other.put("a talk", b"four turns")
    await one.put("a talk", b"two turns")
    assert await one.get("a talk") == await other.get("a talk") == b"four turns"
