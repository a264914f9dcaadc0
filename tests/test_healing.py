"""What breaks on a machine is mended or said in a sentence, and costs no more than it must."""

import contextlib
import errno
import gzip
import http.server
import os
import re
import shutil
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import portalocker
import pytest

from bot.assistant import examples
from bot.assistant.nlu.textspeak import TextSpeak
from bot.cli import main, said
from bot.commands import check, train
from bot.commands.train import is_whole
from bot.guide.yaml_lines import read_plain
from bot.partners import sound_partners
from bot.settings import ROOT, SettingsError, load_settings
from bot.supervision import Process, free_port, wait_until_healthy
from tests.conftest import DATA, environment
from tests.guide.conftest import small_data

BAD = 'id: p2\nname: P\norigins: ["youth.example"]\ncountry: uk\nexit_url: "http://x"\n'


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The data folder as links, but for the folders that a test changes."""
    folder = tmp_path / "data"
    folder.mkdir()
    for part in DATA.iterdir():
        if part.name not in ("partners", "referrals"):
            (folder / part.name).symlink_to(part)
    for name in ("partners", "referrals"):
        (folder / name).mkdir()
        for file in (DATA / name).iterdir():
            (folder / name / file.name).symlink_to(file)
    return folder


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"LOG_LEVEL": "LOUD"}, "LOG_LEVEL"),
        ({"RATE_LIMIT_SESSION": "many"}, "RATE_LIMIT_SESSION"),
        ({"RATE_LIMIT_ADDRESS": "0/minute"}, "RATE_LIMIT_ADDRESS"),
        ({"REDIS_URL": "localhost:6379"}, "REDIS_URL"),
        ({"DATABASE_URL": "staysafe"}, "DATABASE_URL"),
        ({"ACTION_URL": "localhost:5055"}, "ACTION_URL"),
        ({"SESSION_LIMIT": "0"}, "SESSION_LIMIT"),
        ({"ALLOWED_ORIGINS": "youth.example"}, "ALLOWED_ORIGINS"),
        ({"ALLOWED_ORIGINS": "https://*.example"}, "ALLOWED_ORIGINS"),
        ({"ALLOWED_ORIGINS": "null"}, "ALLOWED_ORIGINS"),
        ({"OWN_HOSTS": "https://chat.example"}, "OWN_HOSTS"),
    ],
    ids=str,
)
def test_a_setting_that_cannot_work_is_refused_in_a_sentence(wrong: dict[str, str], said: str) -> None:
    with pytest.raises(SettingsError, match=said):
        load_settings(wrong)


@pytest.mark.parametrize("limit", ["30/minute", "5/second", "100 per 5 minutes", "OFF", "1/day"])
def test_limits_that_work_are_taken(limit: str) -> None:
    assert load_settings({"RATE_LIMIT_SESSION": limit}).rate_limit_session == limit


def test_a_settings_file_from_powershell_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / ".env"
    file.write_text("PORT=9000\n", encoding="utf-16")
    monkeypatch.setenv("STAYSAFE_ENV_FILE", str(file))
    with pytest.raises(SettingsError, match="UTF-8"):
        load_settings()


@pytest.mark.parametrize("left", [0.0, 0.01, 0.5, 0.999])
def test_a_part_of_a_model_is_none(tmp_path: Path, left: float) -> None:
    model = tmp_path / "model.tar.gz"
    whole = gzip.compress(bytes(range(256)) * 4000)
    model.write_bytes(whole)
    assert is_whole(model)
    model.write_bytes(whole[: int(len(whole) * left)])
    assert not is_whole(model)
    assert not is_whole(tmp_path / "none.tar.gz")


def test_a_model_is_on_the_disk_before_it_has_its_name_and_a_damaged_one_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without that, a power cut left an empty file of the right name, and no start ever made another."""
    happened: list[str] = []
    whole = gzip.compress(b"a model" * 1000)

    def trained(folder: str) -> str:
        happened.append("trained")
        made = Path(folder) / "made.tar.gz"
        made.write_bytes(whole)
        return str(made)

    def noting(name: str) -> None:
        called = getattr(os, name)
        monkeypatch.setattr(os, name, lambda *given: (happened.append(name), called(*given))[1])

    monkeypatch.setattr(train, "_train_into", trained)
    noting("fsync")
    noting("replace")
    settings = replace(load_settings({}), var=tmp_path)
    for damage in (None, b"", whole[:-20]):
        happened.clear()
        if damage is not None:
            train.model_path(settings).write_bytes(damage)
        assert train.train(settings).read_bytes() == whole
        assert happened == ["trained", "fsync", "replace"]
    happened.clear()
    assert train.train(settings).read_bytes() == whole and not happened, "a whole one is kept"


