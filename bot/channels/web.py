"""The web channel, version 1: the public API of the widget. bot/channels/README.md is its reference."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, empty, json

from bot.assistant.hear import ear_of
from bot.assistant.library import Library, library
from bot.assistant.trackers import LiveTrackerStore
from bot.channels.health import health
from bot.channels.incoming import BadRequest, read
from bot.channels.limits import RateLimits
from bot.channels.origins import Origins
from bot.channels.site import site_config
from bot.channels.turns import Turns
from bot.referrals import NEEDS, country_code
from bot.settings import Settings, load_settings

#: Longest session id that is looked at; ours have 32 characters.
LONGEST_ID = 64


class WebInput(InputChannel):
    """Rasa's input channel `web`; named in config/credentials.yml."""

    def __init__(self, settings: Settings | None = None, source: Library | None = None) -> None:
        self.settings = settings or load_settings()
        self.library = source or library()
        self.partners = self.library.partners
        self.limits = RateLimits(self.settings.rate_limit_session, self.settings.rate_limit_address)
        self.origins = Origins(self.settings.allowed_origins, self.partners)

    @classmethod
    def name(cls) -> str:
        """Part of the address: /webhooks/web."""
        return "web"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The routes of version 1."""
        self.on_new_message = on_new_message
        api = Blueprint("web_v1")
        for name, path, methods, handler in (
            ("messages", "/v1/messages", ["POST"], self.post_message),
            ("session", "/v1/sessions/<session>", ["DELETE"], self.end_session),
            ("session_end", "/v1/sessions/<session>/end", ["POST"], self.end_session),
            ("referrals", "/v1/referrals", ["GET"], self.get_referrals),
            ("config", "/v1/config", ["GET"], self.get_config),
            ("health", "/v1/health", ["GET", "HEAD"], self.get_health),
        ):
            # Sanic puts marks on a handler, which a bound method cannot take and a partial can.
            api.add_route(partial(handler), path, methods=methods, name=name)
            # On each path by itself: Sanic lets an exact path hide a pattern that would fit it too.
            api.add_route(partial(self.preflight), path, methods=["OPTIONS"], name=f"{name}_preflight")
        return api

    async def post_message(self, request: Request) -> HTTPResponse:
        """A message, and the answer to it."""
        self.origins.check(request)
        if request.headers.get("content-type", "").split(";")[0].strip().lower() != "application/json":
            raise BadRequest("content_type", 415)
        incoming = read(request.body)
        if not self.limits.allow(self.address(request), incoming.session):
            raise BadRequest("slow_down", 429, incoming.lang, incoming.country)
        store, ear = store_of(request), partial(ear_of, request.app.ctx.agent)
        turns = Turns(self.library, store, self.on_new_message, ear, self.settings.turn_seconds)
        return self.answer(request, await turns.take(incoming))

    async def end_session(self, request: Request, session: str) -> HTTPResponse:
        """Wipe a conversation. An id that never was is wiped just as well."""
        await store_of(request).forget(session[:LONGEST_ID])
        return empty(status=204, headers=self.origins.headers(request))

    async def get_referrals(self, request: Request) -> HTTPResponse:
        """The contacts for a country and need. Public: any page may show them."""
        need = request.args.get("need", "help")
        if need not in NEEDS:
            raise BadRequest("unknown_need")
        everything = request.args.get("all") == "1"
        partner = self.partners.get(request.args.get("partner", ""))
        pinned = partner.pinned if partner else ()
        lang = request.args.get("lang", "en")
        country = country_code(request.args.get("country"), lang)
        found = self.library.directory.current.choose(country, need, lang, pinned=pinned, all=everything)
        return json(found.to_dict(), headers={"Access-Control-Allow-Origin": "*", **no_store()})

    async def get_config(self, request: Request) -> HTTPResponse:
        """What a page needs to show the widget."""
        partner = self.partners.get(request.args.get("partner", ""))
        return self.answer(request, site_config(self.library, partner, request.args.get("lang")))

    async def get_health(self, request: Request) -> HTTPResponse:
        """200 when everything works, else 503 with the part that fails."""
        status, report = await health(request.app, self.library, self.settings)
        return json(report, status=status, headers=no_store())

    async def preflight(self, request: Request, **path: str) -> HTTPResponse:
        """Says to a page of another origin whether it may talk to us."""
        self.origins.check(request)
        return empty(status=204, headers=self.origins.headers(request, preflight=True))

    def answer(self, request: Request, body: dict[str, Any], status: int = 200) -> HTTPResponse:
        """JSON that is not kept anywhere on its way."""
        return json(body, status=status, headers={**no_store(), **self.origins.headers(request)}, ensure_ascii=False)

    def address(self, request: Request) -> str:
        """The client's address, as far as trusted proxies tell it; only ever hashed."""
        hops = [hop.strip() for hop in request.headers.get("x-forwarded-for", "").split(",") if hop.strip()]
        trusted = self.settings.trusted_proxies
        return hops[-trusted] if trusted and len(hops) >= trusted else request.ip


def store_of(request: Request) -> LiveTrackerStore:
    """The conversations of this process."""
    return request.app.ctx.agent.tracker_store


def no_store() -> dict[str, str]:
    """Header that forbids keeping a copy."""
    return {"Cache-Control": "no-store"}
