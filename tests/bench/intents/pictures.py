"""Pictures for the report: is the confidence honest, and what is taken for what?"""

from __future__ import annotations

from pathlib import Path

import matplotlib
import numpy as np
from sklearn.metrics import confusion_matrix

from tests.bench.intents.crossvalidation import Answers

matplotlib.use("Agg")
from matplotlib import pyplot

BINS = np.linspace(0, 1, 11)


def calibration_error(answers: Answers) -> float:
    """Expected calibration error in points: how far confidence and accuracy lie apart, on average."""
    return float(sum(abs(mean - share) * weight for mean, share, weight in _bins(answers))) * 100


def draw_reliability(answers: Answers, path: Path) -> None:
    """Confidence against the share that was right; the line is honesty."""
    means, shares, weights = np.array(_bins(answers)).T
    figure, axes = pyplot.subplots(figsize=(5, 5))
    axes.plot([0, 1], [0, 1], color="grey", linewidth=1)
    axes.plot(means, shares, marker="o")
    axes.bar(means, weights, width=0.05, alpha=0.25)
    axes.set(xlabel="confidence", ylabel="share right (bars: share of messages)", xlim=(0, 1), ylim=(0, 1))
    _save(figure, path)


def draw_confusion(answers: Answers, path: Path) -> None:
    """Wanted intents by row, guessed ones by column, shares of each row."""
    names = np.unique(answers.wanted)
    table = confusion_matrix(answers.wanted, answers.guessed, labels=names, normalize="true")
    figure, axes = pyplot.subplots(figsize=(14, 14))
    axes.imshow(table, cmap="Blues", vmin=0, vmax=1)
    axes.set_xticks(range(len(names)), names, rotation=90, fontsize=7)
    axes.set_yticks(range(len(names)), names, fontsize=7)
    axes.set(xlabel="guessed", ylabel="wanted")
    _save(figure, path)


def _bins(answers: Answers) -> list[tuple[float, float, float]]:
    """(mean confidence, share right, share of all messages) of each tenth that is not empty."""
    places = np.clip(np.digitize(answers.confidence, BINS) - 1, 0, len(BINS) - 2)
    groups = [places == place for place in np.unique(places)]
    return [(answers.confidence[g].mean(), answers.right[g].mean(), g.mean()) for g in groups]


def _save(figure: pyplot.Figure, path: Path) -> None:
    figure.tight_layout()
    figure.savefig(path, dpi=120)
    pyplot.close(figure)
