"""The verification desk: the most urgent first, a letter that says what is shown, the answer kept everywhere."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.referrals.commands import import_files, verify
from bot.referrals.desk import show_due
from bot.referrals.due import due, progress
from bot.referrals.file_format import read_folder
from bot.referrals.letters import letter, read_letters
from bot.referrals.service import Service
from bot.referrals.store import Store
from bot.referrals.words import read_words
from tests.conftest import real_contacts
from tests.referrals.conftest import DATA

TODAY = date(2026, 11, 28)
LETTERS, DOCUMENT = read_letters(DATA)
WORDS = read_words(DATA)
FOLDER = real_contacts()


@pytest.fixture
def url(few_files: Path, tmp_path: Path) -> str:
    """A database with three countries in it."""
    address = f"sqlite:///{tmp_path / 'x.db'}"
    assert import_files(few_files, address, lambda _: None) == 0
    return address


def _service(folder: Path, key: str) -> Service:
    return next(service for service in read_folder(folder).services if service.id == key)


def _stored(url: str, key: str) -> Service:
    return next(service for file in Store(url).read()[1] for service in file.services if service.id == key)


def test_what_most_countries_see_comes_first() -> None:
    found = due(FOLDER, WORDS, TODAY)
    assert {entry.service.id for entry in found[:3]} == {"zz-take-it-down", "zz-chi", "zz-inhope"}
    weights = [entry.weight for entry in found]
    assert weights == sorted(weights, reverse=True)
    assert not [entry for entry in found if entry.service.not_offered]
    kinds = [entry.service.kind for entry in found if entry.service.country == "IN"]
    assert kinds[0] == "child_helpline"


def test_whoever_was_asked_is_due_again_after_half_a_year(few_files: Path, url: str) -> None:
    assert verify(url, "ke-childline-116", "Childline Kenya", "2026-11-20", lambda _: None, few_files) == 0
    folder = read_folder(few_files)
    ids = {entry.service.id for entry in due(folder, WORDS, TODAY)}
    assert "ke-childline-116" not in ids and "gb-childline" in ids
    assert progress(folder.services, TODAY)[0] == 1
    assert "ke-childline-116" in {entry.service.id for entry in due(folder, WORDS, date(2027, 6, 1))}


def test_a_letter_for_every_service_says_what_is_shown() -> None:
    assert not DOCUMENT.problems and set(LETTERS) == {"en", "fr", "de", "es"}
    for service in FOLDER.services:
        text = letter(service, LETTERS, WORDS)
        assert all(route.value in text for route in service.routes)
        assert f"referrals verify {service.id}" in text and "{" not in text
        assert "Never call" in text


@pytest.mark.parametrize(("key", "greeting"), [("fr-119", "Bonjour"), ("ke-childline", "Hello"), ("es-anar", "Hola")])
def test_a_letter_is_in_the_language_of_the_service(key: str, greeting: str) -> None:
    service = next(s for s in FOLDER.services if s.id.startswith(key))
    assert greeting in letter(service, LETTERS, WORDS)


def test_due_prints_and_writes_letters(few_files: Path, tmp_path: Path) -> None:
    printed: list[str] = []
    assert show_due(few_files, printed.append, TODAY, "KE", 2, tmp_path / "letters") == 0
    assert len(list((tmp_path / "letters").glob("ke-*.txt"))) == 2
    assert "never call" in printed[-1] and "are due in KE" in printed[-2]
    (few_files / "KE.yml").write_text("country: [")
    assert show_due(few_files, printed.append, TODAY) == 1 and "check" in printed[-1]


def test_an_answer_does_not_undo_newer_files(few_files: Path, url: str) -> None:
    path = few_files / "KE.yml"
    path.write_text(path.read_text().replace("name: Childline Kenya", "name: Kenya's Childline"))
    assert verify(url, "ke-childline-116", "Childline Kenya", "2026-11-20", lambda _: None, few_files) == 0
    text = path.read_text()
    assert "Kenya's Childline" in text and "by: Childline Kenya" in text
    assert _stored(url, "ke-childline-116").checks == _service(few_files, "ke-childline-116").checks


def test_what_closed_is_offered_to_nobody(few_files: Path, url: str) -> None:
    done = verify(url, "ke-childline-116", "Childline Kenya", "2026-11-20", lambda _: None, few_files, "closed")
    assert done == 0
    stored = _stored(url, "ke-childline-116")
    assert not stored.shown and stored.not_offered == "Closed. 2026-11-20, Childline Kenya: closed."
    assert stored == _service(few_files, "ke-childline-116")


def test_what_changed_stands_in_the_remark_until_it_is_corrected(few_files: Path, url: str) -> None:
    printed: list[str] = []
    arguments = (url, "ke-childline-116", "Childline Kenya", "2026-11-20", printed.append, few_files, "changed")
    assert verify(*arguments) == 1 and "--says" in printed[-1]
    assert verify(*arguments, "the chat is open 8:00 to 20:00") == 0
    service = _service(few_files, "ke-childline-116")
    assert service.shown and "the chat is open 8:00 to 20:00" in service.remark and not service.checks
    assert verify(url, "ke-nobody", "x", "2026-11-20", printed.append, few_files, "closed") == 1
