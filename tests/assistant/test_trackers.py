"""Live trackers: no text, flat cost, forgotten in time."""

import asyncio
import json

from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, SlotSet, UserUttered
from rasa.shared.core.slots import AnySlot

from bot.assistant.trackers import EVENTS_KEPT, LiveTracker, LiveTrackerStore

MARKER = "my-secret-marker"


class Clock:
    """A clock that stands still until it is moved."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


def store(**settings) -> LiveTrackerStore:
    return LiveTrackerStore(Domain.from_dict({"slots": {"topic": {"type": "any", "mappings": []}}}), **settings)


def said(text: str) -> UserUttered:
    return UserUttered(
        text,
        {"name": "greet", "confidence": 1.0},
        [{"entity": "term", "value": "grooming", "start": 0, "end": 4, "text": text}],
        {"text": text, "text_tokens": [text], "intent_ranking": [{"name": "greet", "confidence": 1.0}]},
        metadata={"note": text},
    )


def test_a_tracker_never_holds_what_was_said():
    tracker = LiveTracker("id", [AnySlot("topic", [])])
    tracker.update(said(MARKER))
    tracker.update(BotUttered(MARKER, {"custom": {"text": MARKER}}))
    everything = json.dumps([event.as_dict() for event in tracker.events]) + str(vars(tracker.latest_message))
    assert MARKER not in everything + json.dumps(tracker.current_state())
    assert tracker.latest_message.intent["name"] == "greet"
    assert tracker.latest_message.entities == [{"entity": "term", "value": "grooming"}]


def test_events_are_bounded_and_slots_outlive_them():
    tracker = LiveTracker("id", [AnySlot("topic", [])], max_event_history=EVENTS_KEPT)
    tracker.update(SlotSet("topic", "grooming"))
    for _ in range(3 * EVENTS_KEPT):
        tracker.update(said("x"))
    assert len(tracker.events) == EVENTS_KEPT
    assert tracker.get_slot("topic") == "grooming"
    assert tracker.copy().get_slot("topic") == "grooming"


def test_a_copy_changes_nothing_in_the_original():
    tracker = LiveTracker("id", [AnySlot("topic", [])], max_event_history=EVENTS_KEPT)
    twin = tracker.copy()
    twin.update(SlotSet("topic", "law"))
    assert (tracker.get_slot("topic"), len(tracker.events)) == (None, 0)


def test_idle_conversations_are_forgotten_and_used_ones_are_not():
    clock = Clock()
    live = store(minutes=10, now=clock)
    for name in ("idle", "used"):
        asyncio.run(live.get_or_create_tracker(name))
    clock.now += 9 * 60
    asyncio.run(live.save(asyncio.run(live.retrieve("used"))))
    clock.now += 2 * 60
    assert asyncio.run(live.retrieve("idle")) is None
    assert asyncio.run(live.retrieve("used")) is not None


def test_above_the_limit_the_longest_idle_one_goes():
    live = store(limit=2)
    for name in ("first", "second", "third"):
        asyncio.run(live.get_or_create_tracker(name))
    assert list(asyncio.run(live.keys())) == ["second", "third"]


def test_forgetting_leaves_nothing_and_is_no_error_for_strangers():
    live = store()
    asyncio.run(live.get_or_create_tracker("one"))
    asyncio.run(live.forget("one"))
    asyncio.run(live.forget("never there"))
    assert list(asyncio.run(live.keys())) == []
