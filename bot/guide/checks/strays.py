"""Files in the folders of a language that the guide does not read: other parts' texts, or a slip in the name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bot.guide.languages import PARTS
from bot.guide.loader import Reading
from bot.guide.problems import Problem

#: Texts that other parts of the assistant read and check; their prose keeps the guide's rules all the same.
READ_ELSEWHERE = ("contacting.yml", "lessons/", "pages/")


def read_elsewhere(reading: Reading) -> Iterator[Problem]:
    """Take up the texts that other parts read, so that their prose is checked; yields what is no YAML."""
    home = f"guide/{reading.guide.language.code}"
    for file in sorted((reading.reader.data_dir / home).rglob("*.yml")):
        path = file.relative_to(reading.reader.data_dir).as_posix()
        if path.removeprefix(f"{home}/").startswith(READ_ELSEWHERE):
            yield from reading.reader.document(path).problems


def stray_problems(reading: Reading) -> Iterator[Problem]:
    """Files that stand where content belongs but are not read."""
    root, lang = reading.reader.data_dir, reading.guide.language.code
    for folder in (f"guide/{lang}", f"nlu/{lang}"):
        for file in sorted((root / folder).rglob("*")):
            path = file.relative_to(root).as_posix()
            if file.is_file() and file.name != "README.md" and path not in reading.reader.documents:
                advice = "Look at its folder and name: they end in .yml and are listed in data/README.md."
                yield Problem(f"{root.name}/{path}", 0, "nothing reads this file", advice)
    yield from stray_lists(root, lang)


def stray_lists(root: Path, lang: str) -> Iterator[Problem]:
    """Files among a language's word lists that are none."""
    for file in sorted((root / "lang" / lang).glob("*")):
        if file.name not in PARTS:
            advice = f"Files of this folder are {', '.join(PARTS)}."
            yield Problem(f"{root.name}/lang/{lang}/{file.name}", 0, "nothing reads this file", advice)
