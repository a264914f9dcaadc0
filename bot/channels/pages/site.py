"""The routes outside the API."""

from sanic import Blueprint
from sanic.exceptions import NotFound
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.assistant.library import Library
from bot.channels.pages.assets import CACHE, OPEN, Assets
from bot.channels.pages.directory_page import add_directory_page
from bot.channels.pages.launcher import launcher
from bot.channels.pages.reading import add_reading_pages
from bot.channels.pages.reference import add_reference_pages
from bot.channels.pages.render import READ, Renderer
from bot.settings import Settings


def pages(settings: Settings, library: Library) -> Blueprint:
    """Pages and files, as a blueprint for the bot's server."""
    site = Blueprint("pages")
    renderer = Renderer(settings, library)
    add_files(site, library)
    add_reading_pages(site, renderer)
    add_reference_pages(site, renderer)
    add_directory_page(site, renderer)
    return site


def add_files(site: Blueprint, library: Library) -> None:
    """Add the launcher, the files of bot/web, the icon and the robots file to `site`."""
    assets = Assets()

    @site.route("/widget.js", READ)
    async def widget(request: Request) -> HTTPResponse:
        return launcher(assets, library).answer(request, OPEN | CACHE)

    @site.route("/web/<path:path>", READ)
    async def file(request: Request, path: str) -> HTTPResponse:
        return _sent(assets, request, path)

    @site.route("/favicon.ico", READ)
    async def icon(request: Request) -> HTTPResponse:
        return _sent(assets, request, "site/icon.svg")

    @site.route("/robots.txt", READ)
    async def robots(request: Request) -> HTTPResponse:
        return _sent(assets, request, "site/robots.txt")


def _sent(assets: Assets, request: Request, path: str) -> HTTPResponse:
    found = assets.get(path)
    if found is None or path == "widget.js":
        raise NotFound("there is no such file")
    return found.answer(request, OPEN | CACHE)
