"""Several workers on one port: a conversation moves between them, and a killed one costs nobody the place."""

import contextlib
import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from bot.settings import ROOT
from bot.supervision import free_port
from tests.conftest import Site
from tests.services import redis_server


@pytest.fixture(scope="module")
def many(site_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SimpleNamespace]:
    """Two workers on Redis, without an action server."""
    port = free_port()
    limits = {"RATE_LIMIT_SESSION": "off", "RATE_LIMIT_ADDRESS": "off"}
    command = [sys.executable, "-m", "bot.cli", "serve", "--port", str(port), "--workers", "2"]
    with redis_server() as (redis, _):
        main = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **limits, "REDIS_URL": redis})
        site = Site(f"http://127.0.0.1:{port}")
        try:
            for _ in range(1200):
                with contextlib.suppress(OSError, urllib.error.URLError):
                    if site.request("GET", "/webhooks/web/v1/config")[0] == 200:
                        break
                assert main.poll() is None
                time.sleep(0.1)
            yield SimpleNamespace(site=site, main=main)
        finally:
            main.terminate()
            main.wait(30)


def workers(main: subprocess.Popen) -> set[int]:
    found = subprocess.run(["pgrep", "-P", str(main.pid)], capture_output=True, text=True).stdout
    return set(map(int, found.split()))


def test_a_conversation_moves_between_workers(many: SimpleNamespace) -> None:
    session = many.site.say("what is grooming", country="GB")["session"]
    answers = [many.site.say("say it simpler", session) for _ in range(20)]
    assert {answer["session"] for answer in answers} == {session}
    assert {answer["referrals"]["country"] for answer in answers} == {"GB"}


def test_a_killed_worker_costs_nobody_the_place_and_comes_back(many: SimpleNamespace) -> None:
    session = many.site.say("what is grooming", country="GB")["session"]
    before = workers(many.main)
    os.kill(next(iter(before)), signal.SIGKILL)
    failed, longest = 0, 0.0
    for _ in range(100):
        began = time.monotonic()
        try:
            answer = many.site.say("menu", session)
            assert answer["session"] == session and answer["referrals"]["country"] == "GB"
        except OSError:
            failed += 1
        longest = max(longest, time.monotonic() - began)
    assert failed <= 1 and longest < 5
    after = workers(many.main)
    assert len(after) == 2 and after != before


def test_a_frozen_worker_is_killed_and_costs_nobody_the_place(many: SimpleNamespace) -> None:
    session = many.site.say("what is grooming", country="GB")["session"]
    before = workers(many.main)
    frozen = next(iter(before))
    os.kill(frozen, signal.SIGSTOP)
    deadline = time.monotonic() + 40
    while frozen in workers(many.main):
        assert time.monotonic() < deadline, "a frozen worker stays"
        time.sleep(0.5)
    answer = many.site.say("menu", session)
    assert answer["session"] == session and answer["referrals"]["country"] == "GB"


def test_the_workers_share_the_memory_of_what_is_loaded(many: SimpleNamespace) -> None:
    """Two workers and their parent take less than two of one."""

    def kilobytes(pid: int, kind: str) -> int:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
        return int(re.search(rf"^{kind}:\s+(\d+)", text, re.M)[1])

    every = [many.main.pid, *workers(many.main)]
    assert sum(kilobytes(pid, "Pss") for pid in every) < 1.6 * kilobytes(many.main.pid, "Rss")


def test_several_workers_without_redis_are_refused_in_a_sentence() -> None:
    command = [sys.executable, "-m", "bot.cli", "serve", "--workers", "2"]
    env = {name: value for name, value in os.environ.items() if name != "REDIS_URL"}
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2 and "REDIS_URL" in done.stderr
