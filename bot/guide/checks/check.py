"""All checks of all languages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from bot.guide.checks.buttons import button_problems
from bot.guide.checks.complete import complete_problems
from bot.guide.checks.dates import date_problems
from bot.guide.checks.examples import choice_problems, example_problems
from bot.guide.checks.guessing import Score, scores
from bot.guide.checks.help import help_problems
from bot.guide.checks.intents import intent_problems
from bot.guide.checks.items import item_problems
from bot.guide.checks.numbers import links, phone_numbers
from bot.guide.checks.pages import page_problems
from bot.guide.checks.passages import passages
from bot.guide.checks.questions import question_problems
from bot.guide.checks.readers import unread_files, unread_keys
from bot.guide.checks.reading import Levels, levels, reading_problems
from bot.guide.checks.reviews import review_problems
from bot.guide.checks.shape import shape_problems, too_long
from bot.guide.checks.spoken import spoken_problems
from bot.guide.checks.strays import read_elsewhere, stray_lists, stray_problems
from bot.guide.checks.wordings import Rule, forbidden_questions, forbidden_terms
from bot.guide.decisions import read_rows
from bot.guide.intents import Intent
from bot.guide.languages import DEFAULT_LANGUAGE, Language
from bot.guide.loader import Reading, read_guide, read_language
from bot.guide.problems import Problem
from bot.guide.reader import Reader


@dataclass(frozen=True)
class Checked:
    """What was looked at, and what was found."""

    problems: list[Problem]
    topics: int
    scenarios: int
    questions: int
    intents: int
    guesses: tuple[Score, ...] = ()
    grades: tuple[Levels, ...] = ()

    def count(self, severity: str) -> int:
        """Number of problems of that severity."""
        return sum(problem.severity == severity for problem in self.problems)


@dataclass(frozen=True)
class Rulebook:
    """What holds for all languages."""

    intents: list[Intent]
    terms: list[Rule]
    questions: list[Rule]


def check_data(data_dir: Path, release: bool = False) -> list[Problem]:
    """Everything wrong or doubtful in the data folder, sorted by file and line.

    With `release`, texts that nobody reviewed are errors.
    """
    return check(data_dir, release).problems


def check(data_dir: Path, release: bool = False) -> Checked:
    """Like :func:`check_data`, with the numbers of what was checked."""
    shared = Reader(data_dir)
    rules = Rulebook(
        shared.many(Intent, "intents.yml"),
        shared.listed(Rule, "forbidden_terms.yml"),
        shared.listed(Rule, "forbidden_questions.yml"),
    )
    known = shared.many(Language, "languages.yml")
    read_rows(shared)
    english = read_guide(data_dir, DEFAULT_LANGUAGE)
    found = {*shared.problems, *unread_files(shared.data_dir), *language_problems(english, rules, release)}
    for language in known:
        if language.code != DEFAULT_LANGUAGE:
            found.update(_translated(english, language, rules, release))
    found.update(page_problems(shared, english.guide.kinds, release))
    guide = english.guide
    parts = (guide.topics, guide.scenarios, guide.questions, rules.intents)
    return Checked(
        sorted(found), *map(len, parts), guesses=tuple(scores(guide)), grades=tuple(levels(guide.topics.values()))
    )


def _translated(english: Reading, language: Language, rules: Rulebook, release: bool) -> Iterator[Problem]:
    """A live language must be complete; of a draft, what exists is checked and only warned about.

    Of one without a guide the word lists are read all the same: a slip in them is an error.
    """
    data_dir = english.reader.data_dir
    live = language.status == "live"
    if not live and not (data_dir / "guide" / language.code / "topics").exists():
        reader = Reader(data_dir)
        read_language(reader, language.code)
        yield from (*reader.problems, *stray_lists(data_dir, language.code))
        return
    reading = read_guide(data_dir, language.code)
    found = [*language_problems(reading, rules, release and live), *complete_problems(english, reading)]
    yield from found if live else (replace(problem, severity="warning") for problem in found)


def language_problems(reading: Reading, rules: Rulebook, release: bool) -> Iterator[Problem]:
    """What is wrong with one language by itself."""
    yield from reading.problems
    yield from intent_problems(reading, rules.intents)
    yield from help_problems(reading, rules.intents)
    yield from button_problems(reading, rules.intents)
    yield from shape_problems(reading)
    yield from item_problems(reading)
    yield from question_problems(reading)
    yield from reading_problems(reading)
    yield from example_problems(reading)
    yield from choice_problems(reading)
    yield from review_problems(reading, release)
    yield from date_problems(reading)
    yield from read_elsewhere(reading)
    yield from stray_problems(reading)
    yield from spoken_problems(reading)
    yield from unread_keys(reading)
    lang = reading.guide.language.code
    terms = [rule for rule in rules.terms if rule.lang == lang]
    questions = [rule for rule in rules.questions if rule.lang == lang]
    for passage in passages(reading.reader.documents, lang):
        yield from forbidden_terms(passage, terms)
        yield from forbidden_questions(passage, questions)
        yield from phone_numbers(passage)
        yield from links(passage)
        yield from too_long(passage)
