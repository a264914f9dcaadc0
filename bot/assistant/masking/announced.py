"""Personal details that only the words around them give away: "my name is ...", "12 Oak Street"."""

import re
from collections.abc import Callable, Iterator
from itertools import zip_longest
from typing import NamedTuple

from bot.assistant.masking.clues import Clues
from bot.assistant.masking.shapes import MASK

#: A word, or a sign that can stand for "is". Punctuation between words ends a name.
TOKEN = re.compile(r"[:=]|[^\s:=,;!?()\[\]{}\"“”«»•]+")
APOSTROPHES = str.maketrans("", "", "'’‘`´")
SIGNS = (":", "=")
NUMBER = re.compile(r"\d{1,5}[a-z]?")
#: How many words at most belong to one detail.
NAME_WORDS, ADDRESS_WORDS, STREET_WORDS, SHORT_PHONE = 3, 8, 3, 5


class Token(NamedTuple):
    """A word: as typed, made plain, its place, and whether a punctuation mark or line end comes after it."""

    shown: str
    plain: str
    start: int
    end: int
    ends: bool


class Span(NamedTuple):
    """Tokens from `first` up to, not including, `last` are a detail of this kind."""

    first: int
    last: int
    kind: str


def mask_announced(text: str, clues: Clues) -> tuple[str, set[str]]:
    """The text with every announced detail replaced, and which kinds were found."""
    tokens = list(_tokens(text))
    spans = [span for i in _places(tokens, clues) for span in _spans_at(tokens, i, clues)]
    kinds, parts, at, until = set(), [], 0, 0
    for span in sorted(spans):
        if span.first < until:
            continue
        start, end, until = tokens[span.first].start, tokens[span.last - 1].end, span.last
        parts += [text[at:start], MASK]
        at = end
        kinds.add(span.kind)
    return "".join([*parts, text[at:]]), kinds


def _tokens(text: str) -> Iterator[Token]:
    places = [(match.start(), match.group()) for match in TOKEN.finditer(text)]
    following = [*(start for start, _ in places[1:]), len(text)]
    for (start, word), after in zip(places, following, strict=False):
        core = word.rstrip(".")
        ends = not text[start + len(core) : after].isspace()
        shown = core or word
        plain = shown.casefold()
        yield Token(shown, plain if plain.isalnum() else plain.translate(APOSTROPHES), start, start + len(shown), ends)


def _places(tokens: list[Token], clues: Clues) -> Iterator[int]:
    """Where a detail can begin: at a word that can tell of one, and before a number or a word for "at"."""
    words, numbers = [token.plain for token in tokens], [token.plain[:1].isdecimal() for token in tokens]
    tells = [number or word in clues.telling for word, number in zip(words, numbers, strict=True)]
    before = [number or word in clues.words["at"] for word, number in zip(words[1:], numbers[1:], strict=True)]
    return (i for i, (one, other) in enumerate(zip_longest(tells, before)) if one or other)


def _spans_at(tokens: list[Token], i: int, clues: Clues) -> Iterator[Span]:
    for find in (
        _clue_at,
        _street_at,
        _street_ending_at,
        _school_at,
        _spelt_number_at,
        _date_at,
        _spelt_mail_at,
    ):
        if span := find(tokens, i, clues):
            yield span


def _clue_at(tokens: list[Token], i: int, clues: Clues) -> Span | None:
    longest = clues.longest if tokens[i].plain in clues.first_words else 0
    for length in range(min(longest, len(tokens) - i), 0, -1):
        phrase = tokens[i : i + length]
        if kind := clues.phrases.get(tuple(token.plain for token in phrase)):
            first = i + length + _sign_follows(tokens, i + length)
            announces = not phrase[-1].ends or tokens[first - 1].plain in SIGNS
            last = AFTER[kind](tokens, first, clues) if announces else first
            if last > first:
                return Span(first, last, KINDS.get(kind, kind))
    return None


def _sign_follows(tokens: list[Token], i: int) -> bool:
    return i < len(tokens) and tokens[i].plain in SIGNS


def _run(tokens: list[Token], i: int, longest: int, fits: Callable[[Token], bool]) -> int:
    """The end of the run of fitting tokens that starts at `i`; a punctuation mark ends it."""
    for at in range(i, min(i + longest, len(tokens))):
        if not fits(tokens[at]):
            return at
        if tokens[at].ends:
            return at + 1
    return min(i + longest, len(tokens))


def _name(tokens: list[Token], i: int, clues: Clues) -> int:
    return _run(tokens, i, NAME_WORDS, lambda t: t.plain[:1].isalpha() and not clues.is_common(t.plain))


def _capital_name(tokens: list[Token], i: int, clues: Clues) -> int:
    end = _name(tokens, i, clues)
    return end if end > i and _is_title(tokens[i]) else i


def _handle(tokens: list[Token], i: int, clues: Clues) -> int:
    fits = i < len(tokens) and (_is_shaped(tokens[i]) or not clues.is_common(tokens[i].plain))
    return i + fits


def _shaped(tokens: list[Token], i: int, clues: Clues) -> int:
    return i + (i < len(tokens) and _is_shaped(tokens[i]))


