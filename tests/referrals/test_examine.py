"""Checks over the whole directory: each fault is found, and doubts are only warnings."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from bot.referrals import Directory
from bot.referrals.examine import examine, number_fault
from bot.referrals.file_format import read_folder
from bot.referrals.service import Route

TODAY = date(2026, 11, 23)


def _change(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def _errors(folder: Path) -> str:
    found = read_folder(folder)
    problems = [*found.problems, *examine(found, TODAY)]
    return "\n".join(str(problem) for problem in problems if problem.severity == "error")


def test_the_untouched_files_have_no_fault(few_files: Path) -> None:
    assert _errors(few_files) == ""


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("GB.yml", "value: https://www.childline.org.uk\n", "value: http://www.childline.org.uk\n", "is not encrypted"),
        ("GB.yml", "value: https://www.childline.org.uk\n", "value: www.childline.org.uk\n", "no address of a page"),
        ("GB.yml", "value: 0", "value: 99999 0", "too many or too few digits"),
        ("GB.yml", "value: 0", "value: ask\n        label: 0", "there is no number in it"),
        ("GB.yml", "pair: gb-shore", "pair: gb-childline", "does not point back"),
        ("GB.yml", "pair: gb-shore", "pair: de-krisenchat", "in another country"),
        ("GB.yml", "kind: emergency", "kind: police_online", "no emergency number"),
        ("GB.yml", "languages: [en, cy]", "languages: [english, cy]", "unknown language `english`"),
        ("GB.yml", "id: gb-papyrus", "id: gb-childline", "stands twice"),
        ("GB.yml", "country: GB", "country: UK", "is of another country"),
        ("GB.yml", "    name: Childline\n", "    name: Childline\n    country: GB\n", "stands at the top already"),
        ("GB.yml", "checked_on: 2026-08", "checked_on: 2026-09", "`checked_on` is 2026-09"),
        ("KE.yml", "seen_on: 2021-06", "seen_on: 2021-07", "`seen_on` is 2021-07"),
        ("KE.yml", "date: 2022-05", "date: 2022-13", "date"),
        ("international.yml", "id: zz-chi", "id: zz-child", "zz-chi: needed for"),
    ],
)
def test_each_fault_is_found(few_files: Path, file: str, old: str, new: str, says: str) -> None:
    _change(few_files, file, old, new)
    assert says in _errors(few_files) and file in _errors(few_files)


def test_a_file_must_be_named_after_its_country(few_files: Path) -> None:
    (few_files / "KE.yml").rename(few_files / "Kenya.yml")
    assert "file name and `country` differ" in _errors(few_files)


def test_a_date_in_the_future_is_a_fault(few_files: Path) -> None:
    path = few_files / "KE.yml"
    before, last = path.read_text().split("id: ke-fichua-dci")
    path.write_text(before + "id: ke-fichua-dci" + last.replace(": 2021-06\n", ": 2027-05\n"))
    assert "is in the future" in _errors(few_files)


def test_without_the_international_file_nothing_is_imported(few_files: Path) -> None:
    (few_files / "international.yml").unlink()
    assert "needed for `help`" in _errors(few_files)


def test_low_confidence_must_say_that_it_is_unconfirmed(few_files: Path) -> None:
    _change(few_files, "GB.yml", "confidence: medium\n    unconfirmed: true", "confidence: low")
    assert "the confidence is low" in _errors(few_files)


def _route(service_id: str, directory: Directory) -> Route:
    service = next(service for service in directory.services() if service.id == service_id)
    return next(route for route in service.routes if route.by == "phone")


@pytest.mark.parametrize(
    ("service_id", "certain"),
    [
        ("de-nummer-gegen-kummer", None),
        ("gb-childline", None),
        ("by-child-helpline", None),
        ("cm-antic-8202", False),
        ("bo-familia-segura", False),
    ],
)
def test_numbers_are_judged_by_the_phonenumbers_library(
    service_id: str, certain: bool | None, directory: Directory
) -> None:
    found = number_fault(_route(service_id, directory), service_id[:2].upper())
    assert (found and found[1]) is certain


@pytest.mark.parametrize("value", ["1" * 20, "no digits", "+"])
def test_what_cannot_be_dialled_is_a_fault(value: str) -> None:
    assert number_fault(Route(by="phone", value=value), "GB")[1] is True


# Numbers that are set aside for fiction and tests, or made up of one digit.
@pytest.mark.parametrize(
    ("by", "value", "dial"),
    [
        ("phone", "+44 20 7946-0000", "+442079460000"),
        ("phone", "1-800-555-0100", "18005550100"),
        ("text", "WORD to 99999", "99999"),
        ("chat", "https://example.org", None),
    ],
)
def test_how_a_number_is_dialled(by: str, value: str, dial: str | None) -> None:
    assert Route.parse_obj({"by": by, "value": value}).dial == dial


def test_two_services_with_one_number_are_worth_a_look(few_files: Path) -> None:
    text = (few_files / "GB.yml").read_text(encoding="utf-8")
    first, second, *_ = dict.fromkeys(re.findall(r"value: 0\d.*", text))
    (few_files / "GB.yml").write_text(text.replace(second, first), encoding="utf-8")
    warnings = [str(problem) for problem in examine(read_folder(few_files), TODAY)]
    assert any("have the same number" in warning for warning in warnings)


def test_a_country_without_a_child_helpline_is_named(few_files: Path) -> None:
    path = few_files / "KE.yml"
    path.write_text(path.read_text().replace("kind: child_helpline", "kind: crisis_line"))
    warnings = [problem for problem in examine(read_folder(few_files), TODAY) if problem.severity == "warning"]
    assert any("KE has no child helpline" in problem.message for problem in warnings)
