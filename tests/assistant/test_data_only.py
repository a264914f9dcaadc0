"""A new kind of trouble needs data and nothing else: the steps of data/help/README.md, done in a copy of the data.

A word list of a language: tests/guide/checks/test_word_lists.py.
"""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from bot.assistant.hear import Ear
from bot.assistant.heard import Heard
from bot.assistant.library import library
from bot.assistant.safety.rules import load_rules
from bot.assistant.safety.tested import spoken_faults
from bot.guide.checks.help import help_problems
from bot.guide.checks.pages import page_problems
from bot.guide.loader import read_guide
from bot.settings import load_settings
from tests.assistant.talks import Talk, words
from tests.assistant.test_hear import Model
from tests.conftest import DATA

KIND = """\
id: presents
gravity: 55
need: help
when:
  - {intent: [help_self, help_human], all: presents_at_home}
"""
WORDS = """\
id: presents
reviewed: {by: null, on: null}
like: something
first:
  say:
    - "Presents at your door are not a secret to keep."
    - "{contacts}"
  simpler:
    - "I believe you."
    - "{contacts}"
  suggest: [tell_words, just_asking, menu]
"""
SIGNAL = "  presents_at_home: [(present*|gift*) .. door]\n"
LIFT = "  - {intent: help_self, all: [presents_at_home], none: [study, negated], from: 0}\n"
MESSAGE = "a man leaves presents at my door every week"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the data, which a test may change."""
    shutil.copytree(DATA, tmp_path / "data", ignore=shutil.ignore_patterns("nlu"))
    (tmp_path / "data" / "nlu").symlink_to(DATA / "nlu")
    return tmp_path / "data"


def add(path: Path, before: str, line: str) -> None:
    """Put a line before one that is there."""
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, line + before, 1), "utf-8")


def faults(data: Path) -> list[str]:
    """Errors of `./staysafe check` about kinds of trouble, their pages and the safety net."""
    reading = read_guide(data, "en")
    found = [*reading.problems, *help_problems(reading, []), *spoken_faults(data)]
    found += page_problems(reading.reader, reading.guide.kinds, release=False)
    return [str(fault) for fault in found if fault.severity == "error"]


def test_a_kind_of_trouble(data: Path) -> None:
    (data / "help" / "presents.yml").write_text(KIND)
    assert any("`presents` has no words" in str(fault) for fault in help_problems(read_guide(data, "en"), []))
    (data / "guide" / "en" / "help" / "presents.yml").write_text(WORDS)
    add(data / "lang" / "en" / "safety.yml", "  # Somebody near is said to do harm\n", SIGNAL)
    add(data / "lang" / "safety_net.yml", "  - {intent: help_self, all: [cry]}\n", LIFT)
    assert faults(data) == []

    source = library(replace(load_settings(), data=data))
    ear = Ear(Model(("out_of_scope", 0.4)), source, load_rules(data))
    heard = ear.hear(MESSAGE, "en", "GB")
    assert (heard.intent, heard.kind) == ("help_self", "presents")
    assert library().guide("en").kinds.keys() == source.guide("en").kinds.keys() - {"presents"}
    talk = Talk("GB", source)
    said = words(talk.say(heard))
    assert "Presents at your door are not a secret to keep." in said and "Childline" in said
    told = words(talk.say(Heard("out_of_scope", 0.4, reaction="told")))
    assert source.guide("en").help["something"].told[0].say[0] in told
    assert talk.trouble.kind == "presents"
    # Where no page of it is translated yet, the one for trouble of no special kind stands in.
    italian = words(Talk("IT", source).say(replace(heard, lang="it", tongue="it")))
    assert source.pages["it"]["something"].first[0].say[0] in italian
