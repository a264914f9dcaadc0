"""What an activity is for the action server: seven functions, in one file of actions/activities/."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from actions.state import State, Step

Run = Callable[[State], Step]
#: How many were right, and of how many; None while nothing counts.
Score = Callable[[Mapping[str, Any]], tuple[int, int] | None]


def no_score(place: Mapping[str, Any]) -> None:
    """Nothing is counted."""


@dataclass(frozen=True)
class Activity:
    """An activity that is played step by step.

    Attributes:
        name: its id in data/activities.yml.
        start: begins it, or shows what there is to begin; also answers its other buttons.
        answer: takes the answer that `state.at` names.
        show: shows where it stands, again; must do something sensible when nothing is open.
        reveal: for somebody who does not know: the right answer and on, or a kind word and the question again.
        resume: takes it up again when it was named; begins it when it is not open.
        score: reads right and asked from its place.
        forward, back: where "next" and "back" lead; the same question again unless it says otherwise.
        questions: it asks questions of the item bank as it goes; they lead back to it.
    """

    name: str
    start: Run
    answer: Run
    show: Run
    reveal: Run
    resume: Run
    score: Score = no_score
    forward: Run | None = None
    back: Run | None = None
    questions: bool = False
