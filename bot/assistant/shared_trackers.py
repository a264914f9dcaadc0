"""Conversations shared by several workers, in Redis: with an expiry, without text, under hashed names.

When Redis is away, conversations go on in the memory of this process; what is in Redis expires by itself.
"""

import hashlib
import json
import logging
from typing import Any

from rasa.shared.core.domain import Domain
from rasa.shared.core.events import deserialise_events
from rasa.shared.core.trackers import DialogueStateTracker
from redis.asyncio import Redis
from redis.exceptions import RedisError

from bot.assistant.trackers import LiveTracker, LiveTrackerStore

#: Longest wait for Redis, in seconds.
PATIENCE = 1.0

logger = logging.getLogger("staysafe.sessions")


class SharedTrackerStore(LiveTrackerStore):
    """Keeps trackers in Redis, and in memory only what Redis could not take.

    Args:
        url: address of Redis, such as redis://localhost:6379/0.
        domain, minutes, limit: as for LiveTrackerStore.
    """

    def __init__(self, url: str, domain: Domain | None = None, minutes: float = 30, limit: int = 5000) -> None:
        super().__init__(domain, minutes=minutes, limit=limit)
        self._redis = Redis.from_url(url, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Write the conversation; it expires after the idle time."""
        try:
            await self._redis.set(key(tracker.sender_id), dump(tracker), ex=max(1, int(self.seconds)))
            await super().forget(tracker.sender_id)
        except RedisError as error:
            logger.warning("Redis cannot be reached; a conversation stays in memory", exc_info=error)
            await super().save(tracker)

    async def retrieve(self, sender_id: str) -> LiveTracker | None:
        """The conversation as it was saved last."""
        kept = await super().retrieve(sender_id)
        if kept is not None:
            return kept
        try:
            stored = await self._redis.get(key(sender_id))
        except RedisError as error:
            logger.warning("Redis cannot be reached", exc_info=error)
            return None
        return self._restored(sender_id, stored) if stored else None

    async def forget(self, sender_id: str) -> None:
        """Wipe the conversation everywhere."""
        await super().forget(sender_id)
        try:
            await self._redis.delete(key(sender_id))
        except RedisError as error:
            logger.warning("Redis cannot be reached; the conversation there expires by itself", exc_info=error)

    async def ping(self) -> None:
        """Raises when Redis cannot be reached."""
        await self._redis.ping()

    def _restored(self, sender_id: str, stored: bytes) -> LiveTracker:
        state = json.loads(stored)
        tracker = self.init_tracker(sender_id)
        for event in deserialise_events(state["events"]):
            tracker.update(event)
        for name, value in state["slots"].items():
            if name in tracker.slots:
                tracker.slots[name].value = value
        return tracker


def key(sender_id: str) -> str:
    """Name in Redis: whoever sees it cannot continue the conversation."""
    return "staysafe:" + hashlib.sha256(sender_id.encode("utf-8", "ignore")).hexdigest()


def dump(tracker: DialogueStateTracker) -> str:
    """Slots and the last events, which hold no text."""
    slots: dict[str, Any] = {name: value for name, value in tracker.current_slot_values().items() if value is not None}
    return json.dumps({"slots": slots, "events": [event.as_dict() for event in tracker.events]})
