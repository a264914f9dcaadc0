"""What a turn costs: late against early in a conversation, in memory, under a flood, and for contacts alone.

.venv/bin/python -m tests.bench.turns [--turns 400] [--conversations 2000]
"""

import argparse
import multiprocessing
import os
import statistics
import time
from collections.abc import Callable
from typing import Any

from bot.commands.run import Stack
from bot.settings import load_settings
from bot.supervision import free_port
from tests.bench.footprint import resident
from tests.conftest import Site

QUESTIONS = ("what is grooming", "is sexting illegal", "/menu", "how do i block someone", "who does this", "/topic_law")


def main() -> None:
    """Start a Staysafe, measure, print a table, stop it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--turns", type=int, default=400)
    parser.add_argument("--conversations", type=int, default=2000)
    args = parser.parse_args()
    os.environ.update(RATE_LIMIT_SESSION="off", RATE_LIMIT_ADDRESS="off", SESSION_LIMIT="1000")
    with running() as (site, pid):
        late_turns(site, args.turns)
        memory(site, pid, args.conversations)
        contacts(site)
    os.environ.update(RATE_LIMIT_SESSION="30/minute", RATE_LIMIT_ADDRESS="off")
    with running() as (site, _):
        flood(site)


class running:
    """A Staysafe of its own, quiet, as a context."""

    def __enter__(self) -> tuple[Site, int]:
        self.stack = Stack(load_settings(), "127.0.0.1", free_port(), say=lambda line: None)
        self.stack.start()
        return Site(f"http://127.0.0.1:{self.stack.port}"), self.stack.bot.pid

    def __exit__(self, *_: object) -> None:
        self.stack.stop()


def milliseconds(act: Callable[[], object]) -> float:
    """How long something takes."""
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000


def late_turns(site: Site, turns: int) -> None:
    """One long conversation beside fresh ones: the same questions, interleaved."""
    long = site.say("hello")["session"]
    for number in range(turns):
        site.say(QUESTIONS[number % len(QUESTIONS)], long)
    early, late = [], []
    for number in range(120):
        question = QUESTIONS[number % len(QUESTIONS)]
        fresh = site.say("hello")["session"]
        early.append(milliseconds(lambda q=question, s=fresh: site.say(q, s)))
        late.append(milliseconds(lambda q=question: site.say(q, long)))
    show(f"turn {turns} against turn 1", statistics.median(late), statistics.median(early), "ms", 1.2)


def memory(site: Site, pid: int, conversations: int) -> None:
    """Resident memory after many finished conversations, against after a tenth of them."""
    sizes = {}
    for number in range(1, conversations + 1):
        session = site.say("what is grooming")["session"]
        site.say("/menu", session)
        if number in (conversations // 2, conversations):
            sizes[number] = resident(pid)
    first, last = sizes[conversations // 2], sizes[conversations]
    show(f"memory after {conversations} conversations against {conversations // 2}", last, first, "MB", 1.1)


def contacts(site: Site) -> None:
    """`GET /referrals` over many countries against a turn."""
    codes = [c["code"] for c in site.request("GET", "/webhooks/web/v1/config")[1]["countries"]]
    path = "/webhooks/web/v1/referrals?country="
    asked = [milliseconds(lambda c=code: site.request("GET", path + c)) for code in codes]
    turns = [milliseconds(lambda: site.say("what is grooming")) for _ in codes]
    show(
        f"contacts of {len(codes)} countries against a turn",
        statistics.median(asked),
        statistics.median(turns),
        "ms",
        1,
    )


def flood(site: Site) -> None:
    """Calm conversations while one client, in a process of its own, floods, against the same without it."""
    calm = lambda: [milliseconds(lambda: site.say("what is grooming")) for _ in range(200)]  # noqa: E731
    before = calm()
    processes = multiprocessing.get_context("spawn")
    stop, refused = processes.Event(), processes.Queue()
    client = processes.Process(target=pour, args=(site.url, stop, refused))
    client.start()
    sent_before = refused.get()
    during = calm()
    stop.set()
    sent, told = refused.get()
    client.join()
    show("calm turn under a flood against without", statistics.median(during), statistics.median(before), "ms", 1.5)
    print(f"    the flooding client sent {sent - sent_before} messages meanwhile; {told} were told to slow down (429)")


def pour(url: str, stop: Any, told: Any) -> None:
    """Send as fast as answers come; tells when the first was answered, and how many there were in the end."""
    site, refused, sent = Site(url), 0, 0
    body = {"message": "what is grooming", "session": site.say("hello")["session"]}
    while not stop.is_set():
        sent += 1
        refused += site.request("POST", "/webhooks/web/v1/messages", body)[0] == 429
        if sent == 1:
            told.put(sent)
    told.put((sent, refused))


def show(name: str, value: float, base: float, unit: str, most: float) -> None:
    """One line of the table."""
    print(f"{name:55} {value:8.1f} {unit}  {base:8.1f} {unit}  ratio {value / base:.2f} (at most {most})", flush=True)


if __name__ == "__main__":
    main()
