"""The words of the pages: data/guide/<language>/pages/*.yml, one file a page, `site.yml` for what all share."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from bot.guide.languages import DEFAULT_LANGUAGE
from bot.guide.yaml_lines import read_plain


class PageWordsError(ValueError):
    """A file of page words that cannot be read; the message names it and says what to do."""


class PageWords:
    """Words by language and page. What a translation lacks is shown in English.

    Args:
        data: folder of the data.
        languages: codes of the live languages.

    Raises:
        PageWordsError: a file is no YAML mapping, or English has none.
    """

    def __init__(self, data: Path, languages: Iterable[str]) -> None:
        self._words = {code: _folder(data / "guide" / code / "pages") for code in {DEFAULT_LANGUAGE, *languages}}
        if not self._words[DEFAULT_LANGUAGE]:
            home = f"{data}/guide/{DEFAULT_LANGUAGE}/pages"
            raise PageWordsError(f"{home} holds no words. Put the files of the repository back.")

    def of(self, page: str, lang: str) -> dict[str, Any]:
        """The words of a page with those of the whole site under `site`."""
        return {**self._file(page, lang), "site": self._file("site", lang)}

    def _file(self, name: str, lang: str) -> dict[str, Any]:
        return {**self._words[DEFAULT_LANGUAGE].get(name, {}), **self._words.get(lang, {}).get(name, {})}


def _folder(folder: Path) -> Mapping[str, dict[str, Any]]:
    return {file.stem: _read(file) for file in sorted(folder.glob("*.yml"))}


def _read(file: Path) -> dict[str, Any]:
    try:
        words = read_plain(file)
    except yaml.YAMLError as error:
        raise PageWordsError(f"{file} is no YAML: {error}") from None
    if not isinstance(words, dict):
        raise PageWordsError(f"{file} must hold `key: words` lines. Compare it with the others of its folder.")
    return words
