"""Mends misspelt words by the words of the training examples.

A word that no example holds is taken for a known one when a single slip lies between them (a letter missing,
doubled, wrong, or two swapped), when it is two known words run together, or half of one. The original stays in
play beside its correction, so a wrong guess costs little.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from rapidfuzz.distance import OSA

#: Words this short are one slip from too many others: they are mended only beside a word that they go with.
SHORT = 3
#: The same for words this short whose first letter is wrong: people rarely miss the first letter.
SHORT_FIRST = 4
#: A word that may be two run together, and either of these, has at least so many letters.
SHORTEST_WHOLE, SHORTEST_PART = 6, 2
#: Longer "words" are noise; looking into them would cost time.
LONGEST = 30
#: What a wrong first letter costs a candidate, on the scale of `rarity`.
FIRST_LETTER = 2.0
#: The fit of a candidate for which too little speaks.
NO_FIT = float("-inf")


class Mended(NamedTuple):
    """The words to read, and the words as typed that were replaced among them."""

    words: list[str]
    replaced: list[str]


class Speller:
    """Knows the words of a vocabulary and finds them again when they are misspelt."""

    def __init__(self, known: Mapping[str, int], rarity: Sequence[float] | np.ndarray) -> None:
        """Where in `rarity` stands how rare a word, or a pair of neighbours ("my friend"), is among the examples."""
        self._known, self._rarity = known, rarity
        words = [gram for gram in known if " " not in gram]
        self._letters = frozenset().union(*words)
        self._rarest = float(max(map(rarity.__getitem__, known.values()), default=0.0)) + 1
        # Words that come from the same one are one text, with blanks between them: most have one, and a list would
        # cost as much again.
        self._shortened: dict[str, str] = {}
        for word in words:
            if len(word) >= SHORT and word.isalpha():
                for shortened in _shortenings(word):
                    others = self._shortened.get(shortened)
                    self._shortened[shortened] = f"{others} {word}" if others else word

    def mend(self, words: list[str]) -> Mended:
        """The words of a message with unknown ones replaced where a known one is meant."""
        mended = Mended([], [])
        looked: dict[str, tuple[list[str], list[str]]] = {}
        all_known = True
        for place, word in enumerate(words):
            if word in self._known:
                mended.words.append(word)
                continue
            if word not in looked:
                looked[word] = self._near(word), self._split(word)
            near, split = looked[word]
            found = (near and self._fitting(word, near, mended.words[-1:], words[place + 1 : place + 2])) or split
            if found:
                mended.replaced.append(word)
            mended.words.extend(found or [word])
            all_known = all_known and bool(found)
        return mended if all_known else self._joined(mended)

    def _near(self, word: str) -> list[str]:
        """The known words that a single slip makes of this one."""
        if not SHORT <= len(word) <= LONGEST or not word.isalpha():
            return []
        if sum(map(self._letters.__contains__, word)) < len(word) - 1:  # one slip makes no two letters of other scripts
            return []
        near = {known for shortened in _shortenings(word) for known in self._shortened.get(shortened, "").split()}
        return [known for known in near if OSA.distance(word, known, score_cutoff=1) <= 1]

    def _fitting(self, word: str, near: list[str], before: list[str], after: list[str]) -> list[str]:
        """The one of these that fits best between the neighbours, if any does."""
        fit, best = max((self._fit(word, known, before, after), known) for known in near)
        return [best] if fit > NO_FIT else []

    def _fit(self, word: str, known: str, before: list[str], after: list[str]) -> float:
        """How well `known` fits between its neighbours, on the scale of `rarity`; or NO_FIT."""
        pairs = [f"{left} {known}" for left in before] + [f"{known} {right}" for right in after]
        support = sum(self._rarest - self._rare(pair) for pair in pairs if pair in self._known)
        other_start = known[0] != word[0]
        if not support and (len(word) <= SHORT or (other_start and len(word) <= SHORT_FIRST)):
            return NO_FIT
        return support - self._rare(known) - FIRST_LETTER * other_start

    def _rare(self, gram: str) -> float:
        return float(self._rarity[self._known[gram]])

    def _split(self, word: str) -> list[str]:
        if not SHORTEST_WHOLE <= len(word) <= LONGEST or not word.isalpha() or not self._letters.issuperset(word):
            return []
        places = range(SHORTEST_PART, len(word) - SHORTEST_PART + 1)
        parts = [(word[:place], word[place:]) for place in places]
        known = [pair for pair in parts if pair[0] in self._known and pair[1] in self._known]
        return list(min(known, key=lambda pair: max(map(self._rare, pair)))) if known else []

    def _joined(self, mended: Mended) -> Mended:
        """Join neighbours that are a known word together, one of them being unknown by itself."""
        words: list[str] = []
        for word in mended.words:
            whole = words[-1] + word if words else ""
            if whole in self._known and not (word in self._known and words[-1] in self._known):
                mended.replaced.extend([words.pop(), word])
                word = whole
            words.append(word)
        return Mended(words, mended.replaced)


def _shortenings(word: str) -> Iterator[str]:
    """The word, and the word without each of its letters."""
    yield word
    for place in range(len(word)):
        yield word[:place] + word[place + 1 :]
