"""A trained model on disk: facts as JSON, numbers as NumPy arrays. Nothing in it can run code when it is read."""

from __future__ import annotations

import json
import os
from pathlib import Path

import numpy as np

#: Raised with every change that makes older models unreadable.
VERSION = 5
FACTS, ARRAYS = "model.json", "arrays.npz"


class ArchiveError(ValueError):
    """The folder holds no readable model; the message says what to do."""


def write_archive(directory: Path, facts: dict, arrays: dict[str, np.ndarray]) -> None:
    """Write both files beside their final names first, so that a reader never meets half a model."""
    directory = Path(directory)
    directory.mkdir(parents=True, exist_ok=True)
    drafts = {name: directory / f"{name}.new" for name in (ARRAYS, FACTS)}
    with drafts[ARRAYS].open("wb") as file:
        np.savez_compressed(file, **arrays)
    content = {"version": VERSION} | facts
    drafts[FACTS].write_text(json.dumps(content, ensure_ascii=False, indent=None), encoding="utf-8")
    for name, draft in drafts.items():
        os.replace(draft, directory / name)


def read_archive(directory: Path) -> tuple[dict, dict[str, np.ndarray]]:
    """The facts and the arrays. Raises ArchiveError."""
    directory = Path(directory)
    try:
        facts = json.loads((directory / FACTS).read_text(encoding="utf-8"))
        if facts.get("version") != VERSION:
            raise ArchiveError(f"{directory}: model version {facts.get('version')}, not {VERSION}. Train it again.")
        with np.load(directory / ARRAYS, allow_pickle=False) as stored:
            return facts, {name: stored[name] for name in stored.files}
    except ArchiveError:
        raise
    except (OSError, ValueError, KeyError) as error:
        raise ArchiveError(f"{directory} holds no readable intent model. Train it again. ({error})") from error
