"""What happens on contact: complete, easy to read, true to the directory, and nothing asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.guide.checks.numbers import LINK, phone_number
from bot.guide.checks.reading import grade, words_per_sentence
from bot.guide.checks.wordings import Rule
from bot.guide.reader import Reader
from bot.guide.yaml_lines import read_document
from bot.referrals import NEEDS, Directory
from bot.referrals.contacting import contacting_problems, read_contacting

DATA = Path(__file__).parents[2] / "data"
CONTACTING = read_contacting(DATA)
FILE = read_document(DATA / "guide" / "en" / "contacting.yml")
TEXTS = [text for at, text in FILE.texts() if at[0] in ("needs", "facts", "removal") and at[-1] not in ("who", "id")]


@pytest.mark.parametrize("need", NEEDS)
def test_each_need_has_all_there_is_to_say(need: str) -> None:
    contact = CONTACTING.first_contact(need)
    assert len(contact.happens) >= 3 and len(contact.words) >= 2 and len(contact.steps) >= 2 and contact.back
    assert {line.who for line in contact.rehearsal} == {"you", "them"}
    spoken = sum(len(line.say.split()) for line in contact.rehearsal)
    assert 30 <= spoken <= 100, "half a minute to read"


@pytest.mark.parametrize("need", NEEDS)
def test_it_reads_easily(need: str) -> None:
    contact = CONTACTING.first_contact(need)
    for texts in (contact.happens, contact.words, [line.say for line in contact.rehearsal]):
        assert grade(texts) <= 5.0
        assert words_per_sentence(texts) <= 12


def test_no_number_and_no_link_stands_in_it() -> None:
    for text in TEXTS:
        assert phone_number(text) is None, text
        assert not LINK.search(text), text


def test_it_keeps_to_the_words_of_the_guide() -> None:
    reader = Reader(DATA)
    rules = [rule for rule in reader.listed(Rule, "forbidden_terms.yml") if rule.lang == "en"]
    assert rules and not reader.problems
    assert [(text, rule.pattern) for text in TEXTS for rule in rules if rule.match(text)] == []


def test_a_misspelt_need_is_told(tmp_path: Path) -> None:
    home = tmp_path / "guide" / "en"
    home.mkdir(parents=True)
    text = (DATA / "guide" / "en" / "contacting.yml").read_text(encoding="utf-8")
    (home / "contacting.yml").write_text(text.replace("  bullied:\n", "  bulied:\n"), encoding="utf-8")
    problems = "\n".join(map(str, contacting_problems(tmp_path)))
    assert "`needs` has bulied" in problems


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    assert "contacting.yml" in str(contacting_problems(tmp_path)[0])


def test_facts_follow_the_directory(directory: Directory) -> None:
    cards = {card["id"]: card for card in directory.choose("SG", "remove", all=True).to_dict()["services"]}
    assert "They ask for your name." in CONTACTING.facts(cards["sg-osc"])
    childline = directory.choose("GB", "help").to_dict()["services"][0]
    facts = " ".join(CONTACTING.facts(childline))
    assert "It's free." in facts and "phone bills" in facts and "browser's history" in facts
    old = " ".join(CONTACTING.facts({**childline, "free": None, "stale": True}))
    assert "You can ask if it costs anything." in old
    assert "checked" not in old and "know" not in old, "doubts of ours are nothing for a child"


def test_facts_exist_for_every_service_in_the_directory(directory: Directory) -> None:
    for country in [*directory.by_country, None]:
        found = directory.choose(country, all=True).to_dict()
        for card in found["services"] + found["fallback"]:
            facts = CONTACTING.facts(card, "fr")
            assert facts or {route["by"] for route in card["routes"]} == {"site"}


@pytest.mark.parametrize(
    ("country", "age", "first"),
    [
        ("GB", 15, "gb-report-remove"),
        ("GB", None, "gb-report-remove"),
        ("CA", 15, "ca-needhelpnow"),
        ("DE", 15, "zz-take-it-down"),
        (None, None, "zz-take-it-down"),
        (None, 18, "zz-stopncii"),
    ],
)
def test_a_picture_is_removed_by_the_right_service(
    directory: Directory, country: str | None, age: int | None, first: str
) -> None:
    guide = CONTACTING.removal(directory.choose(country, "remove", age=age).to_dict())
    options = [option["service"]["id"] for option in guide["options"]]
    assert options[0] == first and len(set(options)) == len(options)
    assert all(option["say"] for option in guide["options"]) and guide["before"] and guide["after"]
    if age is None or age < 18:
        assert "zz-stopncii" not in options and "zz-take-it-down" in options
    if country != "GB":
        assert "gb-report-remove" not in options
