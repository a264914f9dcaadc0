"""YAML that remembers on which line each value stands.

Every scalar stays the text its author wrote: `no`, `2014-06` and `004` are not turned into
a boolean, a date or a number behind anybody's back. Only a plain `null`, `~` or nothing at all
is None. The models ask for other types where they want them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from bot.guide.problems import Problem

Location = tuple[str | int, ...]

NULLS = frozenset({"", "~", "null", "Null", "NULL"})
PLAIN_TAGS = frozenset(f"tag:yaml.org,2002:{kind}" for kind in ("str", "seq", "map"))
HINTS = {
    "mapping values are not allowed": "Put a text that holds a colon in double quotes.",
    "tab character": "Use spaces, not tabs, to indent.",
    "cannot start any token": 'Put a text that starts with a special character (@ ` % " *) in double quotes.',
    "expected alphabetic or numeric": "Put a text that starts with * or & in double quotes.",
    "did not find expected": "Look for a missing quote, dash or bracket, or a wrong indent, here or above.",
    "undefined alias": "Put a text that starts with * or & in double quotes.",
    "expected a single document": "Remove the line that holds only ---.",
}


@dataclass
class Document:
    """A YAML file as plain data, with the line of each value and the problems met while reading it."""

    name: str
    data: Any = None
    lines: dict[Location, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def line(self, location: Location = ()) -> int:
        """Line of the value at `location`, or of the nearest value around it that exists."""
        for end in range(len(location), -1, -1):
            if location[:end] in self.lines:
                return self.lines[location[:end]]
        return 1

    def problem(self, location: Location, message: str, advice: str = "", severity: str = "error") -> Problem:
        """A problem with the value at `location`."""
        return Problem(self.name, self.line(location), message, advice, severity)

    def complain(self, location: Location, message: str, advice: str = "", severity: str = "error") -> None:
        """Note a problem with the value at `location`."""
        self.problems.append(self.problem(location, message, advice, severity))

    def texts(self) -> Iterator[tuple[Location, str]]:
        """Every text of the file with its location, in the order of the file."""
        return _texts(self.data, ()) if isinstance(self.data, dict | list) else iter(())


def read_plain(path: Path) -> Any:
    """A YAML file as texts, lists and mappings: each scalar as its author wrote it (`no`, `12:30`, `~` are texts).

    Raises OSError, UnicodeDecodeError, yaml.YAMLError.
    """
    return yaml.load(path.read_text(encoding="utf-8-sig"), Loader=yaml.CBaseLoader)


def read_document(path: Path, name: str | None = None) -> Document:
    """Read a YAML file. What is wrong with it stands in the result's `problems`; nothing is raised.

    `name` is what the problems call the file (default: the path).
    """
    document = Document(name or str(path))
    try:
        root = yaml.compose(path.read_text(encoding="utf-8-sig"), Loader=yaml.CBaseLoader)
    except OSError:
        document.problems.append(Problem(document.name, 0, "the file is missing", "Add it; see data/README.md."))
    except UnicodeDecodeError:
        _note(document, 0, "the file is not UTF-8 text", "Save it with the encoding UTF-8.")
    except yaml.YAMLError as error:
        _note(document, *_syntax(error))
    else:
        document.data = _Builder(document).build(root, ()) if root is not None else None
    return document


class _Builder:
    """Turns composed YAML nodes into plain data, writing down lines and problems on the way."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.seen: set[int] = set()

    def build(self, node: yaml.Node, at: Location) -> Any:
        self.document.lines.setdefault(at, node.start_mark.line + 1)
        if id(node) in self.seen:
            self.document.complain(at, "`*` repeats another part of the file", "Write the part out again.")
            return None
        self.seen.add(id(node))
        if node.tag not in PLAIN_TAGS:
            advice = "Put a text that starts with ! in double quotes."
            self.document.complain(at, f"`{node.tag}` is read as an instruction", advice)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, at)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(child, (*at, index)) for index, child in enumerate(node.value)]
        return None if not node.style and node.value in NULLS else node.value

    def _mapping(self, node: yaml.MappingNode, at: Location) -> dict[str, Any]:
        built: dict[str, Any] = {}
        for key, value in node.value:
            where, line = (*at, str(key.value)), key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                _note(self.document, line, "a key must be a plain word", "Write `key: value`.")
            elif key.value in built:
                twice = f"`{key.value}` stands here a second time (first on line {self.document.lines[where]})"
                _note(self.document, line, twice, "Keep one of them.")
            else:
                self.document.lines[where] = line
                built[key.value] = self.build(value, where)
        return built


def _note(document: Document, line: int, message: str, advice: str) -> None:
    document.problems.append(Problem(document.name, line, message, advice))


def _syntax(error: yaml.YAMLError) -> tuple[int, str, str]:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    what = getattr(error, "problem", None) or str(error)
    said = f"{what} {getattr(error, 'context', '')}"
    hint = next((advice for part, advice in HINTS.items() if part in said), "Look at the quotes and indents.")
    return mark.line + 1 if mark else 0, f"this is not valid YAML ({what})", hint


def _texts(value: Any, at: Location) -> Iterator[tuple[Location, str]]:
    if isinstance(value, str):
        yield at, value
    elif isinstance(value, dict):
        for key, child in value.items():
            yield from _texts(child, (*at, key))
    elif isinstance(value, list):
        for index, child in enumerate(value):
            yield from _texts(child, (*at, index))
