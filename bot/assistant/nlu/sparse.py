"""A table of small whole numbers of which nearly all are 0, in a sixth of its memory."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

#: A row is kept whole that has more than one number other than 0 in so many.
WHOLE = 5


class SparseTable(NamedTuple):
    """Common words speak for or against most labels, and rare ones, which are many, for or against a few.

    `whole`: the rows that are kept whole, after one of zeros; `places`: for each row, which of them it is. Of the other
    rows, one behind the other, the `numbers` that are not 0 and their `columns`; `starts`: where those of a row begin.
    """

    whole: np.ndarray
    places: np.ndarray
    starts: np.ndarray
    columns: np.ndarray
    numbers: np.ndarray

    @classmethod
    def of(cls, table: np.ndarray) -> SparseTable:
        """The same numbers as in `table`, of bytes."""
        whole = np.count_nonzero(table, axis=1) * WHOLE > table.shape[1]
        rest = table.copy()
        rest[whole] = 0
        rows, columns = np.nonzero(rest)
        starts = np.searchsorted(rows, np.arange(len(table) + 1)).astype(np.int32)
        kept = np.concatenate([np.zeros_like(table[:1]), table[whole]])
        return cls(
            kept, (np.cumsum(whole) * whole).astype(np.int32), starts, columns.astype(np.int16), rest[rows, columns]
        )

    def rows(self, which: np.ndarray) -> np.ndarray:
        """These rows, whole."""
        rows = self.whole[self.places[which]]
        starts = self.starts[which]
        counts = self.starts[which + 1] - starts
        to = np.repeat(np.arange(len(which)), counts)
        source = np.arange(len(to)) + np.repeat(starts - np.cumsum(counts) + counts, counts)
        rows[to, self.columns[source]] = self.numbers[source]
        return rows