TRAINING = """
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from bot.commands.train import alone
with alone(Path({folder!r})), ProcessPoolExecutor(2, get_context("fork")) as cores:
    for _ in range(2):
        cores.submit(time.sleep, 90)
    print("begun", flush=True)
    time.sleep(90)
"""


def test_a_killed_training_leaves_no_lock_behind(tmp_path: Path) -> None:
    """What it had forked held the lock for ever: every later start waited."""
    command = [sys.executable, "-c", TRAINING.format(folder=str(tmp_path))]
    training = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert training.stdout.readline() == "begun\n"
    training.kill()
    training.wait()
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        with contextlib.suppress(portalocker.LockException), portalocker.Lock(tmp_path / ".training", timeout=0):
            return
        time.sleep(0.2)
    raise AssertionError("somebody still holds the lock")


def test_a_proxy_for_other_machines_does_not_stop_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reproduction: `http_proxy=http://127.0.0.1:9 ./staysafe run` waited 94 s and gave up."""
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    server = http.server.HTTPServer(("127.0.0.1", 0), http.server.SimpleHTTPRequestHandler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    process = Process("server", ["-c", "import time; time.sleep(60)"], {})
    process.start()
    try:
        wait_until_healthy(f"http://127.0.0.1:{server.server_port}/", process, seconds=5)
    finally:
        process.stop()
        server.shutdown()


def test_what_was_started_again_and_freezes_before_it_answers_is_started_once_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, seconds in {"PATIENCE": 0.5, "ASK_EVERY": 0.0, "ANSWER_WITHIN": 0.1}.items():
        monkeypatch.setattr(f"bot.supervision.{name}", seconds)
    health = f"http://127.0.0.1:{free_port()}/"
    process = Process("server", ["-c", "import time; time.sleep(60)"], {}, health)
    process.start()
    try:
        first, said = process.pid, []
        process.keep_alive(said.append)
        assert process.pid == first, "a start may take a while"
        time.sleep(0.6)
        process.keep_alive(said.append)
        assert process.pid != first and len(said) == 2
    finally:
        process.stop()


def test_one_bad_partner_file_costs_that_partner(data: Path) -> None:
    (data / "partners" / "p2.yml").write_text(BAD)
    said: list[str] = []
    assert set(sound_partners(data, said.append)) == {path.stem for path in (DATA / "partners").glob("*.yml")}
    assert said and all("p2.yml" in line for line in said)


def test_check_reads_partners_and_contacts(tmp_path: Path) -> None:
    """Nothing is wrong with the real ones; of a small folder's, each fault is named."""
    assert not list(check._others(DATA))
    small = small_data(tmp_path / "data")
    small.write("lang/safety_net.yml", "{lifts: [], settled: 1, prefer_help: [], guarded: [], means: {}}")
    data = small.folder
    (data / "partners").mkdir()
    for name in ("GB.yml", "international.yml"):
        shutil.copy(DATA / "referrals" / name, data / "referrals")
    (data / "partners" / "p2.yml").write_text(BAD)
    (data / "partners" / "p3.yml").write_text(
        'id: p3\nname: P\nexit_url: "https://x.example"\npinned: [no_such]\ntopics_off: [no_such_topic]\n'
    )
    contacts = data / "referrals" / "GB.yml"
    contacts.write_text(contacts.read_text("utf-8").replace("kind:", "kindx:", 1), "utf-8")
    said = "\n".join(map(str, check._others(data)))
    for part in ("p2.yml", "no_such", "no_such_topic", "GB.yml", "kindx"):
        assert part in said


