"""Reads the Markdown documents of the repository: what they say, and what they name in `code`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from bot.settings import ROOT

FOLDERS = ("actions", "bot", "config", "data", "docs", "tests")
#: What running makes; a clean checkout has none of it.
MADE = (".venv", "var", "config/.env", ".env")

SPAN = re.compile(r"`([^`]+)`")
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
FENCE = re.compile(r"^\s*```")
HEADING = re.compile(r"^#+ +(.+)$")


@dataclass(frozen=True)
class Document:
    """One Markdown file."""

    path: Path

    @property
    def name(self) -> str:
        """Its path in the repository."""
        return self.path.relative_to(ROOT).as_posix()

    @cached_property
    def lines(self) -> list[str]:
        """Its lines, without their ends."""
        return self.path.read_text(encoding="utf-8").splitlines()

    def prose(self) -> Iterator[tuple[int, str]]:
        """Line numbers and lines outside blocks of code."""
        return ((number, line) for number, line, code in self._marked() if not code)

    def code(self) -> Iterator[tuple[int, str]]:
        """Line numbers and code: spans in the prose (`\\|` of tables is read as `|`), and lines of blocks."""
        for number, line, code in self._marked():
            spans = [line.strip()] if code else SPAN.findall(line)
            yield from ((number, span.replace("\\|", "|")) for span in spans)

    def links(self) -> Iterator[tuple[int, str]]:
        """Line numbers and targets of links."""
        for number, line in self.prose():
            yield from ((number, target) for target in LINK.findall(SPAN.sub("", line)))

    def anchors(self) -> set[str]:
        """What `#...` may name: the headings, as GitHub spells them."""
        headings = (HEADING.match(line) for _, line in self.prose())
        return {re.sub(r"[^\w\- ]", "", found[1].lower()).replace(" ", "-") for found in headings if found}

    def _marked(self) -> Iterator[tuple[int, str, bool]]:
        fenced, before = False, ""
        for number, line in enumerate(self.lines, 1):
            if FENCE.match(line):
                fenced = not fenced
                continue
            indented = line.startswith("    ") and (before.startswith(("    ", "#")) or not before.strip())
            yield number, line, fenced or indented
            before = line


def documents() -> list[Document]:
    """Every document, sorted by path."""
    found = (path for folder in FOLDERS for path in (ROOT / folder).rglob("*.md"))
    inner = [path for path in found if "node_modules" not in path.parts]  # documents of others
    return [Document(path) for path in sorted([*ROOT.glob("*.md"), *inner])]


DOCUMENTS = {document.name: document for document in documents()}


@lru_cache
def repository() -> dict[str, str]:
    """Text of every file that is no document, by path; folders and pictures have no text."""
    found = {}
    for path in (
        [p for folder in FOLDERS for p in (ROOT / folder).rglob("*")] + list(ROOT.glob("*")) + [ROOT / ".ci/run"]
    ):
        name = path.relative_to(ROOT).as_posix()
        if "__pycache__" in name or name.startswith(MADE):
            continue
        readable = path.is_file() and path.suffix not in (".md", ".png", ".jpg")
        found[name] = path.read_text(encoding="utf-8", errors="ignore") if readable else ""
    return found
