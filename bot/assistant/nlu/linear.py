"""A linear classifier over n-grams (one byte a weight) and sentence vectors."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import scipy.sparse as sp
from sklearn.svm import LinearSVC

#: Same data, same model: liblinear shuffles examples, always from this seed.
SEED = 0
#: When liblinear stops. No more than a tenth of a per cent of the answers differ from those at its default of 0.0001.
TOLERANCE = 0.1
#: A machine is shown its own examples, those of others for which it is among so many likest labels, and one in so many
#: of the rest, which then counts for them all: as good as all examples, in a quarter of the time.
LIKEST, ONE_IN = 8, 16
#: Learning goes by so many main directions of the vectors, which hold 95 % of them, in half the time.
DIRECTIONS = 256
#: How much the likeness (0-1) to a label's average example counts beside the machine's score (about -1 to 1).
PROTOTYPE = 0.3


class Features(NamedTuple):
    """Messages as numbers, a row each: weighted n-grams, and sentence vectors."""

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


@dataclass(frozen=True)
class Linear:
    """Scores by label: n-grams times `levels` (-127 to 127) and `scale`, plus vectors times `meaning`, plus `bias`."""

    levels: np.ndarray
    scale: np.ndarray
    meaning: np.ndarray
    bias: np.ndarray

    @classmethod
    def train(cls, features: Features, labels: np.ndarray, count: int, strength: float = 1.0) -> Linear:
        """Learn to tell `count` labels apart; one that no message has keeps a low score.

        A support vector machine for each label against the rest, rare labels weighted up (`strength` is its C),
        plus a little of the likeness to the label's average example.
        """
        basis = _basis(features.meaning)
        table = sp.hstack([features.ngrams, sp.csr_matrix(features.meaning @ basis)], format="csr")
        present = np.unique(labels)
        weights = np.zeros((table.shape[1], count), dtype=np.float32)
        bias = np.full(count, -1.0, dtype=np.float32)
        bias[present] = 1.0
        average = _prototypes(table, labels, present)
        if len(present) > 1:
            weights[:, present], bias[present] = _separate(table, labels, present, table @ average, strength)
        weights[:, present] += PROTOTYPE * average
        by_ngrams, by_meaning = np.split(weights, [features.ngrams.shape[1]])
        scale = np.maximum(np.abs(by_ngrams).max(axis=0), 1e-12) / 127  # 255 levels are enough
        levels = np.rint(by_ngrams / scale).astype(np.int8)
        return cls(levels, scale.astype(np.float32), (basis @ by_meaning).astype(np.float32), bias)

    def scores(self, columns: np.ndarray, values: np.ndarray, meaning: np.ndarray) -> np.ndarray:
        """Scores of one message, a label each."""
        return (values @ self.levels[columns].astype(np.float32)) * self.scale + meaning @ self.meaning + self.bias

    def all_scores(self, features: Features) -> np.ndarray:
        """A row of scores for each message."""
        by_ngrams = (features.ngrams @ self.levels.astype(np.float32)) * self.scale
        return by_ngrams + features.meaning @ self.meaning + self.bias

    def weights_of(self, label: int, columns: np.ndarray) -> np.ndarray:
        """What each of `columns` adds to a label's score, for a value of 1."""
        return self.levels[columns, label] * self.scale[label]


#: How sharply scores by meaning alone become a probability.
MEANING_GAIN = 4.0
#: The score of "none of these", where a label's is -1 to 1: what has a meaning passes it, mere letters hardly do.
NONE_SCORE = -0.2


def _basis(meaning: np.ndarray) -> np.ndarray:
    """The main directions of the vectors, a column each."""
    _, directions = np.linalg.eigh(meaning.T @ meaning)
    return directions[:, ::-1][:, :DIRECTIONS].astype(np.float32)


def _separate(
    table: sp.csr_matrix, labels: np.ndarray, present: np.ndarray, likeness: np.ndarray, strength: float
) -> tuple[np.ndarray, np.ndarray]:
    """Weights (a column for each label) and biases of the machines."""
    place = len(present) - min(LIKEST, len(present))
    likest = likeness >= np.partition(likeness, place, axis=1)[:, place, None]
    sample = np.arange(len(labels)) % ONE_IN == 0
    machines = [_machine(table, labels == label, likest[:, i], sample, strength) for i, label in enumerate(present)]
    return np.column_stack([weights for weights, _ in machines]), np.array([bias for _, bias in machines])


def _machine(
    table: sp.csr_matrix, own: np.ndarray, like: np.ndarray, sample: np.ndarray, strength: float
) -> tuple[np.ndarray, float]:
    """Tells one label's examples from the rest, both weighing the same together."""
    rows = np.flatnonzero(own | like | sample)
    counted = np.where(own | like, 1.0, ONE_IN)[rows]
    wanted = own[rows]
    share = np.where(wanted, wanted.sum(), counted[~wanted].sum())
    weight = counted * counted.sum() / (2 * share)
    machine = LinearSVC(C=strength, tol=TOLERANCE, random_state=SEED).fit(table[rows], wanted, sample_weight=weight)
    return machine.coef_[0], machine.intercept_[0]


def _prototypes(table: sp.csr_matrix, labels: np.ndarray, present: np.ndarray) -> np.ndarray:
    """The average example of each label, scaled to length 1, a column each."""
    average = np.column_stack([np.asarray(table[labels == label].mean(axis=0)).ravel() for label in present])
    return average / np.maximum(np.linalg.norm(average, axis=0), 1e-12)


@dataclass(frozen=True)
class Meaning:
    """Probabilities by label from sentence vectors alone, for messages whose words no example holds."""

    weights: np.ndarray

    @classmethod
    def train(cls, meaning: np.ndarray, labels: np.ndarray, count: int) -> Meaning:
        """Least squares, each label weighing the same; a matter of a second."""
        wanted = 2.0 * np.eye(count, dtype=np.float32)[labels] - 1
        weight = (len(labels) / np.maximum(np.bincount(labels, minlength=count), 1) / count)[labels][:, None]
        table = np.column_stack([meaning, np.ones(len(meaning), np.float32)])
        sums = (table * weight).T @ table + np.eye(table.shape[1])
        return cls(np.linalg.solve(sums, (table * weight).T @ wanted).astype(np.float32))

    def probabilities(self, meaning: np.ndarray) -> np.ndarray:
        """Of one message; what is missing to 1 is "none of these"."""
        powers = np.exp(MEANING_GAIN * (meaning @ self.weights[:-1] + self.weights[-1]))
        return powers / (math.exp(MEANING_GAIN * NONE_SCORE) + powers.sum())
