from bot.guide.checks import check_data

TOPIC = "guide/en/topics/grooming.yml"


def test_unreviewed_files_are_counted_in_one_warning(data) -> None:
    data.change(TOPIC, '{by: "A. Reader", on: 2025-01-31}', "{by: null, on: null}")
    [problem] = check_data(data.folder)
    assert str(problem).startswith("data/guide/en: 2 of 16 files are not reviewed. ")
    assert problem.severity == "warning"


def test_for_a_release_each_is_an_error(data) -> None:
    place = data.change(TOPIC, '{by: "A. Reader", on: 2025-01-31}', "{by: null, on: null}")
    found = [str(problem) for problem in check_data(data.folder, release=True) if problem.severity == "error"]
    assert len(found) == 2
    assert found[1].startswith(f"{place}: nobody has reviewed this. ")


def test_other_files_are_marked_in_one_file(data) -> None:
    line = 'phrases/help.yml: {by: "A. Reader", on: 2025-01-31}'
    place = data.change("guide/en/reviews.yml", line, "phrases/help.yml: {by: null, on: null}")
    found = [str(problem) for problem in check_data(data.folder, release=True) if problem.severity == "error"]
    assert [text for text in found if text.startswith(f"{place}: nobody has reviewed phrases/help.yml. ")]


def test_a_file_that_nobody_listed_is_not_reviewed(data) -> None:
    data.change("guide/en/reviews.yml", 'myths.yml: {by: "A. Reader", on: 2025-01-31}\n', "")
    found = [str(problem) for problem in check_data(data.folder, release=True) if problem.severity == "error"]
    assert any("nobody has reviewed myths.yml. " in text for text in found)


def test_a_wrong_mark_is_named(data) -> None:
    line = 'law.yml: {by: "A. Reader", on: 2025-01-31}'
    place = data.change("guide/en/reviews.yml", line, 'law.yml: {by: "A. Reader"}')
    assert any(
        str(problem).startswith(place) and "belong together" in str(problem) for problem in check_data(data.folder)
    )


def test_how_to_begin_has_a_mark_of_its_own(data) -> None:
    data.write("guide/en/contacting.yml", "reviewed: {by: null, on: null}\n")
    found = [str(problem) for problem in check_data(data.folder, release=True) if problem.severity == "error"]
    assert any("contacting.yml" in text and "nobody has reviewed this. " in text for text in found)
