"""Is everything working? For operators, load balancers and container health checks."""

from typing import Any

import aiohttp
from starlette.applications import Starlette

from bot.assistant.library import Library
from bot.settings import Settings

#: Longest time to wait for another process, in seconds.
PATIENCE = 2


async def health(app: Starlette, library: Library, settings: Settings) -> tuple[int, dict[str, Any]]:
    """HTTP status and report: `status` is ok or the first part that fails; `parts` says it for each."""
    parts = {
        "model": _model(app),
        "sessions": await _sessions(app),
        "directory": _directory(library),
        "actions": await _actions(settings),
    }
    failing = [name for name, words in parts.items() if words != "ok"]
    return (503 if failing else 200), {
        "status": "failing" if failing else "ok",
        "failing": failing,
        "parts": parts,
    }


def _model(app: Starlette) -> str:
    agent = getattr(app.state, "agent", None)
    return "ok" if agent and agent.is_ready() else "no model is loaded"


async def _sessions(app: Starlette) -> str:
    try:
        await app.state.agent.tracker_store.ping()
    except Exception:
        return "the store of conversations cannot be reached"
    return "ok"


def _directory(library: Library) -> str:
    status = library.directory.status()
    return "ok" if status["ok"] else str(status["message"])


async def _actions(settings: Settings) -> str:
    address = settings.action_url.rsplit("/", 1)[0] + "/health"
    try:
        timeout = aiohttp.ClientTimeout(total=PATIENCE)
        async with aiohttp.ClientSession(timeout=timeout) as session, session.get(address) as response:
            return "ok" if response.status == 200 else "the action server is not well"
    except (aiohttp.ClientError, OSError, TimeoutError):
        return "the action server cannot be reached"
