"""Conversations in Redis: found again, alone for each turn, small, without text, bounded, and never lost."""

import asyncio
import os
import signal
import subprocess
import time
from collections.abc import Iterator

import pytest

from bot.assistant.redis_line import Away
from bot.assistant.shared_shelf import SharedShelf
from bot.assistant.shelf import Shelf
from bot.assistant.trackers import shelf_name
from tests.assistant.test_trackers import MARKER, store, talk

Redis = tuple[str, subprocess.Popen]


@pytest.fixture
def frozen(redis: Redis) -> Iterator[Redis]:
    """A Redis that takes connections and answers nothing; thawed in the end."""
    os.kill(redis[1].pid, signal.SIGSTOP)
    yield redis
    os.kill(redis[1].pid, signal.SIGCONT)


async def test_another_worker_goes_on_with_the_conversation(redis: Redis) -> None:
    session = await talk(store(shelf=SharedShelf(redis[0])))
    async with store(shelf=SharedShelf(redis[0])).turn(session) as found:
        assert found.sender_id == session
        assert found.get_slot("topic") == "grooming"
        assert found.latest_message.intent["name"] == "greet"


async def test_what_lies_in_redis_is_small_has_no_text_no_id_and_an_end(redis: Redis) -> None:
    shelf = SharedShelf(redis[0], minutes=1)
    live = store(shelf=shelf)
    session = await talk(live)
    for _ in range(30):
        await talk(live, session)
    name = "staysafe:" + shelf_name(session)
    stored = (await shelf._redis.get(name)).decode()
    names = " ".join(key.decode() for key in await shelf._redis.keys("*"))
    assert MARKER not in stored and session not in stored + names
    assert len(stored) < 1200
    assert 0 < await shelf._redis.ttl(name) <= 60
    assert all([await shelf._redis.ttl(key) > 0 for key in await shelf._redis.keys("*")])
    assert "lock:" not in names, "an ended turn leaves no lock"
    await live.forget(session)
    assert await shelf._redis.get(name) == b""
    assert await SharedShelf(redis[0]).get(shelf_name(session)) is None


