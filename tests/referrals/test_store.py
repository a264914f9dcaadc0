"""The directory in SQLite and in PostgreSQL: what goes in comes out, all of it or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from bot.referrals.database import migrate
from bot.referrals.file_format import read_folder, write_text
from bot.referrals.service import Check
from bot.referrals.store import Changes, NothingStored, Store
from bot.referrals.tables import Base
from tests.conftest import real_contacts
from tests.referrals.conftest import DATA


def _files(folder: Path) -> list:
    found = read_folder(folder)
    assert not found.problems
    return list(found.files.values())


def test_what_goes_in_comes_out_the_same(database_url: str) -> None:
    store, found = Store(database_url), real_contacts()
    store.replace(list(found.files.values()))
    _, stored = store.read()
    assert {file.country: write_text(file) for file in stored} == {
        file.country: (DATA / name).read_text("utf-8") for name, file in found.files.items()
    }


def test_an_empty_database_says_so(database_url: str) -> None:
    with pytest.raises(NothingStored):
        Store(database_url).version()


def test_importing_twice_changes_nothing(database_url: str, few_files: Path) -> None:
    store, files = Store(database_url), _files(few_files)
    first = store.replace(files)
    version = store.version()
    assert first.added == sum(len(file.services) for file in files) and first.any
    assert store.replace(files) == Changes(unchanged=first.added)
    assert store.version() == version


def test_only_what_changed_is_written(database_url: str, few_files: Path) -> None:
    store = Store(database_url)
    store.replace(_files(few_files))
    version = store.version()
    path = few_files / "KE.yml"
    path.write_text(path.read_text().replace("name: Childline Kenya", "name: Kenya's Childline"))
    changes = store.replace(_files(few_files))
    assert (changes.added, changes.changed, changes.removed) == (0, 1, 0)
    assert store.version() == version + 1


def test_a_country_that_leaves_the_files_leaves_the_database(database_url: str, few_files: Path) -> None:
    store = Store(database_url)
    store.replace(_files(few_files))
    (few_files / "DE.yml").unlink()
    changes = store.replace(_files(few_files))
    assert changes.removed == 8 and changes.countries == 1
    assert {file.country for file in store.read()[1]} == {"GB", "KE", "ZZ"}


def test_an_import_that_fails_half_way_changes_nothing(
    database_url: str, few_files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(database_url)
    store.replace(_files(few_files))
    before = store.read()
    path = few_files / "DE.yml"
    path.write_text(path.read_text().replace("name: krisenchat", "name: changed"))
    monkeypatch.setattr("bot.referrals.store.Store._grow", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        store.replace(_files(few_files))
    assert store.read() == before


def test_a_recorded_check_survives_the_next_import(database_url: str, few_files: Path) -> None:
    store, files = Store(database_url), _files(few_files)
    store.replace(files)
    checked = store.add_check("ke-childline-116", Check(by="Childline Kenya", on="2026-11-01"))
    assert checked.checked_on == "2026-11-01"
    changes = store.replace(files)
    assert (changes.kept_checks, changes.changed, changes.any) == (1, 0, False)
    assert checked in [service for file in store.read()[1] for service in file.services]


def test_a_check_of_an_unknown_service_is_refused(database_url: str, few_files: Path) -> None:
    store = Store(database_url)
    store.replace(_files(few_files))
    version = store.version()
    assert store.add_check("ke-nobody", Check(by="x", on="2026-11-01")) is None
    assert store.version() == version


def test_migrations_make_the_tables_that_the_code_expects(database_url: str) -> None:
    store = Store(database_url)
    with store.engine.begin() as connection:
        migrate(connection)
        migrate(connection)
        options = {"include_name": lambda name, kind, _: kind != "table" or name.startswith("referral_")}
        context = MigrationContext.configure(connection, opts={"version_table": "referral_schema", **options})
        difference = [item for item in compare_metadata(context, Base.metadata) if "referral_schema" not in str(item)]
        assert difference == []


def test_a_reader_of_postgresql_sees_one_moment(database_url: str, few_files: Path) -> None:
    store = Store(database_url)
    store.replace(_files(few_files))
    if store.engine.dialect.name == "postgresql":
        with store.engine.connect() as connection:
            assert connection.execute(text("SHOW transaction_isolation")).scalar() == "repeatable read"
    version, files = store.read()
    assert version == store.version() and len(files) == 4
