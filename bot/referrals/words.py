"""The few words the directory needs of its own (data/referrals/words.yml), in the language asked for."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from bot.guide.content import Content, Text
from bot.guide.yaml_lines import read_document

FALLBACK = "en"
SHIPPED = Path(__file__).parents[2] / "data" / "referrals"


class LanguageWords(Content):
    """One language: each group maps a key of the directory to what a person reads."""

    hours: dict[str, Text]
    ages: dict[str, Text]
    emergency: dict[str, Text]
    kinds: dict[str, Text]


Words = dict[str, LanguageWords]


def read_words(data_dir: Path) -> Words:
    """The words of every language. A folder without usable ones gets those that come with Staysafe."""
    try:
        words = _read(data_dir / "words.yml")
    except ValueError:
        words = {}
    return words if FALLBACK in words else _read(SHIPPED / "words.yml")


def _read(path: Path) -> Words:
    document = read_document(path)
    if document.problems or not isinstance(document.data, dict):
        raise ValueError(f"{path} cannot be read")
    try:
        return {lang: LanguageWords.parse_obj(groups) for lang, groups in document.data.items()}
    except ValidationError as error:
        raise ValueError(str(error)) from error


def in_language(words: Words, lang: str) -> LanguageWords:
    """The words of `lang` (a code such as en or pt-BR), or the English ones."""
    return words.get(lang) or words.get(lang.split("-")[0]) or words[FALLBACK]
