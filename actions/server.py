"""The action server's process, on loopback, with size limits of its own.

Started by `staysafe run`, or alone by `staysafe actions`. rasa_sdk's executor runs the steps; its ready-made
server is not used, because it allows every origin, echoes request bodies in errors and inflates compressed
bodies without a limit.
"""

import asyncio
import logging
import os
from typing import Any

from rasa_sdk.executor import ActionExecutor
from sanic import Sanic
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse, json

from actions.steps import step_actions
from bot.channels.heads import add_head_checks
from bot.guide import Guide, languages, load_guide
from bot.logs import set_up_logging
from bot.settings import load_settings
from bot.supervision import exit_with_parent

#: Largest request body in bytes: slots and an intent need a few kilobytes.
MAX_REQUEST = 256_000
#: Longest time a request may take to arrive or to be answered, in seconds.
MAX_SECONDS = 5

logger = logging.getLogger("staysafe.actions")


def build_app(guides: dict[str, Guide], name: str = "staysafe_actions") -> Sanic:
    """The application that answers Rasa's action calls: `POST /webhook` and `GET /health`."""
    executor = ActionExecutor()
    for action in step_actions(guides):
        executor.register_action(action)
    app = Sanic(name, configure_logging=False)
    app.config.update(REQUEST_MAX_SIZE=MAX_REQUEST, REQUEST_TIMEOUT=MAX_SECONDS, RESPONSE_TIMEOUT=MAX_SECONDS)
    add_head_checks(app)

    @app.get("/health")
    async def health(_: Request) -> HTTPResponse:
        return json({"status": "ok"})

    @app.post("/webhook")
    async def webhook(request: Request) -> HTTPResponse:
        return await _run(executor, request)

    @app.exception(Exception)
    async def failed(_: Request, error: Exception) -> HTTPResponse:
        return _error(error)

    return app


async def _run(executor: ActionExecutor, request: Request) -> HTTPResponse:
    call: Any = request.json
    if not isinstance(call, dict) or call.get("next_action") not in executor.actions:
        return json({"error": "unknown action"}, status=404)
    return json(await asyncio.wait_for(executor.run(call), MAX_SECONDS))


def _error(error: Exception) -> HTTPResponse:
    """Says that it failed, never with what: a request may be part of an error's text."""
    if isinstance(error, SanicException) and error.status_code < 500:
        return json({"error": "bad request"}, status=error.status_code)
    logger.error("an action failed", exc_info=error)
    return json({"error": "failed"}, status=500)


def main() -> None:
    """Serve until stopped, on ACTION_HOST (loopback unless set) and ACTION_PORT."""
    exit_with_parent()
    settings = load_settings()
    set_up_logging(settings.log_level)
    live = [language.code for language in languages(settings.data) if language.status == "live"]
    app = build_app({code: load_guide(settings.data, code) for code in live})
    host, port = os.environ.get("ACTION_HOST", "127.0.0.1"), int(os.environ.get("ACTION_PORT", "5055"))
    app.run(host=host, port=port, workers=1, access_log=False, motd=False)


if __name__ == "__main__":
    main()
