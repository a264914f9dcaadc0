import pytest

from bot.guide.checks import check_data


@pytest.mark.parametrize(
    "name",
    ["guide/en/topic/new.yml", "guide/en/topics/new.yaml", "guide/en/glosary.yml", "nlu/en/greet.txt"],
)
def test_a_file_that_nothing_reads_is_named(data, name: str) -> None:
    data.write(name, "id: new\n")
    assert any(str(p).startswith(f"data/{name}: nothing reads this file") for p in check_data(data.folder))


def test_texts_that_others_read_keep_the_rules_for_prose(data) -> None:
    data.write(
        "guide/en/contacting.yml",
        "needs:\n  help:\n    happens: ['A monster answers.']\n    rehearsal: [{who: them, say: 'Tell me.'}]\n",
    )
    data.write("guide/en/lessons/one.yml", "say: ['Call 123.']\nsay: []\n")
    errors = [str(p) for p in check_data(data.folder) if p.severity == "error"]
    assert [error.split(". ")[0] for error in errors] == [
        "data/guide/en/contacting.yml:3: says “monster”",
        "data/guide/en/lessons/one.yml:1: “123” looks like a phone number",
        "data/guide/en/lessons/one.yml:2: `say` stands here a second time (first on line 1)",
    ]


def test_readmes_are_fine(data) -> None:
    data.write("guide/en/README.md", "# Words\n")
    assert not any("README" in problem.file for problem in check_data(data.folder))
