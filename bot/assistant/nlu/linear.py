"""A linear classifier over n-grams (one byte a weight) and sentence vectors."""

from __future__ import annotations

import math
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
import scipy.sparse as sp

from bot.assistant.nlu.sparse import SparseTable

#: Same data, same model: liblinear shuffles examples, always from this seed.
SEED = 0
#: Liblinear goes over its examples so many times; with three times as many, no more messages by others are understood.
PASSES = 10
#: A machine is shown its own examples, those of others for which it is among so many likest labels, and one in so many
#: of the rest, which then counts for them all: as good as all examples, in a small part of the time.
LIKEST, ONE_IN = 12, 48
#: Of the vectors' directions so many are kept, which hold 94 % of them.
DIRECTIONS = 256
#: How much the likeness (0-1) to a label's average example counts beside the machine's score (about -1 to 1).
PROTOTYPE = 0.3


class Features(NamedTuple):
    """Messages as numbers, a row each: weighted n-grams, and sentence vectors by their main `directions`."""

    ngrams: sp.csr_matrix
    meaning: np.ndarray

    def of(self, rows: np.ndarray) -> Features:
        """Those of some messages: places, or True for each that is wanted."""
        return Features(self.ngrams[rows], self.meaning[rows])

    @classmethod
    def together(cls, parts: Sequence[Features]) -> Features:
        """All messages of all parts."""
        ngrams = sp.vstack([part.ngrams for part in parts], format="csr")
        return cls(ngrams, np.concatenate([part.meaning for part in parts]))


def directions(meaning: np.ndarray) -> np.ndarray:
    """The main directions of sentence vectors (a row each), a column each, the greatest first."""
    _, found = np.linalg.eigh(meaning.T @ meaning)
    return found[:, ::-1][:, :DIRECTIONS].astype(np.float32)


@dataclass(frozen=True)
class Linear:
    """Scores by label: n-grams times `levels` (-127 to 127) and `scale`, plus vectors times `meaning`, plus `bias`."""

    levels: np.ndarray | SparseTable
    scale: np.ndarray
    meaning: np.ndarray
    bias: np.ndarray

    @classmethod
    def train(cls, features: Features, labels: np.ndarray, count: int) -> Linear:
        """Learn to tell `count` labels apart; one that no message has keeps a low score.

        A support vector machine for each label against the rest, rare labels weighted up, plus a little of the likeness
        to the label's average example.
        """
        present, own = np.unique(labels, return_inverse=True)
        weights = _prototypes(features, own)
        likest = _likest(features, weights)
        weights *= PROTOTYPE
        bias = np.full(count, -1.0, dtype=np.float32)
        bias[present] = 1.0
        if len(present) > 1:
            for place, (learnt, start) in enumerate(_separate(features, own, likest)):
                weights[:, place] += learnt
                bias[present[place]] = start
        by_ngrams, by_meaning = np.split(weights, [features.ngrams.shape[1]])
        levels, scale = np.zeros((len(by_ngrams), count), np.int8), np.full(count, 1e-12, np.float32)
        scale[present] += np.maximum(by_ngrams.max(axis=0), -by_ngrams.min(axis=0)) / 127  # 255 levels are enough
        by_ngrams /= scale[present]
        levels[:, present] = np.rint(by_ngrams, out=by_ngrams)
        meaning = np.zeros((len(by_meaning), count), np.float32)
        meaning[:, present] = by_meaning
        return cls(levels, scale, meaning, bias)

    def scores(self, columns: np.ndarray, values: np.ndarray, meaning: np.ndarray) -> np.ndarray:
        """Scores of one message, a label each."""
        by_ngrams = (values @ self._rows(columns).astype(np.float32)) * self.scale
        return by_ngrams + meaning @ self.meaning + self.bias

    def all_scores(self, features: Features) -> np.ndarray:
        """A row of scores for each message."""
        levels = self._rows(np.arange(features.ngrams.shape[1]))
        by_ngrams = (features.ngrams @ levels.astype(np.float32)) * self.scale
        return by_ngrams + features.meaning @ self.meaning + self.bias

    def weights_of(self, label: int, columns: np.ndarray) -> np.ndarray:
        """What each of `columns` adds to a label's score, for a value of 1."""
        return self._rows(columns)[:, label] * self.scale[label]

    def without_zeros(self) -> Linear:
        """The same in less memory, where there are hundreds of labels."""
        return replace(self, levels=SparseTable.of(self.levels)) if isinstance(self.levels, np.ndarray) else self

    def arrays(self) -> dict[str, np.ndarray]:
        """All that it holds."""
        levels = {"levels": self.levels} if isinstance(self.levels, np.ndarray) else self.levels._asdict()
        return levels | {"scale": self.scale, "meaning": self.meaning, "bias": self.bias}

    @classmethod
    def of(cls, arrays: dict[str, np.ndarray]) -> Linear:
        """What `arrays` gave."""
        own = {name: arrays[name] for name in ("scale", "meaning", "bias")}
        if "levels" in arrays:
            return cls(levels=arrays["levels"], **own)
        return cls(levels=SparseTable(*(arrays[name] for name in SparseTable._fields)), **own)

    def _rows(self, which: np.ndarray) -> np.ndarray:
        return self.levels[which] if isinstance(self.levels, np.ndarray) else self.levels.rows(which)


