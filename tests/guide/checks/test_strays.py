import pytest

from bot.guide.checks import check_data


@pytest.mark.parametrize(
    "name",
    ["guide/en/topic/new.yml", "guide/en/topics/new.yaml", "guide/en/glosary.yml", "nlu/en/greet.txt"],
)
def test_a_file_that_nothing_reads_is_named(data, name: str) -> None:
    data.write(name, "id: new\n")
    assert any(str(p).startswith(f"data/{name}: nothing reads this file") for p in check_data(data.folder))


def test_readmes_are_fine(data) -> None:
    data.write("guide/en/README.md", "# Words\n")
    assert not any("README" in problem.file for problem in check_data(data.folder))
