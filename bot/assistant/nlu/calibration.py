"""From scores to honest probabilities, learnt on messages that the classifier has not seen.

p(intent) = exp(gain * score) / (exp(reserve) + sum of exp(gain * score) over all intents): a softmax in which
"none of these" has a place of its own. So a message that fits nothing is as doubtful as one that fits two things.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

from bot.assistant.nlu.held_back import NONE, HeldBack


@dataclass(frozen=True)
class Calibration:
    """The two numbers of the formula above."""

    gain: float = 4.0
    reserve: float = 0.0

    @classmethod
    def fit(cls, held_back: HeldBack, unknown_share: float) -> Calibration:
        """The likeliest numbers, if `unknown_share` (0-1) of all messages had an intent that was not shown."""
        if not len(held_back.labels):
            return cls()
        unknown = held_back.labels == NONE
        shares = unknown_share / max(unknown.sum(), 1), (1 - unknown_share) / max((~unknown).sum(), 1)
        weights = np.where(unknown, *shares)

        def loss(numbers: np.ndarray) -> float:
            table = _with_none(held_back.scores, *numbers)
            chosen = table[np.arange(len(table)), held_back.labels]  # NONE is the last column
            return float(-(weights * np.log(np.maximum(chosen, 1e-9))).sum())

        found = minimize(loss, np.array([4.0, 0.0]), method="Nelder-Mead", options={"xatol": 1e-3, "fatol": 1e-6})
        return cls(*(round(float(number), 4) for number in found.x))

    def probabilities(self, scores: np.ndarray) -> np.ndarray:
        """Probabilities of each label for one row of scores or many; what is missing to 1 is "none of these"."""
        return _with_none(np.atleast_2d(scores), self.gain, self.reserve)[:, :-1].reshape(scores.shape)


def _with_none(scores: np.ndarray, gain: float, reserve: float) -> np.ndarray:
    logits = np.column_stack([gain * scores, np.full(len(scores), reserve)])
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)
