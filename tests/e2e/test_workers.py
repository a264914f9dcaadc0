"""Several workers on one port: a conversation moves between them, and a killed one costs nobody the place.

They stand on Redis and PostgreSQL, and the conversations of other files are held with them too: whatever the stores,
and whichever worker answers, a person sees the same.
"""

import contextlib
import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot import cli
from bot.referrals.commands import import_files
from bot.settings import ROOT
from bot.supervision import free_port
from tests.conftest import DATA, Site
from tests.e2e import test_after_help, test_conversation
from tests.services import postgres_server, redis_server


@dataclass
class Workers(Site):
    """A bot with two workers, by the process that forks them."""

    main: subprocess.Popen | None = None


@pytest.fixture(scope="module", name="stack")
def site_of_workers(stack: Site) -> Iterator[Workers]:
    """Two workers on Redis and PostgreSQL of their own, with the action server of the others."""
    port = free_port()
    command = [sys.executable, "-m", "bot.cli", "serve", "--port", str(port), "--workers", "2"]
    with redis_server() as (redis, _), postgres_server() as postgres:
        assert import_files(DATA, postgres.url(), out=lambda line: None) == 0
        own = {"REDIS_URL": redis, "DATABASE_URL": postgres.url()}
        main = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **stack.environment, **own})
        site = Workers(f"http://127.0.0.1:{port}", main=main)
        try:
            for _ in range(1200):
                with contextlib.suppress(OSError, urllib.error.URLError):
                    if site.request("GET", "/webhooks/web/v1/config")[0] == 200:
                        break
                assert main.poll() is None
                time.sleep(0.1)
            yield site
        finally:
            main.terminate()
            main.wait(30)


def workers(main: subprocess.Popen) -> set[int]:
    found = subprocess.run(["pgrep", "-P", str(main.pid)], capture_output=True, text=True).stdout
    return set(map(int, found.split()))


def test_a_conversation_moves_between_workers(stack: Workers) -> None:
    session = stack.say("what is grooming", country="GB")["session"]
    answers = [stack.say("say it simpler", session) for _ in range(20)]
    assert {answer["session"] for answer in answers} == {session}
    assert {answer["referrals"]["country"] for answer in answers} == {"GB"}


def test_a_killed_worker_costs_nobody_the_place_and_comes_back(stack: Workers) -> None:
    session = stack.say("what is grooming", country="GB")["session"]
    before = workers(stack.main)
    os.kill(next(iter(before)), signal.SIGKILL)
    failed, longest = 0, 0.0
    for _ in range(100):
        began = time.monotonic()
        try:
            answer = stack.say("menu", session)
            assert answer["session"] == session and answer["referrals"]["country"] == "GB"
        except OSError:
            failed += 1
        longest = max(longest, time.monotonic() - began)
    assert failed <= 1 and longest < 5
    after = workers(stack.main)
    assert len(after) == 2 and after != before


def test_a_frozen_worker_is_killed_and_costs_nobody_the_place(stack: Workers) -> None:
    session = stack.say("what is grooming", country="GB")["session"]
    before = workers(stack.main)
    frozen = next(iter(before))
    os.kill(frozen, signal.SIGSTOP)
    deadline = time.monotonic() + 40
    while frozen in workers(stack.main):
        assert time.monotonic() < deadline, "a frozen worker stays"
        time.sleep(0.5)
    answer = stack.say("menu", session)
    assert answer["session"] == session and answer["referrals"]["country"] == "GB"


def test_the_workers_share_the_memory_of_what_is_loaded(stack: Workers) -> None:
    """Two workers and their parent take less than two of one."""

    def kilobytes(pid: int, kind: str) -> int:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
        return int(re.search(rf"^{kind}:\s+(\d+)", text, re.M)[1])

    every = [stack.main.pid, *workers(stack.main)]
    assert sum(kilobytes(pid, "Pss") for pid in every) < 1.6 * kilobytes(stack.main.pid, "Rss")


def test_several_workers_without_redis_are_refused_in_a_sentence(
    capsys: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("REDIS_URL", raising=False)
    assert cli.main(["serve", "--workers", "2"]) == 2
    assert "REDIS_URL" in capsys.readouterr().err


#: Tests whose functions tell enough about what is remembered from turn to turn. Workers died before they come.
for module in (test_conversation, test_after_help):
    globals().update({name: test for name, test in vars(module).items() if name.startswith("test_")})
