"""The item bank: each question belongs to a topic, has answers of one length, and cannot be won by rules of thumb."""

from __future__ import annotations

from collections.abc import Iterator

from bot.guide.checks.guessing import scores
from bot.guide.items import Item
from bot.guide.loader import Reading
from bot.guide.problems import Problem
from bot.guide.yaml_lines import Document

#: Longest difference between the answers of a question, in characters: more gives an answer away.
APART = 12
LENGTHY = ("one", "several", "match")


def item_problems(reading: Reading) -> Iterator[Problem]:
    """Questions without a topic, with a name that is taken, with answers of different length; rules that win."""
    folder = f"guide/{reading.guide.language.code}/items"
    seen = set(reading.guide.topics)
    for path, document in list(reading.reader.documents.items()):
        if path.startswith(f"{folder}/") and isinstance(document.data, list):
            yield from _file(reading, document, seen)
    yield from _won(reading, folder)


def _file(reading: Reading, document: Document, seen: set[str]) -> Iterator[Problem]:
    bank = {item.id: item for item in reading.guide.bank}
    for index, data in enumerate(document.data):
        item = bank.get(data.get("id")) if isinstance(data, dict) else None
        if item is None:
            continue
        if item.id in seen:
            yield document.problem((index, "id"), f"`{item.id}` is the name of something else", "Rename it.")
        if item.topic not in reading.guide.topics:
            advice = "Name a file of the folder topics."
            yield document.problem((index, "topic"), f"there is no topic `{item.topic}`", advice)
        yield from _lengths(document, index, item)
        seen.add(item.id)


def _lengths(document: Document, index: int, item: Item) -> Iterator[Problem]:
    lengths = [len(text) for text in item.options]
    if item.kind in LENGTHY and max(lengths) - min(lengths) > APART:
        message = f"the answers have {min(lengths)} to {max(lengths)} characters"
        yield document.problem((index, "id"), message, f"Make them differ by {APART} at most.")


def _won(reading: Reading, folder: str) -> Iterator[Problem]:
    for score in scores(reading.guide):
        if not score.fair:
            message = f"the rule “{score.rule}” scores {score.points:.0f}, chance {score.chance:.0f}"
            advice = "Change some questions, so that knowing nothing wins nothing."
            yield Problem(f"{reading.reader.data_dir.name}/{folder}", 0, message, advice)
