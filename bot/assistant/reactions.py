"""Hears what is said in a talk about trouble when nothing is asked: "I told my mum", "same", "but he is nice".

A small model of its own, because the same words mean something else, or nothing, outside such a talk.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from bot.assistant.nlu.model import IntentModel, Said, Settings

#: Stands for everything else that people say. All questions are learnt as such, for many sound alike ("I told my mum
#: and she got mad"): what is still heard as a reaction is one. Of every so many other examples one is learnt.
NONE, EVERY = "none", 12
#: "...", a smiley: nothing is said.
SILENCE = "silence"
#: From this confidence (0-1) on it is a reaction, if it is so many times likelier than that it is none.
SURE, AHEAD = 0.25, 2.0
#: Longer texts tell something.
LONGEST = 80


class Reactions:
    """Which row of the words of help answers a message, if any."""

    def __init__(self, model: IntentModel) -> None:
        self._model = model

    @classmethod
    def train(
        cls, examples: Mapping[str, Sequence[str]], others: Sequence[str], questions: Sequence[str] = ()
    ) -> Reactions:
        """Learn from examples by row, from all questions that have an answer, and from what people say otherwise."""
        pairs = [(text, row) for row, texts in examples.items() for text in texts]
        known = {text for text, _ in pairs}
        pairs += [(text, NONE) for text in (*questions, *others[::EVERY]) if text not in known]
        texts, rows = zip(*pairs, strict=True)
        return cls(IntentModel.train(list(texts), list(rows), settings=Settings(folds=4)))

    @classmethod
    def load(cls, directory: Path) -> Reactions:
        """Read what was saved. Raises ArchiveError when it is missing or damaged."""
        return cls(IntentModel.load(directory))

    def save(self, directory: Path) -> None:
        """Write the model."""
        self._model.save(directory)

    def to(self, said: Said) -> str | None:
        """The row that answers a message (masked)."""
        if not any(map(str.isalnum, said.text)):
            return SILENCE
        if len(said.text) > LONGEST:
            return None
        predicted = self._model.hear(said)
        row, confidence = predicted.best
        return row if row != NONE and confidence >= max(SURE, AHEAD * dict(predicted.intents)[NONE]) else None
