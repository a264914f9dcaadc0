"""`staysafe why`: typed talks, and for each turn the row that decided and on what."""

import io
from contextlib import redirect_stdout
from itertools import groupby

import pytest

from bot.cli import main
from tests.conftest import real_guide

GUIDE = real_guide()
PARTS = ["row", "heard", "facts", "signals", "ranking", "situation", "answer", "contacts"]
#: Messages, each with the row that answers it, and what its lines say.
TALKS = [
    [
        ("hes threatening to leak my nudes", "trouble_named", "threat, answered 1 times", "in full (first time)"),
        ("should i pay", "question", "threat", "question:pay"),
        ("i told my mum", "progress", "reaction told", "help:threat::told:0"),
    ],
    [
        ("what is grooming", "topic", "no trouble was told", "topic:grooming"),
        ("say it simpler", "topic_simpler", "simpler 1.00", "a button", "topic_simpler:grooming"),
        ("where does this come from?", "plain", "command source", "source"),
    ],
    [
        ("i want to kill myself", "danger_told", "self_harm", "in full (danger was told)"),
        ("thank you so much", "thanks_after_help", "danger self_harm, 1 turns", "one line (danger was told)"),
        ("how do i get my picture off the internet", "", "self_harm", "danger was told"),
    ],
    [
        ("/start_scenario", "step", "a button", "step:action_scenario"),
        ("/help_friend", "trouble_told", "a button", "friend, answered 1 times", "help:friend::first:0"),
        ("i'm in kenya", "country", "country KE", "change_country"),
    ],
    [
        ("my daughter is being blackmailed", "trouble_named", "told by a parent", "help:threat:parent:first:0"),
        (GUIDE.questions["parent_phone"].title, "question", "a button", "question:parent_phone"),
        ("you got me wrong", "wrong_of_another", "something, told by a parent", "wrong"),
    ],
    [  # bot/assistant/README.md tells what happens to these
        ("he says he'll post it if i don't pay", "trouble_named", "threat", "help:threat::first:0", "in full"),
        ("i told my mum", "progress", "reaction told", "help:threat::told:0", "one line (named before)"),
        ("what is grooming", "topic", "threat, answered 1 times, 1 turns ago", "topic:grooming"),
        ("2", "topic_simpler", "a button", "topic_simpler:grooming"),
        ("j'ai plus envie de vivre", "danger_told", "lang fr", "help:self_harm::first:0", "danger was told"),
    ],
]


#: All talks, one after another with a line between.
SAID = "\n\n".join("\n".join(turn[0] for turn in talk) for talk in TALKS) + "\n"
WHY = ["why", "--country", "gb"]


def by_turn(output: str) -> list[list[list[str]]]:
    """Per talk and turn the lines that were printed."""
    lines = output.splitlines()
    turns = iter([list(turn) for blank, turn in groupby(lines, lambda line: line == "") if not blank])
    return [[next(turns) for _ in talk] for talk in TALKS]


def told(listener, *options: str) -> list[list[list[str]]]:
    """What the command prints, in this process, whose ear is there already (tests/e2e/test_questions.py starts one)."""
    with pytest.MonkeyPatch.context() as patched, redirect_stdout(io.StringIO()) as printed:
        patched.setattr("bot.commands.why.Listener", lambda: listener)
        patched.setattr("sys.stdin", io.StringIO(SAID))
        assert main([*WHY, *options]) == 0
    return by_turn(printed.getvalue())


@pytest.fixture(scope="module")
def printed(listener) -> list[list[list[str]]]:
    return told(listener, "--words")


@pytest.mark.parametrize("number", range(len(TALKS)))
def test_each_turn_tells_the_row_and_what_it_rests_on(printed, number):
    for (message, row, *expected), lines in zip(TALKS[number], printed[number], strict=True):
        assert lines[0] == f"> {message}"
        told = [line for line in lines[1:] if not line.startswith("  | ")]
        assert [line.split()[0] for line in told] == PARTS
        assert told[0].split()[1].startswith(row), told
        assert all(part in "\n".join(told) for part in expected), (message, told)
        typed = message.lower()  # a place in a list ("2") may be any number
        assert typed.isdigit() or not [line for line in told if typed in line.lower()], "typed stands in its line alone"


def test_the_words_are_those_of_the_answer(printed):
    first, pay, told = ("\n".join(lines) for lines in printed[0])
    assert GUIDE.help["threat"].first[0].say[0] in first
    assert GUIDE.questions["pay"].answer_in("threat")[0] in pay
    assert GUIDE.help["threat"].told[0].say[0] in told
    assert GUIDE.topic("grooming").simpler[0] in "\n".join(printed[1][1])
    assert "**999**" in "\n".join(printed[2][1]), "after a danger every answer names who helps"
    assert not [line for line in printed[3][0] if line.startswith("  | ")], "the action server tells the stories"
    assert "Childline Kenya" in "\n".join(printed[3][2])
    assert "Merci de l'avoir écrit" in "\n".join(printed[5][4]), "in the language of the message, as the bot says it"


def test_without_words_the_same_is_decided(printed, listener):
    plain = [[line for line in lines if not line.startswith("  | ")] for talk in printed for lines in talk]
    assert [lines for talk in told(listener) for lines in talk] == plain
