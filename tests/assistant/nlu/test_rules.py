"""The rules of the safety net as data: read, checked, and sound."""

import shutil

import pytest
import yaml

from bot.assistant.safety.assessment import assess
from bot.assistant.safety.rules import RulesError, load_rules
from bot.referrals.emergency import emergency_numbers
from bot.settings import ROOT

DATA = ROOT / "data"
#: Those of the real data; each folder that a test changes is read in their place.
RULES = load_rules(DATA)


@pytest.fixture
def folder(tmp_path):
    """A copy of the data that a test may spoil."""
    shutil.copytree(DATA / "lang", tmp_path / "lang")
    return tmp_path


def edit(path, change) -> None:
    content = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    change(content)
    path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")


def test_every_safe_word_is_heard():
    words = yaml.safe_load((DATA / "lang" / "en" / "safety.yml").read_text(encoding="utf-8"))["safe_words"]
    assert "help" in words
    assert {assess(str(word), [("greet", 1.0)], RULES).intent for word in words} == {"help_human"}


def test_an_emergency_number_of_any_country_is_a_safe_word():
    numbers = emergency_numbers(DATA)
    assert len(numbers) >= 30
    assert {assess(number, [("greet", 1.0)], RULES).intent for number in numbers} == {"help_human"}


def test_the_rules_of_a_folder_read_messages_by_the_textspeak_of_that_folder(folder):
    """Else whichever folder was read first in a process decided how all others hear "he'll post it"."""
    edit(folder / "lang" / "en" / "textspeak.yml", lambda content: content.pop("contractions"))
    message = "he says he'll post it if i don't pay"
    assert "threat" in RULES.signals_in(message)
    assert "threat" not in load_rules(folder).signals_in(message)


@pytest.mark.parametrize(
    ("message", "signal", "there"),
    [
        ("im raising my niece, her mum went away", "as_parent", True),
        ("im the one bringing her up", "as_parent", True),
        ("im her aunt", "as_parent", True),
        ("im bringing my friend with me", "as_parent", False),
        ("two men were bringing her to a hotel", "as_parent", False),
        ("im raising my hand in class", "as_parent", False),
        ("he poses as her uncle", "as_parent", False),
        ("im not a teacher lol im 13", "not_as_that", True),
        ("I'm not her friend, I'm her aunt", "not_as_that", True),
        ("he is not a friend of hers", "not_as_that", False),
        ("she isnt a child any more", "not_as_that", False),
        ("thats not his teacher", "not_as_that", False),
        ("no i DO want to die", "plainly_dying", True),
        ("i dont want to die", "plainly_dying", False),
        ("im not going to kill myself", "plainly_dying", False),
    ],
)
def test_who_speaks_and_how_plainly_is_said_of_oneself_alone(message, signal, there):
    assert (signal in RULES.signals_in(message)) == there


@pytest.mark.parametrize(
    ("message", "here"),
    [
        ("a man i met online is downstairs", True),
        ("he is waiting downstairs", True),
        ("hes still downstairs", True),
        ("he has just come downstairs in tears, someone has pictures of him", False),
        ("she ran downstairs to tell me", False),
    ],
)
def test_who_is_downstairs_is_here_and_who_came_down_is_not(message, here):
    assert ("here_now" in RULES.signals_in(message)) == here


def test_another_language_is_one_more_file(folder):
    german = {
        "safe_words": ["hilfe"],
        "lists": {"er": ["er", "ein mann"]},
        "figures": ["zum totlachen"],
        "signals": {
            "self_harm": ["(will|moechte) sterben"],
            "threat": ["<er> erpresst mich"],
            "first_person": ["(ich|mich|mir)"],
        },
    }
    (folder / "lang" / "de").mkdir(exist_ok=True)
    (folder / "lang" / "de" / "safety.yml").write_text(yaml.safe_dump(german), encoding="utf-8")
    rules = load_rules(folder)
    assert assess("ich will sterben", [], rules).intent == "help_danger_now"
    ranking = [("topic_sextortion", 0.8), ("help_self", 0.1)]
    assert assess("ein mann erpresst mich", ranking, rules).intent == "help_self"
    assert assess("Hilfe!", [], rules).intent == "help_human"
    assert assess("i want to die", [], rules).intent == "help_danger_now"


@pytest.mark.parametrize(
    ("file", "change", "why"),
    [
        ("en/safety.yml", lambda c: c["signals"]["threat"].append("(open"), "`)` is missing"),
        ("en/safety.yml", lambda c: c["signals"].pop("distress"), "distress"),
        ("en/safety.yml", lambda c: c.update(sgnals={}), "sgnals"),
        ("en/safety.yml", lambda c: c.pop("safe_words"), "safe_words"),
        ("safety_net.yml", lambda c: c["lifts"].append({"intent": "help_self", "any": ["thret"]}), "thret"),
        ("safety_net.yml", lambda c: c["prefer_help"].append({"from": "much"}), "from"),
    ],
)
def test_a_mistake_stops_the_bot_and_is_named(folder, file, change, why):
    edit(folder / "lang" / file, change)
    with pytest.raises(RulesError) as error:
        load_rules(folder)
    assert why in str(error.value)


def test_lifts_lead_to_help_only():
    assert {lift.intent[:5] for lift in RULES.net.lifts} == {"help_"}


def test_self_harm_and_danger_stand_before_all_else():
    # A line with `ahead` holds only where the classifier says the same.
    intents = [lift.intent for lift in RULES.net.lifts if not (lift.ahead and lift.sure)]
    danger = [place for place, intent in enumerate(intents) if intent == "help_danger_now"]
    assert danger == list(range(len(danger)))


def test_one_answer_is_always_preferred():
    """The last line has no conditions: there is a share for every message."""
    last = RULES.net.prefer_help[-1]
    assert last.fits(frozenset(), "anything")
