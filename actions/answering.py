"""Answers that are no button any more: "b" after something else was told in between, and "I don't know"."""

from dataclasses import replace

from actions import moves
from actions.registry import active, play, plugins
from actions.state import State, Step
from bot.guide.activities import Activity


def pick(state: State) -> Step:
    """Take the answer at that place of the question which is open; without such an answer, show the question."""
    shown = moves.resume(state)
    answers = [(line, name) for name in shown.reply.suggestions if (line := _answered(state, name))]
    index = int(state.place) - 1 if int(state.place) > 0 else len(answers) - 1
    if not 0 <= index < len(answers):
        return shown
    line, button = answers[index]
    return play(line.id)(replace(state, intent=line.answer or "", at=state.read(button)[1]))


def dont_know(state: State) -> Step:
    """Not knowing is fine: each activity says what then; so does the one whose question is open by itself."""
    activity = active(state)
    if activity:
        return activity.reveal(state)
    offered = state.slots.get("offered") or []
    line, button = next(((line, name) for name in offered if (line := _answered(state, name))), (None, ""))
    return plugins()[line.id].reveal(replace(state, at=state.read(button)[1])) if line else moves.resume(state)


def _answered(state: State, button: str) -> Activity | None:
    """The activity whose question that button answers."""
    lines = (line for line in state.guide.activities if line.answer)
    return next((line for line in lines if button.startswith(f"/{line.answer}" + "{")), None)
