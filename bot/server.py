"""The bot's process: Rasa's agent behind the web channel and the pages.

Rasa's own server is not used: it opens routes we do not want, logs addresses, and answers errors with
nothing. The agent, the model and the channel are Rasa's as they are, so `staysafe rasa` works on them too.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware

from bot.action_endpoint import ActionEndpoint
from bot.assistant.component import ear_of
from bot.assistant.engine import PlannedAgent
from bot.assistant.library import Library, library
from bot.assistant.nlg import GuideNLG
from bot.assistant.shared_shelf import SharedShelf
from bot.assistant.shelf import Shelf
from bot.assistant.trackers import LiveTrackerStore
from bot.channels.errors import Guarded, KindErrors
from bot.channels.forwarded import Forwarded
from bot.channels.headers import SecurityHeaders
from bot.channels.incoming import BadRequest
from bot.channels.pages import pages
from bot.channels.web import WebInput
from bot.guide.help import SOMETHING
from bot.settings import Settings
from bot.workers import BEAT_SECONDS

#: How often the directory of contacts is compared with the database, in seconds.
REFRESH_SECONDS = 20

logger = logging.getLogger("staysafe.server")


class ServerError(RuntimeError):
    """The bot cannot start as it is configured; the message says why and what to do."""


def make_agent(settings: Settings, model: str, source: Library) -> Agent:
    """The agent with our words and our store of conversations.

    Raises:
        ServerError: the model cannot be loaded, or Rasa fell back to a store that keeps texts.
    """
    endpoint = ActionEndpoint(url=settings.action_url, enable_selective_domain=True)
    agent = PlannedAgent(generator=GuideNLG(source=source), action_endpoint=endpoint)
    agent.tracker_store = _conversations(settings)
    agent.load_model(model)
    if not agent.is_ready() or not isinstance(agent.processor.tracker_store, LiveTrackerStore):
        raise ServerError("The model could not be loaded. Run `./staysafe train`, then try again.")
    return agent


def _conversations(settings: Settings) -> LiveTrackerStore:
    """In this process's memory, or in Redis when several workers share them."""
    kept = {"minutes": settings.session_minutes, "limit": settings.session_limit}
    return LiveTrackerStore(shelf=SharedShelf(settings.redis_url, **kept) if settings.redis_url else Shelf(**kept))


def build_app(settings: Settings, model: str) -> Starlette:
    """The application: web channel, pages, errors that always hold contacts, security headers."""
    source = library(settings)
    channel = WebInput(settings, source)
    errors = KindErrors(channel)

    async def on_message(message: UserMessage) -> None:
        await app.state.agent.handle_message(message)

    def load() -> None:
        """Load the model, unless that is done: before forking, so that workers share it."""
        if not hasattr(app.state, "agent"):
            app.state.agent = make_agent(settings, model, source)
            channel.shelf = app.state.agent.tracker_store.shelf
            # Whatever is read at the first message is read now: nobody waits for it, and workers share it.
            ear_of(app.state.agent).hear("hello", trouble=(SOMETHING,))

    @asynccontextmanager
    async def running(app: Starlette) -> AsyncIterator[None]:
        load()
        shelf = app.state.agent.tracker_store.shelf
        tasks = [asyncio.create_task(work) for work in (_refresh(source), shelf.keep_tidy(), _beat(app.state.beat))]
        logger.info("ready")
        yield
        for task in tasks:
            task.cancel()
        await shelf.close()

    app = Starlette(
        routes=[*channel.routes(on_message), *pages(settings, source)],
        middleware=[
            Middleware(Forwarded, proxies=settings.trusted_proxies),
            Middleware(SecurityHeaders),
            Middleware(Guarded, errors=errors),
        ],
        exception_handlers={HTTPException: errors.handle, BadRequest: errors.handle},
        lifespan=running,
    )
    app.router.redirect_slashes = False
    app.state.errors, app.state.load, app.state.beat = errors, load, lambda: None
    return app


async def _beat(beat: Callable[[], object]) -> None:
    """Show who watches this process that it still answers."""
    while True:
        beat()
        await asyncio.sleep(BEAT_SECONDS)


async def _refresh(source: Library) -> None:
    while True:
        await asyncio.sleep(REFRESH_SECONDS)
        await asyncio.get_running_loop().run_in_executor(None, source.directory.refresh)
