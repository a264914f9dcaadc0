"""The directory in a database: tables, and the way from a record to its rows and back."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, DateTime, ForeignKey, MetaData, String, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from bot.referrals.check_date import newest
from bot.referrals.service import Check, Route, Service, Source, days_of_evidence

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Tables of the referral directory; all their names begin with `referral_`."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {
        list[str]: JSON,
        dict[str, Any]: JSON(none_as_null=True),
        dict[str, str]: JSON,
        datetime: DateTime(True),
    }


class StateRow(Base):
    """One row: a number that grows with each change, so that a reader sees cheaply that there was one."""

    __tablename__ = "referral_state"
    __table_args__ = (CheckConstraint("id = 1", name="only_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, default=1)
    version: Mapped[int] = mapped_column(default=0)
    changed_at: Mapped[datetime] = mapped_column(default=lambda: datetime.now(UTC))


class CountryRow(Base):
    """A country of the directory (ZZ: services for every country), with what verifiers should know of it."""

    __tablename__ = "referral_country"

    code: Mapped[str] = mapped_column(String(2), primary_key=True)
    remark: Mapped[str | None] = mapped_column(Text)


class ServiceRow(Base):
    """A service. `position` keeps the order of the file."""

    __tablename__ = "referral_service"

    id: Mapped[str] = mapped_column(String(80), primary_key=True)
    country: Mapped[str] = mapped_column(ForeignKey("referral_country.code", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    name: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(String(32))
    area: Mapped[str | None] = mapped_column(Text)
    audience: Mapped[str | None] = mapped_column(Text)
    about: Mapped[list[str]]
    pair: Mapped[str | None] = mapped_column(String(80))
    not_offered: Mapped[str | None] = mapped_column(Text)
    unspoken: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    free: Mapped[bool | None]
    anonymous: Mapped[bool | None]
    languages: Mapped[list[str]]
    ages: Mapped[dict[str, Any] | None]
    note: Mapped[dict[str, str]]
    remark: Mapped[str | None] = mapped_column(Text)
    checked_on: Mapped[str | None] = mapped_column(String(10))
    seen_on: Mapped[str | None] = mapped_column(String(10))
    confidence: Mapped[str] = mapped_column(String(8))
    unconfirmed: Mapped[bool]

    routes: Mapped[list[RouteRow]] = relationship(
        cascade="all, delete-orphan", order_by="RouteRow.position", lazy="selectin"
    )
    sources: Mapped[list[SourceRow]] = relationship(
        cascade="all, delete-orphan", order_by="SourceRow.position", lazy="selectin"
    )
    checks: Mapped[list[CheckRow]] = relationship(cascade="all, delete-orphan", order_by="CheckRow.id", lazy="selectin")

    def fill(self, service: Service, position: int) -> ServiceRow:
        """Take over everything of a record but its checks, which are only ever added."""
        data = service.dict(by_alias=True)
        for name in SERVICE_COLUMNS:
            setattr(self, name, list(data[name]) if isinstance(data[name], tuple) else data[name])
        self.position = position
        self.routes = [RouteRow(**_route_columns(route), position=at) for at, route in enumerate(data["routes"])]
        self.sources = [
            SourceRow(**{"list_name" if key == "list" else key: value for key, value in source.items()}, position=at)
            for at, source in enumerate(data["sources"])
        ]
        return self

    def add_check(self, check: Check) -> None:
        """Record that somebody checked the service; the same check is recorded once."""
        if check not in [row.record() for row in self.checks]:
            self.checks.append(CheckRow(by=check.by, on=check.on))

    def record(self) -> Service:
        """The row and what belongs to it as a record. Raises ValueError if somebody spoilt it.

        Both dates follow from the evidence: what an earlier version wrote there may follow from other rules.
        """
        data = {name: getattr(self, name) for name in SERVICE_COLUMNS}
        data["routes"] = [Route.parse_obj(row.data()) for row in self.routes]
        data["sources"] = [Source.parse_obj(row.data()) for row in self.sources]
        data["checks"] = [row.record() for row in self.checks]
        days = days_of_evidence(data["routes"], data["sources"], data["checks"])
        return Service.parse_obj(data | {name: newest(found) for name, found in days.items()})


class RouteRow(Base):
    """One way to reach a service."""

    __tablename__ = "referral_route"

    id: Mapped[int] = mapped_column(primary_key=True)
    service_id: Mapped[str] = mapped_column(ForeignKey("referral_service.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    by: Mapped[str] = mapped_column(String(16))
    value: Mapped[str] = mapped_column(Text)
    label: Mapped[str | None] = mapped_column(Text)
    purpose: Mapped[str | None] = mapped_column(String(32))
    languages: Mapped[list[str]]
    hours: Mapped[dict[str, Any] | None]
    unconfirmed: Mapped[bool]

    def data(self) -> dict[str, Any]:
        """The route as the files have it."""
        names = ("by", "value", "label", "languages", "hours", "unconfirmed")
        return {**{name: getattr(self, name) for name in names}, "for": self.purpose}


class SourceRow(Base):
    """Where it is written that a service exists."""

    __tablename__ = "referral_source"

    id: Mapped[int] = mapped_column(primary_key=True)
    service_id: Mapped[str] = mapped_column(ForeignKey("referral_service.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    url: Mapped[str | None] = mapped_column(Text)
    list_name: Mapped[str | None] = mapped_column(Text)
    says: Mapped[str] = mapped_column(Text)
    date: Mapped[str | None] = mapped_column(String(10))
    seen: Mapped[str | None] = mapped_column(String(10))
    via: Mapped[str | None] = mapped_column(Text)

    def data(self) -> dict[str, Any]:
        """The source as the files have it."""
        names = ("url", "says", "date", "seen", "via")
        return {**{name: getattr(self, name) for name in names}, "list": self.list_name}


class CheckRow(Base):
    """Who found an entry right, and on which day; `recorded_at` says when that was entered here."""

    __tablename__ = "referral_check"
    __table_args__ = (UniqueConstraint("service_id", "by", "on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    service_id: Mapped[str] = mapped_column(ForeignKey("referral_service.id", ondelete="CASCADE"), index=True)
    by: Mapped[str] = mapped_column(String(200))
    on: Mapped[str] = mapped_column(String(10))
    recorded_at: Mapped[datetime] = mapped_column(default=lambda: datetime.now(UTC))

    def record(self) -> Check:
        """The check as the files have it."""
        return Check(by=self.by, on=self.on)


NOT_COLUMNS = frozenset({"routes", "sources", "checks"})
SERVICE_COLUMNS = tuple(name for name in Service.__fields__ if name not in NOT_COLUMNS)


def _route_columns(route: dict[str, Any]) -> dict[str, Any]:
    columns = {"purpose" if key == "for" else key: value for key, value in route.items()}
    return {**columns, "languages": list(columns["languages"])}
