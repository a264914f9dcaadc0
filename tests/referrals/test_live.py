"""The copy that the bot asks: it follows the database, and nothing that breaks silences it."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.logs import set_up_logging
from bot.referrals import LiveDirectory
from bot.referrals.commands import import_files
from bot.referrals.database import CONNECT_SECONDS
from bot.referrals.service import Check
from bot.referrals.store import Store
from tests.referrals.conftest import new_database
from tests.referrals.postgresql import Server


def _checked_on(live: LiveDirectory) -> str:
    found = live.current.choose("KE", all=True).to_dict()["services"]
    return next(card["checked_on"] for card in found if card["id"] == "ke-childline-116")


def _quiet(_: str) -> None:
    """Commands print; these tests do not look at it."""


def test_it_takes_over_what_changes_in_the_database(database_url: str, few_files: Path) -> None:
    assert import_files(few_files, database_url, _quiet) == 0
    live = LiveDirectory(few_files, database_url)
    assert live.status()["source"] == "database" and live.status()["ok"]
    assert not live.refresh(), "nothing new"
    Store(database_url).add_check("ke-childline-116", Check(by="Childline Kenya", on="2026-11-01"))
    assert live.refresh()
    assert _checked_on(live) == "2026-11-01"


def test_an_empty_database_leaves_the_files_in_use_and_says_so(database_url: str, few_files: Path) -> None:
    live = LiveDirectory(few_files, database_url)
    status = live.status()
    assert (status["source"], status["ok"]) == ("files", False)
    assert "referrals import" in status["message"]
    assert live.current.choose("KE").to_dict()["services"]
    import_files(few_files, database_url, _quiet)
    assert live.refresh() and live.status()["ok"] and live.status()["source"] == "database"


@pytest.mark.postgres
def test_it_answers_while_the_database_is_gone_and_recovers_by_itself(postgresql: Server, few_files: Path) -> None:
    url = new_database(postgresql)
    import_files(few_files, url, _quiet)
    live = LiveDirectory(few_files, url)
    postgresql.stop()
    try:
        assert not live.refresh()
        assert live.status()["ok"] is False and "cannot be reached" in live.status()["message"]
        assert url not in live.status()["message"], "no address in what everybody can read"
        assert live.current.choose("KE").to_dict()["emergency"]
    finally:
        postgresql.start()
    live.refresh()
    assert live.status()["ok"]
    Store(url).add_check("ke-childline-116", Check(by="Childline Kenya", on="2026-11-02"))
    assert live.refresh() and _checked_on(live) == "2026-11-02"


@pytest.mark.postgres
def test_a_database_that_answers_nothing_is_told_within_seconds(postgresql: Server, few_files: Path) -> None:
    url = new_database(postgresql)
    import_files(few_files, url, _quiet)
    live = LiveDirectory(few_files, url)
    with postgresql.frozen():
        before = time.monotonic()
        assert not live.refresh()
        assert time.monotonic() - before < 3 * CONNECT_SECONDS
        assert live.status()["ok"] is False and "cannot be reached" in live.status()["message"]
        assert live.current.choose("KE").to_dict()["emergency"]
    live.refresh()
    assert live.status()["ok"]


def test_the_log_says_in_words_what_is_wrong_and_when_it_is_over(few_files: Path, capsys) -> None:
    spoilt = few_files / "KE.yml"
    good = spoilt.read_text()
    with _logging_to_stderr():
        live = LiveDirectory(few_files)
        spoilt.write_text("country: KE\nservices: nothing\n")
        live.refresh()
        spoilt.write_text(good)
        os.utime(spoilt, (1, 1))
        live.refresh()
    first, last = capsys.readouterr().err.splitlines()
    assert "the last good copy is used" in first and "KE.yml:2" in first
    assert "all is well again" in last


@contextmanager
def _logging_to_stderr() -> Iterator[None]:
    """The logging of the bot, as long as it is needed."""
    handlers, level = logging.root.handlers, logging.root.level
    set_up_logging("INFO")
    try:
        yield
    finally:
        logging.root.handlers, logging.root.level = handlers, level


@pytest.mark.parametrize("address", ["nonsense", "mysql://nobody@127.0.0.1/x", "postgresql://nobody@127.0.0.1:1/x"])
def test_an_address_that_cannot_be_used_is_told(address: str, few_files: Path) -> None:
    live = LiveDirectory(few_files, address)
    assert live.status()["ok"] is False and live.status()["source"] == "files"
    assert not live.refresh() and live.status()["ok"] is False
    assert live.current.choose("GB").to_dict()["services"]


def test_without_a_database_it_follows_the_files(few_files: Path) -> None:
    live = LiveDirectory(few_files)
    assert live.status()["ok"] and not live.refresh()
    path = few_files / "KE.yml"
    path.write_text(path.read_text().replace("name: Childline Kenya", "name: Kenya's Childline"))
    os.utime(path, (1, 1))
    assert live.refresh()
    assert "Kenya's Childline" in str([service.name for service in live.current.services("KE")])


def test_spoilt_files_leave_the_last_good_copy(few_files: Path) -> None:
    live = LiveDirectory(few_files)
    (few_files / "KE.yml").write_text("country: KE\nservices: nothing\n")
    assert not live.refresh()
    assert live.status()["ok"] is False and "KE.yml:2" in live.status()["message"]
    assert live.current.choose("KE").to_dict()["emergency"]


def test_one_spoilt_file_at_the_start_does_not_silence_the_others(few_files: Path) -> None:
    (few_files / "KE.yml").write_text("country: KE\nservices: nothing\n")
    live = LiveDirectory(few_files)
    assert live.status()["ok"] is False
    assert live.current.choose("GB").to_dict()["services"]
    assert live.current.choose("KE").to_dict()["fallback"]


def test_without_any_file_there_are_still_the_international_services(tmp_path: Path) -> None:
    live = LiveDirectory(tmp_path / "nowhere")
    assert live.status()["ok"] is False
    assert live.current.choose(None).to_dict()["fallback"]


def test_the_data_folder_may_be_the_one_above(few_files: Path) -> None:
    few_files.rename(few_files.parent / "referrals")
    assert LiveDirectory(few_files.parent).status()["countries"] == 3
