"""A linear classifier kept in one byte per weight."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from sklearn.svm import LinearSVC

#: Same data, same model: liblinear shuffles examples, always from this seed.
SEED = 0


@dataclass(frozen=True)
class Linear:
    """Scores of a vector for each label: `levels` (-127 to 127) times the label's `scale`, plus its `bias`."""

    levels: np.ndarray
    scale: np.ndarray
    bias: np.ndarray

    @classmethod
    def train(cls, vectors: sp.csr_matrix, labels: np.ndarray, count: int, strength: float) -> Linear:
        """One against the rest for each of `count` labels, rare labels weighted up; `strength` is the SVM's C.

        Squared hinge loss: as good here as logistic loss and six times as fast to train (see README.md).
        """
        present = np.unique(labels)
        weights = np.zeros((vectors.shape[1], count), dtype=np.float32)
        bias = np.full(count, -1.0, dtype=np.float32)
        if len(present) == 1:
            bias[present] = 1.0
        else:
            machine = LinearSVC(C=strength, class_weight="balanced", random_state=SEED).fit(vectors, labels)
            both = machine.coef_.shape[0] == 1
            weights[:, present] = (np.vstack([-machine.coef_, machine.coef_]) if both else machine.coef_).T
            bias[present] = np.r_[-machine.intercept_, machine.intercept_] if both else machine.intercept_
        return cls.compress(weights, bias)

    @classmethod
    def compress(cls, weights: np.ndarray, bias: np.ndarray) -> Linear:
        """Round each label's weights to 255 levels."""
        scale = np.maximum(np.abs(weights).max(axis=0), 1e-12) / 127
        return cls(np.rint(weights / scale).astype(np.int8), scale.astype(np.float32), bias.astype(np.float32))

    def scores(self, columns: np.ndarray, values: np.ndarray) -> np.ndarray:
        """Scores of one sparse vector, a label each."""
        return (values @ self.levels[columns].astype(np.float32)) * self.scale + self.bias

    def scores_of(self, vectors: sp.csr_matrix) -> np.ndarray:
        """Scores of many vectors, a row each."""
        return (vectors @ self.levels.astype(np.float32)) * self.scale + self.bias
