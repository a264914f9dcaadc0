from pathlib import Path

import pytest

from bot.guide import load_guide, paths
from bot.guide.loader import read_guide

FILE = "guide/en/scenarios/new_friend.yml"


def problems(folder: Path) -> list[str]:
    return [str(problem) for problem in read_guide(folder, "en").problems]


def test_a_sound_scenario_has_no_problems(data) -> None:
    assert problems(data.folder) == []


def test_paths_are_all_simple_ways_to_an_ending(data) -> None:
    scenario = load_guide(data.folder).scenario("new_friend")
    ways = [[f"{step.id}.{choice.id}" for step, choice in path.choices] for path in paths(scenario)]
    assert ways == [
        ["offer.answer", "push.tell"],
        ["offer.answer", "push.block", "blocked.tell"],
        ["offer.tell"],
    ]
    assert {path.ending.id for path in paths(scenario)} == {"told"}


def test_a_dangling_goto_is_named_with_its_line(data) -> None:
    place = data.change(FILE, "goto: blocked", "goto: blockd")
    dangling, unreached = problems(data.folder)
    assert dangling == (
        f"{place}: `goto: blockd` leads nowhere. Name a step or an ending of this story: blocked, offer, push, told."
    )
    assert unreached.startswith(f"{data.place(FILE, '- id: blocked')}: no choice leads to step `blocked`")


def test_a_dangling_goto_is_not_called_a_loop_as_well(data) -> None:
    data.change(FILE, "goto: push", "goto: nowhere")
    assert not any("loop" in problem for problem in problems(data.folder))


def test_an_unreachable_step_is_named(data) -> None:
    data.change(FILE, "goto: blocked", "goto: told")
    place = data.place(FILE, "- id: blocked")
    assert problems(data.folder) == [f"{place}: no choice leads to step `blocked`. Lead there, or delete it."]


def test_an_unreachable_ending_is_named(data) -> None:
    text = '    helps: ["Telling someone"]\n'
    place = data.change(FILE, text, text + '  - id: lost\n    say: ["Over."]\n    helps: ["Nothing"]\n')
    line = int(place.rsplit(":", 1)[1]) + 1
    assert problems(data.folder) == [f"data/{FILE}:{line}: no choice leads to ending `lost`. Lead there, or delete it."]


def test_a_step_without_choices_is_a_loose_end(data) -> None:
    text = (data.folder / FILE).read_text()
    place = data.change(FILE, text[text.rindex("    choices:") : text.index("endings:")], "    choices: []\n")
    assert problems(data.folder) == [
        f"{place}: step `blocked` is a loose end: it has no choices. Add choices, or make it an ending."
    ]


def test_a_loop_without_a_way_out_is_named_once_for_each_step(data) -> None:
    text = (data.folder / FILE).read_text()
    tail = text.index("  - id: push")
    (data.folder / FILE).write_text(text[:tail] + text[tail:].replace("goto: told", "goto: push"))
    found = problems(data.folder)
    assert [problem.split(": ", 1)[1].split(". ")[0] for problem in found] == [
        "from step `push` no way leads to an ending",
        "from step `blocked` no way leads to an ending",
    ]


@pytest.mark.parametrize(("old", "new"), [("- id: blocked", "- id: push"), ("- id: told", "- id: push")])
def test_two_nodes_of_one_name_are_named(data, old: str, new: str) -> None:
    place = data.change(FILE, old, new)
    assert any(p.startswith(f"{place}: the id `push` stands here twice") for p in problems(data.folder))


def test_two_choices_of_one_name_are_named(data) -> None:
    place = data.change(FILE, "- id: block\n", "- id: tell\n")
    assert problems(data.folder)[0].startswith(f"{place}: the id `tell` stands here twice")
