"""Rasa's side of the steps: one action class for each, built from the functions that do the work."""

from collections.abc import Callable
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import answering, moves
from actions.registry import check_registry, play, plugins
from actions.state import State, Step
from bot.guide import Guide
from bot.guide.languages import DEFAULT_LANGUAGE

#: What is no activity's own. The policy chooses the last two (see bot/assistant/context.py).
MOVES: dict[str, Callable[[State], Step]] = {
    "action_next": moves.forward,
    "action_back": moves.back,
    "action_resume": moves.resume,
    "action_pick": answering.pick,
    "action_dont_know": answering.dont_know,
}


class StepAction(Action):
    """Runs one step: reads the state from Rasa's tracker, gives messages and slots back."""

    def __init__(self, name: str, run: Callable[[State], Step], guides: dict[str, Guide]) -> None:
        self._name, self._run, self._guides = name, run, guides

    def name(self) -> str:
        """Name under which Rasa calls the step."""
        return self._name

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict]:
        """Rasa's entry point."""
        step = self._run(state_of(tracker, self._guides))
        dispatcher.utter_message(json_message=step.reply.to_dict())
        return [SlotSet(name, value) for name, value in step.slots.items()]


def state_of(tracker: Tracker, guides: dict[str, Guide]) -> State:
    """The step's view of Rasa's tracker: intent, place and slots."""
    message = tracker.latest_message or {}
    found = {e["entity"]: str(e["value"]) for e in reversed(message.get("entities", []))}
    intent = (message.get("intent") or {}).get("name") or ""
    guide = guides.get(tracker.slots.get("lang") or DEFAULT_LANGUAGE) or guides[DEFAULT_LANGUAGE]
    at, place = found.get("at", ""), found.get("place", State.place)
    return State(guide=guide, intent=intent, at=at, slots=tracker.slots, place=place)


def step_actions(guides: dict[str, Guide]) -> list[StepAction]:
    """Every action of the server. Raises LookupError when an activity has no file, or a file no activity."""
    for guide in guides.values():
        check_registry(guide)
    runs = {f"action_{name}": play(name) for name in plugins()} | MOVES
    return [StepAction(name, run, guides) for name, run in runs.items()]
