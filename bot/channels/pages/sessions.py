"""A session of one story or activity for a class: ground rules before it, the contacts after it, as in every lesson."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.guide import Guide
from bot.guide.activities import Activity
from bot.guide.lessons import LessonStep
from bot.guide.played import entries

#: Minutes for the ground rules and for the contacts; for what is played when it does not say so; for the talk after.
AROUND, PLAY, TALK = 2, 8, 5


@dataclass(frozen=True)
class Session:
    """What the two windows run; see `slides.Runs`."""

    id: str
    title: str
    minutes: int
    steps: tuple[LessonStep, ...]


def playable(guide: Guide) -> Iterator[tuple[Activity, list[tuple[str, str]]]]:
    """Every activity that a class can play together, with what there is of it."""
    for activity in guide.activities:
        if found := list(entries(guide, activity)):
            yield activity, found


def session(guide: Guide, activity: Activity, entry: str, words: Mapping[str, Any]) -> Session:
    """A session of `entry`.

    Args:
        words: `session` of pages/run.yml: titles and notes of its three steps.

    Raises:
        KeyError: the activity has no such entry.
    """
    title = dict(entries(guide, activity))[entry]
    story = entry if activity.id == "scenario" else None
    middle: dict[str, Any] = {"title": title, "notes": words["notes"][activity.holds]}
    if story:
        middle |= {"kind": "story", "story": story, "minutes": guide.scenario(story).minutes + TALK}
    else:
        middle |= {"kind": "activity", "activity": activity.id, "entry": entry, "minutes": PLAY}
    around = [{"kind": kind, "minutes": AROUND, **words[kind]} for kind in ("opening", "closing")]
    steps = tuple(LessonStep(**step) for step in (around[0], middle, around[1]))
    return Session(f"{activity.id}.{entry}", title, sum(step.minutes for step in steps), steps)
