"""From a normalised message to numbers: words and pieces of words, weighted by how telling they are.

TF-IDF over words and word pairs, and over the pieces of each word (`char_wb` in scikit-learn's terms), each of
the two scaled to length 1. One thing differs from scikit-learn: n-grams that no training example holds
count towards the length. The less of a message the model knows, the shorter its vector and the lower its scores.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise, repeat
from typing import NamedTuple

import numpy as np
import scipy.sparse as sp

from bot.assistant.nlu.spelling import Mended, Speller

#: The two kinds of n-grams, in the order of their columns.
KINDS = ("word", "piece")
#: Letters of a piece.
SHORTEST, LONGEST = 2, 5


class Vector(NamedTuple):
    """One message: its known columns, their weights, and the share of it (0-1) that is known."""

    columns: np.ndarray
    values: np.ndarray
    known: float


def of_words(words: list[str]) -> list[str]:
    """Words and pairs of neighbours, with repeats."""
    return words + [f"{one} {other}" for one, other in pairwise(words)]


def of_pieces(words: list[str], cut: dict[str, list[str]]) -> list[str]:
    """Pieces of words, each word with a space at both ends, with repeats. `cut` holds, and takes, words in pieces."""
    cut |= {word: _pieces(f" {word} ") for word in set(words).difference(cut)}
    return [piece for word in words for piece in cut[word]]


def _pieces(word: str) -> list[str]:
    pieces: list[str] = []
    for size in range(SHORTEST, LONGEST + 1):
        if len(word) <= size:
            return [*pieces, word]
        pieces += [word[start : start + size] for start in range(len(word) - size + 1)]
    return pieces


#: Of a message in another language fewer of its words are known (0-1); there a mended word would be a wrong one.
KNOWN = 0.6


@dataclass(frozen=True)
class Reading:
    """A message as one vectoriser reads it: its words mended at once, its vector made when it is first asked for."""

    vectoriser: Vectoriser
    words: Mended
    cut: dict[str, list[str]]

    @cached_property
    def vector(self) -> Vector:
        """The message as weighted columns."""
        return self.vectoriser.weighed(self.words, self.cut)

    @property
    def mended(self) -> str | None:
        """The message in the words of the examples, where that changes it and most of its words are known."""
        return " ".join(self.words.words) if self.words.replaced and self.vector.known >= KNOWN else None


class Vectoriser:
    """Weighs n-grams by a vocabulary learnt from examples."""

    def __init__(self, vocabularies: list[list[str]], idf: np.ndarray, unknown_idf: float):
        self.idf = idf.astype(np.float32)
        self.unknown_idf = float(unknown_idf)
        self._columns = _columns(vocabularies)
        self._speller = Speller(self._columns[0], self.idf)

    @property
    def vocabularies(self) -> list[list[str]]:
        """The n-grams that it knows, of each kind, in the order of their columns."""
        return [list(columns) for columns in self._columns]

    @classmethod
    def learn(cls, texts: list[str]) -> tuple[Vectoriser, sp.csr_matrix]:
        """The vectoriser for normalised `texts`, and their vectors."""
        words, word_counts = _count([of_words(text.split()) for text in texts])
        single = [place for place, gram in enumerate(words) if " " not in gram]
        parts, in_words = _count([of_pieces([words[place]], {}) for place in single])
        vocabularies = [words, parts]
        counts = sp.hstack([word_counts, word_counts[:, single] @ in_words], format="csr")
        counts.sort_indices()
        frequency = np.bincount(counts.indices, minlength=counts.shape[1])
        idf = (np.log((1 + len(texts)) / (1 + frequency)) + 1).astype(np.float32)
        unknown_idf = math.log(1 + len(texts)) + 1
        return cls(vocabularies, idf, unknown_idf), _weigh(counts, idf, len(vocabularies[0]))

    def reading(self, text: str, cut: dict[str, list[str]] | None = None) -> Reading:
        """A normalised message as it is read here.

        Args:
            cut: words of this message that another vectoriser has cut into pieces; what is cut here is added.
        """
        return Reading(self, self._speller.mend(text.split()), {} if cut is None else cut)

    def vector(self, text: str) -> Vector:
        """A normalised message as weighted columns, its spelling mended."""
        return self.reading(text).vector

    def weighed(self, mended: Mended, cut: dict[str, list[str]]) -> Vector:
        """Mended words as weighted columns. What was typed counts as pieces too."""
        grams = of_words(mended.words), of_pieces(mended.words + mended.replaced, cut)
        parts = [self._part(*pair) for pair in zip(grams, self._columns, strict=True)]
        return Vector(
            np.concatenate([part.columns for part in parts]),
            np.concatenate([part.values for part in parts]),
            sum(part.known for part in parts) / len(parts),
        )

    def table(self, texts: Iterable[str]) -> sp.csr_matrix:
        """A row for each normalised message."""
        rows = [self.vector(text) for text in texts]
        ends = np.cumsum([0, *(len(row.columns) for row in rows)])
        columns, values = (np.concatenate([getattr(row, name) for row in rows]) for name in ("columns", "values"))
        return sp.csr_matrix((values, columns, ends), shape=(len(rows), len(self.idf)), dtype=np.float32)

    def names(self, columns: Iterable[int]) -> list[tuple[str, str]]:
        """(kind, n-gram) of each column."""
        grams = self.vocabularies
        words = len(grams[0])
        places = [(0, column) if column < words else (1, column - words) for column in columns]
        return [(KINDS[kind], grams[kind][place]) for kind, place in places]

    def _part(self, grams: list[str], known: dict[str, int]) -> Vector:
        # Thousands of n-grams a message, of letters of many scripts still more: counted and looked up in C.
        counts = Counter(grams)
        places = np.fromiter(map(known.get, counts, repeat(-1)), np.int64, len(counts))
        times = np.fromiter(counts.values(), np.float64, len(counts))
        here = places >= 0
        columns = places[here]
        values = (1 + np.log(times[here].astype(np.float32))) * self.idf[columns]
        unknown = float(np.square(1 + np.log(times[~here])).sum())
        inside, outside = float(values @ values), unknown * self.unknown_idf**2
        total = inside + outside
        return Vector(columns, values / math.sqrt(total) if total else values, inside / total if total else 0.0)


def _columns(vocabularies: list[list[str]]) -> list[dict[str, int]]:
    """For each kind, n-gram to column; the kinds stand side by side."""
    first = np.cumsum([0] + [len(grams) for grams in vocabularies])
    return [{gram: int(first[k]) + i for i, gram in enumerate(grams)} for k, grams in enumerate(vocabularies)]


def _count(cut: list[list[str]]) -> tuple[list[str], sp.csr_matrix]:
    """All n-grams in order, and how often each message (a row) has each."""
    vocabulary = sorted(set(chain.from_iterable(cut)))
    columns = {gram: column for column, gram in enumerate(vocabulary)}
    ends = np.cumsum([0, *map(len, cut)])
    indices = np.fromiter(map(columns.__getitem__, chain.from_iterable(cut)), dtype=np.int32, count=ends[-1])
    counts = sp.csr_matrix((np.ones(len(indices), np.float32), indices, ends), shape=(len(cut), len(vocabulary)))
    counts.sum_duplicates()
    return vocabulary, counts


def _weigh(counts: sp.csr_matrix, idf: np.ndarray, word_columns: int) -> sp.csr_matrix:
    """Sublinear TF-IDF, each kind of n-gram scaled to length 1."""
    weighted = counts.copy()
    weighted.data = (1 + np.log(counts.data)) * idf[counts.indices]
    row = np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))
    part = row * len(KINDS) + (counts.indices >= word_columns)
    length = np.sqrt(np.bincount(part, weighted.data.astype(np.float64) ** 2))
    weighted.data = (weighted.data / length[part]).astype(np.float32)
    return weighted
