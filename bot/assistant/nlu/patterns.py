"""The small pattern language of data/nlu/<lang>/safety.yml, made into regular expressions.

A pattern is read against a normalised message: words with one space between them. It knows

    word       that word                    word*      words that begin so
    (a|b c)    one of these                 <name>     one item of the list of that name
    ..         up to three words            ?          what stands before may be missing
    ^  $       begin and end of the message

Every repetition is bounded, so matching takes time in proportion to the message.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

GAP = r"(?: [^ ]+){0,3}"
TOKEN = re.compile(r"\s*(\.\.|[()|?^$]|<\w+>|[^\s()|?^$<>]+)")


class PatternError(ValueError):
    """A pattern cannot be read; the message shows it and says why."""


def compile_patterns(
    patterns: Sequence[str], lists: Mapping[str, Sequence[str]], normalise: Callable[[str], str]
) -> re.Pattern[str]:
    """One expression that matches where any of the patterns does, in " " + message.

    Args:
        lists: items by the name that `<name>` refers to.
        normalise: how messages are normalised; the words of patterns are treated alike.
    Raises:
        PatternError: a pattern is not well formed or names an unknown list.
    """
    read = _Reader(lists, normalise)
    return re.compile("|".join(f"(?:{read(pattern)})" for pattern in patterns) or "(?!)")


class _Reader:
    """Reads one pattern after the other: alternatives made of sequences made of items."""

    def __init__(self, lists: Mapping[str, Sequence[str]], normalise: Callable[[str], str]) -> None:
        self._lists, self._normalise = lists, normalise

    def __call__(self, pattern: str) -> str:
        self._pattern = pattern
        self._tokens: Iterator[str] = iter(TOKEN.findall(pattern))
        self._next = next(self._tokens, None)
        expression = self._alternatives()
        if self._next is not None:
            raise self._error(f"`{self._next}` is not expected")
        return expression

    def _take(self) -> str:
        token, self._next = self._next, next(self._tokens, None)
        return token or ""

    def _alternatives(self) -> str:
        choices = [self._sequence()]
        while self._next == "|":
            self._take()
            choices.append(self._sequence())
        return choices[0] if len(choices) == 1 else f"(?:{'|'.join(choices)})"

    def _sequence(self) -> str:
        items = []
        while self._next not in (None, "|", ")"):
            item = self._item()
            if self._next == "?":
                self._take()
                item = f"(?:{item})?"
            items.append(item)
        if not items:
            raise self._error("something is missing beside `|` or in `()`")
        return "".join(items)

    def _item(self) -> str:
        token = self._take()
        if token == "(":
            inner = self._alternatives()
            if self._take() != ")":
                raise self._error("a `)` is missing")
            return inner
        if token.startswith("<"):
            return self._list(token[1:-1])
        return {"..": GAP, "^": "^", "$": "$"}.get(token) or self._word(token)

    def _list(self, name: str) -> str:
        if name not in self._lists:
            raise self._error(f"there is no list `{name}`")
        items = ["".join(self._word(word) for word in item.split()) for item in self._lists[name]]
        return f"(?:{'|'.join(items)})"

    def _word(self, token: str) -> str:
        if token in ("?", "|", ")"):
            raise self._error(f"`{token}` is not expected")
        if token.endswith("*"):
            return f" {re.escape(token[:-1])}[^ ]*"
        words = self._normalise(token).split() or [token]
        return "".join(f" {re.escape(word)}(?![^ ])" for word in words)

    def _error(self, why: str) -> PatternError:
        return PatternError(f"pattern `{self._pattern}`: {why}")
