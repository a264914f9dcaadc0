"""The action server's process, on loopback, with size limits of its own.

Started by `staysafe run`, or alone by `staysafe actions`. rasa_sdk's executor runs the steps; its ready-made
server is not used, because it allows every origin, echoes request bodies in errors and inflates compressed
bodies without a limit.
"""

import asyncio
import json
import logging
import os
from typing import Any

from rasa_sdk.executor import ActionExecutor
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from actions.steps import step_actions
from bot.channels.incoming import BadRequest, read_body
from bot.channels.wire import make_server
from bot.guide import Guide, languages, load_guide
from bot.logs import set_up_logging
from bot.settings import load_settings
from bot.supervision import exit_with_parent

#: Largest request body in bytes: slots and an intent need a few kilobytes.
MAX_REQUEST = 256_000
#: Longest time a request may take to arrive or to be answered, in seconds.
MAX_SECONDS = 5

logger = logging.getLogger("staysafe.actions")


def build_app(guides: dict[str, Guide]) -> Starlette:
    """The application that answers Rasa's action calls: `POST /webhook` and `GET /health`."""
    executor = ActionExecutor()
    for action in step_actions(guides):
        executor.register_action(action)

    async def health(_: Request) -> Response:
        return JSONResponse({"status": "ok"})

    async def webhook(request: Request) -> Response:
        try:
            return await _run(executor, request)
        except Exception as error:
            return _error(error)

    return Starlette(routes=[Route("/health", health), Route("/webhook", webhook, methods=["POST"])])


async def _run(executor: ActionExecutor, request: Request) -> Response:
    try:
        call: Any = json.loads(await read_body(request, MAX_REQUEST, MAX_SECONDS))
    except (ValueError, RecursionError):
        return refused(400)
    if not isinstance(call, dict) or call.get("next_action") not in executor.actions:
        return JSONResponse({"error": "unknown action"}, 404)
    return JSONResponse(await asyncio.wait_for(executor.run(call), MAX_SECONDS))


def _error(error: Exception) -> Response:
    """Says that it failed, never with what: a request may be part of an error's text."""
    if isinstance(error, BadRequest | HTTPException | ClientDisconnect):
        return refused(getattr(error, "status", 400))
    logger.error("an action failed", exc_info=error)
    return JSONResponse({"error": "failed"}, 500)


def refused(status: int) -> Response:
    """The answer to what is no action call."""
    return JSONResponse({"error": "bad request"}, status)


def main() -> None:
    """Serve until stopped, on ACTION_HOST (loopback unless set) and ACTION_PORT."""
    exit_with_parent()
    settings = load_settings()
    set_up_logging(settings.log_level)
    live = [language.code for language in languages(settings.data) if language.status == "live"]
    app = build_app({code: load_guide(settings.data, code) for code in live})
    host, port = os.environ.get("ACTION_HOST", "127.0.0.1"), int(os.environ.get("ACTION_PORT", "5055"))
    make_server(app, host, port, refused).run()


if __name__ == "__main__":
    main()
