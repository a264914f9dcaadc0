"""Everything for the classroom in one language, read and checked together with the guide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.guide.kits import Kit
from bot.guide.lessons import Classroom, Discussion, Lesson, Sheet
from bot.guide.problems import Problem
from bot.guide.reader import Reader


@dataclass(frozen=True)
class School:
    """Lessons and what belongs to them; `posters` are the words around the contacts on paper."""

    classroom: Classroom | None
    lessons: Mapping[str, Lesson]
    talks: Mapping[str, Discussion]
    sheets: Mapping[str, Sheet]
    kits: Mapping[str, Kit]
    posters: Mapping[str, Any]


def read_school(reader: Reader, home: str) -> School:
    """The classroom's files below `guide/<lang>`; what is wrong with them is kept by the reader."""
    posters = reader.document(f"{home}/paper/posters.yml").data
    return School(
        classroom=reader.one(Classroom, f"{home}/classroom.yml"),
        lessons=_shortest_last(reader.folder(Lesson, f"{home}/lessons")),
        talks=reader.folder(Discussion, f"{home}/talks"),
        sheets=reader.folder(Sheet, f"{home}/paper/sheets"),
        kits=reader.folder(Kit, f"{home}/kits"),
        posters=posters if isinstance(posters, dict) else {},
    )


def _shortest_last(lessons: dict[str, Lesson]) -> dict[str, Lesson]:
    return dict(sorted(lessons.items(), key=lambda item: (-item[1].minutes, item[0])))


def school_problems(
    school: School,
    reader: Reader,
    home: str,
    topics: Iterable[str],
    stories: Iterable[str],
    activities: Mapping[str, Iterable[str]],
) -> Iterator[Problem]:
    """What lessons name must exist, and each story needs its talk; `activities`: what a class can play of each."""
    frameworks = [one.id for one in school.classroom.curricula] if school.classroom else []
    for name, lesson in school.lessons.items():
        document = reader.document(f"{home}/lessons/{name}.yml")
        named = [("topics", one, topics) for one in lesson.topics]
        named += [("curricula", one, frameworks) for one in lesson.curricula]
        for step in lesson.steps:
            named += [("steps", step.story, stories), ("steps", step.activity, activities)]
            named += [
                ("steps", step.sheet, school.sheets),
                ("steps", step.entry, activities.get(step.activity or "", ())),
            ]
        for key, one, known in named:
            if one and one not in set(known):
                yield document.problem((key,), f"`{one}` does not exist", "Use an id that exists, or leave it out.")
    for name, kit in school.kits.items():
        document = reader.document(f"{home}/kits/{name}.yml")
        for key, ids, known in (("lessons", kit.lessons, school.lessons), ("sheets", kit.sheets, school.sheets)):
            for one in sorted(set(ids) - set(known)):
                yield document.problem((key,), f"`{one}` does not exist", "Use an id that exists, or leave it out.")
    for story in sorted(set(stories) - set(school.talks)):
        path = f"{reader.data_dir.name}/{home}/talks/{story}.yml"
        yield Problem(path, 0, "this story has no talk for the class", "Add the file; compare it with another one.")
    for talk in sorted(set(school.talks) - set(stories)):
        document = reader.document(f"{home}/talks/{talk}.yml")
        yield document.problem(("id",), f"there is no story `{talk}`", "Rename the file, or remove it.")
