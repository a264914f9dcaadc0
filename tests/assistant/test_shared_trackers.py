"""Conversations in Redis: found again, without text, expiring, and in memory when Redis is away."""

import asyncio

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, SlotSet
from redis.exceptions import RedisError

from bot.assistant.shared_trackers import SharedTrackerStore, key
from tests.assistant.test_trackers import MARKER, said
from tests.services import redis_server

DOMAIN = Domain.from_dict({"slots": {"topic": {"type": "any", "mappings": []}}, "intents": ["greet"]})


@pytest.fixture(scope="module")
def redis():
    with redis_server() as server:
        yield server


def store(url: str, **settings) -> SharedTrackerStore:
    return SharedTrackerStore(url, DOMAIN, **settings)


async def talked(kept: SharedTrackerStore, name: str) -> None:
    tracker = await kept.get_or_create_tracker(name)
    tracker.update(said(MARKER))
    tracker.update(ActionExecuted("utter_greet"))
    tracker.update(SlotSet("topic", "grooming"))
    await kept.save(tracker)


def test_another_worker_goes_on_with_the_conversation(redis):
    async def check() -> None:
        await talked(store(redis[0]), "shared")
        found = await store(redis[0]).retrieve("shared")
        assert found.get_slot("topic") == "grooming"
        assert found.latest_message.intent["name"] == "greet"
        assert found.latest_action_name == "utter_greet"

    asyncio.run(check())


def test_what_lies_in_redis_has_no_text_no_id_and_an_end(redis):
    async def check() -> None:
        kept = store(redis[0], minutes=1)
        await talked(kept, "secret-id")
        stored = (await kept._redis.get(key("secret-id"))).decode()
        names = [name.decode() for name in await kept._redis.keys("*")]
        assert MARKER not in stored
        assert "secret-id" not in stored + "".join(names)
        assert 0 < await kept._redis.ttl(key("secret-id")) <= 60
        await kept.forget("secret-id")
        assert await kept._redis.get(key("secret-id")) is None

    asyncio.run(check())


def test_without_redis_a_conversation_goes_on_in_memory():
    async def check() -> None:
        kept = store("redis://127.0.0.1:9/0")
        await talked(kept, "alone")
        assert (await kept.retrieve("alone")).get_slot("topic") == "grooming"
        await kept.forget("alone")
        assert await kept.retrieve("alone") is None
        with pytest.raises(RedisError):
            await kept.ping()

    asyncio.run(check())
