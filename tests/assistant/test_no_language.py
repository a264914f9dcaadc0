"""No language in Python: what is compared with what somebody typed stands in data/lang, or nowhere.

The test reads the source. In every module that meets a typed message, a word of everyday language in a string or a
pattern is a fault, unless it is also a name: of a field, an intent, a file or a key.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from bot.assistant.examples import everyday_words
from tests.conftest import DATA, ROOT

BOT = ROOT / "bot"
#: These see examples, records and files only.
APART = ("learnt.py", "importer.py", "shared_shelf.py", "redis_line.py", "turn_locks.py", "tested.py")
#: Modules that see what was typed, or what was read from it.
MEETS = [
    *(path for path in sorted((BOT / "assistant").rglob("*.py")) if path.name not in APART),
    *(BOT / "referrals" / f"{name}.py" for name in ("countries", "country_names", "places", "slips", "cities", "gate")),
    *(BOT / "guide" / f"{name}.py" for name in ("names", "apps_named", "wording", "guide", "payloads")),
    *(BOT / "channels" / f"{name}.py" for name in ("turns", "incoming")),
]
#: Calls whose words are for who runs or edits the program, never compared with a message.
FOR_KEEPERS = re.compile(r"error|warning|info|exception|problem|complain|print", re.IGNORECASE)
#: Names of others: of kinds of sorting and decoding, of details that are masked, of domains on the net, of a folder.
NAMES = frozenset({"stable", "ignore", "password", "email", "iban", "card", "link", "network", "capital", "staysafe"})
NAMES |= {"resources"}
NAMES |= {"https", "www", "web", "com", "app", "club", "info", "online", "org", "net", "site", "gg", "xyz", "uk"}
#: A key of a YAML file: at the beginning of a line, or inside braces.
KEY = re.compile(r"(?:^[ \t]*(?:- )?|[{,] ?)(\w+):", re.MULTILINE)
TOKEN = re.compile(r"\b[a-z][\w-]*")


@cache
def names() -> frozenset[str]:
    """Every name of the program, and every key, file and id of the data."""
    found: set[str] = set()
    for path in [*BOT.rglob("*.py"), *(ROOT / "actions").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            found |= {getattr(node, key, None) for key in ("id", "attr", "arg", "name")} - {None}
            if isinstance(node, ast.Subscript) and getattr(node.value, "id", "") == "Literal":
                found |= {part.value for part in ast.walk(node.slice) if isinstance(part, ast.Constant)}
    for path in DATA.rglob("*.yml"):
        found |= {path.stem, *KEY.findall(path.read_text("utf-8"))}
        found |= set(re.findall(r"\b(?:id|kind|need|intent|by|group|answer|action): (\w+)", path.read_text("utf-8")))
    return frozenset(name for name in found if isinstance(name, str))


def words_in(source: str) -> Iterator[str]:
    """The words of a language in the strings of a program that are no names."""
    tree = ast.parse(source)
    skipped = {id(child) for node in ast.walk(tree) if _is_aside(node) for child in ast.walk(node)}
    everyday = everyday_words(DATA)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skipped:
            text = re.sub(r"\\[a-zA-Z]|\?[a-zA-Z]", " ", node.value)
            for token in TOKEN.findall(text):
                if token in everyday and token not in names() | NAMES and len(token) > 1:
                    yield f"{node.lineno}: {token} in {node.value!r}"


def _is_aside(node: ast.AST) -> bool:
    """Docstrings, errors, logs, and notes on types."""
    if isinstance(node, ast.Raise):
        return True
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return True
    called = getattr(node.func, "attr", getattr(node.func, "id", "")) if isinstance(node, ast.Call) else ""
    return bool(FOR_KEEPERS.search(called))


@pytest.mark.parametrize("path", MEETS, ids=lambda path: str(path.relative_to(BOT)))
def test_no_module_that_meets_a_message_holds_words_of_a_language(path: Path) -> None:
    assert not list(words_in(path.read_text("utf-8")))


@pytest.mark.parametrize(
    "source",
    [
        'BEFORE = re.compile(r"^(?:(?:but|so|and|okay|lol) )+")',
        'ORDINALS = {"en": (("c", "3", "three", "third"), ("7", "seven", "seventh"))}',
        'bare = words.removesuffix(" please")',
        'if "please" in words: pass',
        'FILLER = {"the", "of"}',
    ],
)
def test_the_test_sees_them(source: str) -> None:
    assert list(words_in(source))
