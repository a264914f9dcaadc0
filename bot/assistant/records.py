"""What is kept of a conversation between two turns: slots, and what happened last, in about a kilobyte of JSON.

No words, no times, no confidences: names of intents and actions, and the values that lookups found.
"""

import json
from typing import Any

from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.events import ActionExecuted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

#: Ranked intents kept of a message, for "you got me wrong".
GUESSES_KEPT = 6
#: The slot that says what is answered in this turn: nobody looks back on it.
OF_THE_TURN = "decision"
#: Messages that an answer may look back on, and those of them of which more than the intent is kept.
MESSAGES_KEPT, DETAILED = 6, 2


def pack(tracker: DialogueStateTracker) -> bytes:
    """The record of a tracker."""
    slots = {n: value for n, value in tracker.current_slot_values().items() if value is not None and n != OF_THE_TURN}
    return json.dumps({"slots": slots, "last": _happened(tracker)}, ensure_ascii=False, separators=(",", ":")).encode()


def unpack(record: bytes, tracker: DialogueStateTracker) -> None:
    """Bring an empty tracker to where the record was made."""
    kept = json.loads(record)
    for event in kept["last"]:
        tracker.update(ActionExecuted(event) if isinstance(event, str) else _message(*event))
    for name, value in kept["slots"].items():
        if name in tracker.slots:
            tracker.slots[name].value = value


def _happened(tracker: DialogueStateTracker) -> list[Any]:
    """The last messages and what followed each, oldest first. A message is a list, an action its name."""
    found: list[Any] = []
    messages = 0
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered):
            messages += 1
            found.append(_kept(event, detailed=messages <= DETAILED))
            if messages == MESSAGES_KEPT:
                break
        elif isinstance(event, ActionExecuted) and event.action_name not in (None, ACTION_LISTEN_NAME):
            found.append(event.action_name)
    return found[::-1]


def _kept(event: UserUttered, detailed: bool) -> list[Any]:
    intent = event.intent.get("name")
    if not detailed:
        return [intent]
    ranking = (event.parse_data or {}).get("intent_ranking", [])[:GUESSES_KEPT]
    entities = [[entity["entity"], entity["value"]] for entity in event.entities]
    return [intent, [guess["name"] for guess in ranking], entities]


def _message(intent: str | None, guesses: list[str] = [], entities: list[list[Any]] = []) -> UserUttered:  # noqa: B006
    named = [{"entity": kind, "value": value} for kind, value in entities]
    ranking = [{"name": name, "confidence": 0.0} for name in guesses]
    heard = {"intent": {"name": intent, "confidence": 1.0}, "entities": named, "intent_ranking": ranking, "text": ""}
    return UserUttered("", heard["intent"], named, parse_data=heard)
