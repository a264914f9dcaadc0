"""The pages for teachers: what there is, each lesson's plan, and paper to download."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, TypeVar

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.channels.answers import fetched
from bot.channels.pages.render import Renderer
from bot.channels.pages.sessions import playable, session
from bot.channels.pages.slides import Runs, lesson_data
from bot.channels.routes import Pages
from bot.guide import Guide
from bot.guide.kits import Kit, kit_sheet
from bot.guide.lessons import Lesson
from bot.guide.school import School
from bot.paper import SIZES, Paper, print_pdf
from bot.paper.poster import poster
from bot.paper.sheet import sheet_paper
from bot.referrals import country_code

PDF = "application/pdf"
Found = TypeVar("Found")


def add_teaching_pages(site: Pages, renderer: Renderer) -> None:
    """Add the routes to `site`."""

    @site.get("/teach")
    async def teach(request: Request) -> Response:
        guide, school = _school(renderer, request)
        minutes, topic = request.query_params.get("minutes", ""), request.query_params.get("topic", "")
        fitting = [lesson for lesson in school.lessons.values() if _fits(lesson, minutes, topic)]
        named = {name for lesson in school.lessons.values() for name in lesson.topics}
        return renderer.page(
            request,
            "teach",
            lesson=None,
            kit=None,
            kits=school.kits.values(),
            room=school.classroom,
            lessons=fitting,
            lengths=sorted({str(lesson.minutes) for lesson in school.lessons.values()}, key=int),
            topics=[topic for topic in guide.topics.values() if topic.id in named],
            minutes=minutes,
            topic=topic,
            sheets=school.sheets.values(),
            play=list(playable(guide)),
            countries=renderer.library.directory.current.countries(guide.language.code),
        )

    @site.get("/teach/lessons/{name}")
    async def lesson(request: Request) -> Response:
        _, school = _school(renderer, request)
        found = _named(school.lessons, request)
        curricula = [one for one in school.classroom.curricula if one.id in found.curricula]
        return renderer.page(request, "teach", lesson=found, school=school, room=school.classroom, curricula=curricula)

    @site.get("/teach/kits/{name}.pdf")
    async def paper_kit(request: Request) -> Response:
        guide, school = _school(renderer, request)
        found, words = _named(school.kits, request), renderer.words.of("teach", guide.language.code)
        day = words["next_day"].replace("{day}", _day(guide, found))
        sheet = kit_sheet(found, day, words)
        given = (sheet, school.classroom, renderer.library.directory.current, school.posters)
        place = (_country(request, guide), _own(request))
        return await _printed(request, lambda size: sheet_paper(*given, *place, guide.language.code, size))

    @site.get("/teach/kits/{name}")
    async def kit(request: Request) -> Response:
        guide, school = _school(renderer, request)
        found = _named(school.kits, request)
        values = {"kit": found, "day": _day(guide, found), "school": school, "room": school.classroom}
        return renderer.page(request, "teach", lesson=None, **values)

    def run(request: Request, runs: Runs, plan: str) -> Response:
        guide, school = _school(renderer, request)
        place = (renderer.library.directory.current, _country(request, guide), _own(request))
        data = lesson_data(guide, school, runs, *place)
        return renderer.page(request, "run", lesson=runs, data=data, plan=plan)

    @site.get("/class/lessons/{name}")
    async def run_lesson(request: Request) -> Response:
        _, school = _school(renderer, request)
        found = _named(school.lessons, request)
        return run(request, found, f"/teach/lessons/{found.id}")

    @site.get("/class/play/{activity}/{entry}")
    async def run_session(request: Request) -> Response:
        guide, _ = _school(renderer, request)
        words = renderer.words.of("run", guide.language.code)["session"]
        try:
            activity = guide.listed(request.path_params["activity"])
            found = session(guide, activity, request.path_params["entry"], words)
        except KeyError:
            raise HTTPException(404) from None
        return run(request, found, "/teach")

    @site.get("/teach/poster.pdf")
    async def paper_poster(request: Request) -> Response:
        guide, school = _school(renderer, request)
        given = (renderer.library.directory.current, school.posters, _country(request, guide), _own(request))
        return await _printed(request, lambda size: poster(*given, guide.language.code, size))

    @site.get("/teach/sheets/{name}.pdf")
    async def paper_sheet(request: Request) -> Response:
        guide, school = _school(renderer, request)
        sheet = _named(school.sheets, request)
        given = (sheet, school.classroom, renderer.library.directory.current, school.posters)
        place = (_country(request, guide), _own(request))
        return await _printed(request, lambda size: sheet_paper(*given, *place, guide.language.code, size))


def _fits(lesson: Lesson, minutes: str, topic: str) -> bool:
    return (not minutes or str(lesson.minutes) == minutes) and (not topic or topic in lesson.topics)


def _named(known: Mapping[str, Found], request: Request) -> Found:
    """The lesson, kit or sheet that the address names."""
    found = known.get(request.path_params["name"])
    if found is None:
        raise HTTPException(404)
    return found


def _day(guide: Guide, kit: Kit) -> str:
    day = kit.next_day(date.today())
    return f"{day.day} {guide.ui['law']['months'][day.month - 1]} {day.year}"


def _school(renderer: Renderer, request: Request) -> tuple[Guide, School]:
    guide = renderer.library.guide(renderer.lang(request))
    if guide.school is None or guide.school.classroom is None:
        raise HTTPException(404)
    return guide, guide.school


def _country(request: Request, guide: Guide) -> str | None:
    return country_code(request.query_params.get("country"), guide.language.code)


def _own(request: Request) -> str:
    return f"{request.url.scheme}://{request.url.netloc}"


async def _printed(request: Request, make: Callable[[Any], Paper]) -> Response:
    """The PDF; it is made beside the conversations, which go on meanwhile."""
    size = request.query_params.get("size", "a4")
    if size not in SIZES:
        raise HTTPException(404)
    paper = make(size)
    return fetched(request, await asyncio.to_thread(_pdf, _Kept(paper)), PDF)


class _Kept:
    """A paper that equals another of the same words, so that it is printed once."""

    def __init__(self, paper: Paper) -> None:
        self.paper, self._key = paper, repr(paper)

    def __hash__(self) -> int:
        return hash(self._key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Kept) and other._key == self._key


@lru_cache(maxsize=64)
def _pdf(kept: _Kept) -> bytes:
    return print_pdf(kept.paper)
