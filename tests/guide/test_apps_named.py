"""An app is recognised where somebody wants to report or block there, and nowhere else; nothing unchecked is told."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.guide.apps_named import AppsNamed
from bot.guide.loader import read_guide
from bot.guide.references import reference_problems
from tests.conftest import DATA, real_guide

GUIDE = real_guide()
APPS = AppsNamed(GUIDE.platforms, GUIDE.language.asking)


@pytest.mark.parametrize(
    ("text", "app"),
    [
        ("how do i report someone on snapchat", "snapchat"),
        ("report on roblox", "roblox"),
        ("block on instagram", "instagram"),
        ("How do I block somebody on Insta?", "instagram"),
        ("instagram report button", "instagram"),
        ("where's the flag thing on tiktok", "tiktok"),
        ("report him on X", "x"),
        ("how do u report a tweet on twitter", "x"),
        ("snapchat how to report", "snapchat"),
        ("how do i report a discord server", "discord"),
        ("reprot a user on snapchta", "snapchat"),
        ("pls how do i report this guy on ig", "instagram"),
        ("how to get someone banned on roblox", "roblox"),
        ("how do i report a message on messenger", "facebook"),
        ("can i report someone on whats app", "whatsapp"),
        ("how do i report someone on fortnite", "fortnite"),
        ("what do i do to report on facebook messenger", "facebook"),
        ("i need help to report a channel on youtube", "youtube"),
        ("report a streamer on twitch", "twitch"),
        ("report a subreddit", "reddit"),
        ("how to report a group on tg", "telegram"),
    ],
)
def test_who_wants_to_report_in_an_app_is_understood(text: str, app: str) -> None:
    assert APPS.to_report_in(text) == app


@pytest.mark.parametrize(
    "text",
    [
        "hes on snap and says hell post it",
        "i reported him on snap and nothing happened",
        "he says he will report me on insta",
        "does roblox really look at chats people report",
        "who gets the report after instagram sends it on",
        "how do i unblock my friend on insta",
        "is snapchat safe",
        "report someone",
        "how do i report someone",
        "i have a book report, it is on the x files",
        "how do i solve for x",
        "somebody on discord keeps asking me for pictures",
    ],
)
def test_an_app_that_is_only_mentioned_is_no_wish_to_report(text: str) -> None:
    assert APPS.to_report_in(text) is None and APPS.alone(text) is None


@pytest.mark.parametrize(
    "text", ["its on snapchat", "snap", "on insta", "it was on X", "on x", "Discord!", "the app is kik"]
)
def test_an_app_alone_is_known(text: str) -> None:
    assert APPS.alone(text) is not None


def test_twelve_apps_have_sources_and_those_that_were_checked_have_steps() -> None:
    sourced = [platform for platform in GUIDE.platforms if platform.source]
    assert len(sourced) == 12
    assert {platform.id for platform in sourced if platform.checked} == set(GUIDE.steps)
    assert not GUIDE.platform("telegram").checked, "no page about it was ever read"


def test_no_name_stands_for_two_apps() -> None:
    names = [name.casefold() for platform in GUIDE.platforms for name in {platform.name, *platform.also}]
    assert len(names) == len(set(names))


def test_steps_without_proof_are_refused(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(DATA, data)
    path = data / "guide" / "en" / "platforms.yml"
    path.write_text(path.read_text() + "telegram:\n  account: Tap.\n  message: Tap.\n  picture: Tap.\n")
    reading = read_guide(data, "en")
    found = [str(problem) for problem in reference_problems(reading.guide, reading.reader)]
    assert [text for text in found if "nobody has checked how to report on `telegram`" in text]
