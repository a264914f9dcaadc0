"""Next, back and resume: what they mean depends on what is going on."""

from actions import myths, quiz, scenario, tour
from actions.state import State, Step

#: How each activity shows where it stands.
SHOWS = {"scenario": scenario.show, "quiz": quiz.show, "tour": tour.show, "myths": myths.show}


def resume(state: State) -> Step:
    """Show where the story, quiz, tour or game stands."""
    show = SHOWS.get(state.slots.get("activity") or "none")
    return show(state) if show else Step(state.phrase("nothing_to_resume"))


def forward(state: State) -> Step:
    """On with the tour; elsewhere the open question again, since an answer is what leads on."""
    return tour.forward(state) if state.slots.get("activity") == "tour" else resume(state)


def back(state: State) -> Step:
    """One step back in a story or the tour; the open question again in quiz and cards."""
    activity = state.slots.get("activity") or "none"
    if activity == "scenario":
        return scenario.back(state)
    return tour.back(state) if activity == "tour" else resume(state)
