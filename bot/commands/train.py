"""`staysafe train`: make a model from the guide, unless there is one of exactly this data."""

import argparse
import contextlib
import errno
import gzip
import hashlib
import io
import os
import shutil
import sys
import tempfile
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

from bot.assistant.learnt import forget
from bot.guide import GuideError
from bot.logs import set_up_logging
from bot.settings import ROOT, Settings, load_settings
from bot.supervision import exit_with_parent, exit_with_starter

#: What a model is made of, besides the data: what is learnt, and how. Words and decisions are read at the start.
INGREDIENTS = ("config/config.yml", "requirements.lock", "bot/assistant/nlu")
MADE_BY = ("component", "dialogue", "examples", "importer", "learnt", "policy", "reactions")
INGREDIENTS += tuple(f"bot/assistant/{name}.py" for name in MADE_BY)
#: Files of the data folder that examples, intents and slots come from.
LEARNT = (
    "guide/*/topics/*.yml",
    "guide/*/questions/*.yml",
    "nlu/**/*.yml",
    "lang/*/textspeak.yml",
    "activities.yml",
    "intents.yml",
)
#: Free bytes that a training needs beside the model it makes.
ROOM = 30_000_000
#: Earlier models that are kept beside the newest.
KEPT = 2


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("--force", action="store_true", help="train even if nothing changed")


def run(args: argparse.Namespace) -> int:
    """Train if needed, and print where the model is."""
    exit_with_parent()
    try:
        settings = load_settings()
        started, known = time.monotonic(), is_whole(model_path(settings))
        path = train(settings, force=args.force)
    except GuideError as error:
        print(error, file=sys.stderr)
        return 1
    words = "is up to date" if known and not args.force else f"was trained in {time.monotonic() - started:.1f} s"
    print(f"The model {words}: {path}")
    return 0


def model_path(settings: Settings) -> Path:
    """Where the model of this data and configuration is, or will be."""
    return settings.models / f"{fingerprint(settings)}.tar.gz"


def is_whole(path: Path) -> bool:
    """Is there a model, and all of it? A full disk or a power cut can leave a part of one."""
    try:
        with gzip.open(path) as packed:
            size = sum(map(len, iter(lambda: packed.read(1 << 20), b"")))
    except (OSError, EOFError, zlib.error):
        return False
    return size > 0


def _want_room(folder: Path) -> None:
    """Raise OSError at once where the model would not fit, instead of after minutes."""
    if shutil.disk_usage(folder).free < ROOM:
        raise OSError(errno.ENOSPC, "no room", str(folder))


def _write_through(path: str) -> None:
    """Have the file on the disk before it takes its name."""
    with open(path, "rb") as file:
        os.fsync(file.fileno())


def fingerprint(settings: Settings) -> str:
    """A name for exactly this data, configuration and code: 16 hexadecimal digits."""
    digest = hashlib.sha256()
    for path in sorted(_ingredients(settings)):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _ingredients(settings: Settings) -> list[Path]:
    places = [ROOT / name for name in INGREDIENTS]
    files = [p for place in places for p in (place.rglob("*") if place.is_dir() else [place])]
    files += [path for pattern in LEARNT for path in settings.data.glob(pattern)]
    return [path for path in files if path.is_file() and path.suffix in (".yml", ".py", ".lock")]


def train(settings: Settings, force: bool = False) -> Path:
    """The model's path; trains it first when there is none of this fingerprint.

    A model appears at once or not at all: an interrupted or failed training leaves the earlier ones as they are. Of two
    trainings at once the second waits, and finds the model of the first.

    Raises:
        GuideError: the data has faults; all of them are listed.
    """
    path = model_path(settings)
    settings.models.mkdir(parents=True, exist_ok=True)
    with alone(settings.models):
        if is_whole(path) and not force:
            path.touch()
            return path
        _want_room(settings.models)
        if force:
            forget(settings.learnt)
        with tempfile.TemporaryDirectory(dir=settings.models) as folder:
            made = _train_into(folder)
            _write_through(made)
            os.replace(made, path)
    for old in sorted(settings.models.glob("*.tar.gz"), key=lambda p: p.stat().st_mtime)[: -KEPT - 1]:
        old.unlink()
    return path


@contextlib.contextmanager
def alone(folder: Path) -> Iterator[None]:
    """One training at a time in `folder`. What it forks inherits the lock, and ends with it, however that ends."""
    import portalocker  # brings a client of Redis with it, of which a server that has its model needs nothing

    os.register_at_fork(after_in_child=exit_with_starter)
    with portalocker.Lock(folder / ".training", flags=portalocker.LOCK_EX):
        yield


def _train_into(folder: str) -> str:
    from bot import runtime

    runtime.prepare()
    runtime.hash_nothing_while_training()
    set_up_logging("ERROR")
    import rasa.model_training

    # Rasa draws a bar for each step; a failure comes as an exception.
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        result = rasa.model_training.train(
            domain="",
            config=str(ROOT / "config" / "config.yml"),
            training_files=[],
            output=folder,
            force_training=True,
        )
    if not result.model:
        raise RuntimeError("The training gave no model.")
    return result.model
