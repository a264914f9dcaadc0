"""A linear classifier kept in one byte per weight."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from sklearn.svm import LinearSVC

#: Same data, same model: liblinear shuffles examples, always from this seed.
SEED = 0
#: When liblinear stops. No more than a tenth of a per cent of the answers differ from those at its default of 0.0001.
TOLERANCE = 0.1
#: How much the likeness (0-1) to a label's average example counts beside the machine's score (about -1 to 1).
PROTOTYPE = 0.3


@dataclass(frozen=True)
class Linear:
    """Scores of a vector for each label: `levels` (-127 to 127) times the label's `scale`, plus its `bias`."""

    levels: np.ndarray
    scale: np.ndarray
    bias: np.ndarray

    @classmethod
    def train(cls, vectors: sp.csr_matrix, labels: np.ndarray, count: int, strength: float) -> Linear:
        """Learn to tell `count` labels apart; one that no vector has keeps a low score.

        A support vector machine for each label against the rest, rare labels weighted up (`strength` is its C),
        plus a little of the likeness to the label's average example.
        """
        present = np.unique(labels)
        weights = np.zeros((vectors.shape[1], count), dtype=np.float32)
        bias = np.full(count, -1.0, dtype=np.float32)
        bias[present] = 1.0
        if len(present) > 1:
            weights[:, present], bias[present] = _separate(vectors, labels, strength)
        weights[:, present] += PROTOTYPE * _prototypes(vectors, labels, present)
        return cls.compress(weights, bias)

    @classmethod
    def compress(cls, weights: np.ndarray, bias: np.ndarray) -> Linear:
        """Round each label's weights to 255 levels."""
        scale = np.maximum(np.abs(weights).max(axis=0), 1e-12) / 127
        return cls(np.rint(weights / scale).astype(np.int8), scale.astype(np.float32), bias.astype(np.float32))

    def scores(self, columns: np.ndarray, values: np.ndarray) -> np.ndarray:
        """Scores of one sparse vector, a label each."""
        return (values @ self.levels[columns].astype(np.float32)) * self.scale + self.bias

    def weights_of(self, label: int, columns: np.ndarray) -> np.ndarray:
        """What each of `columns` adds to a label's score, for a value of 1."""
        return self.levels[columns, label] * self.scale[label]


def _separate(vectors: sp.csr_matrix, labels: np.ndarray, strength: float) -> tuple[np.ndarray, np.ndarray]:
    """Weights (a column for each label) and biases of the machines."""
    machine = LinearSVC(C=strength, class_weight="balanced", tol=TOLERANCE, random_state=SEED).fit(vectors, labels)
    if len(machine.classes_) == 2:  # scikit-learn trains one machine for two labels
        weights, bias = machine.coef_[0], machine.intercept_[0]
        return np.column_stack([-weights, weights]), np.array([-bias, bias])
    return machine.coef_.T, machine.intercept_


def _prototypes(vectors: sp.csr_matrix, labels: np.ndarray, present: np.ndarray) -> np.ndarray:
    """The average example of each label, scaled to length 1, a column each."""
    average = np.column_stack([np.asarray(vectors[labels == label].mean(axis=0)).ravel() for label in present])
    return average / np.maximum(np.linalg.norm(average, axis=0), 1e-12)
