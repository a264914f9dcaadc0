"""What the tests of the directory share: the real data, a small copy to spoil, both kinds of database."""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.referrals import Directory
from bot.referrals.database import open_engine
from tests.conftest import real_directory
from tests.referrals.postgresql import Server, find_programs

DATA = Path(__file__).parents[2] / "data" / "referrals"
COPIED = ("GB.yml", "DE.yml", "KE.yml", "international.yml", "words.yml")


@pytest.fixture(scope="session")
def directory() -> Directory:
    """The directory as it is shipped."""
    return real_directory()


@pytest.fixture
def few_files(tmp_path: Path) -> Path:
    """A copy of three countries and the international services, to change at will."""
    folder = tmp_path / "few"
    folder.mkdir()
    for name in COPIED:
        shutil.copy(DATA / name, folder / name)
    return folder


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """A running PostgreSQL server. Skipped where there is none, but not on the build machine."""
    programs = find_programs()
    if programs is None:
        if os.environ.get("CI") == "true":
            pytest.fail("PostgreSQL is missing: install it (Debian: apt-get install postgresql)")
        pytest.skip("PostgreSQL is not installed here (Debian: apt-get install postgresql)")
    server = Server(programs)
    try:
        server.start()
        yield server
    finally:
        server.remove()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database, once of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'var' / 'staysafe.db'}"
    return new_database(request.getfixturevalue("postgresql"))


def new_database(server: Server) -> str:
    """The address of a new, empty database on the server."""
    name = f"test_{uuid.uuid4().hex}"
    engine = open_engine(server.url()).execution_options(isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return server.url(name)
