"""A database that an earlier version filled: its tables grow, its verifications stay, its old dates do no harm."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.commands import run
from bot.referrals.commands import export, import_files, verify
from bot.referrals.database import migrate
from bot.referrals.file_format import read_folder, write_text
from bot.referrals.live import LiveDirectory
from bot.referrals.store import Store
from bot.settings import Settings
from tests.conftest import real_contacts
from tests.referrals.conftest import DATA

#: What each version wrote, by the newest migration that it had: rows by table, with two recorded checks among them.
EARLIER = sorted((Path(__file__).parent / "earlier").glob("*.json"))
KEPT = {"gb-childline": ("Childline", "2026-11-20"), "ke-childline-116": ("Childline Kenya", "2026-11-28")}


@pytest.fixture(params=EARLIER, ids=lambda path: path.stem)
def old_store(request: pytest.FixtureRequest, database_url: str) -> Store:
    """A database as an earlier version left it."""
    store = Store(database_url)
    with store.engine.begin() as connection:
        migrate(connection, request.param.stem)
        quoted = connection.dialect.identifier_preparer.quote
        for table, rows in json.loads(request.param.read_text(encoding="utf-8")).items():
            columns, values = ", ".join(map(quoted, rows[0])), ", ".join(f":{name}" for name in rows[0])
            connection.execute(text(f"INSERT INTO {table} ({columns}) VALUES ({values})"), rows)
    return store


def _recorded(store: Store) -> dict[str, tuple[str, str]]:
    services = [service for file in store.read()[1] for service in file.services]
    return {service.id: (check.by, check.on) for service in services for check in service.checks}


def _address(store: Store) -> str:
    return store.engine.url.render_as_string(hide_password=False)


def test_the_import_keeps_what_was_verified(old_store: Store, few_files: Path) -> None:
    printed: list[str] = []
    assert import_files(few_files, _address(old_store), printed.append) == 0
    assert "Kept 2 recorded checks" in printed[-1]
    assert _recorded(old_store) == KEPT
    version, stored = old_store.read()
    files = read_folder(few_files).files
    assert {file.country for file in stored} == {file.country for file in files.values()}
    for file in stored:
        for service in file.services:
            wanted = next(
                s for s in files.get(f"{file.country}.yml", files["international.yml"]).services if s.id == service.id
            )
            assert service.dict(exclude={"checks", "checked_on"}) == wanted.dict(exclude={"checks", "checked_on"})
    printed.clear()
    assert import_files(few_files, _address(old_store), printed.append) == 0
    assert "0 added, 0 changed, 0 removed" in printed[0] and old_store.version() == version


def test_every_column_holds_what_a_new_database_holds(old_store: Store, few_files: Path, tmp_path: Path) -> None:
    fresh = Store(f"sqlite:///{tmp_path / 'fresh.db'}")
    for store in (old_store, fresh):
        import_files(few_files, _address(store), lambda _: None)
        for key, (by, on) in KEPT.items():
            verify(_address(store), key, by, on, out=lambda _: None)
    wanted = "SELECT id, checked_on, seen_on, position FROM referral_service ORDER BY id"
    seen = "SELECT service_id, position, url, seen FROM referral_source ORDER BY service_id, position"
    for statement in (wanted, seen):
        with old_store.engine.connect() as one, fresh.engine.connect() as other:
            assert one.execute(text(statement)).all() == other.execute(text(statement)).all()


def test_what_was_verified_is_read_before_any_import(old_store: Store, tmp_path: Path) -> None:
    target = tmp_path / "exported"
    assert export(_address(old_store), target, lambda _: None) == 0
    exported = read_folder(target)
    assert not exported.problems
    assert {s.id for s in exported.services if s.checks} == set(KEPT)


def test_a_check_is_recorded_before_any_import(old_store: Store) -> None:
    printed: list[str] = []
    assert verify(_address(old_store), "ke-childline-116", "Childline Kenya", "2026-11-27", printed.append) == 0
    assert "checked on 2026-11-27" in printed[0]


def test_a_record_by_older_rules_is_replaced_and_its_checks_stay(old_store: Store, few_files: Path) -> None:
    with old_store.engine.begin() as connection:
        migrate(connection)
        connection.execute(text("UPDATE referral_service SET kind = 'gone' WHERE id = 'ke-childline-116'"))
    printed: list[str] = []
    assert verify(_address(old_store), "ke-childline-116", "x", "2026-11-27", printed.append) == 1
    assert "referrals import" in printed[-1]
    assert import_files(few_files, _address(old_store), printed.append) == 0
    assert _recorded(old_store) == KEPT


def test_the_start_imports_into_it_though_it_was_marked_as_done(
    old_store: Store, few_files: Path, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    data.mkdir()
    few_files.rename(data / "referrals")
    settings = Settings(data=data, var=tmp_path, database_url=_address(old_store))
    stack = run.Stack(settings, "127.0.0.1", 0, say=pytest.fail)
    stack._import_contacts()
    assert run.contacts_are_imported(settings) and _recorded(old_store) == KEPT
    verify(settings.database, "ke-childline-116", "Childline Kenya", "2026-11-27", out=lambda _: None)
    assert not run.contacts_are_imported(settings), "another state of the database is not what was marked"
    stack._import_contacts()
    live = LiveDirectory(data, settings.database)
    assert live.status()["source"] == "database" and live.status()["ok"]


def test_a_database_of_a_newer_version_is_left_alone(database_url: str, few_files: Path) -> None:
    store = Store(database_url)
    import_files(few_files, database_url, lambda _: None)
    with store.engine.begin() as connection:
        connection.execute(text("UPDATE referral_schema SET version_num = '9999'"))
    printed: list[str] = []
    assert import_files(few_files, database_url, printed.append) == 1
    assert "newer version" in printed[-1]
    assert {file.country for file in store.read()[1]} == {"GB", "DE", "KE", "ZZ"}


def test_the_real_files_go_into_it_too(old_store: Store) -> None:
    assert import_files(DATA, _address(old_store), lambda _: None) == 0
    stored = {file.country: write_text(file) for file in old_store.read()[1]}
    files = real_contacts().files
    differ = {file.country for name, file in files.items() if stored[file.country] != (DATA / name).read_text("utf-8")}
    assert differ == {"GB", "KE"}, "the two with recorded checks"
