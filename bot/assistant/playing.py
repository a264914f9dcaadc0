"""The activities of this process, for those who decide what a typed answer means; read once."""

from functools import cache

from bot.guide.activities import Activity, read_activities
from bot.settings import load_settings


@cache
def activities() -> tuple[Activity, ...]:
    """The registry (data/activities.yml)."""
    return read_activities(load_settings().data)


@cache
def answering() -> tuple[str, ...]:
    """Beginnings of the buttons that answer an open question."""
    return tuple(f"/{activity.answer}" + "{" for activity in activities() if activity.asks)


@cache
def listed() -> tuple[str, ...]:
    """Beginnings of the buttons that begin one of several."""
    return tuple(f"/{activity.start}" + "{" for activity in activities())


def is_asking(name: str | None) -> bool:
    """Does that activity wait for answers?"""
    return any(activity.id == name and activity.asks for activity in activities())
