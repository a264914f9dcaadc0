"""From a normalised message to numbers: words and pieces of words, weighted by how telling they are.

TF-IDF over words and word pairs, and over the pieces of each word (`char_wb` in scikit-learn's terms), each of
the two scaled to length 1. One thing differs from scikit-learn: n-grams that no training example holds
count towards the length. The less of a message the model knows, the shorter its vector and the lower its scores.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import scipy.sparse as sp

#: The two kinds of n-grams, in the order of their columns.
KINDS = ("word", "piece")


class Vector(NamedTuple):
    """One message: its known columns, their weights, and the share of it (0-1) that is known."""

    columns: np.ndarray
    values: np.ndarray
    known: float


@dataclass(frozen=True)
class Ngrams:
    """Which n-grams a message is cut into: up to `words` words, and pieces of `shortest` to `longest` letters."""

    words: int = 2
    shortest: int = 2
    longest: int = 5

    def __call__(self, text: str) -> tuple[list[str], list[str]]:
        """The word n-grams and the piece n-grams of a normalised message, with repeats."""
        words = text.split()
        runs = [" ".join(words[i : i + n]) for n in range(2, self.words + 1) for i in range(len(words) - n + 1)]
        return words + runs, [piece for word in words for piece in self._pieces(f" {word} ")]

    def _pieces(self, word: str) -> Iterator[str]:
        for size in range(self.shortest, self.longest + 1):
            if len(word) <= size:
                yield word
                return
            for start in range(len(word) - size + 1):
                yield word[start : start + size]


class Vectoriser:
    """Weighs n-grams by a vocabulary learnt from examples."""

    def __init__(self, ngrams: Ngrams, vocabularies: list[list[str]], idf: np.ndarray, unknown_idf: float):
        self.ngrams = ngrams
        self.vocabularies = vocabularies
        self.idf = idf.astype(np.float32)
        self.unknown_idf = float(unknown_idf)
        self._columns = _columns(vocabularies)

    @classmethod
    def learn(cls, texts: list[str], ngrams: Ngrams) -> tuple[Vectoriser, Counts]:
        """The vectoriser for normalised `texts`, and their n-gram counts."""
        counts = Counts.of(texts, ngrams)
        return cls(ngrams, counts.vocabularies, counts.idf(), counts.unknown_idf()), counts

    def vector(self, text: str) -> Vector:
        """A normalised message as weighted columns."""
        parts = [self._part(grams, known) for grams, known in zip(self.ngrams(text), self._columns, strict=True)]
        return Vector(
            np.concatenate([part.columns for part in parts]),
            np.concatenate([part.values for part in parts]),
            float(np.mean([part.known for part in parts])),
        )

    def names(self, columns: Iterable[int]) -> list[tuple[str, str]]:
        """(kind, n-gram) of each column."""
        words = len(self.vocabularies[0])
        flat = [(KINDS[int(c >= words)], c - words if c >= words else c) for c in columns]
        return [(kind, self.vocabularies[KINDS.index(kind)][place]) for kind, place in flat]

    def _part(self, grams: list[str], known: dict[str, int]) -> Vector:
        counts = Counter(grams)
        found = [(known[gram], count) for gram, count in counts.items() if gram in known]
        columns = np.array([column for column, _ in found], dtype=np.int64)
        values = (1 + np.log(np.array([count for _, count in found], dtype=np.float32))) * self.idf[columns]
        unknown = sum((1 + math.log(count)) ** 2 for gram, count in counts.items() if gram not in known)
        inside, outside = float(values @ values), unknown * self.unknown_idf**2
        total = inside + outside
        return Vector(columns, values / math.sqrt(total) if total else values, inside / total if total else 0.0)


class Counts:
    """How often each n-gram stands in each training example."""

    def __init__(self, matrix: sp.csr_matrix, vocabularies: list[list[str]]) -> None:
        self.matrix = matrix
        self.vocabularies = vocabularies
        self._seen = (matrix > 0).astype(np.float32).tocsr()

    @classmethod
    def of(cls, texts: list[str], ngrams: Ngrams) -> Counts:
        """Count all n-grams of normalised `texts`; the vocabularies are in alphabetical order."""
        cut = [ngrams(text) for text in texts]
        vocabularies = [sorted({g for parts in cut for g in parts[kind]}) for kind in range(len(KINDS))]
        columns = _columns(vocabularies)
        rows = [Counter(columns[k][g] for k, grams in enumerate(parts) for g in grams) for parts in cut]
        ends = np.cumsum([0] + [len(row) for row in rows])
        indices = np.fromiter((column for row in rows for column in row), dtype=np.int32, count=ends[-1])
        values = np.fromiter((n for row in rows for n in row.values()), dtype=np.float32, count=ends[-1])
        shape = (len(texts), sum(map(len, vocabularies)))
        return cls(sp.csr_matrix((values, indices, ends), shape=shape), vocabularies)

    def idf(self, rows: np.ndarray | slice = slice(None)) -> np.ndarray:
        """Inverse document frequency among `rows`, smoothed; an n-gram outside them counts as unknown."""
        seen = self._seen[rows]
        frequency = np.asarray(seen.sum(axis=0)).ravel()
        return (np.log((1 + seen.shape[0]) / (1 + frequency)) + 1).astype(np.float32)

    def unknown_idf(self) -> float:
        """The weight of an n-gram that no example holds."""
        return math.log(1 + self.matrix.shape[0]) + 1

    def weigh(self, idf: np.ndarray) -> sp.csr_matrix:
        """The examples as vectors under `idf`: each kind of n-gram scaled to length 1."""
        weighted = self.matrix.copy()
        weighted.data = (1 + np.log(weighted.data)) * idf[weighted.indices]
        row = np.repeat(np.arange(weighted.shape[0]), np.diff(weighted.indptr))
        kind = (weighted.indices >= len(self.vocabularies[0])).astype(np.int64)
        length = np.zeros((weighted.shape[0], len(KINDS)))
        np.add.at(length, (row, kind), weighted.data.astype(np.float64) ** 2)
        weighted.data = (weighted.data / np.sqrt(length)[row, kind]).astype(np.float32)
        return weighted


def _columns(vocabularies: list[list[str]]) -> list[dict[str, int]]:
    """For each kind, n-gram to column; the kinds stand side by side."""
    first = np.cumsum([0] + [len(grams) for grams in vocabularies])
    return [{gram: int(first[k]) + i for i, gram in enumerate(grams)} for k, grams in enumerate(vocabularies)]
