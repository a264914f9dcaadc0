"""Hears what is said in a talk about trouble when nothing is asked: "I told my mum", "same", "but he is nice".

A small model of its own, because the same words mean something else, or nothing, outside such a talk. It also says
whether a life is in danger: "my mum will kill me" and "stop giving me suicide numbers" sound like it, and only what
else people say in such a talk tells the difference.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from bot.assistant.nlu.model import IntentModel, Prediction, Said

#: Stands for everything else that people say. All questions are learnt as such, for many sound alike ("I told my mum
#: and she got mad"): what is still heard as a reaction is one. Of every so many other examples one is learnt.
NONE, EVERY = "none", 12
#: Before the name of a row, so that none is taken for an intent ("help_coming").
ROW = "row_"
#: Before the name of a grave kind of trouble, among the names of rows.
GRAVE = "grave_"
#: "...", a smiley: nothing is said.
SILENCE = "silence"
#: Rows for what was misheard: they sound alike, and count together.
CORRECTS = (f"{ROW}not_that", f"{ROW}its_me", f"{ROW}its_other")
#: From this confidence (0-1) on it is a reaction.
SURE = 0.4
#: What both models think of counts from this confidence (0-1) on: that somebody is to be hurt, and, as a hint, that a
#: life is in danger. Of 40 dangers that raised no alarm 21 were hinted at, and 33 of 1,030 other messages.
AGREED = 0.1
#: Longer texts tell something.
LONGEST = 80


def is_silence(text: str) -> bool:
    """Is it "...", a smiley, nothing with a letter or a digit?"""
    return not any(map(str.isalnum, text))


class Reacted(NamedTuple):
    """What was heard: the row of the words of help that answers, and the likeliest grave kind of trouble.

    `sure` and `share` tell how likely they are (0-1), `asked` how likely it is that something is asked, or said beside
    the talk.
    """

    row: str | None = None
    grave: str | None = None
    share: float = 0.0
    sure: float = 0.0
    asked: float = 1.0


class Reactions:
    """Which row of the words of help answers a message, if any, and whether it tells of danger to a life."""

    def __init__(self, model: IntentModel) -> None:
        self._model = model

    @classmethod
    def train(
        cls,
        examples: Mapping[str, Sequence[str]],
        others: Sequence[str],
        questions: Sequence[str] = (),
        graves: Mapping[str, Sequence[str]] | None = None,
    ) -> Reactions:
        """Learn from examples by row, from all questions that have an answer, and from what people say otherwise.

        Args:
            graves: messages by the grave kind of trouble that they tell of.
        """
        pairs = [(text, ROW + row) for row, texts in examples.items() for text in texts]
        pairs += [(text, GRAVE + kind) for kind, texts in (graves or {}).items() for text in texts]
        known = {text for text, _ in pairs}
        pairs += [(text, NONE) for text in (*questions, *others[::EVERY]) if text not in known]
        texts, rows = zip(*pairs, strict=True)
        return cls(IntentModel.train(list(texts), list(rows), folds=4))

    @classmethod
    def load(cls, directory: Path) -> Reactions:
        """Read what was saved. Raises ArchiveError when it is missing or damaged."""
        return cls(IntentModel.load(directory))

    def save(self, directory: Path) -> None:
        """Write the model."""
        self._model.save(directory)

    def to(self, said: Said, thought: str | None = None) -> Reacted:
        """What a message (masked) says in such a talk. `thought`: the kind that the first model thinks of."""
        if is_silence(said.text):
            return Reacted(SILENCE, sure=1.0, asked=0.0)
        predicted = self._model.hear(said)
        graves = [(name, share) for name, share in predicted.intents if name.startswith(GRAVE)]
        grave = graves[0][0].removeprefix(GRAVE) if graves else None
        danger, asked = sum(share for _, share in graves), dict(predicted.intents).get(NONE, 0.0)
        return Reacted(self._row(said, predicted, thought), grave, danger, predicted.best[1], asked)

    @staticmethod
    def _row(said: Said, predicted: Prediction, thought: str | None) -> str | None:
        row, confidence = predicted.best
        least = AGREED if row == f"{ROW}{thought}" else SURE
        if len(said.text) > LONGEST or not row.startswith(ROW):
            return None
        if row in CORRECTS:
            confidence = sum(share for name, share in predicted.intents if name in CORRECTS)
        return row.removeprefix(ROW) if confidence >= least else None
