import pytest

from bot.guide.checks import check_data

TOPIC = "guide/en/topics/grooming.yml"
SCENARIO = "guide/en/scenarios/new_friend.yml"
STORY = '"This is a story about Sam. You can stop at any time."'


def found(data, severity: str = "error") -> list[str]:
    return [str(p) for p in check_data(data.folder) if p.severity == severity and p.line]


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        (TOPIC, '  - "Then they ask for something."\n', "", "`say` has 2 entries. Make it 3 to 5."),
        (TOPIC, '  - "Then they want something."\n', "", "`simpler` has 1 entry. Make it 2 to 3."),
        (TOPIC, "[consent, harm]", "[consent]", "`next` has 1 entry. Make it 2 to 3."),
        (SCENARIO, STORY, '"a"\n  - "b"\n  - "c"\n  - "d"', "`intro` has 4"),
        ("guide/en/myths.yml", '["It happens to boys too."]', '["a", "b", "c"]', "`because` has 3 entries."),
    ],
)
def test_lists_are_neither_too_short_nor_too_long(data, file: str, old: str, new: str, says: str) -> None:
    data.change(file, old, new)
    assert any(says in error for error in found(data)), found(data)


@pytest.mark.parametrize("file", ["guide/en/phrases/talk.yml", TOPIC])
def test_long_messages_are_errors(data, file: str) -> None:
    old = "Hello." if "talk" in file else "Someone is very nice to you."
    place = data.change(file, old, "It is so. " * 32 + "x")
    assert f"{place}: the message has 321 characters. Keep each message under 320; make two of it." in found(data)


def test_pages_may_hold_longer_texts(data) -> None:
    data.write("guide/en/pages/home.yml", "lead: " + "It is so. " * 40)
    assert found(data) == []


@pytest.mark.parametrize(("kept", "severity"), [(24, "error"), (25, "warning"), (39, "warning")])
def test_few_ways_of_asking(data, kept: int, severity: str) -> None:
    for file, key in ((TOPIC, "ask"), ("nlu/en/greet.yml", "examples")):
        lines = (data.folder / file).read_text().splitlines(keepends=True)
        start = lines.index(f"{key}:\n") + 1
        data.write(file, "".join(lines[: start + kept]))
        assert any(f"{data.place(file, key + ':')}: {kept} ways of asking are few." in p for p in found(data, severity))


def test_enough_ways_of_asking_are_fine(data) -> None:
    assert found(data, "warning") == []
