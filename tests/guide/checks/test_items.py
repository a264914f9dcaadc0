"""The item bank: questions that knowing nothing wins are refused, and so are those that hang together badly."""

import pytest

from bot.guide.checks import check_data
from bot.guide.checks.guessing import MARGIN, claims, picks, scores
from tests.conftest import real_guide

FAIR = {"right": "The blue one here", "wrong": ("The grey one here", "The pink one here")}


def write(data, count: int, **change) -> None:
    said = {**FAIR, **change}
    lines = [
        f'- {{id: item_{number}, kind: one, topic: {said.get("topic", "harm")}, level: 1, ask: "Which, {number}?", '
        f'right: ["{said["right"]}"], wrong: ["{said["wrong"][0]}", "{said["wrong"][1]}"], because: "It is."}}'
        for number in range(count)
    ]
    data.write("guide/en/items/more.yml", "\n".join(lines) + "\n")


def told(data) -> str:
    return "\n".join(str(problem) for problem in check_data(data.folder) if "items" in str(problem))


def test_a_fair_bank_is_fine(data):
    write(data, 45)
    assert "scores" not in told(data)


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"right": "The blue one, and here is why"}, "the longest"),
        ({"right": "Tell an adult now"}, "says tell, help or report"),
        ({"wrong": ("Always the pink 1", "Never the pink 1x")}, "no absolute word"),
    ],
)
def test_a_bank_that_a_rule_of_thumb_wins_is_refused(data, change, rule):
    write(data, 45, **change)
    assert f"“{rule}” scores" in told(data)


def test_answers_of_different_length_unknown_topics_and_taken_names_are_told(data):
    write(data, 1, right="This one here, which is a lot longer than both", topic="nothing")
    assert "the answers have 17 to 46 characters" in told(data)
    assert "there is no topic `nothing`" in told(data)
    data.write(
        "guide/en/items/more.yml", (data.folder / "guide/en/items/more.yml").read_text().replace("item_0", "harm")
    )
    assert "`harm` is the name of something else" in told(data)


@pytest.mark.parametrize(
    ("kind", "key"), [("one", "order: [a, b]"), ("spot", "lines: [x], turn: 2"), ("part", "right: [a]")]
)
def test_a_question_without_its_answers_is_told(data, kind, key):
    line = f'- {{id: one_of_them, kind: {kind}, topic: harm, level: 1, ask: "Which?", {key}, because: "It is."}}\n'
    data.write("guide/en/items/more.yml", line)
    assert "items/more.yml:1" in told(data)


def test_no_rule_of_thumb_gets_far_on_the_real_questions():
    guide = real_guide()
    assert len(list(picks(guide))) + len(list(claims(guide))) >= 120
    for score in scores(guide):
        assert abs(score.points - score.chance) <= MARGIN, score