#: How sharply scores by meaning alone become a probability.
MEANING_GAIN = 4.0
#: The score of "none of these", where a label's is -1 to 1: what has a meaning passes it, mere letters hardly do.
NONE_SCORE = -0.2


def _likest(features: Features, average: np.ndarray) -> np.ndarray:
    """For each message and label: is the label's average example among those that are likest to the message?"""
    by_ngrams, by_meaning = np.split(average, [features.ngrams.shape[1]])
    likeness = features.ngrams @ by_ngrams + features.meaning @ by_meaning
    place = average.shape[1] - min(LIKEST, average.shape[1])
    return likeness >= np.partition(likeness, place, axis=1)[:, place, None]


def _separate(features: Features, own: np.ndarray, likest: np.ndarray) -> Iterator[tuple[np.ndarray, float]]:
    """Weights and bias of the machine of each label (0, 1, ...)."""
    table = _side_by_side(features)
    sample = np.arange(len(own)) % ONE_IN == 0
    for label in range(likest.shape[1]):
        yield _machine(table, own == label, likest[:, label], sample)


def _side_by_side(features: Features) -> sp.csr_matrix:
    """N-grams and vectors as one table of double numbers, which liblinear takes: made once, not once a machine."""
    rows, width = features.meaning.shape
    places = np.tile(np.arange(width, dtype=np.int32), rows), np.arange(rows + 1) * width
    meaning = sp.csr_matrix((features.meaning.ravel(), *places), shape=(rows, width))
    table = sp.hstack([features.ngrams, meaning], format="csr", dtype=np.float64)
    table.eliminate_zeros()
    return table


def _machine(table: sp.csr_matrix, own: np.ndarray, like: np.ndarray, sample: np.ndarray) -> tuple[np.ndarray, float]:
    """Tells one label's examples from the rest, both weighing the same together."""
    from sklearn.exceptions import ConvergenceWarning  # a training's alone: the bot starts without scikit-learn
    from sklearn.svm import LinearSVC

    rows = np.flatnonzero(own | like | sample)
    counted = np.where(own | like, 1.0, ONE_IN)[rows]
    wanted = own[rows]
    share = np.where(wanted, wanted.sum(), counted[~wanted].sum())
    weight = counted * counted.sum() / (2 * share)
    machine = LinearSVC(max_iter=PASSES, random_state=SEED)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # it is stopped early on purpose
        machine.fit(table[rows], wanted, sample_weight=weight)
    return machine.coef_[0], machine.intercept_[0]


def _prototypes(features: Features, own: np.ndarray) -> np.ndarray:
    """The average example of each label (0, 1, ...), scaled to length 1, a column each."""
    each = sp.csr_matrix((np.ones(len(own), np.float32), (own, np.arange(len(own)))))
    sums = np.concatenate([(each @ features.ngrams).toarray().T, (each @ features.meaning).T])
    sums /= np.maximum(np.linalg.norm(sums, axis=0), 1e-12)
    return sums


@dataclass(frozen=True)
class Meaning:
    """Probabilities by label from sentence vectors alone, for messages whose words no example holds."""

    weights: np.ndarray

    @classmethod
    def train(cls, meaning: np.ndarray, labels: np.ndarray, count: int) -> Meaning:
        """Least squares, each label weighing the same; a matter of a second."""
        wanted = 2.0 * np.eye(count, dtype=np.float32)[labels] - 1
        share = len(labels) / np.maximum(np.bincount(labels, minlength=count), 1) / count
        weight = share.astype(np.float32)[labels][:, None]
        table = np.column_stack([meaning, np.ones(len(meaning), np.float32)])
        sums = (table * weight).T @ table + np.eye(table.shape[1])
        return cls(np.linalg.solve(sums, (table * weight).T @ wanted).astype(np.float32))

    def probabilities(self, meaning: np.ndarray) -> np.ndarray:
        """Of one message; what is missing to 1 is "none of these"."""
        powers = np.exp(MEANING_GAIN * (meaning @ self.weights[:-1] + self.weights[-1]))
        return powers / (math.exp(MEANING_GAIN * NONE_SCORE) + powers.sum())
