"""The script `staysafe`, on machines where something is odd. `uv` is a stand-in: no network, and it fails on demand."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot.settings import ROOT

UV = """#!/bin/sh
echo "$@" >> "$CALLS"
case "$1" in
  venv) for last; do :; done; exec "{python}" -m venv --without-pip "$last" ;;
  pip)
    if [ -n "${{FAIL:-}}" ]; then echo "Resolving"; echo "error: $FAIL" >&2; exit 1; fi
    sleep 0.3
    [ -n "${{NOTHING:-}}" ] || for site in .venv/lib/python*/site-packages; do echo > "$site/yaml.py"; done ;;
esac
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A checkout with the script, lock files and a command line that only says that it ran."""
    place = tmp_path / "with space"
    (place / "bot").mkdir(parents=True)
    (tmp_path / "bin").mkdir()
    shutil.copy(ROOT / "staysafe", place)
    for name in ("requirements.lock", "requirements-test.lock"):
        (place / name).write_text("# nothing\n")
    (place / "bot" / "__init__.py").write_text("")
    (place / "bot" / "cli.py").write_text("print('it ran')\n")
    uv = tmp_path / "bin" / "uv"
    uv.write_text(UV.format(python=sys.executable))
    uv.chmod(0o755)
    return place


def start(home: Path, **more: str) -> subprocess.Popen:
    path = f"{home.parent / 'bin'}:/usr/bin:/bin"
    env = {"PATH": path, "CALLS": str(home.parent / "calls"), "HOME": str(home), **more}
    return subprocess.Popen(
        ["./staysafe", "check"], cwd=home, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def run(home: Path, **more: str) -> tuple[int, str]:
    """Exit code, and all that was said."""
    process = start(home, **more)
    out, err = process.communicate(timeout=60)
    return process.returncode, err + out


def installs(home: Path) -> int:
    calls = home.parent / "calls"
    return calls.read_text().count("pip sync") if calls.exists() else 0


def test_the_second_start_installs_nothing(home: Path) -> None:
    assert run(home) == (0, "Installing what Staysafe needs (once, about a minute) ...\nit ran\n")
    assert run(home) == (0, "it ran\n")
    assert installs(home) == 1


#: Runs, but its packages are those of another Python: what is left when the system moves on to the next one.
NEXT = """#!/bin/sh
case "$*" in *version_info*) exit 1 ;; esac
exec "{python}" "$@"
"""


@pytest.mark.parametrize("fault", ["dangling", "not executable", "of another machine", "of another version"])
def test_a_python_that_runs_no_more_is_made_anew(home: Path, fault: str) -> None:
    assert run(home)[0] == 0
    python = home / ".venv" / "bin" / "python"
    python.unlink()
    if fault == "dangling":
        python.symlink_to("/nowhere/python3.11")
    else:
        next_version = NEXT.format(python=sys.executable).encode()
        python.write_bytes(next_version if "version" in fault else b"\x7fELF of another machine")
        python.chmod(0o644 if fault == "not executable" else 0o755)
    code, said = run(home)
    assert (code, said.splitlines()[-1]) == (0, "it ran")
    assert installs(home) == 2


def test_a_checkout_that_was_moved_goes_on(home: Path) -> None:
    assert run(home)[0] == 0
    moved = home.rename(home.parent / "elsewhere")
    assert run(moved) == (0, "it ran\n")


def test_nothing_is_built_from_source(home: Path) -> None:
    """To build one package, an installer would fetch builders whose hashes nobody knows."""
    run(home)
    calls = (home.parent / "calls").read_text()
    assert "--no-build" in calls and "--require-hashes" in calls
    for file in ("staysafe", "Dockerfile"):
        assert "--only-binary :all:" in (ROOT / file).read_text()


#: A Python 3.11 without uv beside it, whose pip is too old to know `--python` (or not there), but that brings its own.
OLD = """#!/bin/sh
case "$*" in
  "-m pip --version") exit ${{NO_PIP:-0}} ;;
  "-m pip"*) echo "no such option: --python" >&2; exit 2 ;;
  "-m venv"*) for last; do :; done; "{python}" -m venv --without-pip "$last"
    rm "$last/bin/python"; cp "$(dirname "$0")/inside" "$last/bin/python" ;;
  *) exec "{python}" "$@" ;;
esac
"""
INSIDE = """#!/bin/sh
case "$*" in
  "-m pip install"*) echo "pip sync $*" >> "$CALLS" ;;
  *"import yaml"*) ;;
  *) exec "{python}" "$@" ;;
esac
"""


@pytest.mark.parametrize("missing", ["0", "1"], ids=["old pip", "no pip"])
def test_a_pip_of_old_is_no_hindrance(home: Path, missing: str) -> None:
    tools = home.parent / "bin"
    (tools / "uv").unlink()
    for name, text in (("python3.11", OLD), ("inside", INSIDE)):
        (tools / name).write_text(text.format(python=sys.executable))
        (tools / name).chmod(0o755)
    code, said = run(home, NO_PIP=missing)
    assert (code, said.splitlines()[-1]) == (0, "it ran"), said
    assert installs(home) == 1


def test_two_first_starts_at_once_install_once(home: Path) -> None:
    both = [start(home), start(home)]
    assert all("it ran" in process.communicate(timeout=60)[0] for process in both)
    assert installs(home) == 1


def test_the_installers_own_reason_is_told(home: Path) -> None:
    code, said = run(home, FAIL="No space left on device (os error 28)")
    assert code == 1
    assert any(line.startswith("staysafe:") and "No space left on device" in line for line in said.splitlines())
    assert "Check the network" not in said
    assert run(home)[0] == 0, "and the next start tries again"


def test_packages_that_went_elsewhere_are_noticed_before_all_is_called_well(home: Path) -> None:
    """PIP_TARGET and the like: the next start must not believe that all is there."""
    assert run(home, NOTHING="1")[0] == 1
    assert run(home)[0] == 0


def test_settings_of_pip_for_other_places_are_not_taken_over(home: Path) -> None:
    told = home.parent / "told"
    (home.parent / "bin" / "uv").write_text(f'#!/bin/sh\nenv | grep ^PIP_ > "{told}"\nexit 1\n')
    run(home, PIP_USER="1", PIP_TARGET="/x", PIP_PREFIX="/y", PIP_ROOT="/z")
    assert told.read_text() == "PIP_USER=0\n"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_said(home: Path) -> None:
    home.chmod(0o555)
    code, said = run(home)
    home.chmod(0o755)
    assert code == 1 and "folder not yours" in said
