"""Next, back and resume: what they mean depends on what is going on."""

from dataclasses import replace

from actions import myths, quiz, scenario, tour
from actions.state import State, Step
from bot.guide.payloads import RESUMES, payload

#: How each activity shows where it stands.
SHOWS = {"scenario": scenario.show, "quiz": quiz.show, "tour": tour.show, "myths": myths.show}
#: How each begins, the intent for that, and the slot that knows where it stands.
RUNS = {"scenario": scenario.run, "quiz": quiz.run, "tour": tour.run, "myths": myths.run}
STARTS = {"scenario": "start_scenario", "quiz": "start_quiz", "tour": "start_tour", "myths": "start_myths"}
KEPT_IN = {"scenario": "story", "quiz": "quiz", "tour": "tour", "myths": "myths"}
#: A button of the tour's list, and one that only the menu has, where the chapters stand among other things.
CHAPTER, MENU_ONLY = "/start_tour{", payload("topics")


def resume(state: State) -> Step:
    """Show where the story, quiz, tour or game stands: the one that was named, else the one that goes on."""
    if state.intent in RESUMES:
        return _resume_named(state, RESUMES[state.intent])
    show = SHOWS.get(state.slots.get("activity") or "none")
    return show(state) if show else Step(state.phrase("nothing_to_resume"))


def _resume_named(state: State, activity: str) -> Step:
    """Where that one stands; when it is not open, it is offered, and what goes on stays open."""
    if state.slots.get(KEPT_IN[activity]):
        step = SHOWS[activity](state)
        return replace(step, slots={"activity": activity, **step.slots})
    begin = replace(state, intent=STARTS[activity], at="")
    return RUNS[activity](begin)


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
