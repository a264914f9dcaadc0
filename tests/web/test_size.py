"""The widget stays tiny: limits as compressed, and the exact size as sent, so that no byte comes unseen."""

from pathlib import Path

import pytest
import yaml

from bot.assistant.library import library
from bot.channels.pages.assets import WEB, Asset, Assets
from bot.channels.pages.launcher import launcher
from bot.channels.pages.modules import compact_script

#: Limits in bytes, compressed with gzip.
LAUNCHER_LIMIT, TOTAL_LIMIT, CLASS_LIMIT, DRAWING_LIMIT = 3_000, 24_000, 25_500, 700
SIZES = Path(__file__).with_name("sizes.yml")
AFTER_THE_TAP = ("widget/chat.js", "widget/chat.css")
CLASS = ("widget/classroom.js", "widget/classroom.css", "widget/chat.css")


def packed(*assets: Asset) -> int:
    """Bytes on the wire."""
    return sum(len(asset.packed) for asset in assets)


def test_limits(capsys: pytest.CaptureFixture[str]) -> None:
    assets = Assets()
    first = packed(launcher(assets, library(), "v/0123456789ab/"))  # as it is sent, with the place of its release
    total = first + packed(*(assets.get(path) for path in AFTER_THE_TAP))
    lesson = first + packed(*(assets.get(path) for path in CLASS))
    with capsys.disabled():
        print(f"\nwidget, gzip bytes: launcher {first} of {LAUNCHER_LIMIT}, ", end="")
        print(f"all together {total} of {TOTAL_LIMIT}, class view {lesson} of {CLASS_LIMIT}")
    advice = "Take something out, or say it shorter: the phones this is for are slow and their data is dear."
    assert first <= LAUNCHER_LIMIT and total <= TOTAL_LIMIT and lesson <= CLASS_LIMIT, advice


def test_exact_sizes() -> None:
    """As sent, before compression (which differs between machines), without what the server fills in."""
    assets = Assets()
    now = {path: len(assets.get(path).plain) for path in (*AFTER_THE_TAP, *CLASS[:2])}
    now["widget.js"] = len(compact_script((WEB / "widget.js").read_text("utf-8")))
    known = yaml.safe_load(SIZES.read_text("utf-8"))
    changed = {path: f"{known.get(path)} -> {size}" for path, size in now.items() if known.get(path) != size}
    assert not changed, (
        f"The size of the widget has changed: {changed}. If the bytes are worth it to somebody on a slow phone, "
        f"write the new numbers into {SIZES.name} in the same commit; if not, take them out again."
    )


def test_drawings_are_small() -> None:
    assets = Assets()
    for file in (WEB / "art").glob("*.svg"):
        assert packed(assets.get(f"art/{file.name}")) <= DRAWING_LIMIT, file.name


def test_the_look_of_the_pages_is_small() -> None:
    """test_speed.py measures all that a browser fetches."""
    assets = Assets()
    assert packed(assets.get("site/site.css"), assets.get("site/site.js")) <= 6_000
