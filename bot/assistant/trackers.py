"""Where a conversation stands: live, bounded trackers that hold no text.

Rasa's in-memory store rebuilds the tracker from JSON on each message and never forgets one; its trackers
keep every message. Ours keep the last few events, drop each text as the event arrives (so that no policy,
action server, log or database behind them can ever see one), forget a conversation that has been idle for a
while, and keep no more conversations than `limit`, letting go of the longest idle first.
"""

import copy
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity

#: Events kept for one conversation: about four turns, more than any rule looks back.
EVENTS_KEPT = 40
#: Ranked intents kept of a message, for "you got me wrong".
GUESSES_KEPT = 6


class LiveTracker(DialogueStateTracker):
    """A tracker that never holds what anybody wrote, and whose cost does not grow with the conversation."""

    def update(self, event: Event, domain: Domain | None = None) -> None:
        """Apply an event, without its text (see :func:`without_text`)."""
        super().update(without_text(event), domain)

    def copy(self) -> "LiveTracker":
        """A copy with the same state. Rasa would replay all events, and lose slots set by forgotten ones."""
        twin = copy.copy(self)
        twin.events = self._create_events(self.events)
        twin.slots = {name: copy.copy(slot) for name, slot in self.slots.items()}
        return twin

    def current_state(self, event_verbosity: EventVerbosity = EventVerbosity.NONE) -> dict[str, Any]:
        """The state as the action server gets it: slots and the latest message's intent, no events."""
        return super().current_state(EventVerbosity.NONE) | {"events": []}


def without_text(event: Event) -> Event:
    """The event itself, or for something said (by either side) a stand-in without words or metadata."""
    if isinstance(event, UserUttered):
        return _bare_user_event(event)
    if isinstance(event, BotUttered):
        return BotUttered(text="", timestamp=event.timestamp)
    return event


def _bare_user_event(event: UserUttered) -> UserUttered:
    entities = [{"entity": e["entity"], "value": e["value"]} for e in event.entities]
    parse_data = {
        "text": "",
        "intent": event.intent,
        "entities": entities,
        "intent_ranking": (event.parse_data or {}).get("intent_ranking", [])[:GUESSES_KEPT],
        "heard": (event.parse_data or {}).get("heard", {}),
    }
    return UserUttered(
        text="",
        intent=event.intent,
        entities=entities,
        parse_data=parse_data,
        timestamp=event.timestamp,
        input_channel=event.input_channel,
        message_id=event.message_id,
    )


class LiveTrackerStore(TrackerStore):
    """Keeps trackers as they are, in memory, for one process.

    Args:
        domain: Rasa's domain (set again when the model is loaded).
        event_broker: must be None; events are never streamed anywhere.
        minutes: idle time after which a conversation is forgotten.
        limit: most conversations kept at once.
        now: clock in seconds, for tests.
    """

    def __init__(
        self,
        domain: Domain | None = None,
        event_broker: EventBroker | None = None,
        minutes: float = 30,
        limit: int = 5000,
        now: Callable[[], float] = time.monotonic,
        **_: Any,
    ) -> None:
        super().__init__(domain, None)
        self.seconds, self.limit, self.now = float(minutes) * 60, int(limit), now
        self._live: OrderedDict[str, tuple[float, LiveTracker]] = OrderedDict()

    def init_tracker(self, sender_id: str) -> LiveTracker:
        """An empty tracker for a new conversation."""
        return LiveTracker(sender_id, self.domain.slots, max_event_history=EVENTS_KEPT)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keep this conversation as the most recently used, and forget what is over time or number."""
        self._live[tracker.sender_id] = (self.now(), tracker)
        self._live.move_to_end(tracker.sender_id)
        self.forget_idle()

    async def retrieve(self, sender_id: str) -> LiveTracker | None:
        """The live tracker itself, or None when it is unknown or has been forgotten."""
        self.forget_idle()
        found = self._live.get(sender_id)
        return found[1] if found else None

    async def keys(self) -> Iterable[str]:
        """Ids of the conversations that are kept at this moment."""
        return list(self._live)

    async def forget(self, sender_id: str) -> None:
        """Wipe one conversation. Nothing of it remains; an unknown id is no error."""
        self._live.pop(sender_id, None)

    async def ping(self) -> None:
        """Memory is always reachable."""

    def forget_idle(self) -> None:
        """Drop conversations that are idle for too long, and the longest idle ones above the limit."""
        oldest_allowed = self.now() - self.seconds
        while self._live and (len(self._live) > self.limit or self._first_use() < oldest_allowed):
            self._live.popitem(last=False)

    def _first_use(self) -> float:
        return next(iter(self._live.values()))[0]
