"""The list of known advisories in SECURITY.md is about what is really pinned, and its reasons hold."""

import re

import pytest

from bot.settings import ROOT

ROW = re.compile(
    r"^\| (?P<package>[\w-]+) \| `(?P<version>[\d.]+)` \| `(?P<advisory>(?:CVE|GHSA)-[\w-]+)`(?P<state>[^|]*)"
    r" \| (?P<what>[^|]+) \| (?P<reached>yes|no) \| (?P<why>[^|]{30,}) \|$",
    re.M,
)
TEXT = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
TABLE = TEXT.partition("## Known advisories")[2].partition("\n## ")[0]
ROWS = [row.groupdict() for row in ROW.finditer(TABLE)]
PINNED = dict(re.findall(r"^([\w.-]+)==(\S+)", (ROOT / "requirements.lock").read_text(encoding="utf-8"), re.M))
CODE = {path: path.read_text(encoding="utf-8") for top in ("bot", "actions") for path in (ROOT / top).rglob("*.py")}


def test_every_row_can_be_read() -> None:
    assert len(ROWS) == TABLE.count("\n| ") - 2 >= 5
    assert len({(row["package"], row["advisory"]) for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["advisory"])
def test_it_is_about_the_pinned_version(row: dict[str, str]) -> None:
    assert PINNED[row["package"]] == row["version"], "the lock file changed: look at this advisory again"
    if corrected := re.search(r"corrected in `?([\d.]+\d)", row["state"]):
        assert numbers(corrected[1]) > numbers(row["version"]), "this is corrected: take the line out"


def numbers(version: str) -> list[int]:
    return [int(part) for part in version.split(".")]


@pytest.mark.parametrize(
    "name", ["jsonpickle", "joblib", "google.protobuf", "EmailStr", "Vectorizer", "sentry_sdk.init", "import wheel"]
)
def test_what_is_said_to_be_unused_is_unused(name: str) -> None:
    assert [path for path, text in CODE.items() if name in text] == []
