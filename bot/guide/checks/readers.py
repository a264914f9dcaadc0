"""Data that nothing reads: a file or a key whose name stands nowhere in the program was lost, or misspelt.

What models read is covered by them (they refuse keys they do not know); this looks at the rest: files outside the
models, and mappings with free keys (words on buttons and pages, phrases).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from bot.guide.loader import PHRASE_FILES, Reading
from bot.guide.payloads import plain_buttons
from bot.guide.problems import Problem
from bot.guide.yaml_lines import Document, read_plain

PROGRAM = Path(__file__).resolve().parents[3]
SOURCES = (".py", ".js", ".html")
#: Folders of which every file is read, whatever its name. `guide` has its own check (strays.py).
WHOLE = ("guide", "referrals", "partners", "help", "lang")
ADVICE_FILE = "Look at its name and folder, or delete it."
ADVICE_KEY = "Look at its spelling, or delete it."


#: Parts of names that are put together: f"short_{weight}", f"{name}_is_no_text".
STARTS, ENDS = re.compile(r"(\w+_)[{$\"'`]"), re.compile(r"\}(_\w+)")


class Program(NamedTuple):
    """What the program's source names: whole words, and parts of names that are put together."""

    words: frozenset[str]
    starts: tuple[str, ...]
    ends: tuple[str, ...]

    def names(self, key: str) -> bool:
        """Is the key a word of the program, or made of a part of it and something else?"""
        return key in self.words or key.startswith(self.starts) or key.endswith(self.ends)


@cache
def program() -> Program:
    """The source of this program."""
    files = [f for part in ("bot", "actions") for f in (PROGRAM / part).rglob("*") if f.suffix in SOURCES]
    text = "\n".join(file.read_text("utf-8") for file in files)
    return Program(
        frozenset(re.findall(r"\w+", text)), tuple(set(STARTS.findall(text))), tuple(set(ENDS.findall(text)))
    )


def unread_files(data_dir: Path) -> Iterator[Problem]:
    """Files outside the guide that nothing reads."""
    for file in sorted(data_dir.rglob("*")):
        path = file.relative_to(data_dir)
        if not file.is_file() or file.name == "README.md" or path.parts[0] in WHOLE:
            continue
        if file.suffix != ".yml" or not (file.stem in program().words or _holds_examples(file)):
            yield Problem(f"{data_dir.name}/{path.as_posix()}", 0, "nothing reads this file", ADVICE_FILE)


def unread_keys(reading: Reading) -> Iterator[Problem]:
    """Words on buttons and pages, and phrases, that nothing asks for."""
    home = f"guide/{reading.guide.language.code}"
    known = _names_in_data(reading)
    for path, document in list(reading.reader.documents.items()):
        if path == f"{home}/phrases/ui.yml" or path.startswith(f"{home}/pages/"):
            for at in _keys(document.data):
                if at[-1] not in known and not program().names(at[-1]):
                    yield document.problem(at, f"nothing reads `{'.'.join(at)}`", ADVICE_KEY)
    for name in PHRASE_FILES:
        document = reading.reader.document(f"{home}/phrases/{name}.yml")
        yield from _unread_phrases(reading, document, known)


def _unread_phrases(reading: Reading, document: Document, known: frozenset[str]) -> Iterator[Problem]:
    about = (*reading.guide.phrases, *plain_buttons(reading.guide.activities), *_intents(reading))
    for key in document.data if isinstance(document.data, dict) else ():
        phrase = reading.guide.phrases.get(key)
        # my_fault_friend is my_fault for somebody who told of a friend.
        worded = any(key.startswith(f"{other}_") for other in about)
        if phrase and not (phrase.asked or worded or key in known or program().names(key)):
            yield document.problem((key,), f"nothing says `{key}`", ADVICE_KEY)


def _names_in_data(reading: Reading) -> frozenset[str]:
    """Names that the program takes from other data: buttons of activities, intents, the table of decisions."""
    rows = reading.reader.document("decisions.yml").data
    then = [row["then"] for row in rows if isinstance(row, dict) and "then" in row] if isinstance(rows, list) else []
    answers = (str(part.get("answer")) for part in then if isinstance(part, dict))
    return frozenset((*plain_buttons(reading.guide.activities), *_intents(reading), *answers))


def _intents(reading: Reading) -> Iterator[str]:
    data = reading.reader.document("intents.yml").data
    yield from (str(item.get("id")) for item in data if isinstance(item, dict)) if isinstance(data, list) else ()


def _keys(data: Any, at: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for key, value in data.items() if isinstance(data, Mapping) else ():
        yield (*at, str(key))
        yield from _keys(value, (*at, str(key)))


def _holds_examples(file: Path) -> bool:
    try:
        content = read_plain(file)
    except (yaml.YAMLError, UnicodeDecodeError):
        return True  # said elsewhere
    return isinstance(content, dict) and "intent" in content
