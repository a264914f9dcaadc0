"""How many of each thing, and how long a message: what fits a small screen and a short attention."""

from __future__ import annotations

from collections.abc import Iterator

from bot.guide.checks.passages import Passage
from bot.guide.loader import Reading
from bot.guide.problems import Problem
from bot.guide.yaml_lines import Document, Location

MESSAGE_LIMIT = 320
ASK_LEAST, ASK_WANTED = 25, 40

TOPIC = {"say": (3, 5), "simpler": (2, 3), "next": (2, 3)}
SCENARIO = {"intro": (1, 3), "steps": (3, 6), "endings": (1, 4)}
STEP = {"say": (1, 4), "chat": (0, 6), "choices": (2, 4)}
ENDING = {"say": (1, 4), "helps": (1, 6)}
MYTH = {"because": (1, 2)}


def too_long(passage: Passage) -> Iterator[Problem]:
    """Messages that do not fit a small screen."""
    length = len(passage.text)
    if passage.voice == "bot" and length > MESSAGE_LIMIT and "/pages/" not in passage.place:
        advice = f"Keep each message under {MESSAGE_LIMIT}; make two of it."
        yield passage.problem(f"the message has {length} characters", advice)


def shape_problems(reading: Reading) -> Iterator[Problem]:
    """Lists that are too short or too long, and too few ways of asking."""
    home, document_of = f"guide/{reading.guide.language.code}", reading.reader.document
    for name, topic in reading.guide.topics.items():
        document = document_of(f"{home}/topics/{name}.yml")
        yield from _counts(document, (), topic, TOPIC)
        yield from _few_examples(document, ("ask",), topic.ask)
    for name, examples in reading.examples.items():
        document = document_of(f"nlu/{reading.guide.language.code}/{name}.yml")
        yield from _few_examples(document, ("examples",), tuple(text for _, text in examples.wordings()))
    for name, scenario in reading.guide.scenarios.items():
        document = document_of(f"{home}/scenarios/{name}.yml")
        yield from _counts(document, (), scenario, SCENARIO)
        for part, limits in (("steps", STEP), ("endings", ENDING)):
            for index, node in enumerate(getattr(scenario, part)):
                yield from _counts(document, (part, index), node, limits)
    document = document_of(f"{home}/myths.yml")
    for index, myth in enumerate(reading.guide.myths if not document.problems else ()):
        yield from _counts(document, (index,), myth, MYTH)


def _counts(document: Document, at: Location, thing: object, limits: dict[str, tuple[int, int]]) -> Iterator[Problem]:
    for key, (least, most) in limits.items():
        count = len(getattr(thing, key))
        if not least <= count <= most:
            entries = "entry" if count == 1 else "entries"
            yield document.problem((*at, key), f"`{key}` has {count} {entries}", f"Make it {least} to {most}.")


def _few_examples(document: Document, at: Location, examples: tuple[str, ...]) -> Iterator[Problem]:
    if len(examples) < ASK_WANTED:
        severity = "error" if len(examples) < ASK_LEAST else "warning"
        message = f"{len(examples)} ways of asking are few"
        advice = f"At least {ASK_LEAST}, better {ASK_WANTED} or more: typos, slang and indirect ones too."
        yield document.problem(at, message, advice, severity)
