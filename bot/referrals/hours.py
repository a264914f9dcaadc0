"""Opening hours of one way to reach a service: a plain week in its own time zone.

Public holidays are not known to the directory, so a day is read as any other day of its name.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, conlist, constr, root_validator, validator

from bot.guide.content import Content, ContentError, Text

Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
DAYS: tuple[Day, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
if TYPE_CHECKING:  # a checker of types reads them as what they are made of
    Clock = str
else:
    Clock = constr(regex=r"^(([01]\d|2[0-3]):[0-5]\d|24:00)$")


class Span(Content):
    """From one time to another on some days. An end at or before the start lies on the next day."""

    days: conlist(Day, min_items=1)
    opens: Clock = Field(alias="from")
    closes: Clock = Field(alias="to")

    def covers(self, weekday: int, minute: int) -> bool:
        """Whether it is open at `minute` (since midnight) of `weekday` (0 is Monday)."""
        start, end = _minutes(self.opens), _minutes(self.closes)
        today, yesterday = DAYS[weekday] in self.days, DAYS[weekday - 1] in self.days
        if end > start:
            return today and start <= minute < end
        return (today and minute >= start) or (yesterday and minute < end)


class Hours(Content):
    """What a source says of the opening hours (`words`), and the same for a computer where it can be read.

    `always`: day and night. `week` with `zone`: at these times. Neither: nobody knows more than the words.
    `disputed`: sources contradict each other, so nothing is concluded about now.
    """

    words: Text
    always: bool = False
    zone: str | None = None
    week: tuple[Span, ...] = ()
    disputed: bool = False

    @validator("zone")
    def _zone_exists(cls, value: str | None) -> str | None:
        if value is not None:
            _zone(value)
        return value

    @root_validator(skip_on_failure=True)
    def _fits_together(cls, values: dict[str, Any]) -> dict[str, Any]:
        if values["always"] and values["week"]:
            raise ContentError("`always` and `week` contradict each other", "Keep one of them.")
        if bool(values["week"]) != bool(values["zone"]):
            raise ContentError("`week` and `zone` belong together", "Write the zone like Europe/Berlin.")
        return values

    def open_at(self, moment: datetime) -> bool | None:
        """Whether it is open at `moment` (with a time zone), or None where that cannot be known."""
        if self.disputed or not (self.always or self.week):
            return None
        if self.always:
            return True
        local = moment.astimezone(_zone(self.zone))
        minute = local.hour * 60 + local.minute
        return any(span.covers(local.weekday(), minute) for span in self.week)

    def opens_after(self, moment: datetime) -> datetime | None:
        """When it opens next after `moment`, in its own time zone; None where that is not known or it never closes."""
        if self.disputed or not self.week:
            return None
        today = moment.astimezone(_zone(self.zone)).date()
        days = [today + timedelta(days=ahead) for ahead in range(8)]
        starts = [
            _on(day, span.opens, self.zone) for day in days for span in self.week if DAYS[day.weekday()] in span.days
        ]
        return min((start for start in starts if start > moment), default=None)


def _on(day: date, clock: str, zone: str) -> datetime:
    hour, minute = divmod(_minutes(clock), 60)
    return datetime.combine(day + timedelta(days=hour // 24), time(hour % 24, minute), _zone(zone))


def _minutes(clock: str) -> int:
    hour, minute = clock.split(":")
    return int(hour) * 60 + int(minute)


@cache
def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        raise ContentError(f"there is no time zone `{name}`", "Write it like Europe/Berlin.") from None
