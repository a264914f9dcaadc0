"""Codes for a class: opened by a teacher, answered once a ticket, shown from eight answers on, gone after hours."""

from __future__ import annotations

import hashlib
import math
import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine, delete, func, select, update
from sqlalchemy.orm import Session

from bot.classroom.tables import Base, CodeRow, CountRow, TicketRow
from bot.referrals.database import changing_tables, open_engine

#: Fewer answers than this are never shown: somebody could be guessed from them.
GROUP = 8
PHASES = ("before", "later")
#: How long a code lives, and the most pupils of one.
LIFE, LARGEST = timedelta(hours=3), 60
#: Most classes at once; a school has a few.
CLASSES = 500
#: Letters and digits that cannot be mistaken for one another when read from a wall.
LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
LENGTH = 7
#: 95 % of the normal distribution.
Z = 1.96


class CodeError(Exception):
    """A code, key, ticket or answer that is not taken; `reason` names the words that say why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Taken:
    """A new class: the code for pupils and the key for the teacher, told once and kept nowhere."""

    code: str
    key: str
    ends: datetime


@dataclass(frozen=True)
class Row:
    """A question's hopeful answers in a phase: their share, the range by chance (95 %), and all answers."""

    share: float
    low: float
    high: float
    answers: int


@dataclass(frozen=True)
class Report:
    """What was counted; a phase with fewer answers than GROUP gives None, and only its number of answers."""

    phase: str
    ends: datetime
    answers: dict[str, int]
    rows: dict[str, list[Row] | None]


