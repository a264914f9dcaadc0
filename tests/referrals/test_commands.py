"""`staysafe referrals …`: what the commands do to the database and the files, and what they print."""

from __future__ import annotations

import multiprocessing
import shutil
import sys
from datetime import date
from pathlib import Path

import pytest

from bot.referrals.commands import check, export, import_files, verify
from bot.referrals.store import Store
from tests.referrals.conftest import DATA

TODAY = date(2026, 11, 23)
#: Processes that begin as this one stands, without reading its modules again.
FORKED = multiprocessing.get_context("fork")


class Printed(list):
    """Collects what a command prints."""

    def __call__(self, line: str) -> None:
        self.append(line)

    @property
    def text(self) -> str:
        """All lines."""
        return "\n".join(self)


@pytest.fixture
def printed() -> Printed:
    """Where the command prints to."""
    return Printed()


def _spoil(folder: Path, file: str, old: str, new: str) -> int:
    """Replace the first `old` in a file; the number of its line."""
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def test_import_and_export_round_trip_byte_for_byte(database_url: str, few_files: Path, printed: Printed) -> None:
    assert import_files(few_files, database_url, printed) == 0
    target = few_files.parent / "exported"
    assert export(database_url, target, printed) == 0
    for path in target.glob("*.yml"):
        assert path.read_bytes() == (few_files / path.name).read_bytes(), path.name
    assert len(list(target.glob("*.yml"))) == 4


def test_the_second_import_says_that_nothing_changed(database_url: str, few_files: Path, printed: Printed) -> None:
    import_files(few_files, database_url, printed)
    printed.clear()
    assert import_files(few_files, database_url, printed) == 0
    assert "0 added, 0 changed, 0 removed" in printed.text


def test_a_broken_copy_changes_nothing_and_every_fault_is_named(
    database_url: str, few_files: Path, printed: Printed
) -> None:
    import_files(few_files, database_url, printed)
    before = Store(database_url).read()
    lines = [
        ("GB.yml", _spoil(few_files, "GB.yml", "confidence: high", "confidence: certain")),
        ("GB.yml", _spoil(few_files, "GB.yml", "kind: crisis_line", "kind: crisis_lin")),
        ("KE.yml", _spoil(few_files, "KE.yml", "id: ke-childline-116", "id: gb-childline-116")),
        ("DE.yml", _spoil(few_files, "DE.yml", "checked_on: 2026-10", "checked_on: 2026-11")),
        ("international.yml", _spoil(few_files, "international.yml", "    free: true", "    fre: true")),
    ]
    printed.clear()
    assert import_files(few_files, database_url, printed) == 1
    for file, line in lines:
        assert f"{file}:{line}: " in printed.text, (file, line, printed.text)
    assert "Nothing was imported" in printed[-1]
    assert Store(database_url).read() == before


def test_broken_yaml_is_named_with_its_line(database_url: str, few_files: Path, printed: Printed) -> None:
    line = _spoil(few_files, "KE.yml", "    name: Childline Kenya", "    name: Childline: Kenya: ")
    assert import_files(few_files, database_url, printed) == 1
    assert f"KE.yml:{line}" in printed.text


def test_an_empty_or_missing_folder_imports_nothing(database_url: str, tmp_path: Path, printed: Printed) -> None:
    assert import_files(tmp_path, database_url, printed) == 1
    assert "no country file here" in printed.text


def test_check_passes_on_the_shipped_data_and_counts(printed: Printed) -> None:
    assert check(DATA, printed, TODAY) == 0
    assert "581 in 174 countries, 15 international" in printed.text
    assert "place to report: 142, with an emergency number: 174" in printed.text
    for heading in ("by kind: ", "by confidence: ", "by newest evidence: ", "by evidence: ", "by country: "):
        assert heading in printed.text
    assert printed[-1].startswith("No faults")
    assert not [line for line in printed if line.startswith("error")]


def test_check_names_what_nobody_checked_for_long(few_files: Path, printed: Printed) -> None:
    check(few_files, printed, TODAY)
    assert "last checked over 365 days ago" in printed.text and "ke-fichua-dci (2021-06)" in printed.text
    printed.clear()
    check(few_files, printed, date(2028, 1, 1))
    assert "gb-childline (2026-10)" in printed.text


@pytest.mark.parametrize("command", ["verify", "export"])
def test_commands_on_an_empty_database_say_what_to_do(
    command: str, database_url: str, tmp_path: Path, printed: Printed
) -> None:
    done = (
        verify(database_url, "gb-childline", "Childline", out=printed)
        if command == "verify"
        else export(database_url, tmp_path / "out", printed)
    )
    assert done == 1 and "referrals import" in printed.text


@pytest.mark.parametrize("address", ["nonsense", "postgresql://nobody@127.0.0.1:1/x"])
def test_a_database_that_cannot_be_used_is_told_without_a_traceback(
    address: str, few_files: Path, printed: Printed
) -> None:
    assert import_files(few_files, address, printed) == 1
    assert "database" in printed.text and "Traceback" not in printed.text


