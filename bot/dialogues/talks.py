"""Talks as data: who speaks, what is typed, what the answer must and must not hold, and why."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import validator

from bot.guide.content import Content, ContentError, Id, Text
from bot.guide.problems import GuideError
from bot.guide.yaml_lines import read_document

Grade = Literal["right", "acceptable", "wrong", "harmful"]
GRADES_FILE = "grades.yml"


class Said(Content):
    """One turn: what is typed, and patterns (regular expressions, lower case) over the answer without contacts."""

    say: Text
    must: tuple[Text, ...] = ()
    must_not: tuple[Text, ...] = ()
    why: Text

    @validator("must", "must_not", each_item=True)
    def _compiles(cls, pattern: str) -> str:
        try:
            re.compile(pattern)
        except re.error as error:
            raise ContentError(f"the pattern {pattern} is broken: {error}", "Look at its brackets.") from None
        return pattern


class Talk(Content):
    """One conversation, told from its beginning; `country` is a code or null."""

    id: Id
    situation: Id
    speaker: Text
    country: Text | None = None
    about: Text
    turns: tuple[Said, ...]


class Graded(Content):
    """What somebody who works with young people thought of an answer; `answer` is the fingerprint of its words."""

    grade: Grade
    by: Text
    on: date
    answer: Text


def load_talks(folder: Path) -> list[Talk]:
    """All talks of a folder, by file and place. Raises pydantic.ValidationError naming the fault."""
    files = [path for path in sorted(folder.glob("*.yml")) if path.name != GRADES_FILE]
    return [Talk.parse_obj(talk) for path in files for talk in _data(path)]


def _data(path: Path) -> Any:
    document = read_document(path)
    if document.problems:
        raise GuideError(document.problems)
    return document.data


def load_grades(folder: Path) -> dict[str, Graded]:
    """Grades by turn (`threat_paid.3`)."""
    path = folder / GRADES_FILE
    kept = _data(path) if path.exists() else {}
    return {name: Graded.parse_obj(grade) for name, grade in (kept or {}).items()}


def keep_grade(folder: Path, turn: str, grade: Graded) -> None:
    """Write one grade into the file of grades; the others stay."""
    grades = {**load_grades(folder), turn: grade}
    plain = {name: grades[name].dict() for name in sorted(grades)}
    head = "# What people who work with young people thought of the answers: ./staysafe dialogues --grade\n"
    (folder / GRADES_FILE).write_text(head + yaml.safe_dump(plain, allow_unicode=True), encoding="utf-8")
