"""Tells the language of a message that is not in the language of the guide, by its letters."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from bot.guide.wording import ends, normalise

#: Runs of so many letters at most are counted; so many letters at least say something.
LONGEST, FEWEST = 3, 5
#: How much likelier a run of letters must be, on average, than in the language of the guide (natural logarithm).
AHEAD = 0.3
#: What a run counts that a language's words do not hold.
UNSEEN = 0.3
#: So many letters of a long message say it, half of them at each end.
READ = 240


class Tongues:
    """Knows how some languages look.

    Args:
        home: words of the language of the guide: in doubt, a message is in that one.
        others: words of other languages, by their codes. Little is enough: their first words of help.
    """

    def __init__(self, home: Iterable[str], others: Mapping[str, Iterable[str]]) -> None:
        self._home = _Letters(home)
        self._others = {code: _Letters(texts) for code, texts in others.items()}

    def of(self, text: str) -> str | None:
        """The code of the other language that `text` is in, or None."""
        runs = Counter(_runs(ends(text, READ)))
        if runs.total() < FEWEST * LONGEST or not self._others:
            return None
        sizes = [0] * (LONGEST + 1)
        for run, times in runs.items():
            sizes[len(run)] += times
        fit, code = max((letters.fit(runs, sizes), code) for code, letters in self._others.items())
        return code if fit - self._home.fit(runs, sizes) >= AHEAD else None


class _Letters:
    """How often each run of letters is in the words of one language."""

    def __init__(self, texts: Iterable[str]) -> None:
        counts = Counter(run for text in texts for run in _runs(text))
        sizes: Counter[int] = Counter()
        for run, times in counts.items():
            sizes[len(run)] += times
        self._likely = {run: math.log(times / sizes[len(run)]) for run, times in counts.items()}
        self._unseen = [math.log(UNSEEN / (sizes[size] or 1)) for size in range(LONGEST + 1)]

    def fit(self, runs: Counter[str], sizes: list[int]) -> float:
        """The average logarithm of how likely these runs are, of which there are `sizes` of each length.

        First as if all were unseen: of a text in letters of another script nearly all are, and there are thousands.
        """
        likely, unseen = self._likely, self._unseen
        found = sum(times * unseen[size] for size, times in enumerate(sizes))
        found += math.fsum(runs[run] * (likely[run] - unseen[len(run)]) for run in runs.keys() & likely.keys())
        return found / runs.total()


def _runs(text: str) -> Iterator[str]:
    letters = "".join(character for character in normalise(text) if not character.isdigit())
    spaced = f" {letters} "
    for size in range(1, LONGEST + 1):
        yield from (spaced[at : at + size] for at in range(len(spaced) - size + 1))
