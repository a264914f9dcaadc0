"""Personal details that show by their shape alone, in any language: mail, links, numbers, dates.

Every pattern is bounded in length and starts at a boundary, so that time grows with the text and no faster.
A phone number's country is not known here, so any run of digits that is long enough counts: better one
masked price than one number that is kept.
"""

import re
from collections.abc import Callable, Iterator

#: What stands in the place of a detail. No pattern and no clue matches it, so masking twice changes nothing.
MASK = "•••"

MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
LINK = re.compile(
    r"\b(?:https?://|www\.)\S{1,2000}"
    r"|(?<![\w.-])(?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,6}/\S{1,2000}"
    r"|(?<![\w.-])(?:[a-z0-9-]{1,63}\.){1,5}(?:com|net|org|info|gg|app|xyz|club|online|site|de|fr|co\.uk)\b(?!\.\w)",
    re.IGNORECASE,
)
TAG = re.compile(r"(?<![\w@])@[\w.]{2,40}|(?<!\w)[\w.]{2,32}#\d{4}\b|\b(?=\w{0,30}\d)[^\W_]{1,20}_\w{1,30}")
IBAN = re.compile(r"\b[a-z]{2}\d{2}(?: ?[a-z0-9]{4}){2,7}(?: ?[a-z0-9]{1,3})?\b", re.IGNORECASE)
NETWORK = re.compile(r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w.])")
POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b")
DATE = re.compile(
    r"(?<![\w./-])(?:\d{1,2}([./-])\d{1,2}\1(?:19|20)?\d{2}|(?:19|20)\d{2}([./-])\d{1,2}\2\d{1,2})(?![\w/-])"
)
DIGITS = re.compile(r"(?<![\w.,])(?:\+ ?)?\(?\d(?:[\s().\-/]{0,3}\d){4,24}(?!\w)")
LONG_TOKEN = re.compile(r"\b(?=\w{0,63}\d)(?:[^\W_]{24,64}|[A-Za-z]{1,3}\d{6,20})\b")
TWO_YEARS = re.compile(r"(?:19|20)\d\d ?[-/] ?(?:19|20)\d\d")
TWO_TIMES = re.compile(r"\d{1,2}\.\d\d ?- ?\d{1,2}\.\d\d")
LAST_WORD = re.compile(r"(\S{1,20})\s*$")
FIRST_WORD = re.compile(r"\s*(\S{1,20})")

#: Digits of the shortest and longest phone number that are masked without a word announcing them.
PHONE_DIGITS = range(7, 16)
CARD_DIGITS = range(13, 20)


def mask_shapes(text: str, counted: frozenset[str]) -> tuple[str, set[str]]:
    """The text with every detail that shows by its shape replaced, and which kinds were found.

    Args:
        counted: words such as "euros"; a long number next to one is an amount, no phone number.
    """
    found: set[str] = set()
    for kind, pattern in (("email", MAIL), ("link", LINK), ("handle", TAG)):
        text = _replace(text, pattern, lambda match, kind=kind: kind, found)
    text = _replace(text, IBAN, lambda match: "iban" if is_iban(match.group()) else None, found)
    text = _replace(text, NETWORK, lambda match: "network", found)
    text = _replace(text, DATE, lambda match: "birth_date", found)
    text = _replace(text, DIGITS, lambda match: _kind_of_digits(match, counted), found)
    text = _replace(text, POSTCODE, lambda match: "address", found)
    text = _replace(text, LONG_TOKEN, lambda match: "number", found)
    return text, found


def is_iban(text: str) -> bool:
    """Does the check number of this international bank account number fit (ISO 13616: modulo 97 is 1)?"""
    compact = text.replace(" ", "").upper()
    return int("".join(str(int(char, 36)) for char in compact[4:] + compact[:4])) % 97 == 1


def is_card(digits: str) -> bool:
    """Does the check digit of this payment card number fit (Luhn, ISO/IEC 7812)?"""
    doubled = [int(d) * (1 + place % 2) for place, d in enumerate(reversed(digits))]
    return len(digits) in CARD_DIGITS and sum(n - 9 * (n > 9) for n in doubled) % 10 == 0


def _replace(text: str, pattern: re.Pattern, kind_of: Callable, found: set[str]) -> str:
    def masked(match: re.Match) -> str:
        kind = kind_of(match)
        if kind is None:
            return match.group()
        found.add(kind)
        return MASK

    return pattern.sub(masked, text)


def _kind_of_digits(match: re.Match, counted: frozenset[str]) -> str | None:
    shown, digits = match.group(), "".join(filter(str.isdigit, match.group()))
    if is_card(digits):
        return "card"
    if len(digits) > PHONE_DIGITS[-1]:
        return "number"
    if len(digits) < PHONE_DIGITS[0] or TWO_YEARS.fullmatch(shown) or TWO_TIMES.fullmatch(shown):
        return None
    return None if any(word in counted for word in _neighbours(match)) else "phone"


def _neighbours(match: re.Match) -> Iterator[str]:
    """The words, or signs such as €, right before and after."""
    before = LAST_WORD.search(match.string[max(0, match.start() - 24) : match.start()])
    after = FIRST_WORD.match(match.string[match.end() : match.end() + 24])
    yield from (found.group(1).casefold().strip(".,!?") for found in (before, after) if found)
