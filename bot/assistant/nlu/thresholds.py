"""Below which confidence the bot says that it did not understand, and below which it asks which one was meant."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

#: Of 100 in-scope messages, at most so many that were understood rightly may be lost to the threshold.
MAX_LOSS = 4.0
#: Answers given without asking back are right at least this often.
SURE = 0.9

#: A handful of letters in common with the examples is not yet understanding.
ABOVE_FLOOR = 1.5


@dataclass(frozen=True)
class Thresholds:
    """Confidence (0-1): under `threshold` the message is out of scope, from `unsure` on the answer is plain."""

    threshold: float = 0.3
    unsure: float = 0.5

    @classmethod
    def choose(cls, confidence: np.ndarray, right: np.ndarray, floor: float) -> Thresholds:
        """From held-back in-scope messages: how sure the classifier was, and whether it was right.

        `floor` is the confidence in a message of which nothing is known: such a one is never in scope.
        """
        if not right.any():
            return cls()
        lost = int(len(right) * MAX_LOSS / 100)
        threshold = max(float(np.sort(confidence[right])[min(lost, right.sum() - 1)]), floor * ABOVE_FLOOR)
        order = np.argsort(-confidence, kind="stable")
        precision = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
        sure = np.flatnonzero(precision >= SURE)
        unsure = float(confidence[order][sure[-1]]) if len(sure) else 1.0
        return cls(round(threshold, 4), round(max(threshold, unsure), 4))
