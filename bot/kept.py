"""What takes long to work out from files that rarely change is kept in var/kept from one start to the next.

As JSON, which cannot run code when it is read. Only what was made of files that ship with the bot or that authors edit;
nothing that anybody typed.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

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


def _key(sources: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in (LIBRARIES, Path(__file__), *sources):
        content = path.read_bytes() if path.is_file() else b""
        digest.update(f"{path.name} {len(content)} ".encode() + content)
    return digest.hexdigest()


def _write(file: Path, content: dict) -> None:
    """Beside its final name first, so that a reader never meets half of it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", dir=file.parent, suffix=".new", delete=False, encoding="utf-8") as draft:
        json.dump(content, draft, ensure_ascii=False)
    os.replace(draft.name, file)
