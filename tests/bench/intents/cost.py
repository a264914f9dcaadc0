"""What the classifier costs: time to answer, time to train, bytes on disk."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np

from bot.assistant.examples import Example
from bot.assistant.nlu.model import IntentModel

ASKED = 2000


class Cost(NamedTuple):
    """Seconds, milliseconds and bytes."""

    examples: int
    languages: int
    training_seconds: float
    loading_seconds: float
    median_ms: float
    slowest_percent_ms: float
    model_bytes: int


def measure(examples: list[Example]) -> Cost:
    """Train on everything, save, load, and ask the loaded model."""
    texts, intents, langs = (list(column) for column in zip(*examples, strict=True))
    training, model = _timed(lambda: IntentModel.train(texts, intents, langs))
    with tempfile.TemporaryDirectory() as folder:
        model.save(Path(folder))
        size = sum(file.stat().st_size for file in Path(folder).iterdir())
        loading, loaded = _timed(lambda: IntentModel.load(Path(folder)))
    step = max(1, len(texts) // ASKED)
    # A letter is doubled, so that the slow path (mending the spelling) is measured as well.
    asked = [text + text[-1] for text in texts[::step]]
    spent = [_timed(lambda text=text: loaded.predict(text))[0] * 1000 for text in asked]
    return Cost(
        examples=len(texts),
        languages=len(set(langs)),
        training_seconds=training,
        loading_seconds=loading,
        median_ms=float(np.median(spent)),
        slowest_percent_ms=float(np.quantile(spent, 0.99)),
        model_bytes=size,
    )


def _timed(call: Callable) -> tuple[float, object]:
    start = time.perf_counter()
    result = call()
    return time.perf_counter() - start, result
