"""Which pages may talk to the bot: our own, and those that a partner or the operator allows."""

from collections.abc import Iterable, Mapping

from sanic.request import Request

from bot.channels.incoming import BadRequest
from bot.partners import Partner


class Origins:
    """The list of allowed origins (scheme, host and port, such as https://youth.example).

    Args:
        allowed: origins that the operator allows for every partner.
        partners: partners by id; each names its own origins.
    """

    def __init__(self, allowed: Iterable[str], partners: Mapping[str, Partner]) -> None:
        self._allowed = frozenset(allowed) | {o for partner in partners.values() for o in partner.origins}

    def check(self, request: Request) -> None:
        """Raises BadRequest (403) when a page of an origin that is not allowed asks."""
        origin = request.headers.get("origin")
        if origin and not self._may(request, origin):
            raise BadRequest("origin_not_allowed", 403)

    def headers(self, request: Request, preflight: bool = False) -> dict[str, str]:
        """CORS headers for this request: none for an origin that is not allowed, never credentials."""
        origin = request.headers.get("origin")
        if not origin or not self._may(request, origin):
            return {}
        found = {"Access-Control-Allow-Origin": origin, "Vary": "Origin"}
        if preflight:
            found |= {
                "Access-Control-Allow-Methods": "GET, POST, DELETE, OPTIONS",
                "Access-Control-Allow-Headers": "Content-Type",
                "Access-Control-Max-Age": "600",
            }
        return found

    def _may(self, request: Request, origin: str) -> bool:
        return origin in self._allowed or origin.partition("://")[2] == request.headers.get("host")
