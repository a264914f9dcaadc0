"""What is worked out of files is kept from one start to the next, and made anew whenever one of them changes."""

import json
from collections.abc import Callable
from errno import ENOSPC
from pathlib import Path

import numpy as np
import pytest

from bot import kept as module
from bot.kept import kept, kept_array


class Maker:
    """Counts how often it is asked."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self) -> list[int]:
        self.asked += 1
        return [self.asked]


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("STAYSAFE_VAR", str(tmp_path / "var"))
    file = tmp_path / "words.yml"
    file.write_text("a: b")
    return file


def test_it_is_made_once(source: Path) -> None:
    make = Maker()
    assert kept("numbers", [source], make) == kept("numbers", [source], make) == [1]


@pytest.mark.parametrize("change", [lambda file: file.write_text("a: c"), Path.unlink, lambda file: file.rename("x")])
def test_it_is_made_anew_after_any_change(
    source: Path, change: Callable[[Path], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(source.parent)
    make = Maker()
    kept("numbers", [source], make)
    change(source)
    assert kept("numbers", [source], make) == [2]


def test_it_is_made_anew_with_other_libraries(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make = Maker()
    kept("numbers", [source], make)
    monkeypatch.setattr(module, "LIBRARIES", source)
    assert kept("numbers", [source], make) == [2]


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b'{"key": 1}', b"\xff\xfe", b'"key"'])
def test_a_damaged_file_is_made_anew(source: Path, content: bytes) -> None:
    make = Maker()
    kept("numbers", [source], make)
    (file,) = (source.parent / "var" / "kept").iterdir()
    file.write_bytes(content)
    assert kept("numbers", [source], make) == [2]
    assert json.loads(file.read_text())["value"] == [2]


def test_where_nothing_can_be_written_it_is_made_each_time(source: Path) -> None:
    (source.parent / "var").write_text("a file in the way")
    make = Maker()
    assert [kept("numbers", [source], make), kept("numbers", [source], make)] == [[1], [2]]


def test_an_array_is_made_once_and_stays_in_its_file(source: Path) -> None:
    made = Maker()
    first = kept_array("numbers", [source], lambda: np.array(made()))
    assert isinstance(kept_array("numbers", [source], lambda: np.array(made())).base, np.memmap)
    assert first.tolist() == [1] == kept_array("numbers", [source], lambda: np.array(made())).tolist()
    source.write_text("a: c")
    assert kept_array("numbers", [source], lambda: np.array(made())).tolist() == [2]
    assert len(list((source.parent / "var" / "kept").iterdir())) == 1  # the old one is gone


@pytest.mark.parametrize("size", [0, 5, 130])
def test_of_an_array_a_part_of_a_file_is_made_anew(source: Path, size: int) -> None:
    made = Maker()
    kept_array("numbers", [source], lambda: np.array(made()))
    (file,) = (source.parent / "var" / "kept").iterdir()
    file.write_bytes(file.read_bytes()[:size])
    assert kept_array("numbers", [source], lambda: np.array(made())).tolist() == [2]


def test_an_array_is_made_each_time_where_nothing_can_be_written(source: Path) -> None:
    (source.parent / "var").write_text("a file in the way")
    assert kept_array("numbers", [source], lambda: np.array([1])).tolist() == [1]


def test_what_finds_no_room_leaves_nothing_behind(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(ENOSPC, "no room")

    monkeypatch.setattr(np, "save", full)
    assert kept_array("numbers", [source], lambda: np.array([1])).tolist() == [1]
    assert not list((source.parent / "var" / "kept").iterdir())
