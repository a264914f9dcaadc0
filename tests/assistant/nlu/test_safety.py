"""The safety net with the trained model."""

from collections import defaultdict

import pytest
import yaml

from bot.commands.parse import Listener
from tests.conftest import ROOT, real_examples

CASES = ROOT / "tests" / "assistant" / "nlu" / "cases"


def cases(name: str) -> dict:
    return yaml.load((CASES / name).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


@pytest.fixture(scope="module")
def heard(listener: Listener) -> dict[str, str]:
    """The intent that the trained pipeline hears in each case."""
    calls = [text for groups in cases("help.yml").values() for texts in groups.values() for text in texts]
    texts = calls + [text for texts in cases("questions.yml").values() for text in texts]
    return {text: listener.hear(text)["intent"] for text in texts}


def test_the_cases_are_not_training_data():
    from bot.guide.wording import normalise

    known = {normalise(example.text) for example in real_examples()}
    calls = [text for groups in cases("help.yml").values() for texts in groups.values() for text in texts]
    asked = [text for texts in cases("questions.yml").values() for text in texts]
    assert [text for text in calls + asked if normalise(text) in known] == []


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "least"), [("direct", 1.0), ("friend", 1.0), ("fragments", 0.9), ("diverse", 0.85)])
def test_calls_for_help_of_a_kind_are_heard(heard, kind, least):
    texts = [text for texts in cases("help.yml")[kind].values() for text in texts]
    missed = [text for text in texts if not heard[text].startswith("help_")]
    assert len(missed) <= (1 - least) * len(texts), missed


@pytest.mark.slow
def test_nearly_all_calls_for_help_are_heard(heard):
    by_kind = defaultdict(list)
    for kind, groups in cases("help.yml").items():
        by_kind[kind] += [heard[text].startswith("help_") for texts in groups.values() for text in texts]
    all_of_them = [hit for hits in by_kind.values() for hit in hits]
    assert sum(all_of_them) >= 0.95 * len(all_of_them), dict(by_kind)


@pytest.mark.slow
def test_danger_is_never_answered_without_a_contact_for_it(heard):
    texts = [text for groups in cases("help.yml").values() for text in groups.get("help_danger_now", ())]
    assert {heard[text] for text in texts} <= {"help_danger_now", "help_self", "help_friend"}
    assert sum(heard[text] == "help_danger_now" for text in texts) >= 0.85 * len(texts)


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "most"), [("learning", 0.04), ("negated", 0.2), ("figurative", 0.1), ("talk", 0.05)])
def test_questions_and_talk_are_not_taken_for_a_call(heard, kind, most):
    texts = cases("questions.yml")[kind]
    taken = [text for text in texts if heard[text].startswith("help_")]
    assert len(taken) <= most * len(texts), taken
