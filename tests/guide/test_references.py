import pytest

from bot.guide.loader import read_guide


def problems(data) -> list[str]:
    return [str(problem) for problem in read_guide(data.folder, "en").problems]


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("guide/en/topics/grooming.yml", "[consent, harm]", "[consent, ham]", "there is no topic `ham`."),
        ("guide/en/topics/grooming.yml", "[consent, harm]", "[grooming, harm]", "the topic names itself"),
        ("guide/en/myths.yml", "topic: harm", "topic: ham", "there is no topic `ham`."),
        ("guide/en/chapters.yml", "[consent]", "[consent, harm]", "topic `harm` stands in a chapter twice."),
        ("guide/en/chapters.yml", "[consent]", "[consent, ham]", "there is no topic `ham`."),
        ("law/frameworks.yml", "region: europe", "region: mars", "region `mars` has no words."),
        ("law/frameworks.yml", "sexting: not", "bullying: not", "offence `bullying` has no words."),
        ("guide/en/law.yml", "  a_treaty: {", "  b_treaty: {", "`b_treaty` is not in the law table."),
        ("guide/en/law.yml", "sexting:", "bullying:", "`bullying` is not in the law table."),
    ],
)
def test_what_is_named_must_exist(data, file: str, old: str, new: str, says: str) -> None:
    place = data.change(file, old, new)
    assert any(line.startswith(f"{place}: {says}") for line in problems(data)), problems(data)


def test_a_topic_without_chapter_is_named(data) -> None:
    data.change("guide/en/chapters.yml", "[harm, grooming]", "[harm]")
    assert problems(data) == [
        "data/guide/en/chapters.yml:1: topic `grooming` is in no chapter. Add it to the `topics` of one chapter."
    ]


def test_a_broken_topic_is_not_reported_again_where_it_is_named(data) -> None:
    place = data.change("guide/en/topics/harm.yml", "need: help", "need: none")
    [problem] = problems(data)
    assert problem.startswith(f"{place}: `need` must be one of")
