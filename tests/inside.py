"""The whole application in the process of the test: every part but the wire, at a fraction of its time."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from starlette.applications import Starlette

from bot.server import build_app
from bot.settings import load_settings

MESSAGES = "/webhooks/web/v1/messages"


class Inside:
    """Sends requests to an application by ASGI, one after the other, from the address `client`."""

    def __init__(self, app: Starlette, loop: asyncio.AbstractEventLoop) -> None:
        self.app, self.client, self._loop = app, "127.0.0.1", loop

    def send(self, method: str, path: str, body: bytes = b"", **headers: str) -> tuple[int, Any]:
        """Status, and JSON if there is any."""
        return self._loop.run_until_complete(self._sent(method, path, body, headers))

    def say(self, message: str, session: str | None = None, **more: Any) -> tuple[int, Any]:
        """A message, as the widget sends it."""
        body = {"message": message, **({"session": session} if session else {}), **more}
        return self.send("POST", MESSAGES, json.dumps(body).encode())

    async def _sent(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> tuple[int, Any]:
        address, _, query = path.partition("?")
        fields = {"host": "localhost", "content-type": "application/json", "content-length": str(len(body)), **headers}
        scope = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "scheme": "http",
            "path": address, "raw_path": address.encode(), "query_string": query.encode(), "root_path": "",
            "headers": [(name.encode(), value.encode()) for name, value in fields.items()],
            "client": (self.client, 1), "server": ("127.0.0.1", 80), "state": {},
        }  # fmt: skip
        sent: list[dict[str, Any]] = []

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(part: Any) -> None:
            sent.append(part)

        await self.app(scope, receive, send)
        text = b"".join(part.get("body", b"") for part in sent)
        return sent[0]["status"], json.loads(text) if text else None


@contextmanager
def inside(model: Path, action_url: str, **more: Any) -> Iterator[Inside]:
    """The application with this model and action server, without limits unless `more` says so, while it is needed."""
    usual = {"rate_limit_session": "off", "rate_limit_address": "off", "redis_url": ""}
    settings = replace(load_settings(), action_url=action_url, **usual | more)
    app, loop = build_app(settings, str(model)), asyncio.new_event_loop()
    running = app.router.lifespan_context(app)
    loop.run_until_complete(running.__aenter__())
    try:
        yield Inside(app, loop)
    finally:
        loop.run_until_complete(running.__aexit__(None, None, None))
        loop.close()
