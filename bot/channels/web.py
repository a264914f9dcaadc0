"""The web channel, version 1: the public API of the widget. bot/channels/README.md is its reference."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.assistant.component import ear_of
from bot.assistant.library import Library, library
from bot.assistant.trackers import LiveTrackerStore
from bot.channels.answers import JSON, as_json, json_answer
from bot.channels.health import health
from bot.channels.incoming import BadRequest, read, read_body
from bot.channels.kept import Kept
from bot.channels.limits import RateLimits
from bot.channels.origins import Origins
from bot.channels.routes import at
from bot.channels.shared_limits import SharedLimits
from bot.channels.site import site_config
from bot.channels.turns import Turns
from bot.guide.languages import DEFAULT_LANGUAGE, LONGEST_CODE
from bot.referrals import NEEDS, country_code
from bot.settings import Settings, load_settings

#: Longest session id that is looked at; ours have 32 characters.
LONGEST_ID = 64
#: Address of version 1.
API = "/webhooks/web/v1"


class WebInput(InputChannel):
    """Rasa's input channel `web`; named in config/credentials.yml."""

    def __init__(self, settings: Settings | None = None, source: Library | None = None) -> None:
        self.settings = settings or load_settings()
        self.library = source or library()
        self.partners = self.library.partners
        limits = RateLimits(self.settings.rate_limit_session, self.settings.rate_limit_address)
        self.limits = SharedLimits(limits, lambda: self.shelf)
        self.shelf: object = None  # set when there are conversations
        self._kept = Kept(lambda: self.library.directory.current)
        self.origins = Origins(self.settings.allowed_origins, self.partners, self.settings.own_hosts)

    @classmethod
    def name(cls) -> str:
        """Part of the address: /webhooks/web."""
        return "web"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Any:
        """Refuses Rasa's own server, which would open routes that nobody should reach."""
        raise NotImplementedError("The web channel runs by `./staysafe run` only, never in Rasa's own server.")

    def routes(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> list[Route]:
        """The routes of version 1; `on_new_message` gives a message to Rasa."""
        self.on_new_message = on_new_message
        found = []
        for path, method, handler in (
            ("/messages", "POST", self.post_message),
            ("/sessions/{session}", "DELETE", self.end_session),
            ("/sessions/{session}/end", "POST", self.end_session),
            ("/referrals", "GET", self.get_referrals),
            ("/config", "GET", self.get_config),
            ("/health", "GET", self.get_health),
        ):
            found += at(API + path, handler, method) + at(API + path, self.preflight, "OPTIONS")
        return found

    async def post_message(self, request: Request) -> Response:
        """A message, and the answer to it."""
        if request.headers.get("content-type", "").split(";")[0].strip().lower() != "application/json":
            self.origins.check(request)
            raise BadRequest("content_type", 415)
        incoming = read(await read_body(request))
        self.origins.check(request, incoming.lang, incoming.country)  # a refusal has the contacts of the country too
        store = store_of(request)
        known = incoming.session if incoming.session and await store.knows(incoming.session) else None
        if not await self.limits.allow(request.client.host if request.client else "", known):
            raise BadRequest("slow_down", 429, incoming.lang, incoming.country)
        ear = partial(ear_of, request.app.state.agent)
        turns = Turns(self.library, store, self.on_new_message, ear, self.settings.turn_seconds)
        answer = await turns.take(incoming)
        return json_answer(answer, 413 if "error" in answer else 200, self.origins.headers(request))

    async def end_session(self, request: Request) -> Response:
        """Wipe a conversation. An id that never was is wiped just as well."""
        await store_of(request).forget(request.path_params["session"][:LONGEST_ID])
        return Response(status_code=204, headers=self.origins.headers(request))

    async def get_referrals(self, request: Request) -> Response:
        """The contacts for a country and need. Public: any page may show them."""
        need = request.query_params.get("need", "help")
        if need not in NEEDS:
            raise BadRequest("unknown_need")
        everything = request.query_params.get("all") == "1"
        partner = self.partners.get(request.query_params.get("partner", ""))
        pinned = partner.pinned if partner else ()
        lang = request.query_params.get("lang", DEFAULT_LANGUAGE)[:LONGEST_CODE]
        country = country_code(request.query_params.get("country"), lang)

        def body() -> bytes:
            directory = self.library.directory.current
            return as_json(directory.choose(country, need, lang, pinned=pinned, all=everything).to_dict())

        key = ("referrals", country, need, lang, pinned, everything)
        return self._kept.answer(request, key, body, JSON, {"Access-Control-Allow-Origin": "*"})

    async def get_config(self, request: Request) -> Response:
        """What a page needs to show the widget."""
        partner = self.partners.get(request.query_params.get("partner", ""))
        lang = request.query_params.get("lang", "")[:LONGEST_CODE]
        key = ("config", partner.id if partner else "", lang)
        headers = self.origins.headers(request)
        return self._kept.answer(request, key, lambda: as_json(site_config(self.library, partner, lang)), JSON, headers)

    async def get_health(self, request: Request) -> Response:
        """200 when everything works, else 503 with the part that fails."""
        status, report = await health(request.app, self.library)
        return json_answer(report, status, self.origins.headers(request))

    async def preflight(self, request: Request) -> Response:
        """Says to a page of another origin whether it may talk to us."""
        self.origins.check(request)
        return Response(status_code=204, headers=self.origins.headers(request, preflight=True))


def store_of(request: Request) -> LiveTrackerStore:
    """The conversations of this process."""
    return request.app.state.agent.tracker_store
