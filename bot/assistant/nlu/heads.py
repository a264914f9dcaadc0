"""Two small heads on the same features: which kind of trouble a message tells of, and who tells it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from bot.assistant.nlu.linear import Features, Linear

#: Intents whose examples are all of one kind of trouble.
OF_ONE_KIND = {"help_bullied": "bullied", "help_found_material": "found"}
#: So many examples of each, as many as the other kinds have.
OF_EACH = 600
#: The same of the examples of intents that are told by one of the speakers.
OF_SPEAKERS = 120
#: Who may tell it: the person concerned, the same as a younger child, or somebody who speaks for another.
ME, CHILD, FRIEND, PARENT, TEACHER = SPEAKERS = ("me", "child", "friend", "parent", "teacher")
#: How the names of intents begin whose examples are told by one of them.
TOLD_BY = {"help_self": ME, "help_bullied": ME, "help_own_behaviour": ME, "help_human": ME, "help_friend": FRIEND}
TOLD_BY |= {"question_parent_": PARENT, "question_teacher_": TEACHER}
#: Of who tells it for themselves more: whoever else they name ("my teacher"), they are most.
OF_ME = 4
#: How far the scores lie apart where the person concerned is clearly a younger child.
CLEARLY = 1.3
#: How sharply scores become a probability, and how likely a kind must be to be named.
GAIN, NAMED = 4.0, 0.4


class Speaks(NamedTuple):
    """Who may have written a message.

    Attributes:
        own: me or child, if it is the person concerned.
        other: friend, parent or teacher, if it is somebody else.
        lead: how far the score of `other` lies above that of the person concerned; below 0: it lies below.
    """

    own: str = ME
    other: str = FRIEND
    lead: float = -math.inf


@dataclass(frozen=True)
class Heads:
    """Scores by kind of trouble, and by who tells of it (SPEAKERS)."""

    kinds: tuple[str, ...] = ()
    kind_scores: Linear | None = None
    speaker_scores: Linear | None = None

    @classmethod
    def train(
        cls,
        features: Features,
        intents: Sequence[str],
        kinds: Sequence[tuple[str, str]],
        speakers: Sequence[tuple[str, str]],
        read: Callable[[list[str]], Features],
    ) -> Heads:
        """Learn from examples and their intents, and from texts (which `read` reads) with their kind or speaker."""
        of_one_kind = {kind: _told(intents, intent) for intent, kind in OF_ONE_KIND.items()}
        names, kind_scores = _learn(features, of_one_kind.items(), kinds, read)
        told_by = [
            (who, _told(intents, intent, OF_SPEAKERS * (OF_ME if who == ME else 1))) for intent, who in TOLD_BY.items()
        ]
        _, speaker_scores = _learn(features, told_by, speakers, read, SPEAKERS)
        return cls(names, kind_scores, speaker_scores)

    def kind(self, *message: np.ndarray) -> tuple[str | None, float]:
        """The kind of trouble in a message (columns, values, vector), if there is any, and how likely it is (0-1)."""
        if self.kind_scores is None:
            return None, 0.0
        scores = self.kind_scores.scores(*message)
        powers = np.exp(GAIN * (scores - scores.max()))
        best = int(scores.argmax())
        share = float(powers[best] / powers.sum())
        return (self.kinds[best] if share >= NAMED else None), share

    def speaks(self, *message: np.ndarray) -> Speaks:
        """Who tells of trouble, or asks about it, in a message."""
        if self.speaker_scores is None:
            return Speaks()
        scores = dict(zip(SPEAKERS, self.speaker_scores.scores(*message).tolist(), strict=True))
        other = max((FRIEND, PARENT, TEACHER), key=scores.__getitem__)
        own = CHILD if scores[CHILD] - scores[ME] >= CLEARLY else ME
        return Speaks(own, other, scores[other] - max(scores[ME], scores[CHILD]))


def _learn(
    features: Features,
    examples: Iterable[tuple[str, np.ndarray]],
    texts: Sequence[tuple[str, str]],
    read: Callable[[list[str]], Features],
    names: tuple[str, ...] = (),
) -> tuple[tuple[str, ...], Linear | None]:
    """The labels, and their scores learnt from `texts` with their labels, and from the places of some examples."""
    if not texts:
        return (), None
    places = list(examples)
    parts = [read([text for text, _ in texts]), *(features.of(rows) for _, rows in places)]
    labelled = [label for _, label in texts] + [label for label, rows in places for _ in rows]
    names = names or tuple(sorted(set(labelled)))
    labels = np.array([names.index(label) for label in labelled])
    return names, Linear.train(Features.together(parts), labels, len(names))


def spread(places: Sequence[int], many: int) -> np.ndarray:
    """About so many of the places, from all over them; all of fewer."""
    return np.array(places, dtype=int)[:: max(1, len(places) // many)]


def _told(intents: Sequence[str], wanted: str, many: int = OF_EACH) -> np.ndarray:
    """Places of some examples of the intents whose names begin so."""
    return spread([place for place, intent in enumerate(intents) if intent.startswith(wanted)], many)
