"""Files in the folders of a language that nothing reads: mostly a slip in the name."""

from __future__ import annotations

from collections.abc import Iterator

from bot.guide.loader import Reading
from bot.guide.problems import Problem

READ_ELSEWHERE = ("README.md", "lessons/")


def stray_problems(reading: Reading) -> Iterator[Problem]:
    """Files that stand where content belongs but are not read."""
    root, lang = reading.reader.data_dir, reading.guide.language.code
    for folder in (f"guide/{lang}", f"nlu/{lang}"):
        for file in sorted((root / folder).rglob("*")):
            path = file.relative_to(root).as_posix()
            inside = path.removeprefix(f"{folder}/")
            if file.is_file() and path not in reading.reader.documents and not inside.startswith(READ_ELSEWHERE):
                advice = "Look at its folder and name: they end in .yml and are listed in data/README.md."
                yield Problem(f"{root.name}/{path}", 0, "nothing reads this file", advice, "warning")
