"""What a reader of the code may count on: style, format, types, in Python and in the browser's code."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from bot.settings import ROOT
from tests.services import needs

#: Modules that the checker of types leaves out for now. Lower it when the list has shrunk.
AT_MOST = 93
JAVASCRIPT = ROOT / "tests" / "javascript"


def run(*command: str, folder: Path = ROOT) -> None:
    """The command finds nothing to complain about."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("check", [("check",), ("format", "--check")], ids="-".join)
def test_style(check: tuple[str, ...]) -> None:
    run(sys.executable, "-m", "ruff", *check, ".")


def test_types() -> None:
    """With pydantic's plugin; how strictly stands in pyproject.toml."""
    run(sys.executable, "-m", "mypy")


@pytest.fixture(scope="module")
def compiler() -> str:
    """The checker, of the version in the lock file; it reads, and writes nothing that is served."""
    npm = shutil.which("npm")
    needs(npm and shutil.which("node"), "Node.js with npm")
    lock, installed = JAVASCRIPT / "package-lock.json", JAVASCRIPT / "node_modules" / "installed-lock.json"
    if not installed.exists() or installed.read_bytes() != lock.read_bytes():
        run(npm, "ci", "--no-audit", "--no-fund", "--ignore-scripts", folder=JAVASCRIPT)
        shutil.copy(lock, installed)
    return str(JAVASCRIPT / "node_modules" / ".bin" / "tsc")


def test_types_of_the_browsers_code(compiler: str) -> None:
    run(compiler, "--project", str(JAVASCRIPT))


def test_the_list_of_modules_whose_types_are_to_be_put_right_only_shrinks() -> None:
    overrides = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["mypy"]["overrides"]
    (unsound,) = (one["module"] for one in overrides if one.get("ignore_errors") and "rasa.*" not in one["module"])
    assert len(unsound) <= AT_MOST
    places = {name: ROOT / name.replace(".", "/") for name in unsound}
    assert [name for name, place in places.items() if not (place.is_dir() or place.with_suffix(".py").exists())] == []
