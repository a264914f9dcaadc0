"""Where a conversation stands: small records that hold no text, opened as Rasa's trackers for the length of a turn.

Rasa's in-memory store rebuilds the tracker from JSON on each message and never forgets one; its trackers keep every
message. Here a text is dropped as its event arrives (so that no policy, action server, log or database behind them
can ever see one), and what is kept between two turns is about a kilobyte: see :mod:`bot.assistant.records`. Where it
lies is the business of a shelf: memory (:class:`bot.assistant.shelf.Shelf`) or Redis
(:class:`bot.assistant.shared_shelf.SharedShelf`). Both hold the same records, so both answer alike.
"""

import copy
import hashlib
import re
import secrets
from collections.abc import AsyncIterator, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, UserUttered
from rasa.shared.core.slots import Slot
from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity

from bot.assistant.records import GUESSES_KEPT, pack, unpack
from bot.assistant.shelf import Shelf

#: Events of one open tracker: more than any turn makes, and as far as any answer looks back.
EVENTS_KEPT = 60
#: How much chance is in the id of a conversation, in bytes, and what it looks like then.
ID_BYTES, OURS = 24, re.compile(r"[A-Za-z0-9_-]{32}")


class LiveTracker(DialogueStateTracker):
    """A tracker that never holds what anybody wrote, and whose cost does not grow with the conversation."""

    def update(self, event: Event, domain: Domain | None = None) -> None:
        """Apply an event, without its text (see :func:`without_text`)."""
        super().update(without_text(event), domain)

    def copy(self) -> "LiveTracker":
        """A copy with the same state. Rasa would replay all events, and lose slots set by forgotten ones."""
        twin = copy.copy(self)
        twin.events = self._create_events(self.events)
        twin.slots = {name: _twin(slot) for name, slot in self.slots.items()}
        return twin

    def current_state(self, event_verbosity: EventVerbosity = EventVerbosity.NONE) -> dict[str, Any]:
        """The state as the action server gets it: slots and the latest message's intent, no events."""
        return super().current_state(EventVerbosity.NONE) | {"events": []}


def _twin(slot: Slot) -> Slot:
    """The same slot to change by itself; `copy.copy` takes five times as long, and each turn copies all."""
    twin = object.__new__(type(slot))
    twin.__dict__.update(slot.__dict__)
    return twin


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
    """Opens a conversation's tracker for a turn, and puts its record back on the shelf.

    Args:
        domain: Rasa's domain (set again when the model is loaded).
        event_broker: must be None; events are never streamed anywhere.
        shelf: where the records lie; in memory unless another is given.
    """

    def __init__(
        self,
        domain: Domain | None = None,
        event_broker: EventBroker | None = None,
        shelf: Shelf | None = None,
        **_: Any,
    ) -> None:
        super().__init__(domain, None)
        self.shelf = Shelf() if shelf is None else shelf
        self._open: dict[str, LiveTracker] = {}

    @asynccontextmanager
    async def turn(self, session: str | None) -> AsyncIterator[LiveTracker]:
        """The conversation for one turn: nobody else has it meanwhile, and its record is written at the end.

        Args:
            session: the id that the page sent. One that is not of our making, or forgotten, begins a new conversation.
                Where another worker may know it and cannot be asked, the new one keeps an id of our form: else who is
                answered by two workers in turn would begin anew with each answer.
        """
        async with AsyncExitStack() as held:
            record = await held.enter_async_context(self.shelf.taken(shelf_name(session))) if session else None
            ours = session if session and OURS.fullmatch(session) else None
            elsewhere = ours and self.shelf.may_be_elsewhere(shelf_name(ours))
            session = session if session and (record or elsewhere) else secrets.token_urlsafe(ID_BYTES)
            tracker = self._open[session] = self._restored(session, record)
            try:
                yield tracker
            finally:
                if self._open.pop(session, None) is not None:
                    await self.shelf.put(shelf_name(session), pack(tracker))

    def init_tracker(self, sender_id: str) -> LiveTracker:
        """An empty tracker for a new conversation, its slots copied by `_twin`."""
        tracker = LiveTracker(sender_id, (), max_event_history=EVENTS_KEPT)
        tracker.slots = {slot.name: _twin(slot) for slot in self.domain.slots}
        return tracker

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Write the record, unless a turn has the conversation open and writes it in the end."""
        if tracker.sender_id not in self._open:
            await self.shelf.put(shelf_name(tracker.sender_id), pack(tracker))

    async def retrieve(self, sender_id: str) -> LiveTracker | None:
        """The tracker that is open, else one from the record; None when there is none."""
        if sender_id in self._open:
            return self._open[sender_id]
        record = await self.shelf.get(shelf_name(sender_id))
        return self._restored(sender_id, record) if record else None

    async def keys(self) -> Iterable[str]:
        """Ids are not kept: nothing here can list them."""
        return []

    async def knows(self, session: str) -> bool:
        """Is there such a conversation, as far as this process knows without asking others?"""
        return await self.shelf.holds(shelf_name(session))

    async def forget(self, session: str) -> None:
        """Wipe one conversation. Nothing of it remains; an unknown id is no error."""
        self._open.pop(session, None)
        await self.shelf.drop(shelf_name(session))

    async def ping(self) -> None:
        """Raises when the shelf cannot be reached."""
        await self.shelf.ping()

    def _restored(self, session: str, record: bytes | None) -> LiveTracker:
        tracker = self.init_tracker(session)
        if record:
            unpack(record, tracker)
        tracker.update(ActionExecuted(ACTION_LISTEN_NAME))
        return tracker


def shelf_name(session: str) -> str:
    """A conversation's name on the shelf: whoever sees it cannot continue the conversation."""
    return hashlib.sha256(session.encode("utf-8", "ignore")).hexdigest()[:40]
