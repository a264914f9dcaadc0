"""Errors, whatever went wrong: of the API as `{"error": {…}, "referrals": {…}}`, of pages as a page."""

import logging

from sanic import Sanic
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse, html, json

from bot.assistant.library import Library
from bot.channels.incoming import BadRequest
from bot.channels.pages.render import Renderer
from bot.channels.web import WebInput, no_store

API = "/webhooks/"
#: Sanic's own errors, by status.
CODES = {
    400: "bad_request",
    404: "not_found",
    405: "not_allowed",
    408: "too_slow",
    413: "too_long",
    503: "too_slow",
}

logger = logging.getLogger("staysafe.errors")


def add_error_handlers(app: Sanic, channel: WebInput) -> None:
    """Answer every exception of `app` kindly and with contacts."""
    renderer = Renderer(channel.settings, channel.library)

    @app.exception(Exception)
    async def failed(request: Request, error: Exception) -> HTTPResponse:
        status, code = _status(error)
        if status >= 500 and not isinstance(error, SanicException):
            logger.error("a request failed", exc_info=error)
        if request is not None and request.path and not request.path.startswith(API):
            return _page(renderer, request, status, code)
        return _json(channel, request, error, status, code)


def _status(error: Exception) -> tuple[int, str]:
    if isinstance(error, BadRequest):
        return error.status, error.code
    if isinstance(error, SanicException):
        return error.status_code, CODES.get(error.status_code, "bad_request" if error.status_code < 500 else "failed")
    return 500, "failed"


def _words(library: Library, lang: str | None, code: str) -> str:
    errors = library.guide(lang).ui["errors"]
    return errors.get(code) or errors["bad_request"]


def _json(channel: WebInput, request: Request | None, error: Exception, status: int, code: str) -> HTTPResponse:
    lang, country = (error.lang, error.country) if isinstance(error, BadRequest) else (None, None)
    found = channel.library.directory.current.choose(country, "help", lang or "en").to_dict()
    headers = no_store() | ({"Retry-After": "20"} if status == 429 else {})
    if request is not None:
        headers |= channel.origins.headers(request)
    body = {"error": {"code": code, "message": _words(channel.library, lang, code)}, "referrals": found}
    return json(body, status=status, headers=headers)


def _page(renderer: Renderer, request: Request, status: int, code: str) -> HTTPResponse:
    """A page that is not there still leads to the chat and to the contacts, even when pages cannot be drawn."""
    words = _words(renderer.library, renderer.lang(request), code)
    try:
        return renderer.page(request, "error", status, message=words)
    except Exception:
        logger.exception("the error page failed")
    body = f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{status}</title><p>{words}</p>'
    links = '<p><a href="/">Staysafe</a> &middot; <a href="/referrals">Helplines</a></p></html>'
    return html(body + links, status=status, headers=no_store())
