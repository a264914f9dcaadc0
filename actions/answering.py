"""Answers that are no button any more: "b" after something else was told in between, and "I don't know"."""

from dataclasses import replace

from actions import moves, myths, quiz, scenario
from actions.state import State, Step

#: How each activity shows the right answer and goes on.
REVEALS = {"quiz": quiz.reveal, "myths": myths.reveal}
#: The buttons of an open question, and who answers them.
RUNS = {"/choose": ("choose", scenario.run), "/answer": ("answer", quiz.run), "/judge": ("judge", myths.run)}


def pick(state: State) -> Step:
    """Take the answer at that place of the question which is open; without such an answer, show the question."""
    shown = moves.resume(state)
    answers = [name for name in shown.reply.suggestions if name.startswith(tuple(RUNS))]
    index = int(state.place) - 1 if int(state.place) > 0 else len(answers) - 1
    if not 0 <= index < len(answers):
        return shown
    kind, at = state.read(answers[index])
    intent, run = RUNS[kind]
    return run(replace(state, intent=intent, at=at))


def dont_know(state: State) -> Step:
    """Not knowing is fine: the right answer in quiz and cards, the open choice again in a story."""
    single = next((name for name in state.slots.get("offered") or [] if name.startswith("/answer")), None)
    activity = state.slots.get("activity") or "none"
    if activity in REVEALS:
        return REVEALS[activity](state)
    if activity == "scenario":
        shown = moves.resume(state)
        shown.reply.messages = state.phrase("story_dont_know").messages + shown.reply.messages
        return shown
    return quiz.reveal(replace(state, at=state.read(single)[1])) if single else moves.resume(state)
