"""A lesson as one piece of data, so that the page that runs it needs the server no more."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from bot.guide import Guide
from bot.guide.lessons import LessonStep
from bot.guide.played import ALL, played, story_data
from bot.guide.school import School
from bot.paper.poster import crisis_line
from bot.paper.press import qr_code
from bot.referrals import Directory

#: The sheet whose questions are asked before and after.
SURVEY = "before_and_after"


class Runs(Protocol):
    """What the two windows can run: a lesson, or a session of one story or activity."""

    @property
    def id(self) -> str:
        """What the two windows find each other by."""

    @property
    def title(self) -> str:
        """Shown to who has no JavaScript."""

    @property
    def minutes(self) -> int:
        """How long it takes."""

    @property
    def steps(self) -> tuple[LessonStep, ...]:
        """In their order."""


def lesson_data(
    guide: Guide, school: School, lesson: Runs, directory: Directory, country: str | None, site: str
) -> dict[str, Any]:
    """Everything that the two windows show.

    Args:
        guide, school: where stories, talks, sheets and questions come from.
        lesson: what is given.
        directory, country: where the contacts come from, and of which country.
        site: address of this Staysafe, for the code to scan.
    """
    found = directory.choose(country, "help", guide.language.code).to_dict()
    crisis = crisis_line(directory, country, guide.language.code)
    return {
        "id": lesson.id,
        "title": lesson.title,
        "minutes": lesson.minutes,
        "country": found["country_name"],
        "contacts": _contacts(found, crisis),
        "emergency": found["emergency"] and found["emergency"]["number"],
        "scan": _scan(found["country"], site),
        "survey": [one.dict(exclude={"id"}) for one in school.classroom.survey],
        "steps": [_step(guide, school, step) for step in lesson.steps],
    }


def _step(guide: Guide, school: School, step: LessonStep) -> dict[str, Any]:
    room = school.classroom
    shown: dict[str, Any] = {"title": step.title, "kind": step.kind, "minutes": step.minutes, "notes": step.notes}
    shown["slides"] = [{"text": text} for text in step.show]
    if step.kind == "opening":
        shown |= {"rules": room.rules, "distance": room.distance, "signpost": room.signpost}
    if step.kind == "closing":
        shown["closing"] = room.closing
    if step.sheet == SURVEY:
        shown["survey"] = True
    elif step.sheet:
        shown["sheet"] = {"title": school.sheets[step.sheet].title, "about": school.sheets[step.sheet].about}
    talks = list(step.talk)
    if step.story:
        shown |= story_data(guide.scenario(step.story))
        talks += school.talks[step.story].talk
        shown["change"] = school.talks[step.story].change_your_mind
    if step.activity:
        shown |= played(guide, guide.listed(step.activity), step.entry or ALL)
    return shown | {"talk": [talk.dict() for talk in talks]}


def _contacts(found: Mapping[str, Any], crisis: Mapping[str, Any] | None) -> list[dict[str, Any]]:
    """Who listens, where to report and the country's line for a crisis, once each, as the last row can read them."""
    parts = {"talk": found["talk"], "report": found["report"]} | ({"crisis": crisis} if crisis else {})
    cards: dict[str, dict[str, Any]] = {}
    for part, service in parts.items():
        address = service["chat_url"] or service["report_url"] or service["url"]
        card = {"part": part, "name": service["name"], "phone": service["phone"], "text": service["text"]}
        cards.setdefault(service["name"], {**card, "address": address})
    return list(cards.values())


def _scan(country: str | None, site: str) -> dict[str, str]:
    """The code that opens the chat, with the country's contacts."""
    address = f"{site.rstrip('/')}/chat" + (f"?country={country}" if country else "")
    return {"svg": qr_code(address), "address": address}
