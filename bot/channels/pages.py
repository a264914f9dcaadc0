"""The pages and the widget's files, as they stand in bot/web."""

from pathlib import Path

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, file

from bot.assistant.library import Library
from bot.settings import Settings

WEB = Path(__file__).resolve().parent.parent / "web"


def pages(settings: Settings, library: Library) -> Blueprint:
    """The routes outside the API."""
    site = Blueprint("pages")

    @site.get("/")
    async def home(_: Request) -> HTTPResponse:
        return await file(WEB / "index.html")

    site.static("/web", str(WEB), name="web")
    return site
