"""Kinds of trouble and their words: what is missing is said with file and line."""

import pytest

from bot.guide.checks import check_data
from bot.guide.help import HELPERS, STAGES, written
from tests.conftest import real_guide

GUIDE = real_guide()


def errors(data) -> list[str]:
    return [str(problem) for problem in check_data(data.folder) if problem.severity == "error"]


def test_a_sound_kind_is_no_problem(data):
    assert errors(data) == []


@pytest.mark.parametrize("row", STAGES)
def test_a_row_that_nobody_wrote_is_an_error(data, row):
    data.change("guide/en/help/something.yml", f"\n{row}:", f"\nx_{row}:")
    assert any("something.yml" in line and row in line for line in errors(data))


def test_a_new_kind_needs_words(data):
    data.write("help/lost.yml", "id: lost\ngravity: 20\nneed: help\nwhen: [{intent: help_self, all: lost}]\n")
    assert errors(data) == ["data/help/lost.yml:1: `lost` has no words. Add data/guide/en/help/lost.yml."]
    data.write("guide/en/help/lost.yml", "id: lost\nlike: something\nreviewed: {by: A. Reader, on: 2025-01-31}\n")
    assert errors(data) == []


def test_words_without_a_kind_and_likeness_to_nothing(data):
    data.write("guide/en/help/lost.yml", "id: lost\nlike: something\nreviewed: {by: A. Reader, on: 2025-01-31}\n")
    assert any("`lost` is no kind of trouble" in line for line in errors(data))
    data.write("help/lost.yml", "id: lost\ngravity: 20\nneed: help\n")
    data.change("guide/en/help/lost.yml", "something", "nothing")
    assert any("lost.yml:2: there is no `nothing`" in line for line in errors(data))


def test_a_first_answer_without_contacts_at_once_is_an_error(data):
    place = data.change(
        "guide/en/help/something.yml", '"It is not your fault.", "{contacts}"', '"It is not your fault."'
    )
    assert any(line.startswith(place.rsplit(":", 1)[0]) and "no contacts" in line for line in errors(data))


def test_a_call_for_help_without_a_kind_is_an_error(data):
    data.change("help/something.yml", "{intent: help_self}", "{intent: help_self, all: threat}")
    assert any("answers `help_self`" in line for line in errors(data))


@pytest.mark.parametrize(
    ("text", "told"), [("{button:nope}", "no button"), ("{line:nope}", "no need"), ("So {line:help}", "inside")]
)
def test_what_stands_for_something_must_exist(data, text, told):
    data.change("guide/en/help/something.yml", "It is not your fault.", text)
    assert any(told in line for line in errors(data))


def test_danger_has_words_of_its_own_for_whoever_speaks():
    for kind in GUIDE.kinds.values():
        for speaker in HELPERS if kind.grave else ():
            assert GUIDE.kinds[written(GUIDE.help, kind.id, speaker, "first")[0]].grave


def test_an_adult_gets_words_for_adults_before_those_for_friends():
    from bot.guide.help import HelpWords

    row = {"first": {"say": ["words"]}}
    reviewed = {"by": None, "on": None}
    threat = HelpWords(id="threat", reviewed=reviewed, speakers={"friend": row}, **row)
    friend = HelpWords(id="friend", reviewed=reviewed, speakers={"parent": row}, **row)
    words = {"threat": threat, "friend": friend}
    assert written(words, "threat", "parent", "first") == ("friend", "parent")
    assert written(words, "threat", "teacher", "first") == ("threat", "friend")
    assert written(words, "threat", "child", "first") == ("threat", None)
