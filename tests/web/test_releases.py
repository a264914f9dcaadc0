"""Pinned releases: they never change, what they load is theirs, and they stay when the files have moved on."""

import base64
import hashlib
import re
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.assistant.library import library
from bot.channels.pages.assets import WEB, Assets
from bot.channels.pages.releases import FILES, Releases
from tests.web.chat import Chat
from tests.web.conftest import Visitor

Visit = Callable[..., Visitor]


def fetched(url: str) -> tuple[bytes, Any]:
    """Body and headers."""
    with urllib.request.urlopen(url, timeout=10) as answer:
        return answer.read(), answer.headers


def test_every_file_of_a_release_may_be_kept_for_good(stack: Any) -> None:
    pin = stack.request("GET", "/v/current.json")[1]
    for path in ("widget.js", *FILES):
        body, headers = fetched(f"{stack.url}/v/{pin['version']}/{path}")
        assert body and "immutable" in headers["Cache-Control"] and headers["Access-Control-Allow-Origin"] == "*"
    launcher, _ = fetched(stack.url + pin["path"])
    assert pin["integrity"] == "sha384-" + base64.b64encode(hashlib.sha384(launcher).digest()).decode()
    assert launcher == fetched(f"{stack.url}/widget.js")[0]


def test_what_pages_load_says_its_version_and_may_be_kept_for_good(stack: Any) -> None:
    found = set()
    for page in ("/", "/topics", "/chat", "/teach/learnt", "/class/lessons/threatened", "/nothing-here"):
        text = str(stack.request("GET", page)[1])
        found |= set(re.findall(r'(?:href|src)="(/web/[^"]+)"', text))
    assert len(found) >= 5
    for path in found:
        assert "immutable" in fetched(stack.url + path)[1]["Cache-Control"], path
        for other in (path.split("?")[0], path[:-1] + "-"):
            assert "immutable" not in fetched(stack.url + other)[1]["Cache-Control"], other


def test_emergency_numbers_are_always_those_of_today(stack: Any) -> None:
    """A page that pins a release must not keep a number that has changed."""
    version = stack.request("GET", "/v/current.json")[1]["version"]
    assert "immutable" not in fetched(f"{stack.url}/emergency.json")[1]["Cache-Control"]
    assert stack.request("GET", f"/v/{version}/emergency.json")[0] == 404


@pytest.mark.parametrize("path", ["000000000000/widget.js", "../../settings.py", "x/widget.js", "{}/web/site/site.css"])
def test_what_was_no_release_is_not_there(stack: Any, path: str) -> None:
    version = stack.request("GET", "/v/current.json")[1]["version"]
    assert stack.request("GET", "/v/" + path.replace("{}", version))[0] == 404


def test_an_old_release_goes_on_when_the_files_change(tmp_path: Path) -> None:
    web = tmp_path / "web"
    for path in ("widget.js", *FILES):  # with the drawings
        source = WEB / path.removeprefix("web/")
        target = web / path.removeprefix("web/")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(source.read_text("utf-8"))
    for source in (WEB / "widget").glob("*.js"):
        (web / "widget" / source.name).write_text(source.read_text("utf-8"))
    releases = Releases(Assets(web), library(), tmp_path / "kept")
    before = releases.version()
    chat = releases.file(before, "web/widget/chat.js").plain
    (web / "widget" / "links.js").write_text((web / "widget" / "links.js").read_text() + "\nconst changed = 1;\n")
    after = releases.version()
    assert after != before
    assert releases.file(before, "web/widget/chat.js").plain == chat
    assert releases.file(after, "web/widget/chat.js").plain != chat
    assert f"v/{before}/".encode() in releases.file(before, "widget.js").plain
    again = Releases(Assets(web), library(), tmp_path / "kept")
    assert again.file(before, "web/widget/chat.js").plain == chat


@pytest.mark.browser
def test_a_pinned_launcher_with_its_hash_talks(visit: Visit, stack: Any) -> None:
    visitor = visit()
    pin = stack.request("GET", "/v/current.json")[1]
    page = visitor.host(
        f'<!doctype html><script type="module" src="{{site}}{pin["path"]}" integrity="{pin["integrity"]}"'
        ' crossorigin data-partner="demo"></script>'
    )
    chat = Chat(page).open()
    assert chat.type("what is grooming").inner_text()
    loaded = [url for url in visitor.requests if "/web/widget/" in url]
    assert loaded and all(f"/v/{pin['version']}/" in url for url in loaded)
