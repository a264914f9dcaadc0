"""The registry of what is played step by step (data/activities.yml): names, buttons, where the place is kept."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import constr

from bot.guide.content import Content, Id
from bot.guide.reader import Reader

PATH = "activities.yml"
Holds = Literal["stories", "items", "cards", "chats", "sortings", "plan", "chapters"]


class Activity(Content):
    """One activity; data/activities.yml says what each key is."""

    id: Id
    start: Id
    also: tuple[Id, ...] = ()
    answer: Id | None = None
    resume: Id | None = None
    slot: Id
    holds: Holds
    folder: Id | None = None
    icon: constr(regex=r"^([a-z][a-z0-9_]*|M[0-9a-zA-Z .,-]+)$")

    @property
    def action(self) -> str:
        """Name of the action that runs it."""
        return f"action_{self.id}"

    @property
    def intents(self) -> tuple[str, ...]:
        """The buttons that it answers: beginning, others, answers."""
        return (self.start, *self.also, *([self.answer] if self.answer else ()))

    @property
    def asks(self) -> bool:
        """Does it wait for answers, so that "b" and "I don't know" mean it?"""
        return self.answer is not None


def activities_of(reader: Reader) -> tuple[Activity, ...]:
    """The registry; empty where there is none."""
    exists = (reader.data_dir / PATH).exists()
    return tuple(reader.many(Activity, PATH)) if exists else ()


@cache
def read_activities(data_dir: Path) -> tuple[Activity, ...]:
    """The registry of a data folder, read once; what is wrong with it is said by `staysafe check`."""
    return activities_of(Reader(data_dir))
