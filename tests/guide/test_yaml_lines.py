from pathlib import Path

import pytest

from bot.guide.yaml_lines import Document, read_document


def read(tmp_path: Path, text: str | bytes) -> Document:
    path = tmp_path / "file.yml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_document(path, "file.yml")


def test_scalars_stay_what_the_author_wrote(tmp_path: Path) -> None:
    text = "no: yes\non: [off, 2014-06-01, 004, 1.50, true, 0x10, 1:30]"
    assert read(tmp_path, text).data == {
        "no": "yes",
        "on": ["off", "2014-06-01", "004", "1.50", "true", "0x10", "1:30"],
    }


def test_only_plain_nulls_are_none(tmp_path: Path) -> None:
    document = read(tmp_path, 'a:\nb: null\nc: ~\nd: "null"\ne: ""\nf: "~"')
    assert document.data == {"a": None, "b": None, "c": None, "d": "null", "e": "", "f": "~"}


def test_every_value_knows_its_line(tmp_path: Path) -> None:
    document = read(tmp_path, "# words\na: 1\nb:\n  - x\n  - c: >\n      long\n      text\n    d: 2\n")
    places = [("a",), ("b",), ("b", 0), ("b", 1), ("b", 1, "c"), ("b", 1, "d")]
    assert [document.line(place) for place in places] == [2, 3, 4, 5, 5, 8]


def test_an_unknown_place_has_the_line_of_what_holds_it(tmp_path: Path) -> None:
    document = read(tmp_path, "a: 1\nb:\n  c: 2\n")
    assert document.line(("b", "nowhere", 3)) == 2
    assert document.line(("nowhere",)) == 1


def test_texts_come_in_the_order_of_the_file(tmp_path: Path) -> None:
    document = read(tmp_path, "b: [x, {c: y}]\na: z\nn: null\n")
    assert list(document.texts()) == [(("b", 0), "x"), (("b", 1, "c"), "y"), (("a",), "z")]


def test_a_second_key_of_the_same_name_is_a_problem(tmp_path: Path) -> None:
    document = read(tmp_path, "a: 1\nb: 2\na: 3\n")
    [problem] = document.problems
    assert str(problem) == "file.yml:3: `a` stands here a second time (first on line 1). Keep one of them."
    assert document.data["a"] == "1"


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a: 1\nb: yes: no\n", 2, "double quotes"),
        ("a:\n  - x\n\t- y\n", 3, "Use spaces"),
        ('a: 1\nb: "open\n', 3, ""),
        ("a: 1\nb: @you\n", 2, "double quotes"),
        ("a: 1\nb: *stars*\n", 2, "starts with * or &"),
        ("a: 1\n---\nb: 2\n", 2, "only ---"),
        ("a: !important text\n", 1, "starts with !"),
        ("a: &x [1]\nb: *x\n", 2, "Write the part out"),
        ("? [a]\n: 1\n", 1, "plain word"),
        (b"a: 1\nb: caf\xe9\n", 0, "UTF-8"),
    ],
)
def test_broken_files_say_where_and_what_to_do(tmp_path: Path, text: str | bytes, line: int, words: str) -> None:
    [problem] = read(tmp_path, text).problems
    assert problem.line == line
    assert words in f"{problem}"
    assert problem.advice


def test_a_missing_file_is_a_problem_not_an_exception(tmp_path: Path) -> None:
    document = read_document(tmp_path / "none.yml", "data/none.yml")
    assert [str(p) for p in document.problems] == ["data/none.yml: the file is missing. Add it; see data/README.md."]


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    assert read(tmp_path, b"\xef\xbb\xbfa: 1\n").data == {"a": "1"}


def test_an_empty_file_is_none(tmp_path: Path) -> None:
    document = read(tmp_path, "# nothing yet\n")
    assert document.data is None
    assert document.problems == []
