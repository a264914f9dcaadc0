"""The activities there are: every file of actions/activities/, by the ids of data/activities.yml."""

import pkgutil
from dataclasses import replace
from functools import cache
from importlib import import_module
from typing import Any

from actions import activities
from actions.activity import Activity, Run
from actions.state import State, Step
from bot.guide import Guide


@cache
def plugins() -> dict[str, Activity]:
    """The activity of each file, by name."""
    modules = (
        import_module(f"{activities.__name__}.{found.name}") for found in pkgutil.iter_modules(activities.__path__)
    )
    return {module.ACTIVITY.name: module.ACTIVITY for module in modules}


def check_registry(guide: Guide) -> None:
    """Raises LookupError when a file or a line of data/activities.yml has no counterpart."""
    listed, written = {activity.id for activity in guide.activities}, set(plugins())
    if listed != written:
        lacking = ", ".join(sorted(listed ^ written))
        raise LookupError(f"data/activities.yml and actions/activities/ do not agree about: {lacking}")


def active(state: State) -> Activity | None:
    """What goes on, if anything."""
    return plugins().get(state.slots.get("activity") or "none")


def play(name: str) -> Run:
    """Everything that the buttons of an activity lead to: beginning or answer, and the score that follows."""

    def run(state: State) -> Step:
        activity, line = plugins()[name], state.guide.activity(name)
        step = activity.answer(state) if line and state.intent == line.answer else activity.start(state)
        return scored(activity, state, step)

    return run


def scored(activity: Activity, state: State, step: Step) -> Step:
    """The step, with the score as it stands; at the end the activity itself leaves the last one."""
    line = state.guide.activity(activity.name)
    place = step.slots.get(line.slot) if line else None
    counted = activity.score(place) if isinstance(place, dict) else None
    if counted is None or "score" in step.slots:
        return step
    score: dict[str, Any] = {"right": counted[0], "of": counted[1], "open": True}
    return replace(step, slots={**step.slots, "score": score})
