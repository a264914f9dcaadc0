"""A pseudo-locale: the English guide with accents, 40 % longer, read from right to left, as a language of its own.

Whatever shows plain English letters in it comes from the code, or from a file that no translator can change.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

from bot.guide.checks.passages import NO_PROSE
from bot.guide.yaml_lines import read_document, read_plain
from tests.conftest import DATA

#: The code, in three letters, of a language that Unicode knows: days and countries have names in its own letters.
CODE, NAME = "yue", "Þšéûđô"
PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
ACCENTED = "áƀçđéƒğĥíĵķļɱñóþɋŕšţúṽŵẋýžÁƁÇĐÉƑĞĤÍĴĶĻṀÑÓÞɊŔŠŢÚṼŴẊÝŽ"
TABLE = str.maketrans(PLAIN, ACCENTED)
#: Stays as it is: stand-ins, where links lead, addresses.
KEPT = re.compile(r"(\{[^}]*\}|\]\([^)]*\)|https?://\S+|&\w+;)")
#: Keys below which stand ids, what people type, and facts that are the same in every language.
NOT_SAID = NO_PROSE | {"also", "asked", "goto", "start", "end", "cites", "items", "chapter", "scenario", "story"}
NOT_SAID -= {"right", "after"}
NOT_SAID |= {"reviewed", "source", "material", "lang", "country", "minutes", "entry", "activity"}
#: Keys whose values are never ids, even when they look like one ("myth").
SAID = ("say", "text", "term")
#: Of the keys that are not said, those that hold sentences where they hold a list (what is done on a day, and by whom).
PROSE_IN_LISTS = ("who", "on", "items")
#: Folders of the guide where `ask` holds what people type.
ASKED = ("topics", "questions")
#: Stands behind every four letters of a text, to make it longer.
FILL = " ~"
#: A note for young people in the directory's files, or a way to reach somebody without speaking.
NOTE = re.compile(r"( +)(?:note|say):\n +en: (.*\n(?:\1 {4}.*\n)*)")
#: Most letters of what stands on a button or is a title: a translation has to fit there too.
ROOM = {
    "title": 40,
    "titles": 40,
    "short": 40,
    "term": 40,
    "text": 60,
    "pairs": 60,
    "right": 60,
    "wrong": 60,
    "order": 60,
    "heaps": 60,
    "why_not": 60,
}
LONG = 10_000
#: Words in plain letters, in runs.
WORDS = re.compile(r"(?<![\w'’])[A-Za-z]{3,}(?:[ ,'’-]+[A-Za-z]+)*(?!\w)")
#: Below these each key is an answer.
KEYED = ("pairs", "why_not")
#: Words of the guide's language by which it is read; the rest of a language's folder counts in all languages together.
READ_BY = ("commands.yml", "speech.yml", "asking.yml")


def pseudo(text: str, room: int = LONG) -> str:
    """The text with accents, and 40 % longer as far as there is room (in letters)."""
    if not any(map(str.isalpha, KEPT.sub("", text))):
        return text
    parts = [part if KEPT.fullmatch(part) else part.translate(TABLE) for part in KEPT.split(text)]
    return "".join(parts) + FILL * min(round(0.2 * len(text)), (room - len(text)) // 2)


def make(data: Path) -> None:
    """Copy the data folder to `data`, with the pseudo-locale as a second live language."""
    shutil.copytree(DATA, data, ignore=shutil.ignore_patterns("nlu"))
    (data / "nlu").symlink_to(DATA / "nlu")
    shutil.copytree(data / "guide" / "en", data / "guide" / CODE)
    (data / "lang" / CODE).mkdir()
    for name in READ_BY:
        shutil.copy(data / "lang" / "en" / name, data / "lang" / CODE)
    for path in (data / "guide" / CODE).rglob("*.yml"):
        _write(path, _translated(read_document(path).data, _not_said(path)))
    words = read_plain(data / "referrals" / "words.yml")
    _write(data / "referrals" / "words.yml", words | {CODE: _translated(words["en"], frozenset())})
    for path in (data / "referrals").glob("*.yml"):
        if NOTE.search(text := path.read_text("utf-8")):
            path.write_text(re.sub(NOTE, _with_note, text), "utf-8")
    demo = data / "partners" / "demo.yml"
    demo.write_text(demo.read_text("utf-8").replace("languages: [en]", f"languages: [en, {CODE}]"), "utf-8")
    with (data / "languages.yml").open("a") as known:
        known.write(f"- {{code: {CODE}, name: {NAME}, english: Pseudo, direction: rtl, status: live}}\n")


def _not_said(path: Path) -> frozenset[str]:
    if "pages" in path.parts or path.stem == "ui":
        return frozenset()
    return NOT_SAID | {"ask"} if path.parent.name in ASKED else NOT_SAID


def _with_note(found: re.Match[str]) -> str:
    note = pseudo(yaml.load(found[2], Loader=yaml.CBaseLoader))
    return f"{found[0]}{found[1]}  {CODE}: {json.dumps(note, ensure_ascii=False)}\n"


def _write(path: Path, content: Any) -> None:
    path.write_text(yaml.dump(content, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False), "utf-8")


def _translated(value: Any, skipped: frozenset[str], key: str = "") -> Any:
    if isinstance(value, dict):
        named = (lambda name: pseudo(name, ROOM[key])) if key in KEYED else str
        inner = {name: key if key in ROOM else name for name in value}
        return {named(name): _translated(part, skipped, inner[name]) for name, part in value.items()}
    if isinstance(value, list):
        return [_translated(part, skipped, "" if key in PROSE_IN_LISTS else key) for part in value]
    ids = key == "pages" or (bool(skipped) and key not in SAID)
    said = isinstance(value, str) and key not in skipped and _is_said(value, ids)
    return pseudo(value, ROOM.get(key, LONG)) if said else value


def _is_said(value: str, ids: bool) -> bool:
    """Addresses and names of files are no words; nor are ids, where there may be any."""
    if re.fullmatch(r"https?://\S+|/\S*|\S+\.(svg|png)", value):
        return False
    return not (ids and re.fullmatch(r"[a-z0-9]+([_-][a-z0-9]+)*|[\w-]+/\S+|null|~", value))


def rests(text: str, allowed: Iterable[str] = ()) -> list[str]:
    """Runs of words in plain letters that are left once what is allowed (names, addresses) is taken out."""
    if not WORDS.search(KEPT.sub(" ", text)):
        return []
    for name in sorted((name for name in allowed if name in text), key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", " ", text)
    return WORDS.findall(KEPT.sub(" ", text))
