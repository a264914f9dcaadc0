"""Scores of messages by classifiers that had not seen them: what confidence and thresholds are learnt from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bot.assistant.nlu.features import Ngrams, Vectoriser
from bot.assistant.nlu.linear import Linear

#: Marks a held-back message whose intent the classifier was not shown at all.
NONE = -1
#: With so many messages held back, further rounds would change little.
ENOUGH = 3000


@dataclass(frozen=True)
class HeldBack:
    """A row of scores for each message, and the label it should get (or NONE)."""

    scores: np.ndarray
    labels: np.ndarray


def hold_back(
    texts: list[str], labels: np.ndarray, count: int, ngrams: Ngrams, strength: float, folds: int
) -> HeldBack:
    """Score normalised `texts` by classifiers that saw neither them nor one `folds`-th of the intents.

    `labels` number the intents from 0 to `count` - 1. In each round the messages of the hidden intents stand
    for everything that a classifier was never told about.
    """
    scores, truth = [np.zeros((0, count))], [np.zeros(0, dtype=int)]
    part = _parts(labels, folds)
    for fold in range(folds):
        hidden = labels % folds == fold
        seen, asked = ~hidden & (part != fold), hidden | (part == fold)
        if seen.any() and asked.any() and sum(map(len, truth)) < ENOUGH:
            vectoriser, vectors = Vectoriser.learn(_pick(texts, seen), ngrams)
            machine = Linear.train(vectors, labels[seen], count, strength)
            scores.append(np.array([machine.scores(*vectoriser.vector(t)[:2]) for t in _pick(texts, asked)]))
            truth.append(np.where(hidden, NONE, labels)[asked])
    return HeldBack(np.concatenate(scores), np.concatenate(truth))


def _pick(texts: list[str], which: np.ndarray) -> list[str]:
    return [texts[place] for place in np.flatnonzero(which)]


def _parts(labels: np.ndarray, folds: int) -> np.ndarray:
    """A fold for each example, such that each label is spread evenly; a label's only example is in none."""
    part = np.full(len(labels), -1)
    shuffle = np.random.default_rng(0)
    for label in np.unique(labels):
        places = np.flatnonzero(labels == label)
        if len(places) > 1:
            part[shuffle.permutation(places)] = (np.arange(len(places)) + label) % folds
    return part
