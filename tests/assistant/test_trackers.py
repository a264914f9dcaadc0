"""Live trackers: no text, flat cost, forgotten in time."""

import asyncio
import json

from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, SlotSet, UserUttered
from rasa.shared.core.slots import AnySlot

from bot.assistant.records import MESSAGES_KEPT, pack, unpack
from bot.assistant.shelf import Shelf
from bot.assistant.trackers import EVENTS_KEPT, LiveTracker, LiveTrackerStore, shelf_name

MARKER = "my-secret-marker"
SLOTS = {name: {"type": "any", "mappings": []} for name in ("topic", "count")}
DOMAIN = Domain.from_dict({"slots": SLOTS, "intents": ["greet"]})


class Clock:
    """A clock that stands still until it is moved."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


def store(shelf: Shelf | None = None) -> LiveTrackerStore:
    return LiveTrackerStore(DOMAIN, shelf=shelf)


def said(text: str) -> UserUttered:
    return UserUttered(
        text,
        {"name": "greet", "confidence": 1.0},
        [{"entity": "term", "value": "grooming", "start": 0, "end": 4, "text": text}],
        {"text": text, "text_tokens": [text], "intent_ranking": [{"name": "greet", "confidence": 1.0}]},
        metadata={"note": text},
    )


async def talk(live: LiveTrackerStore, session: str | None = None) -> str:
    """One turn; the id of the conversation."""
    async with live.turn(session) as tracker:
        for event in (said(MARKER), ActionExecuted("utter_greet"), BotUttered(MARKER), SlotSet("topic", "grooming")):
            tracker.update(event)
        return tracker.sender_id


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


async def test_a_record_brings_back_what_answers_look_back_on_and_grows_no_more():
    live, sizes = store(), []
    session = await talk(live)
    for _ in range(40):
        await talk(live, session)
        sizes.append(len(await live.shelf.get(shelf_name(session))))
    async with live.turn(session) as found:
        assert found.get_slot("topic") == "grooming"
        assert found.latest_action_name == "action_listen"
        assert found.latest_message.entities == [{"entity": "term", "value": "grooming"}]
        assert [guess["name"] for guess in found.latest_message.parse_data["intent_ranking"]] == ["greet"]
        assert sum(isinstance(event, UserUttered) for event in found.events) == MESSAGES_KEPT
        assert sum(getattr(event, "action_name", "") == "utter_greet" for event in found.events) == MESSAGES_KEPT
    assert sizes[-1] == sizes[MESSAGES_KEPT] < 1000


async def test_packing_again_changes_nothing():
    live = store()
    session = await talk(live)
    record = await live.shelf.get(shelf_name(session))
    tracker = live.init_tracker("other")
    unpack(record, tracker)
    assert pack(tracker) == record


async def test_a_session_that_is_not_of_our_making_begins_a_new_one():
    live = store()
    assert await talk(live, "guessed") != "guessed"
    async with live.turn("guessed") as tracker:
        assert tracker.get_slot("topic") is None


async def test_two_messages_at_once_wait_for_each_other():
    live = store()
    session = await talk(live)

    async def count() -> None:
        async with live.turn(session) as tracker:
            seen = tracker.slots["count"].value or 0
            await asyncio.sleep(0.001)
            tracker.slots["count"].value = seen + 1

    await asyncio.gather(*(count() for _ in range(20)))
    async with live.turn(session) as tracker:
        assert tracker.get_slot("count") == 20
    assert not live.shelf._locks, "an ended turn leaves no lock"


async def test_what_a_failing_turn_had_noted_stays():
    live = store()
    session = await talk(live)
    try:
        async with live.turn(session) as tracker:
            tracker.update(SlotSet("topic", "law"))
            raise ValueError
    except ValueError:
        pass
    assert (await live.retrieve(session)).get_slot("topic") == "law"


async def test_idle_conversations_are_forgotten_and_used_ones_are_not():
    clock = Clock()
    live = store(Shelf(minutes=10, now=clock))
    idle, used = await talk(live), await talk(live)
    clock.now += 9 * 60
    await talk(live, used)
    clock.now += 2 * 60
    assert await live.retrieve(idle) is None
    assert await live.retrieve(used) is not None


async def test_idle_conversations_go_by_the_clock_when_nobody_asks():
    clock = Clock()
    live = store(Shelf(minutes=10, now=clock))
    await talk(live)
    tidying = asyncio.create_task(live.shelf.keep_tidy(0.001))
    clock.now += 11 * 60
    await asyncio.sleep(0.02)
    tidying.cancel()
    assert len(live.shelf) == 0


async def test_above_the_limit_the_longest_idle_one_goes():
    live = store(Shelf(limit=2))
    first, second, third = [await talk(live) for _ in range(3)]
    assert await live.retrieve(first) is None
    assert await live.retrieve(second) and await live.retrieve(third)


async def test_forgetting_leaves_nothing_and_is_no_error_for_strangers():
    live = store()
    session = await talk(live)
    async with live.turn(session):
        await live.forget(session)
    assert len(live.shelf) == 0, "wiped in the middle of a turn is wiped"
    await live.forget(session)
    await live.forget("never there")
    assert len(live.shelf) == 0
