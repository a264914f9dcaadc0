"""Models of the same examples are made once."""

import os
from pathlib import Path

import pytest

from bot.assistant.learnt import DAY, DRAFT, KEPT, learn_once


class Teacher:
    """Writes what it was asked to learn, and counts."""

    def __init__(self) -> None:
        self.lessons = 0

    def __call__(self, folder: Path) -> None:
        self.lessons += 1
        (folder / "model.json").write_text(str(self.lessons))


def test_what_was_learnt_is_not_learnt_again(tmp_path):
    teacher = Teacher()
    for name in ("first", "second"):
        learn_once({"texts": ["hi"]}, tmp_path / name, tmp_path / "shelf", teacher)
        assert (tmp_path / name / "model.json").read_text() == "1"


@pytest.mark.parametrize(
    "other", [{"texts": ["hello"]}, {"texts": ["hi", "hi"]}, {"texts": ["hi"], "settings": {"folds": 2}}]
)
def test_another_example_or_setting_is_learnt(tmp_path, other):
    teacher = Teacher()
    for given in ({"texts": ["hi"]}, other):
        learn_once(given, tmp_path / "model", tmp_path / "shelf", teacher)
    assert teacher.lessons == 2
    assert (tmp_path / "model" / "model.json").read_text() == "2"


def test_a_training_that_fails_leaves_nothing(tmp_path):
    def fail(folder: Path) -> None:
        (folder / "model.json").write_text("half")
        raise ValueError("no examples")

    with pytest.raises(ValueError, match="no examples"):
        learn_once({"texts": []}, tmp_path / "model", tmp_path / "shelf", fail)
    assert list((tmp_path / "shelf").iterdir()) == []
    assert not (tmp_path / "model").exists()


def test_old_ones_go_and_a_draft_of_another_process_stays(tmp_path):
    shelf, teacher = tmp_path / "shelf", Teacher()
    fresh, left = shelf / f"{DRAFT}fresh", shelf / f"{DRAFT}left"
    for folder in (fresh, left):
        folder.mkdir(parents=True)
    os.utime(left, (0, left.stat().st_mtime - 2 * DAY))
    for number in range(KEPT + 2):
        learn_once({"texts": [str(number)]}, tmp_path / "model", shelf, teacher)
    assert fresh.is_dir()
    assert not left.exists()
    assert len(list(shelf.iterdir())) == KEPT + 1
