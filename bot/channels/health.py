"""Is everything working? For operators, load balancers and container health checks."""

from typing import Any

from starlette.applications import Starlette

from bot.assistant.library import Library


async def health(app: Starlette, library: Library) -> tuple[int, dict[str, Any]]:
    """HTTP status and report: `status` is ok or the first part that fails; `parts` says it for each."""
    parts = {
        "model": _model(app),
        "sessions": await _sessions(app),
        "directory": _directory(library),
        "actions": await _actions(app),
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


async def _actions(app: Starlette) -> str:
    return "ok" if await app.state.agent.action_endpoint.is_well() else "the action server cannot be reached"
