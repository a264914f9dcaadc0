from bot.guide.checks import check, check_data
from tests.conftest import DATA


def test_a_sound_folder_has_one_warning(data) -> None:
    checked = check(data.folder)
    assert (checked.count("error"), checked.count("warning")) == (0, 1)
    assert (checked.topics, checked.scenarios, checked.intents) == (3, 1, 5)


def test_nothing_is_told_twice(data) -> None:
    data.change("guide/en/scenarios/new_friend.yml", "goto: blocked", "goto: nowhere")
    data.remove("guide/en/myths.yml")
    problems = check_data(data.folder)
    assert len(problems) == len(set(problems))


def test_an_empty_folder_is_told_about_not_raised(tmp_path) -> None:
    problems = check_data(tmp_path / "data")
    assert {problem.message for problem in problems if problem.line == 0} >= {"the file is missing"}


def test_the_real_data_has_no_errors() -> None:
    assert [str(problem) for problem in check_data(DATA) if problem.severity == "error"] == []
