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
  venv) for last; do :; done; exec {python} -m venv --without-pip "$last" ;;
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


@pytest.mark.parametrize("fault", ["dangling", "not executable", "of another machine"])
def test_a_python_that_runs_no_more_is_made_anew(home: Path, fault: str) -> None:
    assert run(home)[0] == 0
    python = home / ".venv" / "bin" / "python"
    python.unlink()
    if fault == "dangling":
        python.symlink_to("/nowhere/python3.11")
    else:
        python.write_bytes(b"\x7fELF of another machine")
        python.chmod(0o644 if fault == "not executable" else 0o755)
    code, said = run(home)
    assert (code, said.splitlines()[-1]) == (0, "it ran")
    assert installs(home) == 2


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
