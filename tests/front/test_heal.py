"""config/heal ends a container whose part stays unwell, and nothing else ever.

The script ends every process that it can reach, so it only runs in a process namespace of its own here.
"""

import shutil
import subprocess
from pathlib import Path

import pytest

from bot.settings import ROOT

#: What the container's first process does: starts the part, asks after it again and again, and tells what is left.
INSIDE = """
sleep 60 & part=$!
for check in $checks; do
    if [ $check = fill ]; then cat /dev/zero >/tmp/full; else sh /mnt/own/heal 2 sh -c "$check"; fi
done
sleep 0.3
kill -0 $part 2>/dev/null && [ "$(cut -d' ' -f3 /proc/$part/stat)" != Z ] && echo lives || echo ended
"""


def left(folder: Path, checks: str, first: str = "docker-init") -> str:
    """Whether the part lives after these checks, in a container whose first process is called `first`."""
    shutil.copy(shutil.which("dash") or "/bin/sh", folder / first)
    shutil.copy(ROOT / "config" / "heal", folder / "heal")
    # Seen from another place: what counts the failures lies in /tmp, and that is its own.
    (folder / "inside").write_text(f"mount -t tmpfs -o size=100k none /tmp\nchecks='{checks}'\n{INSIDE}")
    place = f"mount -t tmpfs none /mnt && mkdir /mnt/own && mount --bind {folder} /mnt/own"
    container = ["unshare", "--pid", "--mount", "--fork", "--mount-proc", "--kill-child", "sh", "-c"]
    command = [*container, f"{place} && exec /mnt/own/{first} /mnt/own/inside"]
    return subprocess.run(command, capture_output=True, text=True, timeout=60).stdout.strip()


@pytest.fixture(autouse=True)
def _may_unshare() -> None:
    if subprocess.run(["unshare", "--pid", "--mount", "--fork", "true"], capture_output=True).returncode:
        pytest.skip("this user may make no namespaces")


def test_what_is_well_or_fails_now_and_then_lives(tmp_path: Path) -> None:
    assert left(tmp_path, "true false true false true") == "lives"


def test_what_was_well_and_fails_twice_in_a_row_is_ended(tmp_path: Path) -> None:
    assert left(tmp_path, "true false false") == "ended"


def test_what_fails_while_its_disk_is_full_is_ended(tmp_path: Path) -> None:
    assert left(tmp_path, "false fill true false false") == "ended"


def test_a_full_disk_alone_ends_nothing(tmp_path: Path) -> None:
    assert left(tmp_path, "false fill false true false true false") == "lives"


def test_what_was_never_well_may_take_its_time(tmp_path: Path) -> None:
    assert left(tmp_path, "false false false false") == "lives"


def test_outside_a_container_nothing_is_ended(tmp_path: Path) -> None:
    assert left(tmp_path, "true false false false", first="systemd") == "lives"
