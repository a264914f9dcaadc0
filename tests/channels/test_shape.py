"""The API's shape is pinned in shape.yml: sites outside this repository rely on every field and its type.

A new field is welcome (version 1 only gains fields): add its line. A field that is gone, or has another type, breaks
them. Any field may be null, so that is not pinned.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.inside import Inside

PINNED = yaml.safe_load((Path(__file__).parent / "shape.yml").read_text(encoding="utf-8"))
API = "/webhooks/web/v1"
SAID = ("what is grooming", "he has my pics and wants money", "play a story", "quiz me", "menu", "zxqv wvvk")
#: Names that are data, not fields: languages, topics, words.
OPEN = ("/config.ui", "/config.glossary", "/health.failing")
#: Where one kind of thing stands in several places, its fields are pinned once.
SAME = (
    (re.compile(r"^.*\.referrals\.|^/referrals\."), "referrals."),
    (
        re.compile(r"^referrals\.((talk|report|remove|crisis|meanwhile)|(services|fallback|named)\[\])(?=\.|$)"),
        "service",
    ),
    (re.compile(r"^referrals\.(emergency|emergency_anywhere)(?=\.|$)"), "emergency"),
)
KINDS = {str: "text", bool: "yes or no", int: "number", float: "number", type(None): "nothing"}


def shape(path: str, value: Any) -> Iterator[tuple[str, str]]:
    """Every field of an answer, as a path, and its type."""
    if path in OPEN:
        yield path, "names"
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from shape(f"{path}.{name}", inner)
    elif isinstance(value, list):
        yield path, "list"
        for inner in value:
            yield from shape(f"{path}[]", inner)
    else:
        yield path, KINDS.get(type(value), "names")


def placed(path: str) -> str:
    """The path with what stands in several places under one name."""
    for pattern, name in SAME:
        path = pattern.sub(name, path)
    return path


@pytest.fixture(scope="module")
def seen(app: Inside) -> dict[str, set[str]]:
    """What each field of each kind of answer was seen to hold."""
    found: dict[str, set[str]] = {}

    def note(name: str, answer: tuple[int, Any]) -> None:
        for path, kind in shape(name, answer[1]):
            found.setdefault(placed(path), set()).update({kind} - {"nothing"})

    _ask(app, note)
    return found


def _ask(app: Inside, note: Callable[[str, tuple[int, Any]], None]) -> None:
    for country in (None, "GB", "KE", "XX"):
        query = f"?country={country}" if country else ""
        for message in SAID:
            note("/messages", app.say(message, country=country) if country else app.say(message))
        for need in ("help", "crisis", "remove"):
            note("/referrals", app.send("GET", f"{API}/referrals{query}{'&' if query else '?'}need={need}"))
    note("/config", app.send("GET", f"{API}/config?partner=demo&lang=en"))
    note("/health", app.send("GET", f"{API}/health"))
    note("error", app.send("POST", f"{API}/messages", b"no JSON"))


def test_no_field_is_gone_or_of_another_type(seen: dict[str, set[str]]) -> None:
    gone = {path: kinds for path, kinds in PINNED.items() if path not in seen}
    other = {path: sorted(seen[path] - set(kinds)) for path, kinds in PINNED.items() if kinds and path in seen}
    assert not gone, "fields that the API had"
    assert not {path: kinds for path, kinds in other.items() if kinds}, "fields with a type that is not pinned"


def test_what_is_new_is_pinned_too(seen: dict[str, set[str]]) -> None:
    assert {path: sorted(kinds) for path, kinds in seen.items() if path not in PINNED} == {}, "add these to shape.yml"
