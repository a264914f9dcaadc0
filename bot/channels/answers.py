"""Answers of the API and of the pages: JSON and HTML that nobody on the way may keep, small where the client allows.

Answers to messages stay uncompressed: they hold a secret (the session), and mixing secrets with what somebody
else may have put there is what makes compression leak.
"""

import gzip
import json
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

#: Compressing less than this gains nothing, in bytes.
SMALLEST = 1_000
JSON = "application/json"
HTML = "text/html; charset=utf-8"


def no_store() -> dict[str, str]:
    """Header that forbids keeping a copy."""
    return {"Cache-Control": "no-store"}


def json_answer(body: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """`body` as JSON in UTF-8, not kept anywhere on its way."""
    return Response(as_json(body), status, {**no_store(), **(headers or {})}, JSON)


def fetched(
    request: Request, body: bytes, kind: str, headers: dict[str, str] | None = None, status: int = 200
) -> Response:
    """An answer to a GET: compressed where that gains something and the client takes gzip."""
    sent = {**no_store(), **(headers or {})}
    sent["Vary"] = ", ".join(filter(None, [sent.get("Vary"), "Accept-Encoding"]))
    if len(body) >= SMALLEST and takes_gzip(request):
        body = gzip.compress(body, 6, mtime=0)
        sent["Content-Encoding"] = "gzip"
    return Response(body, status, sent, kind)


def takes_gzip(request: Request) -> bool:
    """Whether the client says that it can read gzip."""
    return "gzip" in request.headers.get("accept-encoding", "")


def as_json(body: Any) -> bytes:
    """Compact JSON in UTF-8."""
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
