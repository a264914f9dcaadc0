"""Each wording leads to one place only: the same words under two intents teach the model nothing."""

from __future__ import annotations

from collections.abc import Iterator

from bot.guide.loader import Reading
from bot.guide.problems import Problem
from bot.guide.wording import normalise
from bot.guide.yaml_lines import Document, Location


def example_problems(reading: Reading) -> Iterator[Problem]:
    """Wordings that stand twice, among topics, examples and exact commands."""
    first: dict[str, tuple[str, Document, Location]] = {}
    for intent, document, at, text in _wordings(reading):
        key = normalise(text)
        if not key:
            continue
        if key not in first:
            first[key] = (intent, document, at)
            continue
        other, where, place = first[key]
        stands = f"{where.name}:{where.line(place)}"
        if other == intent:
            yield document.problem(at, f"“{text}” stands here twice", f"First on {stands}.", "warning")
        else:
            message = f"“{text}” leads to {intent} here and to {other} on {stands}"
            yield document.problem(at, message, "Keep it in one place, or make it clearer.")


def choice_problems(reading: Reading) -> Iterator[Problem]:
    """Words that a reader may type in a story and that fit two choices of the same step."""
    for name, scenario in reading.guide.scenarios.items():
        document = reading.reader.document(f"guide/{reading.guide.language.code}/scenarios/{name}.yml")
        for s, step in enumerate(scenario.steps):
            first: dict[str, str] = {}
            for c, choice in enumerate(step.choices):
                for text in (choice.text, *choice.also):
                    other = first.setdefault(normalise(text), choice.id)
                    if other != choice.id:
                        message = f"“{text}” fits `{choice.id}` and `{other}`"
                        yield document.problem(("steps", s, "choices", c), message, "Keep it with one of them.")


def _wordings(reading: Reading) -> Iterator[tuple[str, Document, Location, str]]:
    lang, document_of = reading.guide.language.code, reading.reader.document
    for name, topic in reading.guide.topics.items():
        document = document_of(f"guide/{lang}/topics/{name}.yml")
        yield from ((topic.intent, document, ("ask", i), text) for i, text in enumerate(topic.ask))
    for name, question in reading.guide.questions.items():
        document = document_of(f"guide/{lang}/questions/{name}.yml")
        yield from ((question.intent, document, ("ask", i), text) for i, text in enumerate(question.ask))
    for name, examples in reading.examples.items():
        document = document_of(f"nlu/{lang}/{name}.yml")
        yield from ((name, document, at, text) for at, text in examples.wordings())
    commands = document_of(f"lang/{lang}/commands.yml")
    for name, texts in reading.commands.items():
        yield from ((name, commands, (name, i), text) for i, text in enumerate(texts))
