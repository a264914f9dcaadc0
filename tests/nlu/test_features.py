"""The n-grams and their weights are scikit-learn's, unknown n-grams apart."""

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.assistant.nlu.features import Vectoriser

TEXTS = ["someone wants my picture", "what is grooming", "my friend is sad is he", "a picture of a friend", "hi"]


def sklearn_vectors(texts: list[str]) -> list[np.ndarray]:
    """The same features by scikit-learn, one matrix a kind."""
    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, token_pattern=r"\S+")
    pieces = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True)
    return [kind.fit_transform(texts).toarray() for kind in (words, pieces)]


def test_training_vectors_equal_scikit_learns() -> None:
    _, vectors = Vectoriser.learn(TEXTS)
    np.testing.assert_allclose(vectors.toarray(), np.hstack(sklearn_vectors(TEXTS)), atol=1e-6)


def test_a_message_gets_the_vector_of_the_same_example() -> None:
    vectoriser, vectors = Vectoriser.learn(TEXTS)
    matrix = vectors.toarray()
    for row, text in enumerate(TEXTS):
        vector = vectoriser.vector(text)
        np.testing.assert_allclose(matrix[row, vector.columns], vector.values, atol=1e-6)
        assert vector.known == 1.0


def test_unknown_words_shorten_the_vector() -> None:
    vectoriser, _ = Vectoriser.learn(TEXTS)
    known, mixed, none = (vectoriser.vector(t) for t in ("grooming", "grooming qqqq wwww", "qqqq"))
    assert np.linalg.norm(mixed.values) < np.linalg.norm(known.values)
    assert 1.0 == known.known > mixed.known > none.known == 0.0
    assert len(none.columns) == 0


def test_columns_have_names() -> None:
    vectoriser, _ = Vectoriser.learn(TEXTS)
    assert ("word", "what is") in vectoriser.names(vectoriser.vector("what is").columns)
    assert ("piece", " hi ") in vectoriser.names(vectoriser.vector("hi").columns)


def test_mends_words_in_a_message_that_is_mostly_known_and_leaves_other_languages_alone() -> None:
    texts = [
        "someone wants my picture",
        "he shared my picture",
        "what is grooming",
        "a picture of a friend",
        "my friend",
    ] * 3
    vectoriser, _ = Vectoriser.learn(texts)
    assert vectoriser.reading("someone wants my pictrue").mended == "someone wants my picture"
    assert vectoriser.reading("someone wants my picture").mended is None
    assert vectoriser.reading("mi hermano tiene miedo de su frend").mended is None
