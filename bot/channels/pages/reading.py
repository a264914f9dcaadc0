"""The pages for reading: landing, chat, class, topics, privacy."""

from typing import Any

from sanic import Blueprint
from sanic.exceptions import NotFound
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.pages.render import READ, Renderer
from bot.guide import Guide
from bot.guide.payloads import payload
from bot.guide.topics import Topic


def add_reading_pages(site: Blueprint, renderer: Renderer) -> None:
    """Add the routes to `site`."""

    @site.route("/", READ)
    async def home(request: Request) -> HTTPResponse:
        origin = f"{request.scheme}://{request.host}"
        return renderer.page(request, "home", countries=_countries(renderer, request), origin=origin)

    @site.route("/chat", READ)
    async def chat(request: Request) -> HTTPResponse:
        start = _start(renderer.library.guide(renderer.lang(request)), request.args.get("start", ""))
        return renderer.page(request, "chat", start=start, **_contacts(renderer))

    @site.route("/class", READ)
    async def classroom(request: Request) -> HTTPResponse:
        return renderer.page(request, "class", **_contacts(renderer))

    @site.route("/topics", READ, strict_slashes=True, name="topics")
    @site.route("/topics/", READ, strict_slashes=True, name="topics_in_folder")
    async def topics(request: Request) -> HTTPResponse:
        return renderer.page(request, "topics")

    @site.route("/topics/<name>", READ)
    async def topic(request: Request, name: str) -> HTTPResponse:
        guide = renderer.library.guide(renderer.lang(request))
        if name not in guide.topics:
            raise NotFound("no such topic")
        return renderer.page(request, "topic", **_topic(guide, guide.topic(name)))

    @site.route("/privacy", READ)
    async def privacy(request: Request) -> HTTPResponse:
        return renderer.page(request, "privacy")


def _countries(renderer: Renderer, request: Request) -> list[dict[str, str]]:
    return renderer.library.directory.current.countries(renderer.lang(request))


def _contacts(renderer: Renderer) -> dict[str, Any]:
    """International contacts, for who comes without JavaScript."""
    return {"contacts": renderer.library.directory.current.choose(None, "help").to_dict()["fallback"]}


def _start(guide: Guide, name: str) -> str:
    """The payload that a link to the chat begins with: a story, a topic, or nothing."""
    if name in guide.scenarios:
        return payload("start_scenario", name)
    return payload(guide.topic(name).intent) if name in guide.topics else ""


def _topic(guide: Guide, topic: Topic) -> dict[str, Any]:
    chapter = guide.chapter_of(topic.id)
    at = chapter.topics.index(topic.id)
    return {
        "topic": topic,
        "chapter": chapter,
        "before": guide.topic(chapter.topics[at - 1]) if at else None,
        "after": guide.topic(chapter.topics[at + 1]) if at + 1 < len(chapter.topics) else None,
        "sources": [(guide.cite(entry, publisher=True), entry.url) for entry in topic.source],
    }
