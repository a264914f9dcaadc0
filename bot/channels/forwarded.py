"""What proxies in front tell of a request: whom it is from, which host was asked, and whether it came encrypted.

Believed only as far as TRUSTED_PROXIES says; anybody can send such a header.
"""

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send


class Forwarded:
    """ASGI middleware that puts client, host and scheme as the outermost trusted proxy saw them into the request.

    Args:
        proxies: how many proxies stand in front.
    """

    def __init__(self, app: ASGIApp, proxies: int) -> None:
        self.app, self._proxies = app, proxies

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with `app`."""
        if scope["type"] == "http" and self._proxies:
            scope = self._seen(scope)
        await self.app(scope, receive, send)

    def _seen(self, scope: Scope) -> Scope:
        headers = Headers(scope=scope)
        clients = _parts(headers, "x-forwarded-for")
        seen = dict(scope)
        if len(clients) >= self._proxies:
            seen["client"] = clients[-self._proxies], 0
        if scheme := self._told(headers, "x-forwarded-proto"):
            seen["scheme"] = "https" if scheme.lower() in ("https", "wss") else "http"
        if host := self._told(headers, "x-forwarded-host"):
            others = [(name, value) for name, value in scope["headers"] if name != b"host"]
            seen["headers"] = [*others, (b"host", host.encode("latin-1"))]
        return seen

    def _told(self, headers: Headers, name: str) -> str | None:
        """What the outermost trusted proxy wrote; the only part where proxies pass on what they got."""
        parts = _parts(headers, name)
        return parts[max(0, len(parts) - self._proxies)] if parts else None


def _parts(headers: Headers, name: str) -> list[str]:
    """The parts of a list over all its lines."""
    return [part.strip() for part in ",".join(headers.getlist(name)).split(",") if part.strip()]
