"""Two small heads on the same features: which kind of trouble a message tells of, and about whom it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from bot.assistant.nlu.linear import Features, Linear

About = Literal["me", "other", "nobody"]
#: Intents whose examples are all of one kind of trouble.
OF_ONE_KIND = {"help_bullied": "bullied", "help_found_material": "found"}
#: Their examples are many; so many of each are enough beside those of the other kinds.
OF_EACH = 60
#: Intents whose examples are all about somebody else, or all about the person who writes.
ABOUT_OTHERS, ABOUT_ME = ("help_friend",), ("help_self", "help_bullied", "help_own_behaviour", "help_human")
#: How far the two scores lie apart where it is clearly somebody else; when in doubt it is the person who writes.
CLEARLY = 1.0
#: How sharply scores become a probability, and how likely a kind must be to be named.
GAIN, NAMED = 4.0, 0.4


@dataclass(frozen=True)
class Heads:
    """Scores by kind, and the score of being about somebody else (above 0) or the person who writes (below)."""

    kinds: tuple[str, ...] = ()
    kind_scores: Linear | None = None
    about_scores: Linear | None = None

    @classmethod
    def train(
        cls,
        features: Features,
        intents: Sequence[str],
        kinds: Sequence[tuple[str, str]],
        read: Callable[[list[str]], Features],
    ) -> Heads:
        """Learn from examples and their intents, and from `kinds`: (text, kind of trouble), which `read` reads."""
        about = np.array([_about(intent) for intent in intents])
        heads = cls()
        if {0, 1} <= set(about.tolist()):
            heads = cls(about_scores=Linear.train(features.of(about >= 0), about[about >= 0], 2))
        if not kinds:
            return heads
        told = read([text for text, _ in kinds])
        places = {kind: _spread(intents, intent) for intent, kind in OF_ONE_KIND.items()}
        parts = [told, *(features.of(rows) for rows in places.values())]
        named = [kind for _, kind in kinds] + [kind for kind, rows in places.items() for _ in rows]
        names = tuple(sorted(set(named)))
        labels = np.array([names.index(kind) for kind in named])
        return cls(names, Linear.train(Features.together(parts), labels, len(names)), heads.about_scores)

    def kind(self, *message: np.ndarray) -> str | None:
        """The kind of trouble in a message (columns, values, vector), if there is any."""
        if self.kind_scores is None:
            return None
        scores = self.kind_scores.scores(*message)
        powers = np.exp(GAIN * (scores - scores.max()))
        best = int(scores.argmax())
        return self.kinds[best] if powers[best] / powers.sum() >= NAMED else None

    def about(self, *message: np.ndarray) -> About:
        """Whom a message that tells of trouble, or asks about it, is about."""
        if self.about_scores is None:
            return "me"
        me, other = self.about_scores.scores(*message)
        return "other" if other - me >= CLEARLY else "me"


def _about(intent: str) -> int:
    return 1 if intent in ABOUT_OTHERS else 0 if intent in ABOUT_ME else -1


def _spread(intents: Sequence[str], wanted: str) -> np.ndarray:
    """Places of some examples of one intent, from all over its file."""
    places = np.array([place for place, intent in enumerate(intents) if intent == wanted], dtype=int)
    return places[:: max(1, len(places) // OF_EACH)]
