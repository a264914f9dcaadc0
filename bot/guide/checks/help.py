"""Kinds of trouble: each has words for every stage, of its own or like another; every call for help has a kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.guide.help import HELPERS, STAGES, HelpWords, Rows, written
from bot.guide.intents import Intent
from bot.guide.loader import Reading
from bot.guide.problems import Problem
from bot.guide.reference import CONTACTS
from bot.guide.yaml_lines import Document, Location


def help_problems(reading: Reading, intents: list[Intent]) -> Iterator[Problem]:
    """Kinds without words, words without a kind, rows that nobody wrote, calls for help without a kind."""
    kinds, words = reading.guide.kinds, reading.guide.help
    folder = f"guide/{reading.guide.language.code}/help"
    for name in kinds.keys() - words.keys():
        if not (reading.reader.data_dir / folder / f"{name}.yml").exists():
            document = reading.reader.document(f"help/{name}.yml")
            yield document.problem((), f"`{name}` has no words", f"Add data/{folder}/{name}.yml.")
    for name, found in words.items():
        document = reading.reader.document(f"{folder}/{name}.yml")
        if name not in kinds:
            yield document.problem(("id",), f"`{name}` is no kind of trouble", f"Add data/help/{name}.yml.")
        elif found.like and found.like not in words:
            yield document.problem(("like",), f"there is no `{found.like}` to be like", "Name a file of this folder.")
        else:
            yield from _rows(reading, document, found)
    yield from _intents(reading, intents)


def _rows(reading: Reading, document: Document, words: HelpWords) -> Iterator[Problem]:
    for row in STAGES:
        if written(reading.guide.help, words.id, None, row) is None:
            advice = "Write it here, or name with `like` a kind that has it."
            yield document.problem((), f"`{words.id}` has no row `{row}`", advice)
    if reading.guide.kinds[words.id].grave:
        yield from _of_its_own(reading, document, words)
    for at, rows in ((), words), *((("speakers", who), rows) for who, rows in words.speakers.items()):
        yield from _first(document, at, rows)


def _of_its_own(reading: Reading, document: Document, words: HelpWords) -> Iterator[Problem]:
    """Somebody who speaks for a person in danger must not get the words for lesser troubles."""
    for speaker in HELPERS:
        kind, _ = written(reading.guide.help, words.id, speaker, "first") or (words.id, None)
        if kind in reading.guide.kinds and not reading.guide.kinds[kind].grave:
            advice = f"Write `speakers: {{{speaker}: ...}}`, or for a friend, who stands in for all."
            yield document.problem((), f"`{words.id}` has no `first` for a {speaker}", advice)


def _first(document: Document, at: Location, rows: Rows) -> Iterator[Problem]:
    for answer in rows.first:
        if CONTACTS not in answer.say[:2]:
            advice = 'Make "{contacts}" the first or second message.'
            yield document.problem((*at, "first"), "the first answer shows no contacts at once", advice)
        if not answer.simpler:
            yield document.problem((*at, "first"), "the first answer has no `simpler`", "Write it in easier words.")


def _intents(reading: Reading, intents: Iterable[Intent]) -> Iterator[Problem]:
    listed = reading.reader.document("intents.yml")
    asked = {name for kind in reading.guide.kinds.values() for when in kind.when for name in when.intent}
    known = {intent.id for intent in intents}
    for intent in intents:
        plain = [k for k in reading.guide.kinds.values() if k.told(intent.id, frozenset(), "nobody")]
        if intent.group == "help" and not plain:
            yield listed.problem((), f"no kind of trouble answers `{intent.id}` by itself", "Add it to data/help.")
    for name in sorted(asked - known if known else ()):
        yield listed.problem((), f"data/help names `{name}`, which is no intent", "Add it, or mend the name.")
