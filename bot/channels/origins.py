"""Which pages may talk to the bot: our own, and those that a partner or the operator allows."""

from collections.abc import Iterable, Mapping

from starlette.requests import Request

from bot.channels.incoming import BadRequest
from bot.partners import Partner

DEFAULT_PORTS = {"http": ":80", "https": ":443"}


class Origins:
    """The list of allowed origins (scheme, host and port, such as https://youth.example).

    Args:
        allowed: origins that the operator allows for every partner.
        partners: partners by id; each names its own origins.
    """

    def __init__(self, allowed: Iterable[str], partners: Mapping[str, Partner]) -> None:
        named = [*allowed, *(origin for partner in partners.values() for origin in partner.origins)]
        self._allowed = frozenset(plain(origin) for origin in named)

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
        wanted = plain(origin)
        return wanted in self._allowed or wanted.partition("://")[2] in _own(wanted, request.headers.get("host"))


def plain(origin: str) -> str:
    """An origin as browsers write it: in small letters, without the port that its scheme has anyway."""
    scheme, _, host = origin.lower().partition("://")
    return f"{scheme}://{host.removesuffix(DEFAULT_PORTS.get(scheme, ' '))}"


def _own(wanted: str, host: str | None) -> tuple[str, ...]:
    """The host that was asked, as it would stand in an origin of the same scheme; nothing when it was not said."""
    return (plain(f"{wanted.partition('://')[0]}://{host}").partition("://")[2],) if host else ()