async def test_turns_of_one_conversation_come_one_after_another_on_all_workers(
    redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two workers, a thousand turns of fifty conversations at once: each turn sees the one before.

    However busy the machine is: how long one waits for a turn that does not end is another test's matter.
    """
    monkeypatch.setattr("bot.assistant.turn_locks.WAIT", 300.0)
    monkeypatch.setattr("bot.assistant.turn_locks.LEASE", 300.0)
    monkeypatch.setattr("bot.assistant.redis_line.PATIENCE", 60.0)
    workers = [store(shelf=SharedShelf(redis[0])) for _ in range(2)]
    sessions = [await talk(workers[0]) for _ in range(50)]

    async def count(number: int) -> None:
        async with workers[number % 2].turn(sessions[number % 50]) as tracker:
            seen = tracker.slots["count"].value or 0
            await asyncio.sleep(0.002)
            tracker.slots["count"].value = seen + 1

    await asyncio.gather(*(count(number) for number in range(1000)))
    for session in sessions:
        async with workers[1].turn(session) as tracker:
            assert tracker.get_slot("count") == 20


async def test_above_the_limit_the_longest_idle_one_goes(redis: Redis) -> None:
    shelf = SharedShelf(redis[0], limit=5)
    await shelf._redis.flushall()
    for number in range(9):
        await shelf.put(f"name{number}", b"{}")
    kept = [key for key in await shelf._redis.keys("staysafe:name*")]
    assert len(kept) == 5


async def test_without_redis_a_conversation_goes_on_in_memory() -> None:
    live = store(shelf=SharedShelf("redis://127.0.0.1:9/0"))
    session = await talk(live)
    async with live.turn(session) as found:
        assert (found.sender_id, found.get_slot("topic")) == (session, "grooming")
    await live.forget(session)
    async with live.turn(session) as found:
        assert found.sender_id != session
    with pytest.raises(Away):
        await live.ping()
    await live.shelf.close()


async def test_a_frozen_redis_is_waited_for_once_and_nothing_is_lost(frozen: Redis) -> None:
    os.kill(frozen[1].pid, signal.SIGCONT)
    live = store(shelf=SharedShelf(frozen[0]))
    other = await talk(live)
    session = await talk(live)
    os.kill(frozen[1].pid, signal.SIGSTOP)
    began = time.monotonic()
    for _ in range(20):
        async with live.turn(session) as found:
            assert (found.sender_id, found.get_slot("topic")) == (session, "grooming")
            found.slots["count"].value = (found.get_slot("count") or 0) + 1
    await live.forget(other)
    assert time.monotonic() - began < 1.5, "one wait of half a second, not one in each turn"
    os.kill(frozen[1].pid, signal.SIGCONT)
    while live.shelf.line.away:
        await asyncio.sleep(0.05)
    async with live.turn(session) as found:
        assert found.get_slot("count") == 20, "what happened meanwhile wins over what Redis holds"
    elsewhere = store(shelf=SharedShelf(frozen[0]))
    async with elsewhere.turn(session) as found:
        assert found.get_slot("count") == 20, "and is in Redis again"
    async with elsewhere.turn(other) as found:
        assert found.sender_id != other, "what was wiped meanwhile is wiped in Redis too"


async def test_while_redis_is_away_two_workers_in_turn_keep_one_conversation(redis: Redis) -> None:
    """One begins it, the other one never saw it and cannot ask: it goes on under its id, not anew with each answer."""
    one, other = store(shelf=SharedShelf(redis[0])), store(shelf=SharedShelf(redis[0]))
    os.kill(redis[1].pid, signal.SIGSTOP)
    try:
        session = await talk(one)
        for worker in (other, one, other, one):
            assert await talk(worker, session) == session
        assert await talk(other, "made-up") != "made-up"
    finally:
        os.kill(redis[1].pid, signal.SIGCONT)
    stranger = "A" * len(session)
    await asyncio.sleep(3)
    assert await talk(other, stranger) != stranger, "Redis is back, and knows no such conversation"


async def test_a_conversation_that_was_wiped_elsewhere_is_not_taken_up_from_a_copy(redis: Redis) -> None:
    here, there = (store(shelf=SharedShelf(redis[0])) for _ in range(2))
    session = await talk(here)
    await there.forget(session)
    async with here.turn(session) as found:
        assert found.sender_id != session
    session = await talk(here)
    async with here.turn(session):
        await there.forget(session)
    async with there.turn(session) as found:
        assert found.sender_id != session, "nor when it was wiped in the middle of a turn"


async def test_an_emptied_redis_costs_nobody_the_place(redis: Redis) -> None:
    live = store(shelf=SharedShelf(redis[0]))
    session = await talk(live)
    await live.shelf._redis.flushall()
    async with live.turn(session) as found:
        assert (found.sender_id, found.get_slot("topic")) == (session, "grooming")


async def test_who_died_in_a_turn_keeps_nobody_waiting_for_long(redis: Redis, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.assistant.turn_locks.WAIT", 0.3)
    live = store(shelf=SharedShelf(redis[0]))
    session = await talk(live)
    await live.shelf._redis.set(f"staysafe:lock:{shelf_name(session)}", "of the dead", px=15_000)
    began = time.monotonic()
    async with live.turn(session) as found:
        assert found.sender_id == session
    assert time.monotonic() - began < 2


async def test_both_shelves_hold_the_same_record(redis: Redis) -> None:
    records = []
    for shelf in (Shelf(), SharedShelf(redis[0])):
        session = await talk(store(shelf=shelf))
        records.append(await shelf.get(shelf_name(session)))
    assert records[0] and records[0] == records[1]
