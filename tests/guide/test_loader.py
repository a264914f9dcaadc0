import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.guide import GuideError, languages, load_guide, load_intents
from bot.guide.loader import read_guide

BREAKS = [
    ("guide/en/topics/grooming.yml", "need: help", "need: money"),
    ("guide/en/topics/consent.yml", "next: [grooming, harm]", "next: [grooming, nowhere]"),
    ("guide/en/topics/harm.yml", "title: Grooming", "title: Grooming\ntitle: Again"),
    ("guide/en/scenarios/new_friend.yml", "goto: blocked", "goto: nowhere"),
    ("guide/en/scenarios/new_friend.yml", "about:", "abuot:"),
    ("guide/en/glossary.yml", "- {id: abuse, ", "- {"),
    ("guide/en/myths.yml", "fact: false", "fact: perhaps"),
    ("guide/en/law.yml", "intro: [", "intro: ["[:-1]),
    ("guide/en/phrases/talk.yml", "greet: {", "quiz_end: {"),
    ("languages.yml", "status: live", "status: dead"),
    ("sources.yml", "year: 2014", "year: long ago"),
    ("nlu/en/greet.yml", "intent: greet", "intent: great"),
    ("lang/en/commands.yml", "back: [", "Go Back: ["),
]


def all_problems(data) -> set[tuple[str, str]]:
    return {(problem.file, problem.message) for problem in read_guide(data.folder, "en").problems}


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sets(st.integers(0, len(BREAKS) - 1), min_size=2, max_size=4))
def test_no_problem_hides_another(data, chosen: set[int]) -> None:
    """Whatever two, three or four things are broken in different files, each is told."""
    files = {BREAKS[index][0]: BREAKS[index] for index in chosen}
    whole = {name: (data.folder / name).read_text() for name in files}
    try:
        for name, (_, old, new) in files.items():
            data.change(name, old, new)
        with pytest.raises(GuideError) as caught:
            load_guide(data.folder)
        told = {problem.file for problem in caught.value.problems}
    finally:
        for name, text in whole.items():
            (data.folder / name).write_text(text)
    # A phrase that stands in two files is told at the later of them.
    expected = {f"data/{name}".replace("talk.yml", "activities.yml") for name in files}
    if "languages.yml" in files:  # which languages there are is not known then
        expected = {name for name in expected if not name.startswith("data/lang/")}
    assert expected <= told


def test_two_problems_of_one_file_are_both_told(data) -> None:
    file = "guide/en/scenarios/new_friend.yml"
    first = data.change(file, "goto: blocked", "goto: nowhere")
    second = data.change(file, 'text: "Answer again"', "text: ")
    third = data.change(file, "need: help", "need: money")
    with pytest.raises(GuideError) as caught:
        load_guide(data.folder)
    places = {f"{problem.file}:{problem.line}" for problem in caught.value.problems}
    assert {second, third} <= places
    data.change(file, "need: money", "need: help")
    data.change(file, "text: \n", 'text: "Again"\n')
    with pytest.raises(GuideError) as caught:
        load_guide(data.folder)
    assert first in {f"{problem.file}:{problem.line}" for problem in caught.value.problems}


def test_file_and_id_must_agree(data) -> None:
    (data.folder / "guide/en/scenarios/new_friend.yml").rename(data.folder / "guide/en/scenarios/other.yml")
    assert [str(problem) for problem in read_guide(data.folder, "en").problems] == [
        "data/guide/en/scenarios/other.yml:1: file and `id` have different names. "
        "Rename the file to new_friend.yml, or write `id: other`."
    ]


def test_an_id_stands_once_in_a_list(data) -> None:
    data.change("guide/en/glossary.yml", "- id: abuse_material", "- id: abuse")
    place = data.place("guide/en/glossary.yml", "- id: abuse")
    assert [str(problem) for problem in read_guide(data.folder, "en").problems] == [
        f"{place}: `abuse` stands here a second time. Keep one, or rename one."
    ]


@pytest.mark.parametrize(
    ("file", "text", "says"),
    [
        ("guide/en/myths.yml", "a: b\n", "the file must hold a list"),
        ("guide/en/law.yml", "- a\n", "the file must hold `key: value` lines"),
        ("guide/en/phrases/ui.yml", "- a\n", "the file must hold `key: value` lines"),
        ("guide/en/phrases/help.yml", "", "the file must hold `key: value` lines"),
        ("guide/en/myths.yml", "[]\n", "the list is empty"),
        ("guide/en/myths.yml", "- a\n", "`key: value` lines are expected here"),
        ("guide/en/phrases/help.yml", "help_self: words\n", "`key: value` lines are expected here"),
        ("guide/en/topics/harm.yml", "- a\n", "the file must hold `key: value` lines"),
    ],
)
def test_a_file_of_the_wrong_shape_is_named(data, file: str, text: str, says: str) -> None:
    data.write(file, text)
    found = [str(problem) for problem in read_guide(data.folder, "en").problems]
    assert any(line.startswith(f"data/{file}:1: {says}") for line in found), found


def test_a_missing_file_is_named(data) -> None:
    data.remove("guide/en/law.yml")
    found = [str(problem) for problem in read_guide(data.folder, "en").problems]
    assert found == ["data/guide/en/law.yml: the file is missing. Add it; see data/README.md."]


def test_an_unknown_language_is_refused(data) -> None:
    with pytest.raises(GuideError, match=r"there is no language `xy`. Add it, or use one of: en, fr"):
        load_guide(data.folder, "xy")


def test_languages_and_intents_are_read_in_order(data) -> None:
    assert [(item.code, item.name, item.status) for item in languages(data.folder)] == [
        ("en", "English", "live"),
        ("fr", "Français", "draft"),
    ]
    assert [item.id for item in load_intents(data.folder) if item.safeguarding] == ["help_self"]


def test_broken_languages_are_an_error(data) -> None:
    data.change("languages.yml", "code: fr", "code: french")
    with pytest.raises(GuideError, match=r"data/languages.yml:2: .*language code such as en"):
        languages(data.folder)


def test_word_lists_beside_the_examples_are_left_alone(data) -> None:
    data.write("lang/en/textspeak.yml", "words: {u: you}\n")
    assert read_guide(data.folder, "en").problems == []
