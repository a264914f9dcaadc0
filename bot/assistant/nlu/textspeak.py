"""The tables of shortenings, emoji and typed faces that authors keep in data/lang/<code>/textspeak.yml."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, field
from pathlib import Path

from bot.guide.yaml_lines import read_plain

TABLES, LISTS = ("words", "pairs", "emoji", "emoticons", "contractions"), ("doubled", "endings", "elisions")


class TextSpeakError(ValueError):
    """A text-speak file contradicts itself or another one; the message says where and what to do."""


@dataclass(frozen=True)
class TextSpeak:
    """What stands for what. All languages share one set: a message does not say which language it is in.

    Attributes:
        words, pairs: shortenings, and pairs of words that are one; emoji, emoticons: what they say.
        contractions: what stands behind an apostrophe, written out; elisions: what stands before one as a word.
        doubled: words that keep their double letter when they are stretched, with these endings too.
    """

    words: dict[str, str] = field(default_factory=dict)
    pairs: dict[str, str] = field(default_factory=dict)
    emoji: dict[str, str] = field(default_factory=dict)
    emoticons: dict[str, str] = field(default_factory=dict)
    contractions: dict[str, str] = field(default_factory=dict)
    doubled: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    elisions: tuple[str, ...] = ()

    @classmethod
    def read(cls, data: Path) -> TextSpeak:
        """Merge data/lang/*/textspeak.yml. Raises TextSpeakError."""
        merged: dict = {name: {} for name in TABLES} | {name: set() for name in LISTS}
        for path in sorted(data.glob("lang/*/textspeak.yml")):
            _merge(merged, read_plain(path), path)
        return cls.from_dict(merged)

    @classmethod
    def from_dict(cls, content: dict) -> TextSpeak:
        """Check and build. Raises TextSpeakError."""
        tables = {name: {str(k): str(v) for k, v in content.get(name, {}).items()} for name in TABLES}
        table = cls(**tables, **{name: tuple(sorted(map(str, content.get(name, ())))) for name in LISTS})
        table._check()
        return table

    def to_dict(self) -> dict:
        """Plain data, as stored with a model."""
        return asdict(self)

    def _check(self) -> None:
        """What is spelt out must stay as it is when it is read a second time."""
        for short, long in [*self.words.items(), *self.pairs.items()]:
            clash = [word for word in long.split() if word in self.words or re.search(r"(.)\1\1|\d", word)]
            if clash or any(pair in f" {long} " for pair in (f" {p} " for p in self.pairs)):
                raise TextSpeakError(f"`{short}: {long}` is itself shortened or changed: spell it out fully")
        for pair in self.pairs:
            if len(pair.split()) != 2 or any(word in self.words for word in pair.split()):
                raise TextSpeakError(f"`{pair}` must be two words, none of them a shortening")


def _merge(merged: dict, content: dict | None, path: Path) -> None:
    unknown = set(content or {}) - set(merged)
    if unknown:
        raise TextSpeakError(f"{path}: unknown section {sorted(unknown)}; known are {sorted(merged)}")
    for name, table in (content or {}).items():
        if name in LISTS:
            merged[name] |= set(table)
            continue
        _merge_table(merged[name], table, f"{path}: {name}")


def _merge_table(known: dict[str, str], table: dict[str, str], where: str) -> None:
    for short, long in table.items():
        if known.setdefault(str(short), long) != long:
            raise TextSpeakError(f"{where}: `{short}` means `{known[str(short)]}` in another language already")
