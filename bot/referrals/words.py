"""The few words the directory needs of its own (data/referrals/words.yml), in the language asked for."""

from __future__ import annotations

from pathlib import Path

from bot.guide.content import Content, Text
from bot.guide.languages import DEFAULT_LANGUAGE
from bot.guide.schema import parse
from bot.guide.yaml_lines import Document, read_document

SHIPPED = Path(__file__).parents[2] / "data" / "referrals"


class LanguageWords(Content):
    """One language: each group maps a key of the directory to what a person reads."""

    hours: dict[str, Text]
    ages: dict[str, Text]
    emergency: dict[str, Text]
    kinds: dict[str, Text]


Words = dict[str, LanguageWords]


def read_words(data_dir: Path) -> Words:
    """The words of every language. A folder without usable English ones gets those that come with Staysafe."""
    words, document = read_words_strictly(data_dir / "words.yml")
    if document.problems or DEFAULT_LANGUAGE not in words:
        words, _ = read_words_strictly(SHIPPED / "words.yml")
    return words


def read_words_strictly(path: Path) -> tuple[Words, Document]:
    """The languages that can be used, and the document with what is wrong."""
    document = read_document(path, f"{path.parent.name}/{path.name}")
    found: Words = {}
    for lang in document.data if isinstance(document.data, dict) else ():
        if groups := parse(LanguageWords, document, (lang,)):
            found[lang] = groups
    return found, document


def in_language(words: Words, lang: str) -> LanguageWords:
    """The words of `lang` (a code such as en or pt-BR), or the English ones."""
    return words.get(lang) or words.get(lang.split("-")[0]) or words[DEFAULT_LANGUAGE]
