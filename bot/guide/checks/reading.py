"""How hard a text is to read: Flesch-Kincaid grade (a US school grade; grade 5 is about age 10-11).

J. P. Kincaid et al., "Derivation of new readability formulas", Naval Technical Training Command, 1975.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from bot.guide.checks.passages import SENTENCE
from bot.guide.checks.syllables import syllables
from bot.guide.help import STAGES, HelpWords
from bot.guide.loader import Reading
from bot.guide.problems import Problem
from bot.guide.topics import Topic
from bot.guide.yaml_lines import Document

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
SAY_WARN, SAY_LIMIT, SIMPLER_WARN = 6.0, 7.0, 5.0
#: How many grades `simpler` lies below `say`, and from which grade of `say` on that can be asked for.
GAP, GAP_FROM = 2.0, 2.0
WORDS_WARN = 12.0
STAND_IN = re.compile(r"\{[\w:]*\}")
#: The files of phrases for somebody in trouble.
OF_HELP = ("help", "after_help")
ADVICE = "Use shorter words and shorter sentences."


def grade(texts: Iterable[str]) -> float:
    """Flesch-Kincaid grade of English messages taken together; each message ends a sentence."""
    sentences, words = _counts(texts)
    if not words:
        return 0.0
    spoken = sum(map(syllables, words))
    return 0.39 * len(words) / sentences + 11.8 * spoken / len(words) - 15.59


def words_per_sentence(texts: Iterable[str]) -> float:
    """Mean number of words in a sentence, in any language that puts spaces between words."""
    sentences, words = _counts(texts)
    return len(words) / sentences


class Levels(NamedTuple):
    """The grades of a topic's words and of its easier ones."""

    topic: str
    say: float
    simpler: float

    @property
    def gap(self) -> float:
        """How many grades the easier words lie below the others."""
        return round(self.say - self.simpler, 1)


def levels(topics: Iterable[Topic]) -> list[Levels]:
    """The grades of English topics."""
    return [Levels(topic.id, grade(topic.say), grade(topic.simpler)) for topic in topics]


def reading_problems(reading: Reading) -> Iterator[Problem]:
    """Topics and phrases of help that are too hard for readers of 9 to 11."""
    home, graded = f"guide/{reading.guide.language.code}", reading.guide.language.code == "en"
    for name, topic in reading.guide.topics.items():
        document = reading.reader.document(f"{home}/topics/{name}.yml")
        limits = [("say", topic.say, SAY_WARN, SAY_LIMIT), ("simpler", topic.simpler, SIMPLER_WARN, SAY_LIMIT)]
        for key, texts, warn, limit in limits:
            for message, severity in too_hard(texts, warn, limit, graded):
                yield document.problem((key,), f"`{key}` {message}", ADVICE, severity)
        [told] = levels([topic])
        if graded and told.say >= GAP_FROM and told.gap < GAP:
            message = f"`simpler` reads like grade {told.simpler:.1f}, `say` like {told.say:.1f}"
            yield document.problem(("simpler",), message, f"Make it {GAP:.0f} grades easier.")
    for name, words in reading.guide.help.items():
        yield from _rows_too_hard(reading.reader.document(f"{home}/help/{name}.yml"), words, graded)
    for file in OF_HELP:
        yield from _phrases_too_hard(reading, reading.reader.document(f"{home}/phrases/{file}.yml"), graded)


def _phrases_too_hard(reading: Reading, document: Document, graded: bool) -> Iterator[Problem]:
    for key in document.data if isinstance(document.data, dict) else ():
        phrase = reading.guide.phrases.get(key)
        spoken = [text for text in (*phrase.say, *phrase.simpler) if WORD.sub("", text) != "{}"] if phrase else []
        for message, severity in too_hard(spoken, SAY_WARN, SAY_LIMIT, graded):
            yield document.problem((key,), f"`{key}` {message}", ADVICE, severity)


def _rows_too_hard(document: Document, words: HelpWords, graded: bool) -> Iterator[Problem]:
    for at, rows in ((), words), *((("speakers", who), rows) for who, rows in words.speakers.items()):
        for row in STAGES:
            for answer in getattr(rows, row):
                spoken = [text for text in (*answer.say, *answer.simpler) if WORD.search(STAND_IN.sub("", text))]
                for message, severity in too_hard(spoken, SAY_WARN, SAY_LIMIT, graded):
                    yield document.problem((*at, row), f"`{row}` {message}", ADVICE, severity)


def too_hard(texts: Iterable[str], warn: float, limit: float, graded: bool) -> Iterator[tuple[str, str]]:
    """What makes these texts too hard, and how bad that is; `graded`: they are in English."""
    texts = list(texts)
    level = grade(texts) if graded and texts else 0.0
    if level > warn:
        severity = "error" if level > limit else "warning"
        yield f"reads like school grade {level:.1f} (aim for {warn:.0f} or less)", severity
    elif texts and words_per_sentence(texts) > WORDS_WARN:
        yield f"has {words_per_sentence(texts):.0f} words a sentence (aim for {WORDS_WARN:.0f})", "warning"


def _counts(texts: Iterable[str]) -> tuple[int, list[str]]:
    sentences = [part for text in texts for part in SENTENCE.split(text) if WORD.search(part)]
    return max(len(sentences), 1), [word for sentence in sentences for word in WORD.findall(sentence)]
