"""The small pattern language of data/lang/<code>/safety.yml, made into regular expressions.

A pattern is read against a normalised message: words with one space between them. It knows

    word       that word                    word*      words that begin so
    (a|b c)    one of these                 <name>     one item of the list of that name
    ..         up to three words            ?          what stands before may be missing
    ^  $       begin and end of the message
    ~letters   those letters anywhere: for languages that put no spaces between words

Every repetition is bounded, so matching takes time in proportion to the message.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

GAP = r"(?: [^ ]+){0,3}"
TOKEN = re.compile(r"\s*(\.\.|[()|?^$]|<\w+>|[^\s()|?^$<>]+)")

#: Words of which a message must hold one at least for a pattern to match; "word*" stands for its beginnings.
Needs = list[frozenset[str]]


class PatternError(ValueError):
    """A pattern cannot be read; the message shows it and says why."""


class Pattern:
    """One pattern; compiled when it is first needed.

    Attributes:
        needs: a pattern can only match a message that holds a word of each of these sets.
    """

    def __init__(self, source: str, lists: Mapping[str, Sequence[str]], plain: Callable[[str], str]) -> None:
        """Read `source`. `plain` normalises its words as messages are. Raises PatternError."""
        self.source = source
        read = _Reader(source, lists, plain).read()
        self._expression, self.needs = read.expression, read.needs

    @cached_property
    def _regex(self) -> re.Pattern[str]:
        return re.compile(self._expression)

    def found_in(self, text: str) -> bool:
        """Does it match somewhere in a normalised message?"""
        return self._regex.search(f" {text}") is not None

    def taken_out(self, text: str) -> str:
        """The message with each match replaced by "-", which is no word."""
        return self._regex.sub(" -", f" {text}").strip()


class Read(NamedTuple):
    """A part of a pattern: its expression, its needs, and whether it also matches no word at all."""

    expression: str
    needs: Needs
    empty: bool = False


class _Reader:
    """Reads alternatives made of sequences made of items; each gives an expression and its needs."""

    def __init__(self, source: str, lists: Mapping[str, Sequence[str]], plain: Callable[[str], str]) -> None:
        self._source, self._lists, self._plain = source, lists, plain
        self._tokens: Iterator[str] = iter(TOKEN.findall(source))
        self._next = next(self._tokens, None)

    def read(self) -> Read:
        found = self._alternatives()
        if self._next is not None:
            raise self._error(f"`{self._next}` is not expected")
        return found

    def _take(self) -> str:
        token, self._next = self._next, next(self._tokens, None)
        return token or ""

    def _alternatives(self) -> Read:
        choices = [self._sequence()]
        while self._next == "|":
            self._take()
            choices.append(self._sequence())
        if any(choice.empty for choice in choices):
            raise self._error("a choice may not be empty: put `?` behind the `)`, and write `word|words` for `words?`")
        return _one_of(choices)

    def _sequence(self) -> Read:
        items: list[Read] = []
        while self._next not in (None, "|", ")"):
            item = self._item()
            if self._next == "?":
                self._take()
                item = Read(f"(?:{item.expression})?", [], empty=True)
            items.append(item)
        if not items:
            raise self._error("something is missing beside `|` or in `()`")
        return _joined(items)

    def _item(self) -> Read:
        token = self._take()
        if token == "(":
            inner = self._alternatives()
            if self._take() != ")":
                raise self._error("a `)` is missing")
            return inner
        if token.startswith("<"):
            return self._list(token[1:-1])
        if token in ("..", "^", "$"):
            return Read(GAP, [], empty=True) if token == ".." else Read(token, [])
        return self._word(token)

    def _list(self, name: str) -> Read:
        if name not in self._lists:
            raise self._error(f"there is no list `{name}`")
        return _one_of([_joined([self._word(word) for word in item.split()]) for item in self._lists[name]])

    def _word(self, token: str) -> Read:
        if token in ("?", "|", ")"):
            raise self._error(f"`{token}` is not expected")
        if token.startswith("~"):
            return Read(re.escape(self._plain(token[1:])), [])
        if token.endswith("*"):
            # Beginnings in other scripts are read as messages are; those of English words are no words of their own.
            start = token[:-1] if token.isascii() else self._plain(token[:-1])
            return Read(f" {re.escape(start)}[^ ]*", [frozenset({f"{start}*"})])
        words = self._plain(token).split() or [token]
        expression = "".join(f" {re.escape(word)}(?![^ ])" for word in words)
        return Read(expression, [frozenset({word}) for word in words])

    def _error(self, why: str) -> PatternError:
        return PatternError(f"pattern `{self._source}`: {why}")


def _joined(items: Sequence[Read]) -> Read:
    needs = [need for item in items for need in item.needs]
    return Read("".join(item.expression for item in items), needs, all(item.empty for item in items))


def _one_of(choices: Sequence[Read]) -> Read:
    """Alternatives need a word of any choice: of each, the set that names fewest words."""
    if len(choices) == 1:
        return choices[0]
    expression = f"(?:{'|'.join(choice.expression for choice in choices)})"
    if not all(choice.needs for choice in choices):
        return Read(expression, [])
    return Read(expression, [frozenset().union(*(min(choice.needs, key=len) for choice in choices))])
