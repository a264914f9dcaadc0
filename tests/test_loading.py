"""What stays is read without searches for rubbish, which come back afterwards."""

import gc
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.assistant import library
from bot.guide import loader
from bot.loading import loading
from bot.settings import load_settings


def test_nobody_searches_meanwhile_and_then_as_before() -> None:
    with loading():
        assert not gc.isenabled()
        with loading():
            pass
        assert not gc.isenabled(), "the outer one goes on"
    assert gc.isenabled()


def test_the_guide_and_all_that_a_process_speaks_from_are_read_so_and_searches_come_back_when_that_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    searching: list[bool] = []

    def failing(*_: Any) -> None:
        searching.append(gc.isenabled())
        raise LookupError

    monkeypatch.setattr(loader, "_guide", failing)
    monkeypatch.setattr(library, "languages", failing)
    with pytest.raises(LookupError):
        loader.read_guide(tmp_path, "en")
    with pytest.raises(LookupError):
        library.library(replace(load_settings(), data=tmp_path))
    assert searching == [False, False]
    assert gc.isenabled()
