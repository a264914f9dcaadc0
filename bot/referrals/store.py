"""The directory's home in a database: taken in as a whole or not at all, read back exactly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from bot.referrals.check_date import newest
from bot.referrals.database import changing_tables, migrate, open_engine
from bot.referrals.file_format import CountryFile
from bot.referrals.service import Check, Service
from bot.referrals.tables import CountryRow, ServiceRow, StateRow


class NothingStored(Exception):
    """The database answers, but nobody has imported the directory into it."""


@dataclass(frozen=True)
class Changes:
    """What an import did, in services.

    `countries`: countries that came, went or changed their remark. `kept_checks`: checks that the
    database knew and the files did not.
    """

    added: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0
    countries: int = 0
    kept_checks: int = 0

    @property
    def any(self) -> bool:
        """Whether the database holds something else than before."""
        return bool(self.added or self.changed or self.removed or self.countries)


class Store:
    """The directory in the database at `database_url`. Database errors are SQLAlchemy's."""

    def __init__(self, database_url: str) -> None:
        self.engine = open_engine(database_url)

    def version(self) -> int:
        """A number that grows with each change. Raises NothingStored."""
        with Session(self.engine) as session:
            return self._state(session).version

    def stamp(self) -> str:
        """Tells this state of this database from any other, also from a copy put back. Raises NothingStored."""
        with Session(self.engine) as session:
            state = self._state(session)
            return f"{state.version} {state.changed_at.isoformat()}"

    def upgrade(self) -> None:
        """Bring tables that an earlier version made to today's form. Nothing happens where there are none."""
        with changing_tables(self.engine), self.engine.begin() as connection:
            if inspect(connection).has_table(StateRow.__tablename__):
                migrate(connection)

    def read(self) -> tuple[int, list[CountryFile]]:
        """The version, and every country with its services, both from the same moment.

        Raises NothingStored, and ValueError if a record breaks the rules.
        """
        with Session(self.engine) as session:
            version = self._state(session).version
            rows = session.scalars(select(ServiceRow).order_by(ServiceRow.country, ServiceRow.position))
            countries: dict[str, list[Service]] = {}
            for row in rows:
                countries.setdefault(row.country, []).append(row.record())
            remarks = {row.code: row.remark for row in session.scalars(select(CountryRow))}
        files = [CountryFile(country=code, remark=remarks[code], services=found) for code, found in countries.items()]
        return version, files

    def replace(self, files: list[CountryFile]) -> Changes:
        """Make the database hold exactly these countries. Either all of it happens or nothing.

        Checks that were recorded in the database stay, also where the files do not have them.
        """
        with self._writing() as session:
            work = _Replacement(session)
            work.countries(files)
            for file in files:
                for position, service in enumerate(file.services):
                    work.service(service, position)
            changes = work.finish()
            if changes.any:
                self._grow(session)
            return changes

    def add_check(self, service_id: str, check: Check) -> Service | None:
        """Record a check of a service; None if there is no such service. Raises NothingStored."""
        with Session(self.engine) as session, session.begin():
            state = self._state(session)
            row = session.get(ServiceRow, service_id)
            if row is None:
                return None
            row.add_check(check)
            row.checked_on = newest([row.checked_on, check.on])
            state.version += 1
            state.changed_at = datetime.now(UTC)
            session.flush()
            return row.record()

    @contextmanager
    def _writing(self) -> Iterator[Session]:
        with changing_tables(self.engine), self.engine.begin() as connection:
            migrate(connection)
            with Session(connection) as session:
                yield session
                session.flush()

    def _state(self, session: Session) -> StateRow:
        if not inspect(session.connection()).has_table(StateRow.__tablename__):
            raise NothingStored
        state = session.get(StateRow, 1)
        if state is None:
            raise NothingStored
        return state

    def _grow(self, session: Session) -> None:
        state = session.get(StateRow, 1) or StateRow(id=1, version=0)
        state.version += 1
        state.changed_at = datetime.now(UTC)
        session.add(state)


class _Replacement:
    """One import: takes in service after service and counts what changed."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.left = {row.id: row for row in session.scalars(select(ServiceRow))}
        self.counts: Counter[str] = Counter()

    def countries(self, files: list[CountryFile]) -> None:
        """Write the countries. Services of one that is gone go with it in `finish`."""
        stored = {row.code: row for row in self.session.scalars(select(CountryRow))}
        for file in files:
            row = stored.get(file.country)
            if row is None or row.remark != file.remark:
                self.session.merge(CountryRow(code=file.country, remark=file.remark))
                self.counts["countries"] += 1
        self.gone = [stored[code] for code in stored.keys() - {file.country for file in files}]
        self.session.flush()

    def service(self, service: Service, position: int) -> None:
        """Write one service unless it stands there already."""
        row = self.left.pop(service.id, None)
        kept = service if row is None else _with_stored_checks(service, row)
        self.counts["kept_checks"] += len(kept.checks) - len(service.checks)
        if row is None:
            row = ServiceRow()
            self.session.add(row)
            self.counts["added"] += 1
        elif _holds(row, kept, position):
            self.counts["unchanged"] += 1
            return
        else:
            self.counts["changed"] += 1
        row.fill(kept, position)
        for check in kept.checks:
            row.add_check(check)

    def finish(self) -> Changes:
        """Remove what no file has any more, and count."""
        self.counts["removed"] = len(self.left)
        for row in self.left.values():
            self.session.delete(row)
        self.session.flush()
        for country in self.gone:
            self.session.delete(country)
            self.counts["countries"] += 1
        self.session.flush()
        return Changes(**self.counts)


def _holds(row: ServiceRow, service: Service, position: int) -> bool:
    """Whether the row says exactly this. One that an earlier version wrote by other rules does not."""
    try:
        same = row.record() == service
    except ValueError:
        return False
    return same and (row.position, row.checked_on, row.seen_on) == (position, service.checked_on, service.seen_on)


def _with_stored_checks(service: Service, row: ServiceRow) -> Service:
    """The record with the checks of the database added to its own."""
    stored = [check.record() for check in row.checks]
    checks = (*stored, *(check for check in service.checks if check not in stored))
    dates = [service.checked_on, *(check.on for check in checks)]
    return service.copy(update={"checks": checks, "checked_on": newest(dates)})
