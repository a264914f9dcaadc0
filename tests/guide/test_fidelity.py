"""docs/fidelity.md: every item of the five documents stands where the table says, or has a reason."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import DATA, ROOT

EN = DATA / "guide" / "en"
#: How many items each document has, counted line by line when the table was made.
ITEMS = {"004": 70, "000": 12, "001": 13, "002": 6, "003": 18}
PLACE = re.compile(r'`([a-z ]+?) (\w+)` "([^"]+)"')
STATES = {"present", "updated", "left out"}


def rows() -> list[list[str]]:
    table = (ROOT / "docs" / "fidelity.md").read_text("utf-8")
    return [[cell.strip() for cell in line.strip("|\n").split(" | ")] for line in re.findall(r"(?m)^\| \d.*$", table)]


@cache
def read(file: Path) -> Any:
    return yaml.load(file.read_text("utf-8"), Loader=yaml.CSafeLoader)


def entries(file: Path) -> dict:
    data = read(file)
    return {item["id"]: item for item in data} if isinstance(data, list) else data


def law(name: str) -> list:
    words, facts = entries(EN / "law.yml"), entries(DATA / "law" / "frameworks.yml")
    return [words["offences"].get(name), words["frameworks"].get(name), facts.get(name)]


def phrase(name: str) -> object:
    return next(found[name] for file in (EN / "phrases").glob("*.yml") if name in (found := read(file)))


PLACES = {
    "topic": lambda name: read(EN / "topics" / f"{name}.yml"),
    "story": lambda name: read(EN / "scenarios" / f"{name}.yml"),
    "word": lambda name: entries(EN / "glossary.yml")[name],
    "organisation": lambda name: entries(EN / "organisations.yml")[name],
    "young people": lambda name: entries(EN / "young_people_in_action.yml")[name],
    "myth": lambda name: entries(EN / "myths.yml")[name],
    "document": lambda name: entries(DATA / "sources.yml")[name],
    "law": law,
    "phrase": phrase,
}


def plain(text: str) -> str:
    return " ".join(text.replace("**", "").split()).casefold()


def words_of(value: object, key: str = "") -> str:
    """Everything a reader may see of a piece of data, with the keys of facts before their values."""
    if isinstance(value, dict):
        return " ".join(words_of(child, f"{name}: ") for name, child in value.items() if name not in ("ask", "source"))
    if isinstance(value, list):
        return " ".join(words_of(child) for child in value)
    return f"{key}{value}"


def test_every_item_of_every_document_has_a_row() -> None:
    named = [row[0] for row in rows()]
    assert named == [f"{seed}-{number}" for seed, count in ITEMS.items() for number in range(1, count + 1)]


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[0])
def test_an_item_stands_where_the_table_says_or_has_a_reason(row: list[str]) -> None:
    _, _, state, where, why = row
    places = PLACE.findall(where)
    assert state in STATES
    assert why if state == "left out" else places
    assert len(places) == where.count("`") // 2, 'write each place as `kind name` "words"'
    for kind, name, words in places:
        assert plain(words) in plain(words_of(PLACES[kind](name))), f"{kind} {name} does not say “{words}”"


def test_nothing_is_missing_in_silence() -> None:
    assert {row[2] for row in rows()} <= STATES
