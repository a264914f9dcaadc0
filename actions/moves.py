"""Next, back and resume: what they mean depends on what is going on."""

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from actions import myths, quiz, scenario, tour
from actions.state import State, Step
from bot.guide.payloads import RESUMES, payload


class Activity(NamedTuple):
    """How it shows where it stands, how it begins, the intent for that, and the slot that knows where it stands."""

    show: Callable[[State], Step]
    run: Callable[[State], Step]
    start: str
    slot: str


ACTIVITIES = {
    "scenario": Activity(scenario.show, scenario.run, "start_scenario", "story"),
    "quiz": Activity(quiz.show, quiz.run, "start_quiz", "quiz"),
    "tour": Activity(tour.show, tour.run, "start_tour", "tour"),
    "myths": Activity(myths.show, myths.run, "start_myths", "myths"),
}
#: A button of the tour's list, and one that only the menu has, where the chapters stand among other things.
CHAPTER, MENU_ONLY = "/start_tour{", payload("topics")


def resume(state: State) -> Step:
    """Show where the story, quiz, tour or game stands: the one that was named, else the one that goes on."""
    if state.intent in RESUMES:
        return _resume_named(state, RESUMES[state.intent])
    activity = ACTIVITIES.get(state.slots.get("activity") or "none")
    return activity.show(state) if activity else Step(state.phrase("nothing_to_resume"))


def _resume_named(state: State, name: str) -> Step:
    """Where that one stands; when it is not open, it is offered, and what goes on stays open."""
    activity = ACTIVITIES[name]
    if not state.slots.get(activity.slot):
        return activity.run(replace(state, intent=activity.start, at=""))
    step = activity.show(state)
    return replace(step, slots={"activity": name, **step.slots})


def forward(state: State) -> Step:
    """On with the tour, or into it where it was offered; else the open question: an answer is what leads on."""
    chapters = [name for name in state.slots.get("offered") or [] if name.startswith(CHAPTER)]
    in_tour = state.slots.get("activity") == "tour"
    if chapters and not in_tour and MENU_ONLY not in state.slots["offered"]:
        _, chapter = state.read(chapters[0])
        return tour.run(replace(state, at=chapter))
    return tour.forward(state) if in_tour else resume(state)


def back(state: State) -> Step:
    """One step back in a story or the tour; the open question again in quiz and cards."""
    activity = state.slots.get("activity") or "none"
    if activity == "scenario":
        return scenario.back(state)
    return tour.back(state) if activity == "tour" else resume(state)
