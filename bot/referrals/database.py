"""The connection to the database and its schema.

What only changes tables is imported where it is done: a server that answers does not.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, NullPool, create_engine, event, func, make_url, select

MIGRATIONS = Path(__file__).parent / "migrations"
POSTGRESQL_DRIVER = "postgresql+psycopg2"
CONNECT_SECONDS = 3
#: PostgreSQL's name for the right to change tables: a number that nothing else uses.
CHANGING_TABLES = 1_467_443_966
#: What libpq needs to notice within seconds that the network in between is gone (the first in milliseconds).
NOTICE_SILENCE = {"tcp_user_timeout": 5000, "keepalives_idle": 5, "keepalives_interval": 2, "keepalives_count": 2}


def open_engine(database_url: str) -> Engine:
    """An engine for SQLite or PostgreSQL; nothing is connected yet. Makes the folder of an SQLite file.

    Raises sqlalchemy.exc.ArgumentError for an address that is none.
    """
    url = make_url(database_url.replace("postgres://", "postgresql://", 1))
    if url.drivername == "postgresql":
        url = url.set(drivername=POSTGRESQL_DRIVER)
    if url.get_backend_name() != "sqlite":
        return create_engine(
            url,
            # Asked once in a while only. A kept connection to a frozen server would wait for ever; a new one gives up.
            poolclass=NullPool,
            isolation_level="REPEATABLE READ",  # a reader never sees half of an import
            # A server made without a locale would have us write ASCII.
            connect_args={"connect_timeout": CONNECT_SECONDS, "client_encoding": "utf8", **NOTICE_SILENCE},
        )
    if url.database and url.database != ":memory:":
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
        # A kept connection must not be shared with forked workers.
        engine = create_engine(url, poolclass=NullPool, connect_args={"timeout": CONNECT_SECONDS})
    else:
        engine = create_engine(url, connect_args={"timeout": CONNECT_SECONDS})
    event.listen(engine, "connect", _respect_foreign_keys)
    return engine


@contextmanager
def changing_tables(engine: Engine) -> Iterator[None]:
    """Nobody else makes or changes tables meanwhile: of several first starts at once, the others find all done."""
    if engine.dialect.name != "sqlite":
        # On a connection of its own: what the transaction inside sees must be younger than the lock.
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(select(func.pg_advisory_lock(CHANGING_TABLES)))
            yield
    elif engine.url.database in (None, "", ":memory:"):
        yield
    else:
        import portalocker

        with portalocker.Lock(f"{engine.url.database}.lock", flags=portalocker.LOCK_EX):
            yield


def migrate(connection: Connection, revision: str = "head") -> None:
    """Bring the tables to `revision`, inside the caller's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def schema_revision() -> str:
    """The revision that `migrate` leads to."""
    from alembic.script import ScriptDirectory

    return ScriptDirectory(str(MIGRATIONS)).get_current_head()


def _respect_foreign_keys(connection: object, _: object) -> None:
    connection.execute("PRAGMA foreign_keys=ON")
