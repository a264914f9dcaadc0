"""Which pages may talk to the bot: our own, and those that a partner or the operator allows."""

import logging
import re
from collections.abc import Iterable, Mapping

from starlette.requests import Request

from bot.channels.incoming import BadRequest
from bot.partners import Partner

logger = logging.getLogger("staysafe.origins")

PORT = re.compile(r":\d{1,5}$")
DEFAULT_PORTS = {"http": ":80", "https": ":443"}


class Origins:
    """The list of allowed origins (scheme, host and port, such as https://youth.example).

    Args:
        allowed: origins that the operator allows for every partner.
        partners: partners by id; each names its own origins.
        own_hosts: hosts (with a port that is not the usual one) whose pages are our own; when none is named, whichever
            host was asked. A page that makes its own name lead here (DNS rebinding) is one of ours only then.
    """

    def __init__(self, allowed: Iterable[str], partners: Mapping[str, Partner], own_hosts: Iterable[str] = ()) -> None:
        self._own_hosts = frozenset(host.lower() for host in own_hosts)
        named = [*allowed, *(origin for partner in partners.values() for origin in partner.origins)]
        self._allowed = frozenset(plain(origin) for origin in named)
        self._said = False

    def check(self, request: Request, lang: str | None = None, country: str | None = None) -> None:
        """Raises BadRequest (403) when a page of an origin that is not allowed asks.

        Args:
            lang, country: of the person, for the words and contacts of the refusal.
        """
        origin = request.headers.get("origin")
        if origin and not self._may(request, origin):
            self._say(origin, request.headers.get("host"))
            raise BadRequest("origin_not_allowed", 403, lang, country)

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

    def _say(self, origin: str, asked: str | None) -> None:
        """Tell whoever runs this, once: behind a proxy that hides the host every message is refused, and no page.

        In what way it is another page, not which: that may be somebody's school, or whatever words a client sends.
        """
        if not self._said:
            self._said = True
            logger.warning(
                "a page was refused, for %s (said once). If it is ours: TRUSTED_PROXIES, OWN_HOSTS; "
                "if it is a partner's: ALLOWED_ORIGINS, or origins in data/partners",
                self._difference(plain(origin), asked or ""),
            )

    def _difference(self, wanted: str, asked: str) -> str:
        scheme, _, host = wanted.partition("://")
        if plain(f"{scheme}://{asked}") == wanted:
            return "OWN_HOSTS does not name its host"
        same_name = PORT.sub("", host) == PORT.sub("", asked.lower())
        return f"its {'port' if same_name else 'host'} is not the one that it asked"

    def _may(self, request: Request, origin: str) -> bool:
        wanted = plain(origin)
        return wanted in self._allowed or self._is_own(wanted, request.headers.get("host"))

    def _is_own(self, wanted: str, asked: str | None) -> bool:
        """Is it the origin of the host that was asked, and is that ours?"""
        scheme, _, host = wanted.partition("://")
        if not asked or plain(f"{scheme}://{asked}") != wanted:
            return False
        return not self._own_hosts or host in self._own_hosts


def plain(origin: str) -> str:
    """An origin as browsers write it: in small letters, without the port that its scheme has anyway."""
    scheme, _, host = origin.lower().partition("://")
    return f"{scheme}://{host.removesuffix(DEFAULT_PORTS.get(scheme, ' '))}"
