"""How near a message's meaning lies to the nearest examples of each label: what a straight line cannot learn.

Sentence vectors of paraphrases lie close together; one plane a label cuts through the middle of all its examples, and
forgets the one that says nearly the same.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

#: So many nearest examples count (of few, only each fifth), and so much beside a machine's score (about -1 to 1).
NEAREST, EACH, WEIGHT = 10, 5, 5.0
#: Of a label with more examples so many are kept, from all over them.
MOST = 1000
#: Only labels among the likest so many by their machines are looked at: the others are too far behind to win.
LIKELY = 8
#: The greatest number in a row; with 127 nothing is gained, and a file becomes half as large again.
LEVELS = 31


@dataclass(frozen=True)
class Near:
    """Examples' vectors by their main directions, those of a label together.

    `rows`: small whole numbers, times `scale`; `ends`: of each label.
    """

    rows: np.ndarray
    scale: np.ndarray
    ends: np.ndarray

    @classmethod
    def learn(cls, meaning: np.ndarray, labels: np.ndarray, count: int) -> Near:
        """Keep the examples' vectors (a row each) by label (0 to `count` - 1)."""
        places = [np.flatnonzero(labels == label) for label in range(count)]
        kept = [of[:: -(-len(of) // MOST)] if len(of) else of for of in places]
        rows = meaning[np.concatenate(kept)]
        scale = np.float32(max(np.abs(rows).max(initial=0.0), 1e-6) / LEVELS)
        ends = np.cumsum([len(of) for of in kept])
        return cls(np.rint(rows / scale).astype(np.int8), np.array(scale), ends)

    def added(self, scores: np.ndarray, meaning: np.ndarray) -> np.ndarray:
        """One message's scores by label, with the likeness of the likeliest added (the least of those to others)."""
        likely = np.argsort(-scores)[:LIKELY]
        near = np.array([self._nearest(self._of(label) @ meaning) for label in likely.tolist()], dtype=np.float32)
        likeness = np.full_like(scores, near.min())
        likeness[likely] = near
        return scores + WEIGHT * self.scale * likeness

    def all_added(self, scores: np.ndarray, meaning: np.ndarray) -> np.ndarray:
        """The same for many messages (a row each)."""
        likely = np.argsort(-scores, axis=1)[:, :LIKELY]
        near = np.empty(likely.shape, dtype=np.float32)
        for label in np.unique(likely).tolist():
            asked, place = np.nonzero(likely == label)
            near[asked, place] = self._nearest(meaning[asked] @ self._of(label).T)
        likeness = np.repeat(near.min(axis=1, keepdims=True), scores.shape[1], axis=1)
        np.put_along_axis(likeness, likely, near, axis=1)
        return scores + WEIGHT * self.scale * likeness

    def _of(self, label: int) -> np.ndarray:
        start = self.ends[label - 1] if label else 0
        return self.rows[start : self.ends[label]].astype(np.float32)

    @staticmethod
    def _nearest(likeness: np.ndarray) -> np.ndarray:
        """Of likenesses (of one message, or a row for each) the average of the greatest, or 0; sorts them in part."""
        count = likeness.shape[-1]
        if not count:
            return np.zeros(likeness.shape[:-1])
        nearest = min(NEAREST, max(1, count // EACH))
        likeness.partition(count - nearest, axis=-1)
        return likeness[..., -nearest:].sum(axis=-1) / nearest
