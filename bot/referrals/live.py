"""The directory that the bot asks: a copy in memory that follows the database, or the files."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Any, Literal

from pydantic import ValidationError
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from bot.guide.problems import GuideError
from bot.referrals.directory import Directory
from bot.referrals.file_format import read_folder, referrals_folder
from bot.referrals.store import NothingStored, Store
from bot.referrals.words import SHIPPED, read_words

logger = logging.getLogger("staysafe.referrals")

EMPTY = "the database holds no referrals yet: run `./staysafe referrals import`; the copy at hand is used"


class LiveDirectory:
    """Serves the last good copy, whatever happens to the database or the files.

    `current` costs nothing and never fails. `refresh` looks for something newer: one small query, or the
    times of the files; call it every few seconds beside the conversation, never within a turn.
    """

    def __init__(self, data_dir: Path, database_url: str | None = None) -> None:
        self._data_dir = referrals_folder(data_dir)
        self._store: Store | None = None
        self._fault: str | None = None
        self._address_fault: str | None = None
        self._source: Literal["database", "files"] = "files"
        self._version: object = None
        self._checked: datetime | None = None
        self._lock = Lock()
        self.current = self._from_readable_files()
        if database_url:
            self._open(database_url)
        self.refresh()

    def refresh(self) -> bool:
        """Take over what is newer. True if `current` changed. Never raises; faults stand in `status()`."""
        with self._lock:
            before = self.current
            try:
                self._read_database() if self._store else self._read_files()
            except Exception as error:  # whatever it is, the copy at hand stays
                self._note(_in_words(error))
            else:
                self._note(self._address_fault)
            self._checked = datetime.now(UTC)
            return self.current is not before

    def status(self) -> dict[str, Any]:
        """For /health: where the copy comes from, whether that can be read now, and how much is in it."""
        services = self.current.services()
        return {
            "source": self._source,
            "ok": self._fault is None,
            "message": self._fault or f"{len(services)} services in {len(self.current.by_country)} countries",
            "checked": self._checked and self._checked.isoformat(timespec="seconds"),
            "services": len(services),
            "countries": len(self.current.by_country),
        }

    def _open(self, database_url: str) -> None:
        try:
            self._store = Store(database_url)
        except (ArgumentError, SQLAlchemyError, OSError, ImportError):
            self._address_fault = "DATABASE_URL is no usable database address; the files are used"

    def _read_database(self) -> None:
        version = self._store.version()
        if ("database", version) == self._version:
            return
        version, files = self._store.read()
        services = [service for file in files for service in file.services]
        self._take(Directory(services, read_words(self._data_dir)), "database", version)

    def _read_files(self) -> None:
        version = tuple((path.name, path.stat().st_mtime_ns) for path in sorted(self._data_dir.glob("*.yml")))
        if ("files", version) != self._version:
            self._take(Directory.from_files(self._data_dir), "files", version)

    def _take(self, directory: Directory, source: Literal["database", "files"], version: object) -> None:
        self.current, self._source, self._version = directory, source, (source, version)

    def _from_readable_files(self) -> Directory:
        """What can be used of the files, so that one spoilt file does not silence the others."""
        found = Directory(read_folder(self._data_dir).services, read_words(self._data_dir))
        if not found.international:  # nobody may be left without any
            found.international = Directory(read_folder(SHIPPED).services, found.words).international
        return found

    def _note(self, fault: str | None) -> None:
        if fault != self._fault:
            logger.warning("referrals: %s", fault) if fault else logger.info("referrals: all is well again")
        self._fault = fault


def _in_words(error: Exception) -> str:
    """A fault for people, without addresses, statements or values."""
    if isinstance(error, NothingStored):
        return EMPTY
    if isinstance(error, GuideError):
        return f"the files have faults, the last good copy is used; the first: {error.problems[0]}"
    if isinstance(error, ValidationError):
        return "the database holds a record that breaks the rules; the last good copy is used"
    if isinstance(error, SQLAlchemyError):
        return "the database cannot be reached; the last good copy is used"
    return f"the directory cannot be read ({type(error).__name__}); the last good copy is used"
