"""From scores to honest probabilities and limits, learnt on messages that the classifier has not seen.

p(intent) = exp(a * score + b * score of its group) / (exp(none) + the same of all intents): a softmax in which what the
message is about and which group it belongs to are weighed together, and "none of these" has a place of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

#: Marks a held-back message whose intent the classifier was not shown at all.
NONE = -1
#: In place of `none`: as if every message fitted something.
BELOW_ALL = -50.0
#: So many messages are held back: more, or further rounds, would change little.
ENOUGH = 3000
#: Of more examples than this, every other one is enough to learn how sure to be.
PLENTY = 10_000
#: Of 100 messages of a group that were understood, at most so many may be lost to its limit; calls for help among them
#: the safety net catches.
MAX_LOSS = 6.0
#: Answers given without asking back are right at least this often.
SURE = 0.85
#: What is likelier than this is answered without asking back in any case: many held-back messages count as wrong that
#: have two right answers.
CLEAR = 0.75
#: What is less likely (0-1) to belong to its group is nothing to answer: letters of examples in disorder reach that.
LEAST = 0.2


@dataclass(frozen=True)
class HeldBack:
    """For each message a row of scores by intent and by group, and the intent it should get (or NONE)."""

    intents: np.ndarray
    groups: np.ndarray
    labels: np.ndarray


@dataclass(frozen=True)
class Calibration:
    """The three numbers of the formula above."""

    intent: float = 4.0
    group: float = 2.0
    none: float = 0.0

    @classmethod
    def fit(cls, held_back: HeldBack, group_of: np.ndarray, unknown_share: float) -> Calibration:
        """The likeliest numbers, if `unknown_share` (0-1) of all messages had an intent that was not shown.

        What was not shown still belongs to a group, so it says nothing on how the two scores weigh: those come from
        the others, and only then the place of "none of these".
        """
        if not len(held_back.labels):
            return cls()
        known = held_back.labels != NONE

        def loss(numbers: np.ndarray, wanted: np.ndarray, weights: np.ndarray) -> float:
            table = cls(*numbers)._with_none(held_back.intents[wanted], held_back.groups[wanted], group_of)
            chosen = table[np.arange(len(table)), held_back.labels[wanted]]  # NONE is the last column
            return float(-(weights * np.log(np.maximum(chosen, 1e-9))).sum())

        even = np.full(known.sum(), 1 / max(known.sum(), 1))
        intent, group = _least(lambda two: loss((*two, BELOW_ALL), known, even), [4.0, 2.0])
        shares = unknown_share / max((~known).sum(), 1), (1 - unknown_share) / max(known.sum(), 1)
        weights = np.where(known, *shares[::-1])
        (none,) = _least(lambda one: loss((intent, group, *one), np.full(len(known), True), weights), [0.0])
        return cls(intent, group, none)

    def probabilities(self, intents: np.ndarray, groups: np.ndarray, group_of: np.ndarray) -> np.ndarray:
        """Probabilities of each intent for rows of scores; what is missing to 1 is "none of these"."""
        return self._with_none(np.atleast_2d(intents), np.atleast_2d(groups), group_of)[:, :-1]

    def _with_none(self, intents: np.ndarray, groups: np.ndarray, group_of: np.ndarray) -> np.ndarray:
        known = self.intent * intents + self.group * groups[:, group_of]
        logits = np.column_stack([known, np.full(len(known), self.none)])
        powers = np.exp(logits - logits.max(axis=1, keepdims=True))
        return powers / powers.sum(axis=1, keepdims=True)


@dataclass(frozen=True)
class Limits:
    """Probabilities (0-1): the group must have `known` for the message to be in scope at all; the intent must have
    `sure` for it to be answered without asking which of three was meant."""

    known: float = 0.3
    sure: float = 0.5

    @classmethod
    def choose(cls, shares: np.ndarray, best: np.ndarray, right: np.ndarray) -> Limits:
        """From held-back messages that were heard as one group.

        Args:
            shares: the group's probability, for those that belong to it.
            best, right: for all, the probability of the best intent, and whether that was right.
        """
        if not right.any():
            return cls()
        known = max(float(np.quantile(shares, MAX_LOSS / 100)), LEAST)
        order = np.argsort(-best, kind="stable")
        precision = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
        sure = np.flatnonzero(precision >= SURE)
        limit = float(best[order][sure[-1]]) if len(sure) else 1.0
        return cls(round(known, 4), round(min(limit, CLEAR), 4))


def _least(loss: Callable[[np.ndarray], float], start: list[float]) -> list[float]:
    """The numbers of the least loss, near `start`."""
    from scipy.optimize import minimize  # a training's alone

    found = minimize(loss, np.array(start), method="Nelder-Mead", options={"xatol": 1e-3, "fatol": 1e-6})
    return [round(float(number), 4) for number in found.x]


Scores = tuple[np.ndarray, np.ndarray]


def hold_back(labels: np.ndarray, groups: int, folds: int, ask: Callable[[np.ndarray, np.ndarray], Scores]) -> HeldBack:
    """Scores by classifiers that saw neither the message nor one `folds`-th of the intents.

    In each round the messages of the hidden intents stand for everything that a classifier was never told about.
    What stands together in a file was mostly written by one person at one time, and is held back together.

    Args:
        groups: how many there are.
        ask: trains on the first messages and returns scores of the second ones, by intent and by group.
    """
    nothing = np.zeros((0, labels.max() + 1))
    rounds = [(nothing, np.zeros((0, groups)), np.zeros(0, dtype=int))]
    part = _parts(labels, folds)
    for fold in range(folds):
        hidden = labels % folds == fold
        seen, asked = ~hidden & (part != fold), hidden | (part == fold)
        if len(labels) > PLENTY:
            half = np.arange(len(labels)) % 2 == fold % 2
            seen, asked = seen & half, asked & half
        wanted = ENOUGH - sum(len(truth) for *_, truth in rounds)
        if seen.any() and asked.any() and wanted > 0:
            asked = _spread(asked, wanted)
            rounds.append((*ask(seen, asked), np.where(hidden, NONE, labels)[asked]))
    return HeldBack(*(np.concatenate(column) for column in zip(*rounds, strict=True)))


def _spread(which: np.ndarray, least: int) -> np.ndarray:
    """Of those that are True so many and few more, from all over them; all where there are not so many."""
    places = np.flatnonzero(which)
    kept = np.zeros_like(which)
    kept[places[:: max(1, len(places) // least)]] = True
    return kept


def _parts(labels: np.ndarray, folds: int) -> np.ndarray:
    """A fold for each example: runs of each label's examples, in their order; a label's only example is in none."""
    part = np.full(len(labels), -1)
    for label in np.unique(labels):
        places = np.flatnonzero(labels == label)
        if len(places) > 1:
            part[places] = (np.arange(len(places)) * folds // len(places) + label) % folds
    return part
