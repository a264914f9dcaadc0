"""The pages for reading: landing, chat, class, topics, privacy."""

from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.channels.pages.quiet import named
from bot.channels.pages.render import Renderer
from bot.channels.routes import Pages
from bot.guide import Guide
from bot.guide.payloads import payload
from bot.guide.topics import Topic


def add_reading_pages(site: Pages, renderer: Renderer) -> None:
    """Add the routes to `site`."""

    @site.get("/")
    async def home(request: Request) -> Response:
        origin = f"{request.url.scheme}://{request.url.netloc}"
        values = {"origin": origin}
        return renderer.kept_page(request, "home", lambda: values | _countries(renderer, request), origin)

    @site.get("/chat")
    async def chat(request: Request) -> Response:
        start = _start(renderer.library.guide(renderer.lang(request)), request.query_params.get("start", ""))
        return renderer.kept_page(request, "chat", lambda: {"start": start} | _contacts(renderer), start)

    @site.get("/class")
    async def classroom(request: Request) -> Response:
        return renderer.kept_page(request, "class", lambda: _contacts(renderer))

    @site.get("/topics")
    async def topics(request: Request) -> Response:
        return renderer.kept_page(request, "topics", dict)

    @site.get("/topics/{name}")
    async def topic(request: Request) -> Response:
        guide = renderer.library.guide(renderer.lang(request))
        name = named(request.path_params["name"], guide.topics)
        if name not in guide.topics:
            raise HTTPException(404)
        return renderer.kept_page(request, "topic", lambda: _topic(guide, guide.topic(name)))

    @site.get("/privacy")
    async def privacy(request: Request) -> Response:
        return renderer.kept_page(request, "privacy", dict)


def _countries(renderer: Renderer, request: Request) -> dict[str, Any]:
    return {"countries": renderer.library.directory.current.countries(renderer.lang(request))}


def _contacts(renderer: Renderer) -> dict[str, Any]:
    """International contacts, for who comes without JavaScript."""
    return {"contacts": renderer.library.directory.current.choose(None, "help").to_dict()["fallback"]}


def _start(guide: Guide, name: str) -> str:
    """The payload that a link to the chat begins with: a story, a topic, or nothing."""
    name = named(name, (*guide.scenarios, *guide.topics))
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
