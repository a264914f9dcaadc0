"""The graded talks, held with the running Staysafe through its public API."""

from collections import Counter

import pytest

from bot.dialogues.holding import TWICE, hold
from bot.dialogues.talks import load_talks
from bot.guide.checks.wordings import Rule
from bot.guide.reader import Reader
from tests.conftest import DATA, ROOT

TALKS = load_talks(ROOT / "tests" / "dialogues")
#: How much (0-1) of all turns must hold what they must, and of each situation.
WANTED, OF_EACH = 0.85, 0.6


@pytest.fixture(scope="module")
def held(stack):
    rules = Reader(DATA).listed(Rule, "forbidden_questions.yml")

    def send(body):
        return stack.say(**{name: value for name, value in body.items() if value})

    return [hold(talk, send, rules) for talk in TALKS]


def test_ids_are_used_once_and_every_kind_of_trouble_has_a_talk():
    assert max(Counter(talk.id for talk in TALKS).values()) == 1
    kinds = {path.stem for path in (DATA / "help").glob("*.yml")} - {"person", "safe_word", "something", "not_okay"}
    assert kinds <= {talk.situation for talk in TALKS}


def test_there_are_talks_of_all_lengths_countries_and_speakers():
    assert len(TALKS) >= 80
    assert not [talk.id for talk in TALKS if not 5 <= len(talk.turns) <= 12]
    assert {"GB", "US", "IN", "KE", "PH", "BR", "LU", "DE", None} <= {talk.country for talk in TALKS}
    speakers = " ".join(talk.speaker for talk in TALKS)
    assert all(
        who in speakers for who in ("parent", "teacher", "coach", "friend", "sister", "child", "boy", "girl", "deaf")
    )


def test_nothing_is_said_twice_in_a_row(held):
    assert not [(one.talk.id, turn.said.say) for one in held for turn in one.turns if TWICE in turn.short]


def test_most_turns_hold_what_they_must(held):
    turns = [(one.talk.situation, turn) for one in held for turn in one.turns]
    short = [(one.talk.id, turn.said.say, turn.short) for one in held for turn in one.turns if turn.short]
    assert 1 - len(short) / len(turns) >= WANTED, short
    for situation in {situation for situation, _ in turns}:
        own = [turn for name, turn in turns if name == situation]
        assert sum(not turn.short for turn in own) / len(own) >= OF_EACH, [
            s for s in short if s[0].startswith(situation)
        ]


def test_nothing_is_asked_and_everybody_is_shown_contacts(held):
    serious = ("asks ", "shows nobody")
    assert not [text for one in held for turn in one.turns for text in turn.short if text.startswith(serious)]


def test_contacts_are_told_once_and_comfort_is_rare(held):
    pairs = [(one.turns[n], one.turns[n + 1]) for one in held for n in range(len(one.turns) - 1)]
    same = [after for before, after in pairs if after.contacts and after.contacts == before.contacts]
    repeated = sum(not turn.in_danger for turn in same)
    comfort = sum(turn.comforts for one in held for turn in one.turns)
    count = sum(len(one.turns) for one in held)
    assert repeated / count <= 0.05
    assert comfort / count <= 0.10


#: Talks of somebody who cannot call, and in which turn they say so.
NO_CALLS = {"danger_deaf_us": 1, "danger_near_gb": 1, "threat_no_credit_ke": 1}


def test_who_cannot_call_is_never_again_only_told_to_call(held):
    found = {one.talk.id: one for one in held if one.talk.id in NO_CALLS}
    assert found.keys() == NO_CALLS.keys()
    for name, one in found.items():
        assert not [(name, turn.said.say, turn.short) for turn in one.turns if turn.short]
        told = [turn.answer["referrals"]["written"] for turn in one.turns]
        assert told == [place >= NO_CALLS[name] for place in range(len(told))]
