"""Answers to GETs, made once a minute for each language and country, however many ask.

Nothing of it is anybody's: a page with a search in its address is never kept.
"""

import gzip
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from bot.channels.answers import SMALLEST, no_store, takes_gzip

#: How long an answer stays right enough ("open now" is part of it), in seconds, and how many are kept.
SECONDS, MOST = 60.0, 500


class Made(NamedTuple):
    """A body as it is and compressed, and when it was made."""

    plain: bytes
    packed: bytes | None
    at: float


class Kept:
    """Bodies by what they depend on, the longest unasked forgotten.

    Args:
        version: what all of them depend on; when it gives another object, nothing of before is used.
        now: clock in seconds that nobody can set back.
    """

    def __init__(self, version: Callable[[], object], now: Callable[[], float] = time.monotonic) -> None:
        self._version, self._now = version, now
        self._of: object = None
        self._made: OrderedDict[Hashable, Made] = OrderedDict()

    def answer(
        self, request: Request, key: Hashable, make: Callable[[], bytes], kind: str, headers: dict[str, str]
    ) -> Response:
        """The answer with the body of `key`; `make` makes it where there is none of this minute."""
        made = self._body(key, make)
        sent = {**no_store(), **headers}
        sent["Vary"] = ", ".join(filter(None, [sent.get("Vary"), "Accept-Encoding"]))
        if made.packed is None or not takes_gzip(request):
            return Response(made.plain, 200, sent, kind)
        return Response(made.packed, 200, {**sent, "Content-Encoding": "gzip"}, kind)

    def _body(self, key: Hashable, make: Callable[[], bytes]) -> Made:
        if (version := self._version()) is not self._of:
            self._of = version
            self._made.clear()
        made = self._made.get(key)
        if made is None or self._now() - made.at > SECONDS:
            plain = make()
            packed = gzip.compress(plain, 6, mtime=0) if len(plain) >= SMALLEST else None
            made = self._made[key] = Made(plain, packed, self._now())
        self._made.move_to_end(key)
        if len(self._made) > MOST:
            self._made.popitem(last=False)
        return made
