"""Texts that nobody has read for safety yet: counted while writing, refused for a release."""

from __future__ import annotations

from collections.abc import Iterator

from bot.guide.loader import Reading
from bot.guide.problems import Problem

ADVICE = "Let somebody who works with young people read it; then write their name and the date."


def review_problems(reading: Reading, release: bool = False) -> Iterator[Problem]:
    """One warning for all unreviewed files of a language; with `release`, an error for each file."""
    home = f"guide/{reading.guide.language.code}"
    parts = [("topics", reading.guide.topics), ("scenarios", reading.guide.scenarios)]
    files = [(f"{home}/{part}/{name}.yml", item) for part, items in parts for name, item in items.items()]
    waiting = [path for path, item in files if item.reviewed.by is None]
    if release:
        for path in waiting:
            yield reading.reader.document(path).problem(("reviewed",), "nobody has reviewed this", ADVICE)
    elif waiting:
        message = f"{len(waiting)} of {len(files)} topics and scenarios are not reviewed"
        yield Problem(f"{reading.reader.data_dir.name}/{home}", 0, message, ADVICE, "warning")
