"""Can the questions be won by somebody who knows nothing? Rules of thumb, and how far they get.

A rule marks some of the answers; the one who follows it picks any of those. Its score is the share of questions
won like this on average, beside chance: picking any answer. Where a rule marks nothing, it is chance there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from bot.guide.guide import Guide
from bot.guide.items import TRUTHS

#: Words that give an answer away, per language: rules of thumb about them are about English only.
ABSOLUTE = re.compile(r"\b(always|never|only|all|every|everyone|everybody|nobody|no one|nothing|any|ever|must)\b", re.I)
ADVICE = re.compile(
    r"\b(tell|tells|telling|told|help|helps|helping|helpline|report|reports|reporting|reported)\b", re.I
)
MEANS_SOME = re.compile(r"\b(can|may|some|often|many|most|mostly|too|also|still)\b", re.I)
#: How far above or below chance a rule may score, in points of a hundred.
MARGIN = 10
#: From this many questions on, rules of thumb say something.
ENOUGH = 40


class Question(NamedTuple):
    """What somebody sees who knows nothing: the question, the answers in order, and the places of the right ones."""

    ask: str
    options: tuple[str, ...]
    right: frozenset[int]
    shuffled: bool


Rule = Callable[[Question], Sequence[int]]


class Score(NamedTuple):
    """How far a rule of thumb gets and what chance does, in points of a hundred."""

    rule: str
    points: float
    chance: float

    @property
    def fair(self) -> bool:
        """Is it no better and no worse than chance, within the margin?"""
        return abs(self.points - self.chance) <= MARGIN


def scores(guide: Guide) -> list[Score]:
    """Every rule on the questions of bank and topics, and on the claims of bank and myth cards."""
    return [*_scored("", PICKS, list(picks(guide))), *_scored("claim: ", CLAIMS, list(claims(guide)))]


def picks(guide: Guide) -> Iterator[Question]:
    """Questions with answers to choose from; one that has several right ones counts for its first tap."""
    for item in guide.items.values():
        if item.kind in ("one", "several", "spot"):
            yield Question(item.ask, item.options, item.fitting(()), item.shuffled)


def claims(guide: Guide) -> Iterator[Question]:
    """Claims: true, true in part or not true; a myth card is true or not."""
    for item in guide.bank:
        if item.kind == "part":
            yield Question(item.ask, TRUTHS, item.fitting(()), False)
    for myth in guide.myths:
        yield Question(myth.claim, (TRUTHS[0], TRUTHS[2]), frozenset({0 if myth.fact else 1}), False)


def _scored(kind: str, rules: dict[str, Rule], questions: list[Question]) -> Iterator[Score]:
    for name, rule in rules.items():
        won = [_won(question, rule(question)) for question in questions]
        chance = [len(question.right) / len(question.options) for question in questions]
        if len(questions) >= ENOUGH:
            yield Score(kind + name, 100 * sum(won) / len(won), 100 * sum(chance) / len(chance))


def _won(question: Question, marked: Sequence[int]) -> float:
    marked = [at for at in marked if 0 <= at < len(question.options)] or range(len(question.options))
    return sum(at in question.right for at in marked) / len(marked)


def _place(number: int) -> Rule:
    # Answers that are shuffled stand anywhere: their place says nothing, whatever the file says.
    return lambda question: [] if question.shuffled else [number % len(question.options)]


def _extreme(of: Callable) -> Rule:
    def rule(question: Question) -> list[int]:
        lengths = [len(text) for text in question.options]
        return [at for at, length in enumerate(lengths) if length == of(lengths)]

    return rule


def _with(pattern: re.Pattern[str], there: bool = True) -> Rule:
    return lambda q: [at for at, text in enumerate(q.options) if bool(pattern.search(text)) is there]


def _echo(question: Question) -> list[int]:
    asked = set(re.findall(r"\w{4,}", question.ask.lower()))
    shared = [len(asked & set(re.findall(r"\w{4,}", text.lower()))) for text in question.options]
    return [at for at, count in enumerate(shared) if count == max(shared)]


def _verdict(truth: str, when: re.Pattern[str] | None = None, otherwise: str | None = None) -> Rule:
    def rule(question: Question) -> list[int]:
        said = truth if when is None or when.search(question.ask) else otherwise
        return [question.options.index(said)] if said in question.options else []

    return rule


def _long_is(truth: str, otherwise: str) -> Rule:
    return lambda question: _verdict(truth if len(question.ask) > 60 else otherwise)(question)


PICKS: dict[str, Rule] = {
    "always the first": _place(0),
    "always the second": _place(1),
    "always the third": _place(2),
    "always the last": _place(-1),
    "the longest": _extreme(max),
    "the shortest": _extreme(min),
    "no absolute word": _with(ABSOLUTE, there=False),
    "an absolute word": _with(ABSOLUTE),
    "says tell, help or report": _with(ADVICE),
    "does not say tell, help or report": _with(ADVICE, there=False),
    "echoes the question": _echo,
}
CLAIMS: dict[str, Rule] = {
    "always true": _verdict("true"),
    "always true in part": _verdict("part"),
    "always not true": _verdict("false"),
    "an absolute word is not true": _verdict("false", ABSOLUTE),
    "an absolute word is not true, else true": _verdict("false", ABSOLUTE, "true"),
    "can, some, often: true": _verdict("true", MEANS_SOME),
    "can, some, often: true, else not": _verdict("true", MEANS_SOME, "false"),
    "says tell, help or report: true": _verdict("true", ADVICE),
    "long is true, short is not": _long_is("true", "false"),
    "short is true, long is not": _long_is("false", "true"),
}
