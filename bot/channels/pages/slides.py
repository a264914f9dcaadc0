"""A lesson as one piece of data, so that the page that runs it needs the server no more."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.guide import Guide
from bot.guide.lessons import Lesson, LessonStep
from bot.guide.scenarios import Scenario
from bot.guide.school import School

#: Cards in a step with the myth-or-fact cards.
CARDS = 4
#: The sheet whose questions are asked before and after.
SURVEY = "before_and_after"


def lesson_data(
    guide: Guide, school: School, lesson: Lesson, found: Mapping[str, Any], scan: Mapping[str, str]
) -> dict[str, Any]:
    """Everything that the two windows show.

    Args:
        guide, school: where stories, talks, sheets and questions come from.
        lesson: the one that is given.
        found: the contacts of the class's country, as the directory gives them.
        scan: QR code (SVG), what it says to who cannot see it, and its label.
    """
    return {
        "id": lesson.id,
        "title": lesson.title,
        "minutes": lesson.minutes,
        "country": found["country_name"],
        "contacts": _contacts(found),
        "emergency": found["emergency"] and found["emergency"]["number"],
        "scan": dict(scan),
        "survey": [{"ask": one.ask, "options": one.options, "better": one.better} for one in school.classroom.survey],
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
        shown["story"] = _story(guide.scenario(step.story))
        talks += school.talks[step.story].talk
        shown["change"] = school.talks[step.story].change_your_mind
    if step.activity:
        shown["cards"] = _cards(guide)
    return shown | {"talk": [talk.dict() for talk in talks]}


def _story(story: Scenario) -> dict[str, Any]:
    nodes: dict[str, Any] = {step.id: step.dict(include={"say", "chat", "ask", "choices"}) for step in story.steps}
    nodes |= {ending.id: ending.dict(include={"say", "helps"}) for ending in story.endings}
    for node in nodes.values():
        for choice in node.get("choices", ()):
            choice.pop("also")
    return {"title": story.title, "intro": story.intro, "start": story.start.id, "nodes": nodes}


def _cards(guide: Guide) -> list[dict[str, Any]]:
    """Cards by turns true and not true, so that 'all are myths' does not win."""
    facts = [myth for myth in guide.myths if myth.fact]
    myths = [myth for myth in guide.myths if not myth.fact]
    mixed = [card for pair in zip(myths, facts, strict=False) for card in pair]
    return [{"claim": card.claim, "fact": card.fact, "because": card.because} for card in mixed[:CARDS]]


def _contacts(found: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Who listens and where to report, once each, as they can be read from the last row."""
    cards = []
    for part in ("talk", "report"):
        service = found[part]
        address = service["chat_url"] or service["report_url"] or service["url"]
        cards.append({"part": part, "name": service["name"], "phone": service["phone"], "address": address})
    return cards if cards[0]["name"] != cards[1]["name"] else cards[:1]
