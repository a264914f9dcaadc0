"""What is wrong with a data file, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to put right in one file.

    `file` is relative to the repository, `line` counts from 1 (0: the file as a whole).
    """

    file: str
    line: int
    message: str
    advice: str = ""
    severity: Severity = "error"

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        message = self.message if self.message.endswith((".", "?", "!")) else f"{self.message}."
        return f"{place}: {message} {self.advice}".rstrip()


class GuideError(Exception):
    """The data cannot be used. Holds every problem found, never only the first."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__("\n".join(map(str, self.problems)))
