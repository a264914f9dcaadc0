"""Tables of class codes. They hold digests and numbers; no answer of one person can be found in them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import DateTime, ForeignKey, Integer, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """Base of these tables."""


class CodeRow(Base):
    """A class: the digest of its code, that of its teacher's key, how many sit in it, and until when it lives."""

    __tablename__ = "class_code"

    code: Mapped[str] = mapped_column(String(64), primary_key=True)
    key: Mapped[str] = mapped_column(String(64))
    size: Mapped[int] = mapped_column(Integer)
    phase: Mapped[str] = mapped_column(String(8))
    ends: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class CountRow(Base):
    """How often an option of a question was chosen in a phase."""

    __tablename__ = "class_count"

    code: Mapped[str] = mapped_column(ForeignKey("class_code.code", ondelete="CASCADE"), primary_key=True)
    phase: Mapped[str] = mapped_column(String(8), primary_key=True)
    item: Mapped[int] = mapped_column(Integer, primary_key=True)
    option: Mapped[int] = mapped_column(Integer, primary_key=True)
    number: Mapped[int] = mapped_column(Integer)


class TicketRow(Base):
    """A ticket to answer once. It says nothing of what was answered, or by whom."""

    __tablename__ = "class_ticket"

    code: Mapped[str] = mapped_column(ForeignKey("class_code.code", ondelete="CASCADE"), primary_key=True)
    ticket: Mapped[str] = mapped_column(String(64), primary_key=True)
    phase: Mapped[str] = mapped_column(String(8))
    used: Mapped[bool] = mapped_column(default=False)
