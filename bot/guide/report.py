"""What `staysafe check` prints."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from bot.guide.checks import Checked, check


def run_check(data_dir: Path, release: bool = False, out: Callable[[str], None] = print) -> int:
    """Check the data, print what is wrong and what to do about it.

    Args:
        data_dir: the folder `data` of the repository.
        release: take texts that nobody reviewed as errors.
        out: called with each line.
    Returns:
        0 if there are no errors (warnings are fine), 1 otherwise.
    """
    checked = check(data_dir, release)
    for severity in ("error", "warning"):
        _print(checked, severity, out)
    _print_guesses(checked, out)
    _print_grades(checked, out)
    out(_summary(checked))
    return 1 if checked.count("error") else 0


def _print(checked: Checked, severity: str, out: Callable[[str], None]) -> None:
    if not checked.count(severity):
        return
    out(_number(checked.count(severity), severity) + ":")
    for problem in checked.problems:
        if problem.severity == severity:
            out(str(problem))
    out("")


def _print_guesses(checked: Checked, out: Callable[[str], None]) -> None:
    """How far rules of thumb get on the questions, in points of a hundred, beside chance."""
    if checked.guesses:
        out("questions won by somebody who knows nothing (score, chance):")
        for score in checked.guesses:
            out(f"  {score.rule}: {score.points:.0f}, {score.chance:.0f}")
        out("")


def _print_grades(checked: Checked, out: Callable[[str], None]) -> None:
    """How hard the topics are to read, as school grades: the hardest ones, and the least easier ones."""
    if checked.grades:
        hardest = max(checked.grades, key=lambda levels: levels.say)
        nearest = min(checked.grades, key=lambda levels: levels.gap)
        say = f"`say` up to grade {hardest.say:.1f} ({hardest.topic})"
        out(f"reading: {say}; `simpler` at least {nearest.gap:.1f} easier")
        out("")


def _summary(checked: Checked) -> str:
    things = (
        (checked.topics, "topic"),
        (checked.scenarios, "scenario"),
        (checked.questions, "question"),
        (checked.intents, "intent"),
    )
    found = ((checked.count("error"), "error"), (checked.count("warning"), "warning"))
    return f"checked {_list(things)}: {_list(found)}"


def _list(things: tuple[tuple[int, str], ...]) -> str:
    return ", ".join(_number(count, name) for count, name in things)


def _number(count: int, name: str) -> str:
    return f"{count} {name}" if count == 1 else f"{count} {name}s"
