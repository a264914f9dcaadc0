"""The first words for somebody in trouble, in languages that have no guide: data/guide/<lang>/help/<kind>.yml.

A call for help is heard in more languages than the guide is written in. Whoever makes one gets these words, with the
contacts, before the talk goes on in the language of the guide.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from bot.guide.help import HelpWords
from bot.guide.problems import GuideError
from bot.guide.reader import Reader

#: First words by language and kind of trouble.
Pages = Mapping[str, Mapping[str, HelpWords]]


def load_pages(data_dir: Path) -> Pages:
    """The pages of all languages that have no guide. Raises GuideError."""
    reader = Reader(data_dir)
    pages = read_pages(reader)
    if reader.problems:
        raise GuideError(reader.problems)
    return pages


def read_pages(reader: Reader) -> Pages:
    """The same, with problems kept in the reader."""
    folders = sorted((reader.data_dir / "guide").glob("*/help"))
    langs = [folder.parent.name for folder in folders if not (folder.parent / "topics").exists()]
    return {lang: reader.folder(HelpWords, f"guide/{lang}/help") for lang in langs}
