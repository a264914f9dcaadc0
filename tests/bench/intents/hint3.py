"""HINT3: real questions of three bots' users, many of them none of the bot's business.

Arora et al., "HINT3: Raising the bar for Intent Detection in the Wild", Insights workshop at EMNLP 2020
(2020.insights-1.16). The data stay outside this repository; nothing of them enters the bot.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline, make_union

from bot.assistant.nlu.model import IntentModel

DATASETS = ("sofmattress", "curekart", "powerplay11")
OUT_OF_SCOPE = "NO_NODES_DETECTED"
THRESHOLDS = np.round(np.arange(0.1, 0.91, 0.1), 1)
#: Best total accuracy over the thresholds, in per cent, from the paper's published result files.
PUBLISHED = {
    "Rasa DIET (published)": (63.7, 64.1, 73.1),
    "Dialogflow (published)": (71.3, 73.2, 72.8),
    "BERT (published)": (69.0, 65.1, 66.5),
}
#: Rasa DIET at the threshold that Rasa uses unless told otherwise (0.3): in-scope accuracy, out-of-scope recall.
DIET_AT_ITS_DEFAULT = ((68.4, 10.2), (84.1, 6.3), (46.2, 26.1))

Guess = tuple[str, float]
Classifier = Callable[[list[str]], list[Guess]]


class Scores(NamedTuple):
    """Per cent, a row a threshold: all queries, in-scope ones, out-of-scope ones handled rightly."""

    total: np.ndarray
    in_scope: np.ndarray
    out_of_scope: np.ndarray

    @property
    def best(self) -> int:
        """Place of the threshold with the best total."""
        return int(self.total.argmax())


def measure(folder: Path, train: Callable[[list[str], list[str]], Classifier]) -> dict[str, Scores]:
    """Train on each training file, ask each test file."""
    return {name: _measure(folder, name, train) for name in DATASETS}


def ours(texts: list[str], intents: list[str]) -> Classifier:
    """The bot's own classifier, with the bot's own settings."""
    model = IntentModel.train(texts, intents)
    return lambda queries: [model.predict(query).best for query in queries]


def plain(texts: list[str], intents: list[str]) -> Classifier:
    """What a day with scikit-learn gives: TF-IDF of words and pieces, logistic regression."""
    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)
    pieces = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True)
    regression = LogisticRegression(C=10, class_weight="balanced", max_iter=1000)
    pipeline = make_pipeline(make_union(words, pieces), regression).fit(texts, intents)

    def classify(queries: list[str]) -> list[Guess]:
        table = pipeline.predict_proba(queries)
        return list(zip(pipeline.classes_[table.argmax(axis=1)], table.max(axis=1), strict=True))

    return classify


def _measure(folder: Path, name: str, train: Callable[[list[str], list[str]], Classifier]) -> Scores:
    queries, wanted = _read(folder / f"{name}_test.csv")
    guesses = train(*_read(folder / f"{name}_train.csv"))(queries)
    right = np.array([intent == want for (intent, _), want in zip(guesses, wanted, strict=True)])
    confidence = np.array([confidence for _, confidence in guesses])
    known = np.array(wanted) != OUT_OF_SCOPE
    passed = confidence >= THRESHOLDS[:, None]
    fine = np.where(known, right & passed, ~passed) * 100.0
    return Scores(fine.mean(axis=1), fine[:, known].mean(axis=1), fine[:, ~known].mean(axis=1))


def _read(path: Path) -> tuple[list[str], list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [row["sentence"] for row in rows], [row["label"] for row in rows]
