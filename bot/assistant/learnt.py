"""What was learnt from exactly these examples before is not learnt again.

Training is nearly all of the time from an edited guide to a running bot, and most edits change words that are said, not
words that are heard. Only what was made of examples is kept, in var/learnt; nothing that anybody typed.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bot.settings import ROOT

#: Sets of examples whose models are kept: the newest, and what one may come back to.
KEPT = 3
#: How the names of unfinished folders begin, and seconds after which nobody writes into one any more.
DRAFT, DAY = "new-", 86_400
#: What turns examples into a model. The lock file stands for the libraries.
MAKERS = ("bot/assistant/nlu/*.py", "bot/assistant/reactions.py", "requirements.lock", "data/lang/*/textspeak.yml")


def learn_once(examples: Any, directory: Path, shelf: Path, learn: Callable[[Path], None]) -> None:
    """Fill `directory` with models: those kept in `shelf` for the same `examples`, or else what `learn` makes there.

    Args:
        examples: everything that is learnt from, as lists, mappings and strings.
        learn: trains, and writes into the folder that it is given.
    """
    kept = shelf / _key(examples)
    if not kept.is_dir():
        shelf.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(dir=shelf, prefix=DRAFT))
        try:
            learn(draft)
            os.replace(draft, kept)
        except OSError:
            if not kept.is_dir():  # else somebody else was first, and theirs is the same
                raise
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    kept.touch()
    shutil.copytree(kept, directory, dirs_exist_ok=True)
    _forget_old(shelf)


def forget(shelf: Path) -> None:
    """Drop all that is kept, so that the next training starts anew."""
    shutil.rmtree(shelf, ignore_errors=True)


def _key(examples: Any) -> str:
    digest = hashlib.sha256(json.dumps(examples, ensure_ascii=False, sort_keys=True).encode())
    for pattern in MAKERS:
        for path in sorted(ROOT.glob(pattern)):
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def _forget_old(shelf: Path) -> None:
    """Drop all but the newest; drafts, which somebody may be writing, when they are a day old."""
    folders = {path: path.stat().st_mtime for path in shelf.iterdir() if path.is_dir()}
    drafts = {path for path in folders if path.name.startswith(DRAFT)}
    old = [path for path in drafts if folders[path] < time.time() - DAY]
    for folder in old + sorted(folders.keys() - drafts, key=folders.__getitem__)[:-KEPT]:
        shutil.rmtree(folder, ignore_errors=True)
