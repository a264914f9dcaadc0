import pytest

from bot.guide.report import run_check


def report(data, **options: bool) -> tuple[int, list[str]]:
    lines: list[str] = []
    return run_check(data.folder, out=lines.append, **options), lines


def test_warnings_alone_are_fine(data) -> None:
    code, lines = report(data)
    assert code == 0
    assert lines[0] == "1 warning:"
    assert lines[-1] == "checked 3 topics, 1 scenario, 0 questions, 5 intents: 0 errors, 1 warning"


def test_errors_come_first_and_fail(data) -> None:
    place = data.change("guide/en/scenarios/new_friend.yml", "goto: blocked", "goto: nowhere")
    code, lines = report(data)
    assert code == 1
    assert lines[0] == "2 errors:"
    assert lines[1].startswith(f"{place}: `goto: nowhere` leads nowhere")
    assert lines[-1].endswith("2 errors, 1 warning")


def test_a_release_needs_reviews(data) -> None:
    code, lines = report(data, release=True)
    assert code == 1
    assert lines[1].startswith("data/guide/en/scenarios/new_friend.yml:7: nobody has reviewed this.")


def test_it_prints_by_default(data, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_check(data.folder) == 0
    assert capsys.readouterr().out.endswith("0 errors, 1 warning\n")
