"""Pages of first words in other languages are complete, short, and hold no numbers."""

import shutil
from pathlib import Path

import pytest

from bot.guide.checks.pages import page_problems
from bot.guide.pages import load_pages
from bot.guide.reader import Reader
from tests.conftest import DATA

KINDS = {path.stem: None for path in (DATA / "help").glob("*.yml")}
SIXTEEN = ["ar", "de", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "th", "tr", "zh", "zh-tw"]


def errors(data: Path, release: bool = False) -> list[str]:
    return [str(p) for p in page_problems(Reader(data), KINDS, release) if p.severity == "error"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the pages in one language, which a test may spoil."""
    shutil.copytree(DATA / "guide" / "it", tmp_path / "guide" / "it")
    return tmp_path


def test_every_language_that_is_heard_has_a_page_for_every_kind() -> None:
    pages = load_pages(DATA)
    assert sorted(pages) == SIXTEEN
    assert all(of.keys() == KINDS.keys() for of in pages.values())
    assert errors(DATA) == []


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        ('    - "{contacts}"\n', "", "contacts"),
        ("{contacts}", "{contact}", "contacts"),
        ("Non è colpa tua.", "Chiama 19696.", "numbers"),
        ("Non è colpa tua.", "Vedi www.example.org.", "numbers"),
        ("Non è colpa tua.", "Tocca {button:menu}.", "braces"),
    ],
)
def test_what_a_page_may_not_say_is_named(folder: Path, before: str, after: str, why: str) -> None:
    page = folder / "guide" / "it" / "help" / "threat.yml"
    assert before in page.read_text(encoding="utf-8")
    page.write_text(page.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
    assert any(why in error and "threat.yml" in error for error in errors(folder)), errors(folder)


def test_a_stray_page_is_named_and_so_is_a_missing_one_that_stands_in_for_others(folder: Path) -> None:
    home = folder / "guide" / "it" / "help"
    (home / "something.yml").unlink()
    stray = (home / "soft.yml").read_text(encoding="utf-8").replace("id: soft", "id: softer")
    (home / "softer.yml").write_text(stray, encoding="utf-8")
    assert len(errors(folder)) == 2


def test_a_kind_without_a_page_yet_is_a_warning(folder: Path) -> None:
    (folder / "guide" / "it" / "help" / "threat.yml").unlink()
    told = [str(p) for p in page_problems(Reader(folder), KINDS, False) if "no page" in str(p)]
    assert len(told) == 1 and "threat.yml" in told[0]
    assert errors(folder) == []


def test_a_release_refuses_what_nobody_reviewed(folder: Path) -> None:
    assert len(errors(folder, release=True)) == len(KINDS)
