"""Texts that nobody has read for safety yet: counted while writing, refused for a release.

Topics, stories, questions, words of help and contacting.yml carry their own mark. reviews.yml holds the marks of all
other files of a language.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bot.guide.content import Reviewed
from bot.guide.loader import Reading
from bot.guide.problems import Problem

ADVICE = "Let somebody who works with young people read it; then write their name and the date."
MARKS = "reviews.yml"
OWN_MARK = "contacting.yml"
#: Folders whose files carry their own marks, beside those of stories that an activity plays.
OWN_MARKS = ("topics", "scenarios", "questions", "help", "chats")


def review_problems(reading: Reading, release: bool = False) -> Iterator[Problem]:
    """One warning for all unreviewed files of a language; with `release`, an error for each file."""
    home = f"guide/{reading.guide.language.code}"
    one_file = _marked_in_one_file(reading, home)
    if marks := reading.reader.documents.get(f"{home}/{MARKS}"):
        yield from marks.problems
    marked = {**_with_own_mark(reading, home), **one_file}
    waiting = [place for place, reviewed in marked.items() if not reviewed]
    if release:
        for path, keys, told in waiting:
            yield reading.reader.document(path).problem(keys, told, ADVICE)
    elif waiting:
        message = f"{len(waiting)} of {len(marked)} files are not reviewed"
        yield Problem(f"{reading.reader.data_dir.name}/{home}", 0, message, ADVICE, "warning")


Place = tuple[str, tuple[str, ...], str]


def _with_own_mark(reading: Reading, home: str) -> dict[Place, bool]:
    parts = _marked_folders(reading).items()
    files = {f"{home}/{part}/{name}.yml": item.reviewed for part, items in parts for name, item in items.items()}
    found = {(path, ("reviewed",), "nobody has reviewed this"): mark.by is not None for path, mark in files.items()}
    path = f"{home}/{OWN_MARK}"
    if (reading.reader.data_dir / path).exists():
        data = reading.reader.document(path).data
        mark = data.get("reviewed") if isinstance(data, dict) else None
        found[path, ("reviewed",), "nobody has reviewed this"] = isinstance(mark, dict) and bool(mark.get("by"))
    return found


def _marked_in_one_file(reading: Reading, home: str) -> dict[Place, bool]:
    path = f"{home}/{MARKS}"
    marks = reading.reader.mapping(Reviewed, path) if (reading.reader.data_dir / path).exists() else {}
    return {
        (path, (name,), f"nobody has reviewed {name}"): name in marks and marks[name].by is not None
        for name in _other_files(reading.reader.data_dir / home, tuple(_marked_folders(reading)))
    }


def _marked_folders(reading: Reading) -> dict[str, Mapping[str, Any]]:
    """Folders whose files carry their own mark, and what stands in them."""
    return {part: getattr(reading.guide, part) for part in OWN_MARKS} | dict(reading.guide.plays)


def _other_files(folder: Path, marked: tuple[str, ...]) -> list[str]:
    names = [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*.yml"))]
    return [name for name in names if name not in (MARKS, OWN_MARK) and name.partition("/")[0] not in marked]
