from bot.guide.checks import check_data

TOPIC = "guide/en/topics/grooming.yml"


def test_unreviewed_files_are_counted_in_one_warning(data) -> None:
    data.change(TOPIC, '{by: "A. Reader", on: 2025-01-31}', "{by: null, on: null}")
    [problem] = check_data(data.folder)
    assert str(problem).startswith("data/guide/en: 2 of 4 topics and scenarios are not reviewed. ")
    assert problem.severity == "warning"


def test_for_a_release_each_is_an_error(data) -> None:
    place = data.change(TOPIC, '{by: "A. Reader", on: 2025-01-31}', "{by: null, on: null}")
    found = [str(problem) for problem in check_data(data.folder, release=True) if problem.severity == "error"]
    assert len(found) == 2
    assert found[1].startswith(f"{place}: nobody has reviewed this. ")