def test_what_looks_like_yes_no_or_a_time_is_trained_as_it_stands(tmp_path: Path) -> None:
    """`- no` and `- 12:30` are words: YAML 1.1 makes False and 750 of them."""
    file = tmp_path / "deny.yml"
    file.write_text("intent: deny\nexamples:\n- no\n- 12:30\n- on\n- 1_000\n- ~\n- 0x1\n")
    assert examples._read(file)["examples"] == ["no", "12:30", "on", "1_000", "~", "0x1"]


def test_shortenings_and_words_of_pages_are_read_as_they_stand(tmp_path: Path) -> None:
    """The same words in all other files of data/: `no` was read as False, `12:30` as 750."""
    (tmp_path / "lang" / "en").mkdir(parents=True)
    (tmp_path / "lang" / "en" / "textspeak.yml").write_text("words:\n  no: know\n  on: own\n")
    assert TextSpeak.read(tmp_path).words == {"no": "know", "on": "own"}
    page = tmp_path / "page.yml"
    page.write_text("no: No\nopen: 12:30\nyear: 2014\nyes: yes\n")
    assert read_plain(page) == {"no": "No", "open": "12:30", "year": "2014", "yes": "yes"}


def test_all_of_data_is_read_by_one_loader() -> None:
    """Any other would bring YAML 1.1 back: "no" is False, "1_000" a number."""
    sources = {path: path.read_text("utf-8") for path in (ROOT / "bot").rglob("*.py")}
    others = [path.name for path, text in sources.items() if re.search(r"safe_load|SafeLoader|yaml\.load\b", text)]
    assert others == ["yaml_lines.py"], "use read_plain or read_document of bot/guide/yaml_lines.py"


def test_a_folder_that_may_not_be_written_to_is_said_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("signal.signal", lambda *_: None)
    monkeypatch.setattr("bot.commands.run.Stack.watch", lambda _: None)
    place = {"STAYSAFE_DATA": str(small_data(tmp_path / "data").folder), "STAYSAFE_VAR": "/sys/staysafe"}
    with environment({**place, "DATABASE_URL": ""}):
        assert main(["run", "--port", str(free_port())]) == 1
    said = "".join(capsys.readouterr())
    assert "/sys/staysafe may not be written to" in said and "Traceback" not in said


def test_a_full_disk_is_said_in_a_sentence_and_leaves_nothing_half(tmp_path: Path) -> None:
    full = tmp_path / "full"
    full.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", full], capture_output=True).returncode:
        pytest.skip("this user may not mount a small disk: this test was not run")
    try:
        (full / "ballast").write_bytes(bytes(40_000))
        env = {**os.environ, "STAYSAFE_VAR": str(full), "TMPDIR": str(full), "DATABASE_URL": ""}
        command = [sys.executable, "-m", "bot.cli", "train"]
        done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=500)
        assert done.returncode == 1
        assert "no room left" in done.stderr and "Traceback" not in done.stderr
        assert not list(full.rglob("*.tar.gz"))
    finally:
        subprocess.run(["umount", full], check=True)


@pytest.mark.parametrize(
    ("error", "part"),
    [
        (OSError(errno.ENOSPC, "x", "/var/x"), "no room left for /var/x"),
        (FileNotFoundError(errno.ENOENT, "No usable temporary directory found in ['/tmp']"), "temporary files"),
        (PermissionError(errno.EACCES, "x", "/var/x"), "/var/x may not be written to"),
        (FileNotFoundError(errno.ENOENT, "x", "/var/x"), None),
    ],
)
def test_what_a_disk_says_is_put_in_words(error: OSError, part: str | None) -> None:
    assert part in said(error) if part else said(error) is None


def test_line_ends_stay_on_windows() -> None:
    """A checkout by Git for Windows, used from WSL, could not run the script at all."""
    assert "eol=lf" in (ROOT / ".gitattributes").read_text()
