from bot.guide import GuideError, Problem


def test_a_problem_reads_as_place_message_advice() -> None:
    assert str(Problem("data/a.yml", 7, "it is wrong", "Put it right.")) == ("data/a.yml:7: it is wrong. Put it right.")


def test_a_problem_of_a_whole_file_has_no_line() -> None:
    assert str(Problem("data/a.yml", 0, "it is missing")) == "data/a.yml: it is missing."


def test_an_error_holds_every_problem_in_order() -> None:
    first, second = Problem("data/a.yml", 2, "one"), Problem("data/b.yml", 1, "two")
    error = GuideError([second, first])
    assert error.problems == [first, second]
    assert str(error) == "data/a.yml:2: one.\ndata/b.yml:1: two."