class ClassCounts:
    """Class codes in the database at `database_url` (SQLite or PostgreSQL).

    Args:
        options: how many options each question has.
        better: for each question, the options that one hopes for.
        now: the clock, with a time zone.
    """

    def __init__(
        self,
        database_url: str,
        options: Sequence[int],
        better: Sequence[Sequence[int]],
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.options, self.better, self.now = tuple(options), tuple(tuple(one) for one in better), now
        self._engine: Engine = open_engine(database_url)
        self._ready = False

    def open(self, size: int) -> Taken:
        """A new code for a class of `size` pupils. Raises CodeError("size" or "busy")."""
        if not GROUP <= size <= LARGEST:
            raise CodeError("size")
        code, key = "".join(secrets.choice(LETTERS) for _ in range(LENGTH)), secrets.token_urlsafe(18)
        ends = self.now() + LIFE
        with self._session() as session:
            if (session.scalar(select(func.count()).select_from(CodeRow)) or 0) >= CLASSES:
                raise CodeError("busy")
            session.add(CodeRow(code=_digest(code), key=_digest(key), size=size, phase=PHASES[0], ends=ends))
            session.flush()
            # Every count stands from the start, so that counting is one change of a row, whoever else counts.
            places = ((p, i, o) for p in PHASES for i, n in enumerate(self.options) for o in range(n))
            session.add_all(CountRow(code=_digest(code), phase=p, item=i, option=o, number=0) for p, i, o in places)
        return Taken(code, key, ends)

    def ticket(self, code: str) -> tuple[str, str]:
        """A ticket to answer once, and the phase it is for. Raises CodeError("code" or "full")."""
        with self._session() as session:
            row = self._class(session, code)
            given = select(func.count()).where(TicketRow.code == row.code, TicketRow.phase == row.phase)
            # Twice as many as pupils: a page that was closed may be opened again; answers are never more than pupils.
            if (session.scalar(given) or 0) >= 2 * row.size:
                raise CodeError("full")
            ticket = secrets.token_urlsafe(18)
            session.add(TicketRow(code=row.code, ticket=_digest(ticket), phase=row.phase))
            return ticket, row.phase

    def valid(self, code: str, ticket: str) -> str:
        """The phase for which a ticket can still be used. Raises CodeError("code" or "ticket")."""
        with self._session() as session:
            row = self._class(session, code)
            found = session.get(TicketRow, (row.code, _digest(ticket)))
            if found is None or found.used or found.phase != row.phase:
                raise CodeError("ticket")
            return row.phase

    def answer(self, code: str, ticket: str, answers: Sequence[int | None]) -> None:
        """Count one pupil's answers; None passes a question.

        Raises:
            CodeError: "code" (unknown or over), "ticket" (unknown, used, or of the other phase), "full", or
                "answers" (out of range). Nothing is counted then.
        """
        self._check(answers)
        with self._session() as session:
            row = self._class(session, code)
            mine = (TicketRow.code == row.code, TicketRow.ticket == _digest(ticket), TicketRow.phase == row.phase)
            # Whoever changes the row first wins, also against another worker.
            taken = session.execute(update(TicketRow).where(*mine, TicketRow.used.is_(False)).values(used=True))
            if taken.rowcount != 1:
                raise CodeError("ticket")
            if self._answered(session, row.code)[row.phase] > row.size:
                raise CodeError("full")
            for item, option in enumerate(answers):
                if option is not None:
                    self._count(session, row, item, option)

    def turn(self, code: str, key: str, phase: str) -> None:
        """Go on to a phase. Raises CodeError("code", "key" or "phase")."""
        if phase not in PHASES:
            raise CodeError("phase")
        with self._session() as session:
            self._led(session, code, key).phase = phase

    def end(self, code: str, key: str) -> None:
        """Wipe a class and everything counted for it. Raises CodeError("code" or "key")."""
        with self._session() as session:
            session.delete(self._led(session, code, key))

    def report(self, code: str, key: str) -> Report:
        """The counts so far. Raises CodeError("code" or "key")."""
        with self._session() as session:
            row = self._led(session, code, key)
            answered = self._answered(session, row.code)
            rows = {
                phase: self._rows(session, row.code, phase) if answered[phase] >= GROUP else None for phase in PHASES
            }
            return Report(row.phase, _aware(row.ends), answered, rows)

    def _rows(self, session: Session, code: str, phase: str) -> list[Row]:
        found = session.execute(
            select(CountRow.item, CountRow.option, CountRow.number).where(
                CountRow.code == code, CountRow.phase == phase
            )
        )
        counts = {(item, option): number for item, option, number in found}
        rows = []
        for item, options in enumerate(self.options):
            numbers = [counts.get((item, option), 0) for option in range(options)]
            rows.append(row_of(sum(numbers[at] for at in self.better[item]), sum(numbers)))
        return rows

    def _count(self, session: Session, row: CodeRow, item: int, option: int) -> None:
        here = (
            CountRow.code == row.code,
            CountRow.phase == row.phase,
            CountRow.item == item,
            CountRow.option == option,
        )
        session.execute(update(CountRow).where(*here).values(number=CountRow.number + 1))

    def _answered(self, session: Session, code: str) -> dict[str, int]:
        used = (
            select(TicketRow.phase, func.count())
            .where(TicketRow.code == code, TicketRow.used)
            .group_by(TicketRow.phase)
        )
        return {phase: 0 for phase in PHASES} | {phase: number for phase, number in session.execute(used)}

    def _check(self, answers: Sequence[int | None]) -> None:
        fits = len(answers) == len(self.options) and any(option is not None for option in answers)
        if not fits or any(o is not None and not 0 <= o < n for o, n in zip(answers, self.options, strict=True)):
            raise CodeError("answers")

    def _class(self, session: Session, code: str) -> CodeRow:
        row = session.get(CodeRow, _digest(code.strip().upper()[: LENGTH + 1]))
        if row is None or _aware(row.ends) <= self.now():
            raise CodeError("code")
        return row

    def _led(self, session: Session, code: str, key: str) -> CodeRow:
        row = self._class(session, code)
        if not secrets.compare_digest(row.key, _digest(key)):
            raise CodeError("key")
        return row

    @contextmanager
    def _session(self) -> Iterator[Session]:
        """A transaction; codes whose time is over are wiped first."""
        if not self._ready:
            with changing_tables(self._engine):
                Base.metadata.create_all(self._engine)
            self._ready = True
        with Session(self._engine.execution_options(isolation_level=self._isolation)) as session, session.begin():
            session.execute(delete(CodeRow).where(CodeRow.ends <= self.now()))
            yield session

    @property
    def _isolation(self) -> str:
        return "SERIALIZABLE" if self._engine.dialect.name == "sqlite" else "READ COMMITTED"


def row_of(hopeful: int, answers: int) -> Row:
    """The share of hopeful answers with Wilson's interval, which stays honest for a small class."""
    if not answers:
        return Row(0.0, 0.0, 1.0, 0)
    share, spread = hopeful / answers, Z * Z / answers
    middle = (share + spread / 2) / (1 + spread)
    wide = Z * math.sqrt(share * (1 - share) / answers + spread / (4 * answers)) / (1 + spread)
    return Row(share, max(0.0, middle - wide), min(1.0, middle + wide), answers)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "ignore")).hexdigest()


def _aware(moment: datetime) -> datetime:
    """SQLite gives back what it got without the time zone, which is always UTC here."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
