"""Tells the language of a message that is not in the language of the guide, by its letters."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import chain

import numpy as np

from bot.guide.wording import ends, normalise

#: Runs of so many letters at most are counted; so many letters at least say something.
LONGEST, FEWEST = 3, 5
#: How much likelier a run of letters must be, on average, than in the language of the guide (natural logarithm).
AHEAD = 0.3
#: What a run counts that a language's words do not hold.
UNSEEN = 0.3
#: So many letters of a long message say it, half of them at each end.
READ = 240
#: In fewer letters no language is told ("no", "mama", "ok"): the talk stays in the one that it is in.
LETTERS = 10


class Tongues:
    """Knows how some languages look.

    Args:
        home: words of the language of the guide: in doubt, a message is in that one.
        others: words of other languages, by their codes. Little is enough: their first words of help.
    """

    def __init__(self, home: Iterable[str], others: Mapping[str, Iterable[str]]) -> None:
        self._codes = tuple(others)
        every = [_Letters(texts) for texts in (home, *others.values())]
        self._unseen = np.array([letters.unseen for letters in every])
        self._places = {run: place for place, run in enumerate(sorted(set().union(*(of.likely for of in every))))}
        self._gains = np.zeros((len(self._places), len(every)), np.float32)
        for column, letters in enumerate(every):
            for run, likely in letters.likely.items():
                self._gains[self._places[run], column] = likely - letters.unseen[len(run)]

    def of(self, text: str) -> str | None:
        """The code of the other language that `text` is in, or None."""
        runs = Counter(_runs(ends(text, READ)))
        if runs.total() < FEWEST * LONGEST or not self._codes:
            return None
        home, *others = self._fits(runs).tolist()
        fit, code = max(zip(others, self._codes, strict=True))
        return code if fit - home >= AHEAD else None

    def _fits(self, runs: Counter[str]) -> np.ndarray:
        """For each language, the one of the guide first, the average logarithm of how likely these runs are.

        First as if all were unseen: of a text in letters of another script nearly all are, and there are thousands.
        """
        sizes = np.zeros(LONGEST + 1)
        for run, times in runs.items():
            sizes[len(run)] += times
        known = {self._places[run]: times for run, times in runs.items() if run in self._places}
        gains = np.array(list(known.values()), np.float32) @ self._gains[list(known)]
        return (self._unseen @ sizes + gains) / runs.total()


class _Letters:
    """How likely each run of letters is in the words of one language, and one of each length that they do not hold.

    Both are natural logarithms.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        counts = Counter(chain.from_iterable(map(_runs, texts)))
        sizes: Counter[int] = Counter()
        for run, times in counts.items():
            sizes[len(run)] += times
        self.likely = {run: math.log(times / sizes[len(run)]) for run, times in counts.items()}
        self.unseen = [math.log(UNSEEN / (sizes[size] or 1)) for size in range(LONGEST + 1)]


def has_letters(text: str) -> bool:
    """Are there letters enough to tell a language? One sign of another script says more than ten of ours."""
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) >= LETTERS or not all(map(str.isascii, letters))


def _runs(text: str) -> list[str]:
    letters = "".join([character for character in normalise(text) if not character.isdigit()])
    spaced = f" {letters} "
    return [spaced[at : at + size] for size in range(1, LONGEST + 1) for at in range(len(spaced) - size + 1)]
