import pytest

from bot.guide import GuideError, load_guide

TOPIC = "guide/en/topics/grooming.yml"
SCENARIO = "guide/en/scenarios/new_friend.yml"


def problems(data) -> list[str]:
    with pytest.raises(GuideError) as caught:
        load_guide(data.folder)
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        (TOPIC, "need: help", "need: money", "`need` must be one of help, danger, crisis, "),
        (TOPIC, "title: Grooming", "title: " + "long " * 9, "`title` is longer than 40 characters. Shorten it."),
        (TOPIC, "title: Grooming", "title:", "`title` is empty. Write something there."),
        (TOPIC, "title: Grooming", 'title: "  "', "`title` is empty. Write something there."),
        (TOPIC, "title: Grooming", "title: [a]", "`title` must be a text."),
        (TOPIC, "title: Grooming", "titel: Grooming", "`titel` is not a key known here. Did you mean `title`?"),
        (TOPIC, "title: Grooming", "title: a\nmood: b", "`title` is"),
        (TOPIC, "id: grooming", "id: Grooming!", "`id` is not written as it must be. Use small letters"),
        (TOPIC, "next: [consent, harm]", "next: consent", "`next` must be a list."),
        (TOPIC, "reviewed: {by: ", "reviewed: {on: 2025-01-31, when: ", "`when` is not a key known here."),
        (TOPIC, "on: 2025-01-31", "on: last week", "`on` must be a date. Write it as YYYY-MM-DD."),
        (TOPIC, ', on: 2025-01-31', '', "`by` and `on` belong together. Give both, or null for both."),
        (TOPIC, "right: true", "right: maybe", "`right` must be true or false."),
        (TOPIC, '{seed: "004", section: "A heading"}', '{seed: "004"}', "the source has no `section`."),
        (TOPIC, '{seed: "004", section: "A heading"}', '{section: "A"}', "the source says nothing."),
        (TOPIC, '{seed: "004", section: "A heading"}', '{seed: "9", section: "A"}', "no source document `9`."),
        (SCENARIO, '"Answer"', f'"{"a" * 61}"', "`text` is longer than 60 characters."),
        (SCENARIO, "topics: [grooming]", "topics: [nothing]", "there is no topic `nothing`."),
        ("guide/en/organisations.yml", "status: moved", "status: lost", "`status` must be one of exists, "),
        ("guide/en/organisations.yml", "https://e", "http://e", "Write an address that begins with https://."),
        ("law/frameworks.yml", "2007-10", "10/2007", "Write year and month as YYYY-MM."),
        ("law/frameworks.yml", "grooming: covered", "grooming: yes", "`grooming` must be one of covered"),
        ("languages.yml", "direction: ltr", "direction: up", "`direction` must be one of ltr, rtl."),
    ],
)  # fmt: skip
def test_a_wrong_value_is_named_with_its_line_and_what_to_do(data, file: str, old: str, new: str, says: str) -> None:
    place = data.change(file, old, new)
    found = problems(data)
    if "mood" in new:  # the unknown key stands on the line below
        place, says = data.place(file, "mood"), "`mood` is not a key known here. Delete it"
    assert any(line.startswith(f"{place}: ") and says in line for line in found), found


def test_a_missing_key_is_named_at_what_lacks_it(data) -> None:
    data.change(SCENARIO, '        feedback: ["Many would."]\n', "")
    place = data.place(SCENARIO, "- id: answer")
    assert problems(data) == [f"{place}: `feedback` is missing in steps 1 choices 1. Add it."]


def test_a_check_has_three_options_one_of_them_right(data) -> None:
    place = data.place(TOPIC, "options:")
    data.change(TOPIC, "right: false", "right: true")
    assert problems(data) == [f"{place}: 2 options are right. Mark exactly one with `right: true`."]
    data.change(TOPIC, '    - {text: "They are tall", right: false, because: "That says nothing."}\n', "")
    assert problems(data) == [f"{place}: a check question has 3 options, this one has 2."]


def test_a_topic_needs_a_source(data) -> None:
    data.change(TOPIC, '\n  - {seed: "004", section: "A heading"}', " []")
    assert problems(data) == [
        f"{data.place(TOPIC, 'source')}: no source is given. Name the document and section, or add a `note`."
    ]


def test_one_source_need_not_be_a_list(data) -> None:
    data.change(TOPIC, '\n  - {seed: "004", section: "A heading"}', ' {seed: "004", section: "A heading"}')
    assert load_guide(data.folder).topic("grooming").source[0].section == "A heading"


@pytest.mark.parametrize("part", ["steps", "endings"])
def test_a_story_needs_steps_and_endings(data, part: str) -> None:
    text = (data.folder / SCENARIO).read_text()
    end = text.index("endings:") if part == "steps" else len(text)
    data.change(SCENARIO, text[text.index(f"{part}:") : end], f"{part}: []\n")
    assert problems(data) == [f"data/{SCENARIO}:1: the story has no {part}. Add at least one under `{part}`."]


def test_ids_that_yaml_would_read_as_something_else_are_kept(data) -> None:
    data.change(SCENARIO, '- id: tell\n        text: "Tell a friend"', "- id: no\n        text: 2014-06-01")
    choice = load_guide(data.folder).scenario("new_friend").start.choice("no")
    assert choice.text == "2014-06-01"
