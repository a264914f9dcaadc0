"""Words of the pages: every language has what English has, and a broken file is named."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.channels.pages.words import PageWords, PageWordsError
from bot.guide import languages

DATA = Path(__file__).resolve().parents[2] / "data"
LIVE = [language.code for language in languages(DATA) if language.status == "live"]


def keys(words: Any, path: str = "") -> set[str]:
    """Every place of a text in nested words."""
    if isinstance(words, dict):
        return {key for name, part in words.items() for key in keys(part, f"{path}.{name}")}
    return {path}


@pytest.mark.parametrize("lang", LIVE)
def test_a_live_language_has_all_pages_and_keys(lang: str) -> None:
    for file in (DATA / "guide" / "en" / "pages").glob("*.yml"):
        theirs = DATA / "guide" / lang / "pages" / file.name
        assert theirs.exists(), f"{theirs} is missing"
        assert keys(yaml.safe_load(theirs.read_text("utf-8"))) == keys(yaml.safe_load(file.read_text("utf-8"))), theirs


def test_what_a_translation_lacks_comes_in_english(tmp_path: Path) -> None:
    for lang, text in (("en", "a: one\nb: two"), ("fr", "a: un")):
        (tmp_path / "guide" / lang / "pages").mkdir(parents=True)
        (tmp_path / "guide" / lang / "pages" / "home.yml").write_text(text)
    words = PageWords(tmp_path, ["en", "fr"])
    assert words.of("home", "fr") == {"a": "un", "b": "two", "site": {}}


@pytest.mark.parametrize("text", ["- a\n- b", "a: [", "just words"])
def test_a_broken_file_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "guide" / "en" / "pages").mkdir(parents=True)
    (tmp_path / "guide" / "en" / "pages" / "home.yml").write_text(text)
    with pytest.raises(PageWordsError, match=r"home\.yml"):
        PageWords(tmp_path, ["en"])
