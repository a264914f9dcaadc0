"""The routes outside the API."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.assistant.library import Library
from bot.channels.pages.assets import CACHE, FOREVER, OPEN, Assets
from bot.channels.pages.directory_page import add_directory_page
from bot.channels.pages.emergency import Emergencies
from bot.channels.pages.learnt import add_learnt_pages
from bot.channels.pages.reading import add_reading_pages
from bot.channels.pages.reference import add_reference_pages
from bot.channels.pages.releases import Releases
from bot.channels.pages.render import Renderer
from bot.channels.pages.teach import add_teaching_pages
from bot.channels.routes import Pages
from bot.classroom import ClassCounts
from bot.settings import Settings


def pages(settings: Settings, library: Library) -> list[Route]:
    """Pages and files."""
    site = Pages()
    renderer = Renderer(settings, library)
    add_files(site, settings, library)
    add_reading_pages(site, renderer)
    add_reference_pages(site, renderer)
    add_directory_page(site, renderer)
    add_teaching_pages(site, renderer)
    school = library.guide(None).school
    if school and school.classroom:
        survey = school.classroom.survey
        counts = ClassCounts(settings.database, [len(i.options) for i in survey], [i.better for i in survey])
        add_learnt_pages(site, renderer, counts, survey)
    return site.routes


def add_files(site: Pages, settings: Settings, library: Library) -> None:
    """Add the launcher and its releases, the files of bot/web, the icon and the robots file to `site`."""
    assets = Assets()
    releases, emergencies = Releases(assets, library, settings.var / "releases"), Emergencies(library)

    @site.get("/widget.js")
    async def widget(request: Request) -> Response:
        return releases.launcher().answer(request, OPEN | CACHE)

    @site.get("/v/current.json")
    async def current(request: Request) -> Response:
        return JSONResponse(releases.pin(), headers=OPEN | {"Cache-Control": "no-store"})

    @site.get("/v/{version}/{path:path}")
    async def release(request: Request) -> Response:
        found = releases.file(**request.path_params)
        if found is None:
            raise HTTPException(404)
        return found.answer(request, OPEN | FOREVER)

    @site.get("/emergency.json")
    async def emergency(request: Request) -> Response:
        return emergencies.asset().answer(request, OPEN | CACHE)

    @site.get("/web/{path:path}")
    async def file(request: Request) -> Response:
        return _sent(assets, request, request.path_params["path"])

    @site.get("/class/offline.js")  # what it may answer for is what stands beside it
    async def offline(request: Request) -> Response:
        return _sent(assets, request, "site/offline.js")

    @site.get("/favicon.ico")
    async def icon(request: Request) -> Response:
        return _sent(assets, request, "site/icon.svg")

    @site.get("/robots.txt")
    async def robots(request: Request) -> Response:
        return _sent(assets, request, "site/robots.txt")


def _sent(assets: Assets, request: Request, path: str) -> Response:
    found = assets.get(path)
    if found is None or path == "widget.js":
        raise HTTPException(404)
    named = request.query_params.get("v") == found.version
    return found.answer(request, OPEN | (FOREVER if named else CACHE))
