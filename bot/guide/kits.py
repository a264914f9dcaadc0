"""Kits for a day of the year: what a school does when, which lessons and sheets fit, and when the day is next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Literal

from pydantic import conint

from bot.guide.content import Content, Id, Reviewed, Sourced, Text, Title
from bot.guide.lessons import Part, Sheet

SATURDAY, TUESDAY = 5, timedelta(days=1)


def safer_internet_day(year: int) -> date:
    """The second day of the second week of the second month: a Tuesday.

    A week counts as the first one when a day from Monday to Friday of it lies in February; so it was in every year from
    2020 to 2026 (their dates stand in tests/guide/test_kits.py, each with a page that gives it).
    """
    first = date(year, 2, 1)
    monday = first - timedelta(days=first.weekday())
    if first.weekday() >= SATURDAY:
        monday += timedelta(weeks=1)
    return monday + timedelta(weeks=1) + TUESDAY


DAYS: Mapping[str, Callable[[int], date]] = {"safer_internet_day": safer_internet_day}


class Stage(Content):
    """What is to be done by a certain time."""

    title: Title
    items: tuple[Text, ...]


class Scene(Content):
    """A stretch of an assembly, to read aloud."""

    title: Title
    minutes: conint(ge=1, le=20)
    say: tuple[Text, ...]


class Kit(Sourced):
    """A plan for a day, from weeks before until after it.

    Attributes:
        day: the rule that says when it is.
        stages: what to do, in the order of time.
        assembly: what is said to the whole school.
        letter: to families, to copy.
        care: what keeps everybody safe on such a day.
        lessons, sheets: ids of what fits.
    """

    id: Id
    title: Title
    about: Text
    day: Literal["safer_internet_day"]
    reviewed: Reviewed
    stages: tuple[Stage, ...]
    assembly: tuple[Scene, ...]
    letter: tuple[Text, ...]
    care: tuple[Text, ...]
    lessons: tuple[Id, ...]
    sheets: tuple[Id, ...]

    def next_day(self, today: date) -> date:
        """The day itself counts as the next one until it is over."""
        this_year = DAYS[self.day](today.year)
        return this_year if today <= this_year else DAYS[self.day](today.year + 1)

    def minutes(self) -> int:
        """How long the assembly takes."""
        return sum(scene.minutes for scene in self.assembly)


def kit_sheet(kit: Kit, day: str, headings: Mapping[str, str]) -> Sheet:
    """The plan on paper: boxes to tick, the assembly on a page of its own, and the contacts.

    Args:
        day: the next date, in words.
        headings: those of the page: `assembly`, `care`, `contacts`.
    """
    parts = [Part(kind="lead", text=day)]
    parts += [Part(kind="ticks", title=stage.title, items=stage.items) for stage in kit.stages]
    parts += [Part(kind="list", title=headings["care"], items=kit.care), Part(kind="page")]
    for at, scene in enumerate(kit.assembly):
        title = f"{scene.title} ({scene.minutes}′)"
        parts.append(Part(kind="list", title=title if at else f"{headings['assembly']}: {title}", items=scene.say))
    parts += [Part(kind="contacts", title=headings["contacts"]), Part(kind="code")]
    return Sheet(id=kit.id, title=kit.title, about=kit.about, intro=kit.about, source=kit.source, parts=parts)