def _address(tokens: list[Token], i: int, clues: Clues) -> int:
    end = _run(tokens, i, ADDRESS_WORDS, lambda t: not clues.is_common(t.plain))
    return end if any(any(map(str.isdigit, t.plain)) for t in tokens[i:end]) else i


def _date(tokens: list[Token], i: int, clues: Clues) -> int:
    filler = clues.words["months"] | clues.words["date_words"]
    end = i
    while end < min(i + 5, len(tokens)) and (tokens[end].plain in filler or clues.is_date_part(tokens[end].plain)):
        end += 1
    return end


def _short_phone(tokens: list[Token], i: int, clues: Clues) -> int:
    end = _run(tokens, i, 6, lambda t: t.plain.strip("+-./").isdigit())
    return end if sum(map(str.isdigit, "".join(t.plain for t in tokens[i:end]))) >= SHORT_PHONE else i


#: Where the detail ends that a kind of clue announces; the same place when there is none.
AFTER = {
    "name": _name,
    "maybe_name": _capital_name,
    "handle": _handle,
    "shaped_handle": _shaped,
    "address": _address,
    "birth": _date,
    "phone": _short_phone,
    "secret": _handle,
}
KINDS = {"maybe_name": "name", "shaped_handle": "handle", "birth": "birth_date", "secret": "password"}


def _is_title(token: Token) -> bool:
    return token.shown[:1].isupper() and not token.shown.isupper()


def _is_shaped(token: Token) -> bool:
    inner = token.plain.strip("._-")
    return len(inner) > 3 and (any(c in "._" for c in inner) or (any(map(str.isdigit, inner)) and not inner.isdigit()))


def _street_at(tokens: list[Token], i: int, clues: Clues) -> Span | None:
    """12 Oak Street, 12 rue de la Gare, rue de la Gare 12."""
    before, after = clues.words["street_before"], clues.words["street_after"]
    starts_with_number = bool(NUMBER.fullmatch(tokens[i].plain))
    if not starts_with_number and tokens[i].plain not in before:
        return None
    end = _run(tokens, i + 1, STREET_WORDS + 1, lambda t: not clues.is_common(t.plain))
    named = [at for at in range(i + 1, end) if tokens[at].plain in after or tokens[at].plain in before]
    if starts_with_number and named:
        french = tokens[i + 1].plain in before and tokens[i + 1].plain not in after
        return Span(i, end if french else named[-1] + 1, "address")
    numbers = [at for at in range(i + 2, end) if NUMBER.fullmatch(tokens[at].plain)]
    return Span(i, numbers[-1] + 1, "address") if numbers and not starts_with_number else None


def _street_ending_at(tokens: list[Token], i: int, clues: Clues) -> Span | None:
    """Hauptstrasse 12."""
    if i + 1 == len(tokens) or tokens[i].ends or not NUMBER.fullmatch(tokens[i + 1].plain):
        return None
    endings = clues.words["street_ending"]
    long_enough = any(tokens[i].plain.endswith(e) and len(tokens[i].plain) > len(e) + 2 for e in endings)
    return Span(i, i + 2, "address") if long_enough else None


def _school_at(tokens: list[Token], i: int, clues: Clues) -> Span | None:
    """St Mary's School: capital words, not the first of a sentence, before a word for school."""
    if tokens[i].plain not in clues.words["school"]:
        return None
    first = i
    while first > max(0, i - 4) and _is_title(tokens[first - 1]) and not tokens[first - 1].ends:
        first -= 1
    while first < i and (tokens[first].plain in clues.words["no_school"] or clues.is_common(tokens[first].plain)):
        first += 1
    inside = first > 0 and not tokens[first - 1].ends
    return Span(first, i + 1, "school") if first < i and inside else None


def _spelt_number_at(tokens: list[Token], i: int, clues: Clues) -> Span | None:
    """zero seven seven oh nine oh oh ...: at least seven digits, at least one of them as a word."""
    words = clues.words["digits"]
    if tokens[i].plain not in words or (i and tokens[i - 1].plain in words):
        return None
    end = _run(tokens, i, 20, lambda t: t.plain in words or t.plain.isdigit())
    digits = sum(len(t.plain) if t.plain.isdigit() else 1 for t in tokens[i:end])
    return Span(i, end, "phone") if digits >= 7 else None


def _date_at(tokens: list[Token], i: int, clues: Clues) -> Span | None:
    """3 May 2010, May 3rd 2010: a day, a month's name and a year."""
    if not clues.is_date_part(tokens[i].plain) and tokens[i].plain not in clues.words["months"]:
        return None
    end = _date(tokens, i, clues)
    parts = [t.plain for t in tokens[i:end]]
    complete = any(p in clues.words["months"] for p in parts) and any(len(p) == 4 and p.isdigit() for p in parts)
    return Span(i, end, "birth_date") if complete and len(parts) > 2 else None


def _spelt_mail_at(tokens: list[Token], i: int, clues: Clues) -> Span | None:
    """anna at example dot com, also with (at) and [dot]."""
    if i + 5 > len(tokens) or tokens[i + 1].plain not in clues.words["at"]:
        return None
    dot, ending = tokens[i + 3].plain, tokens[i + 4].plain
    return Span(i, i + 5, "email") if dot in clues.words["dot"] and ending.isalpha() and len(ending) <= 6 else None
