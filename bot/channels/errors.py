"""Errors, whatever went wrong: of the API as `{"error": {…}, "referrals": {…}}`, of pages as a page."""

import logging
from html import escape

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.assistant.library import Library
from bot.channels.answers import HTML, json_answer, no_store
from bot.channels.heads import is_sound
from bot.channels.incoming import BadRequest
from bot.channels.pages.render import Renderer
from bot.channels.web import WebInput
from bot.guide.languages import DEFAULT_LANGUAGE, LONGEST_CODE
from bot.referrals import country_code

API = "/webhooks/"
#: Errors that have no code of their own, by status.
CODES = {
    400: "bad_request",
    404: "not_found",
    405: "not_allowed",
    408: "too_slow",
    413: "too_long",
    431: "too_long",
    503: "too_slow",
}
#: Small files that lie ready: asking for them is not counted.
UNCOUNTED = ("/v/", "/web/", "/widget.js", "/emergency.json", "/favicon.ico", "/robots.txt")
#: After these the rest of the request is not read: the connection ends with the answer.
LAST = (400, 408, 413, 431)

logger = logging.getLogger("staysafe.errors")


class KindErrors:
    """Answers every failure kindly and with contacts.

    Args:
        channel: knows words, contacts and origins.
    """

    def __init__(self, channel: WebInput) -> None:
        self._channel = channel
        self._renderer = Renderer(channel.settings, channel.library)

    def answer(self, request: Request, error: Exception) -> Response:
        """The answer to a request that ended in `error`."""
        status, code = _status(error)
        if status >= 500 and not isinstance(error, HTTPException):
            logger.error("a request failed", exc_info=error)
        if not request.url.path.startswith(API):
            return self._page(request, status, code)
        lang, country = _whose(request, error)
        return self.json(status, code, lang, country, self._channel.origins.headers(request))

    async def may_read(self, request: Request) -> bool:
        """False for one page too many of an address; files that cost nothing are not counted."""
        if request.method not in ("GET", "HEAD") or request.url.path.startswith(UNCOUNTED):
            return True
        return await self._channel.limits.allow_reading(request.client.host if request.client else "")

    async def handle(self, request: Request, error: Exception) -> Response:
        """The same, as Starlette asks for it."""
        return self.answer(request, error)

    def json(
        self,
        status: int,
        code: str | None = None,
        lang: str | None = None,
        country: str | None = None,
        headers: dict[str, str] | None = None,
    ) -> Response:
        """An error of the API, also for what was no request at all."""
        library, code = self._channel.library, code or CODES.get(status, "bad_request")
        found = library.directory.current.choose(country, "help", lang or DEFAULT_LANGUAGE).to_dict()
        body = {"error": {"code": code, "message": _words(library, lang, code)}, "referrals": found}
        more = {"Retry-After": "20"} if status == 429 else {"Connection": "close"} if status in LAST else {}
        return json_answer(body, status, {**(headers or {}), **more})

    def _page(self, request: Request, status: int, code: str) -> Response:
        """A page that is not there still leads to the chat and to the contacts, even when pages cannot be drawn."""
        lang = self._renderer.lang(request)
        words = _words(self._renderer.library, lang, code)
        try:
            return self._renderer.page(request, "error", status, message=words)
        except Exception:
            logger.exception("the error page failed")
        site, query = self._renderer.words.of("error", lang)["site"], f"?lang={lang}"
        body = f'<!doctype html><html lang="{lang}"><meta charset="utf-8"><title>{status}</title><p>{escape(words)}</p>'
        pages = {"/": site["name"], "/referrals": site["help_button"]}
        links = (f'<a href="{path}{query}">{escape(name)}</a>' for path, name in pages.items())
        return Response(f"{body}<p>{' &middot; '.join(links)}</p></html>", status, no_store(), HTML)


class Guarded:
    """ASGI middleware: refuses unsound heads, and turns what nobody else caught into a kind answer."""

    def __init__(self, app: ASGIApp, errors: KindErrors) -> None:
        self.app, self._errors = app, errors

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with `app`, or with the error; an answer that had begun ends where it is."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun = False

        async def noted(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            if not is_sound(scope["headers"]):
                raise HTTPException(400)
            if not await self._errors.may_read(Request(scope)):
                raise BadRequest("slow_down", 429)
            await self.app(scope, receive, noted)
        except Exception as error:
            if begun:
                raise
            await self._errors.answer(Request(scope), error)(scope, receive, send)


def _status(error: Exception) -> tuple[int, str]:
    if isinstance(error, BadRequest):
        return error.status, error.code
    if isinstance(error, ClientDisconnect):
        return 408, CODES[408]
    if isinstance(error, HTTPException):
        return error.status_code, CODES.get(error.status_code, "bad_request" if error.status_code < 500 else "failed")
    return 500, "failed"


def _whose(request: Request, error: Exception) -> tuple[str | None, str | None]:
    """Language and country of the person, as the body said, or else the address."""
    lang = request.query_params.get("lang", "")[:LONGEST_CODE] or None
    country = country_code(request.query_params.get("country"))
    return (error.lang or lang, error.country or country) if isinstance(error, BadRequest) else (lang, country)


def _words(library: Library, lang: str | None, code: str) -> str:
    errors = library.guide(lang).ui["errors"]
    return errors.get(code) or errors["bad_request"]
