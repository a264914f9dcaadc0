"""A language that is offered lacks nothing that keeps people safe."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.assistant.safety.tested import ADVICE, spoken_faults
from bot.guide.checks.check import check_data
from bot.guide.languages import PARTS
from tests.conftest import DATA
from tests.guide.conftest import Data

FRENCH = "- {code: fr, name: Français, english: French, direction: ltr, status: live}\n"


def errors(data: Data) -> list[str]:
    return [str(problem) for problem in check_data(data.folder) if problem.severity == "error"]


@pytest.fixture
def french(data: Data) -> Data:
    data.copy_language("fr")
    data.write("languages.yml", (data.folder / "languages.yml").read_text("utf-8") + FRENCH)
    return data


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("part", PARTS)
def test_a_part_that_is_missing_is_an_error_that_says_why(french: Data, lang: str, part: str) -> None:
    french.remove(f"lang/{lang}/{part}")
    assert f"data/lang/{lang}/{part}: there is no such file: {PARTS[part]}. Write it." in errors(french)


def test_a_signal_without_words_is_an_error(french: Data) -> None:
    french.change("lang/fr/safety.yml", "threat: [he threatens me]", "")
    assert [e for e in errors(french) if e.startswith("data/lang/fr/safety.yml:1: `threat` is missing")]


def test_rules_and_the_directory_must_speak_it_too(french: Data) -> None:
    french.write("referrals/words.yml", "en: {}\n")
    french.change("forbidden_terms.yml", "lang: fr", "lang: de")
    found = " ".join(errors(french))
    assert "no rule is about fr" in found and "the directory does not speak fr" in found


def test_a_file_of_another_name_is_read_by_nobody(french: Data) -> None:
    french.write("lang/fr/comands.yml", "back: [retour]\n")
    assert [e for e in errors(french) if e.startswith("data/lang/fr/comands.yml: nothing reads this file")]


def test_the_messages_of_the_real_data_are_heard_as_they_must_be() -> None:
    assert not list(spoken_faults(DATA))


def test_a_kind_that_asks_for_a_signal_without_words_is_an_error(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    for part in DATA.iterdir():
        (data / part.name).symlink_to(part)
    (data / "help").unlink()
    shutil.copytree(DATA / "help", data / "help")
    kind = data / "help" / "touched.yml"
    kind.write_text(kind.read_text("utf-8") + "when:\n  - {intent: help_self, any: [threat, tuched]}\n", "utf-8")
    line = len(kind.read_text("utf-8").splitlines())
    assert [str(problem) for problem in spoken_faults(data)] == [
        f"data/help/touched.yml:{line}: no language has words for the signal `tuched`. {ADVICE}"
    ]
