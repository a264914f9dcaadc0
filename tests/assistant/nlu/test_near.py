import numpy as np
import pytest

from bot.assistant.nlu.near import LIKELY, MOST, WEIGHT, Near


def unit(*numbers: float) -> np.ndarray:
    vector = np.array([*numbers, *[0.0] * (8 - len(numbers))], dtype=np.float32)
    return vector / np.linalg.norm(vector)


#: Two examples of label 0, one of label 1, none of label 2.
EXAMPLES = np.stack([unit(1, 0), unit(1, 1), unit(0, 0, 1)])


@pytest.fixture
def near() -> Near:
    return Near.learn(EXAMPLES, np.array([0, 0, 1]), 3)


def test_the_likeness_to_the_nearest_example_of_few_is_added(near):
    scores = np.array([0.5, -0.5, -1.0], dtype=np.float32)
    added = near.added(scores, unit(1, 0))
    assert added == pytest.approx(scores + WEIGHT * np.array([1.0, 0.0, 0.0]), abs=0.05)


def test_one_message_and_many_are_given_the_same(near):
    scores = np.array([[0.5, -0.5, -1.0], [0.0, 0.2, -1.0]], dtype=np.float32)
    meaning = np.stack([unit(1, 0.3), unit(0.2, 0, 1)])
    one = [near.added(row, vector) for row, vector in zip(scores, meaning, strict=True)]
    assert near.all_added(scores, meaning) == pytest.approx(np.stack(one), abs=1e-5)


def test_a_paraphrase_of_a_rare_example_wins_over_a_line_through_the_middle():
    rng = np.random.default_rng(0)
    many = rng.normal(size=(200, 64)).astype(np.float32)
    many /= np.linalg.norm(many, axis=1, keepdims=True)
    near = Near.learn(many, np.arange(200) % 2, 2)
    said = many[6] + 0.05 * many[7]  # label 0
    assert near.added(np.array([0.0, 0.1], dtype=np.float32), said / np.linalg.norm(said)).argmax() == 0


def test_what_is_kept_of_a_label_is_bounded():
    near = Near.learn(np.tile(unit(1), (3 * MOST, 1)), np.zeros(3 * MOST, dtype=int), 1)
    assert near.ends[-1] <= MOST
    assert near.rows.dtype == np.int8


def test_unlikely_labels_get_no_more_than_the_likely_ones():
    near = Near.learn(np.tile(unit(1), (LIKELY + 4, 1)), np.arange(LIKELY + 4), LIKELY + 4)
    scores = np.linspace(1, -1, LIKELY + 4).astype(np.float32)
    assert near.added(scores, unit(1)) == pytest.approx(scores + WEIGHT, abs=0.1)
