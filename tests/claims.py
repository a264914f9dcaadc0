"""What a piece of code in a document claims to exist, and whether it does."""

import argparse
import importlib
import re
import shlex
from collections.abc import Callable, Iterator
from fnmatch import fnmatch
from functools import lru_cache

from bot.cli import COMMANDS
from tests.conftest import DATA
from tests.documents import DOCUMENTS, MADE, repository

API = "/webhooks/web/v1"

TEST = re.compile(r"^(tests/[\w/]+\.py)::(\w+)$")
ROUTE = re.compile(r"^(?:(GET|POST|DELETE|PUT|OPTIONS) )?(/[\w/.<>-]*)(\?\S+|\s.*)?$")
#: A slash in it, or the end of a file's name; no rate ("30/minute"), no media type.
PATH = re.compile(
    r"^(?!\d+/|(?:application|text|image)/|\./staysafe)(?=.*/|.*\.(?:py|yml|md|js|css|html|conf|lock|toml|svg)$)"
    r"[\w.*<>-]*(?:/[\w.*<>-]+)*/?$"
)
SETTING = re.compile(r"^([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)(?:=\S*)?$")
#: A name with a dot, an underscore or a capital inside.
NAME = re.compile(r"^(?=.*\w[._]\w|.*[a-z][A-Z])([A-Za-z_][\w.]*)$")
COMMAND = re.compile(r"(?:^|[\s(])(?:\./)?staysafe ([a-z]+)([^#]*)")
MODULE = re.compile(r"-m ((?:tests|bot|actions)[\w.]*)")


def false_claims(code: str) -> Iterator[str]:
    """What is wrong with a span or line of code; nothing if all is well, or nothing can be told."""
    yield from wrong_commands(code)
    yield from missing_modules(code)
    for pattern, exists, fault in KINDS:
        if found := pattern.match(code):
            yield from () if exists(found) else (fault,)
            return


def has_test(found: re.Match) -> bool:
    return f"def {found[2]}(" in repository().get(found[1], "")


def has_route(found: re.Match) -> bool:
    method, path = found[1], re.sub(r"<\w+>", "<>", found[2].rstrip("/") or "/").removeprefix(API)
    routes = api_routes() | other_routes()
    if method:
        return (method, path) in routes
    return any(f"{known}/".startswith(f"{path}/") for _, known in routes) or path.lstrip("/") in intents()


def has_path(found: re.Match) -> bool:
    wanted = re.sub(r"<\w+>", "*", found[0].rstrip("/")).removeprefix("../")
    known = [*repository(), *DOCUMENTS]
    return wanted.startswith(MADE) or any(fnmatch(f"/{path}", f"*/{wanted}") for path in known)


def has_name(found: re.Match) -> bool:
    """Does it stand anywhere in code, data or configuration?"""
    return found[1].rsplit(".", 1)[-1] in words()


@lru_cache
def words() -> set[str]:
    """Every word of every file."""
    return {word for text in repository().values() for word in re.findall(r"\w+", text)}


KINDS: list[tuple[re.Pattern, Callable[[re.Match], bool], str]] = [
    (TEST, has_test, "there is no such test"),
    (ROUTE, has_route, "there is no such address"),
    (PATH, has_path, "there is no such file or folder"),
    (SETTING, has_name, "there is no such setting"),
    (NAME, has_name, "nothing has this name"),
]


def wrong_commands(code: str) -> Iterator[str]:
    """Commands of ours that do not exist, with their sub-commands and options."""
    calls = COMMAND.findall(code)
    first, _, rest = code.partition(" ")
    if first in COMMANDS and rest:
        calls.append((first, rest))
    for command, rest in calls:
        if command not in COMMANDS:
            yield f"there is no command `{command}`"
        elif command not in ("rasa", "test"):
            yield from wrong_arguments(command, re.split(r"\s{2,}|[.,;)]( |$)", rest.strip())[0])


def wrong_arguments(command: str, rest: str) -> Iterator[str]:
    parser = argparse.ArgumentParser()
    importlib.import_module(f"bot.commands.{command}").arguments(parser)
    parts = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    parsers = [parser, *(sub for part in parts for sub in part.choices.values())]
    options = {option for p in parsers for option in p._option_string_actions}
    words = shlex.split(rest.replace("'", ""))
    yield from (f"`{command}` has no {word}" for word in words if word.startswith("--") and word not in options)
    if parts and words and not words[0].startswith("-"):
        yield from (f"`{command}` has no {word}" for word in words[0].split("|") if word not in parts[0].choices)


def missing_modules(code: str) -> Iterator[str]:
    for module in MODULE.findall(code):
        path = module.replace(".", "/")
        if f"{path}.py" not in repository() and f"{path}/__main__.py" not in repository():
            yield f"there is no module {module}"


@lru_cache
def intents() -> set[str]:
    return set(re.findall(r"id: (\w+)", (DATA / "intents.yml").read_text(encoding="utf-8")))


@lru_cache
def api_routes() -> frozenset[tuple[str, str]]:
    """Method and path, below the API's address, of the channel's routes; what stands in <> has no name."""
    from bot.channels.web import WebInput

    routes = WebInput.__new__(WebInput).routes(None)
    return frozenset(
        (method, re.sub(r"{\w+}", "<>", route.path.removeprefix(API).rstrip("/")))
        for route in routes
        for method in route.methods
        if method not in ("OPTIONS", "HEAD")
    )


@lru_cache
def other_routes() -> frozenset[tuple[str, str]]:
    """Those of the pages and the action server, and the address of the API itself."""
    routed = re.compile(r"(?:@\w+\.get|Route)\(\"([^\"]+)\"(.*\"POST\")?")
    sources = [text for name, text in repository().items() if re.match(r"bot/channels/pages/|actions/server", name)]
    every = [found for text in sources for found in routed.findall(text)]
    found = {("POST" if post else "GET", re.sub(r"{[\w:]+}", "<>", path)) for path, post in every}
    return frozenset(found | {("", ""), ("", "/webhooks/web")})
