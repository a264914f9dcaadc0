"""What takes long to work out from files that rarely change is kept in var/kept from one start to the next.

As JSON, or as one array of numbers, which cannot run code when they are read. Only what was made of files that ship
with the bot or that authors edit; nothing that anybody typed.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

import numpy as np

from bot.settings import ROOT, load_settings

#: Stands for the libraries: another version of one may give something else.
LIBRARIES = ROOT / "requirements.lock"


def kept(name: str, sources: Iterable[Path], make: Callable[[], Any]) -> Any:
    """What `make` gives (lists, mappings, texts, numbers), or what it gave before from the same `sources`.

    Args:
        name: of the file in var/kept.
        sources: all files that it depends on, those of its own code too. A missing one counts as empty.

    Where nothing can be written, or what is there cannot be read, it is made anew: it is only a saving of time.
    """
    file, key = load_settings().var / "kept" / f"{name}.json", _key(sources)
    with suppress(OSError, ValueError, KeyError, TypeError):
        stored = json.loads(file.read_text(encoding="utf-8"))
        if stored["key"] == key:
            return stored["value"]
    value = make()
    with suppress(OSError):
        _write(file, {"key": key, "value": value})
    return value


def kept_array(name: str, sources: Iterable[Path], make: Callable[[], np.ndarray]) -> np.ndarray:
    """The same of an array, to be read only: it stays in its file, and only the parts that are asked for take memory,
    which all processes share."""
    key = _key(sources)[:16]
    file = load_settings().var / "kept" / f"{name}-{key}.npy"
    with suppress(OSError, ValueError):
        return _mapped(file)
    value = make()
    with suppress(OSError, ValueError):
        _replace(file, lambda draft: np.save(draft, value))
        for other in set(file.parent.glob(f"{name}-*.npy")) - {file}:
            other.unlink()
        return _mapped(file)
    return value


def _mapped(file: Path) -> np.ndarray:
    """The array in a file. Raises OSError or ValueError where there is none, or only a part of one."""
    return np.asarray(np.lib.format.open_memmap(file, mode="r"))


def _key(sources: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in (LIBRARIES, Path(__file__), *sources):
        content = path.read_bytes() if path.is_file() else b""
        digest.update(f"{path.name} {len(content)} ".encode() + content)
    return digest.hexdigest()


def _write(file: Path, content: dict) -> None:
    text = json.dumps(content, ensure_ascii=False)
    _replace(file, lambda draft: draft.write(text.encode()))


def _replace(file: Path, write: Callable[[IO[bytes]], object]) -> None:
    """Beside its final name first, and on the disk, so that a reader never meets half of it; a half one is not kept."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=file.parent, suffix=".new", delete=False) as draft:
        try:
            write(draft)
            draft.flush()
            os.fsync(draft.fileno())
        except OSError:
            os.unlink(draft.name)
            raise
    os.replace(draft.name, file)