def test_verify_records_who_and_when_and_writes_the_file(database_url: str, few_files: Path, printed: Printed) -> None:
    import_files(few_files, database_url, printed)
    assert verify(database_url, "ke-childline-116", "Childline Kenya", "2026-11-20", printed, few_files) == 0
    text = (few_files / "KE.yml").read_text(encoding="utf-8")
    assert "by: Childline Kenya" in text and "checked_on: '2026-11-20'" in text
    printed.clear()
    assert import_files(few_files, database_url, printed) == 0
    assert "0 added, 0 changed, 0 removed" in printed.text, "the file and the database agree"


@pytest.fixture
def sealed(few_files: Path) -> Path:
    """Files that nobody may write, not even root, as those of an image in a container."""
    for name in ("KE", "GB"):
        (few_files / f"{name}.yml.new").mkdir()
    return few_files


def test_what_is_verified_where_no_file_may_be_written_is_in_the_database_and_said_so(
    database_url: str, sealed: Path, printed: Printed, tmp_path: Path
) -> None:
    """It said that the check was made, then that nothing was changed."""
    import_files(sealed, database_url, printed)
    printed.clear()
    assert verify(database_url, "ke-childline-116", "Childline Kenya", "2026-11-20", printed, sealed) == 0
    assert "The database has it; its file does not" in printed.text and "referrals export" in printed.text
    assert "nothing was changed" not in printed.text
    assert export(database_url, tmp_path / "out", printed) == 0
    assert "by: Childline Kenya" in (tmp_path / "out" / "KE.yml").read_text("utf-8")


def test_what_has_changed_or_closed_is_not_half_recorded_there(
    database_url: str, sealed: Path, printed: Printed
) -> None:
    import_files(sealed, database_url, printed)
    before = Store(database_url).version()
    assert verify(database_url, "ke-childline-116", "CK", "2026-11-20", printed, sealed, "closed") == 1
    assert "Nothing was changed" in printed.text and Store(database_url).version() == before
    printed.clear()
    assert export(database_url, sealed, printed) == 1
    assert "not whole" in printed.text and "database cannot be used" not in printed.text


def test_verifying_twice_on_a_day_is_recorded_once(database_url: str, few_files: Path, printed: Printed) -> None:
    import_files(few_files, database_url, printed)
    for _ in range(2):
        assert verify(database_url, "ke-childline-116", "Childline Kenya", "2026-11-20", printed) == 0
    service = next(s for file in Store(database_url).read()[1] for s in file.services if s.id == "ke-childline-116")
    assert [(check.by, check.on) for check in service.checks] == [("Childline Kenya", "2026-11-20")]


@pytest.mark.parametrize(
    ("service", "by", "on", "says"),
    [
        ("ke-childlin-116", "x", None, "Did you mean ke-childline-116"),
        ("ke-childline-116", "  ", None, "--by"),
        ("ke-childline-116", "x", "2999-01-01", "no day up to today"),
        ("ke-childline-116", "x", "yesterday", "no day up to today"),
        ("ke-childline-116", "x", "2025-02-30", "no day up to today"),
        ("ke-childline-116", "x", "2025-02", "no day up to today"),
    ],
)
def test_a_wrong_verification_is_refused_kindly(
    service: str, by: str, on: str | None, says: str, few_files: Path, tmp_path: Path, printed: Printed
) -> None:
    url = f"sqlite:///{tmp_path / 'x.db'}"
    import_files(few_files, url, printed)
    version = Store(url).version()
    assert verify(url, service, by, on, printed) == 1
    assert says in printed.text
    assert Store(url).version() == version


def test_export_leaves_files_that_it_does_not_know(few_files: Path, tmp_path: Path, printed: Printed) -> None:
    url = f"sqlite:///{tmp_path / 'x.db'}"
    import_files(few_files, url, printed)
    shutil.copy(DATA / "FR.yml", few_files / "FR.yml")
    export(url, few_files, printed)
    assert (few_files / "FR.yml").exists() and "FR.yml is not in the database" in printed.text


def test_several_imports_at_once_on_an_empty_database(database_url: str, few_files: Path) -> None:
    """The reproduction: of four first starts three failed, "duplicate key" or "table already exists"."""
    together, said = FORKED.Barrier(4), FORKED.SimpleQueue()

    def import_with_others() -> None:
        together.wait(60)
        sys.exit(import_files(few_files, database_url, said.put))

    running = [FORKED.Process(target=import_with_others) for _ in range(4)]
    for process in running:
        process.start()
    for process in running:
        process.join(60)
    assert [process.exitcode for process in running] == [0] * 4
    lines = [said.get() for _ in iter(said.empty, True)]
    assert sum(" 0 added" in line for line in lines) == 3, lines
