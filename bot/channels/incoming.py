"""What a page may send: read strictly, cleaned, and answered kindly when it does not fit."""

import asyncio
import json
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

from starlette.requests import Request

from bot.guide.wording import ends
from bot.referrals import country_code

#: Most characters of a message. Of longer ones the beginning and the end are read, and where to tell it all is said.
LONGEST_MESSAGE = 2000
#: Largest request body, in bytes.
LARGEST_BODY = 64_000
#: Longest time for a body to arrive, in seconds.
BODY_SECONDS = 10
MODES = ("chat", "class")
#: Zero-width joiners hold emoji and some scripts together; other format characters only hide things.
JOINERS = "\u200c\u200d"


class BadRequest(Exception):
    """A request that cannot be answered as it is.

    Attributes:
        status: HTTP status, 4xx.
        code: stable name for programs; `error_<code>` is the phrase shown to people.
        lang, country: what the request said of the person's language and country, for the contacts.
    """

    def __init__(self, code: str, status: int = 400, lang: str | None = None, country: str | None = None) -> None:
        super().__init__(code)
        self.code, self.status, self.lang, self.country = code, status, lang, country


@dataclass(frozen=True)
class Incoming:
    """One message as it came in; see the table of the web channel in bot/channels/README.md."""

    message: str
    session: str | None = None
    lang: str | None = None
    country: str | None = None
    partner: str | None = None
    mode: str = "chat"
    long: bool = False


async def read_body(request: Request, largest: int = LARGEST_BODY, seconds: float = BODY_SECONDS) -> bytes:
    """The body of a request.

    Raises:
        BadRequest: it is larger than `largest` bytes, or takes longer than `seconds` to arrive.
    """
    body = bytearray()
    try:
        async with asyncio.timeout(seconds):
            async for part in request.stream():
                body += part
                if len(body) > largest:
                    raise BadRequest("too_long", 413)
    except TimeoutError:
        raise BadRequest("too_slow", 408) from None
    return bytes(body)


def read(body: bytes) -> Incoming:
    """The message in a request body.

    Raises:
        BadRequest: not JSON, not an object, a part of the wrong type, or no message.
    """
    try:
        data = json.loads(body.decode("utf-8"))
    except (ValueError, RecursionError):
        raise BadRequest("not_json") from None
    if not isinstance(data, dict):
        raise BadRequest("not_an_object")
    try:
        return _incoming(data)
    except BadRequest as error:  # what is wrong is said in the person's language, beside the contacts of their country
        known = {name: value for name, value in data.items() if isinstance(value, str)}
        raise BadRequest(error.code, error.status, _lang(known), _country(known)) from None


def _incoming(data: dict) -> Incoming:
    message = clean(ends(_text(data, "message", required=True), 2 * LONGEST_MESSAGE))
    if not message:
        raise BadRequest("empty")
    lang, country = _lang(data), _country(data)
    long, message = len(message) > LONGEST_MESSAGE, folded(message)
    mode = _text(data, "mode") or "chat"
    if mode not in MODES:
        raise BadRequest("unknown_mode")
    return Incoming(message, _text(data, "session"), lang, country, _text(data, "partner"), mode, long)


def clean(text: str) -> str:
    """`text` without control and direction characters, broken surrogates, and white space at its ends."""
    text = text.encode("utf-8", "ignore").decode("utf-8")
    if not text.isprintable():  # what is printable holds nothing of the kind, and costs nothing to ask
        text = text.translate({ord(c): " " for c in set(text) if not _harmless(c)})
    return text.strip()


def folded(text: str) -> str:
    """`text` in compatibility composition (NFKC), as much of it as may cost reading.

    Some characters stand for many: 2,000 of them can be 36,000 letters. What counts is the length taken apart (NFKD)
    in small letters. Above LONGEST_MESSAGE the beginning and the end are kept, where a long text says what it is about
    and what it asks.
    """
    text = unicodedata.normalize("NFKC", text)
    if len(_apart(text)) <= LONGEST_MESSAGE:
        return text
    half = LONGEST_MESSAGE // 2 - 1
    return f"{_as_long_as(text, half)} {_as_long_as(text[::-1], half)[::-1]}"


def _as_long_as(text: str, limit: int) -> str:
    """The beginning of `text` that has `limit` characters when taken apart. No character is shorter apart."""
    most = min(len(text), limit)
    return text[: bisect_right(range(most + 1), limit, key=lambda end: len(_apart(text[:end]))) - 1]


def _apart(text: str) -> str:
    return unicodedata.normalize("NFKD", text.casefold())


def _harmless(character: str) -> bool:
    return character in JOINERS or unicodedata.category(character) not in ("Cc", "Cf", "Co", "Cn")


def _text(data: dict, name: str, required: bool = False) -> str | None:
    value = data.get(name)
    if value is None and not required:
        return None
    if not isinstance(value, str):
        raise BadRequest(f"{name}_is_no_text" if value is not None else f"{name}_is_missing")
    return value


def _lang(data: dict) -> str | None:
    """The language's code, without the place where it is spoken ("pt-BR" is pt)."""
    return (_text(data, "lang") or "").lower().partition("-")[0].partition("_")[0] or None


def _country(data: dict) -> str | None:
    """The country's code; what is none counts as unknown: a page's slip must not cost a child the answer."""
    return country_code(_text(data, "country"), _lang(data))
