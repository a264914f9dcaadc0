"""Scores that are kept without their zeros are the same numbers."""

import numpy as np
import pytest
import scipy.sparse as sp

from bot.assistant.nlu.linear import Features, Linear

COLUMNS, VALUES = np.array([3, 0, 7]), np.array([0.5, 0.2, 0.1], np.float32)


@pytest.fixture
def whole() -> Linear:
    chance = np.random.default_rng(0)
    levels = chance.integers(-127, 128, (9, 40)).astype(np.int8)
    levels[chance.random(levels.shape) < 0.9] = 0
    levels[3] = chance.integers(1, 128, 40)  # a common word
    meaning, scale, bias = (chance.random(size, np.float32) for size in ((4, 40), 40, 40))
    return Linear(levels, scale, meaning, bias)


def test_scores_are_the_same_to_the_last_bit(whole: Linear) -> None:
    meaning = np.ones(4, np.float32)
    for given in ((COLUMNS, VALUES, meaning), (COLUMNS[:0], VALUES[:0], meaning)):
        np.testing.assert_array_equal(whole.without_zeros().scores(*given), whole.scores(*given))
    table = sp.csr_matrix(np.eye(9, dtype=np.float32))
    features = Features(table, np.ones((9, 4), np.float32))
    np.testing.assert_array_equal(whole.without_zeros().all_scores(features), whole.all_scores(features))


def test_reasons_are_the_same(whole: Linear) -> None:
    np.testing.assert_array_equal(whole.without_zeros().weights_of(5, COLUMNS), whole.weights_of(5, COLUMNS))


def test_both_are_read_as_they_were_stored_and_one_is_smaller(whole: Linear) -> None:
    sparse = whole.without_zeros()
    for scores in (whole, sparse):
        again = Linear.of(scores.arrays()).arrays()
        assert again.keys() == scores.arrays().keys()
        for name, array in scores.arrays().items():
            np.testing.assert_array_equal(again[name], array)
    assert "levels" not in sparse.arrays()
    table = sparse.levels
    assert len(table.numbers) + np.count_nonzero(table.whole) == np.count_nonzero(whole.levels)
    assert 1 < len(table.whole) < len(table.places)
