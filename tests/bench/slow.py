"""Three thousand slow connections through the shipped nginx: how long others wait, beside how long they wait without.

.venv/bin/python -m tests.bench.slow [--connections 3000]

Heads that never end, once all of one address, once of thirty, and bodies that never end, of thirty. Each sends the
beginning of a request, then a little every three seconds, and comes again when it is sent away.
"""

import argparse
import contextlib
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from bot.settings import ROOT
from tests.bench.turns import milliseconds, running, show
from tests.conftest import Site
from tests.front.nginx import nginx_before

#: Turns and pages of others in a round, and rounds with and without the slow ones.
EACH, ROUNDS = 25, 5


def main() -> None:
    """Start nginx and a Staysafe, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--connections", type=int, default=3000)
    args = parser.parse_args()
    os.environ.update(RATE_LIMIT_SESSION="off", RATE_LIMIT_ADDRESS="off", TRUSTED_PROXIES="1")
    with tempfile.TemporaryDirectory() as folder, running() as (site, _):
        bot = int(site.url.rsplit(":", 1)[1])
        with nginx_before(bot, Path(folder)) as front:
            for kind, addresses in (("heads", 1), ("heads", 30), ("bodies", 30)):
                compare(Site(f"http://127.0.0.1:{front.port}"), front.port, args.connections, addresses, kind)


def compare(site: Site, port: int, connections: int, addresses: int, kind: str) -> None:
    """Others' turns and pages with and without the slow ones, in rounds."""
    found: dict[tuple[str, bool], list[float]] = {}
    for _ in range(ROUNDS):
        for slow in (False, True):
            with crowd(port, connections, addresses, kind) if slow else contextlib.nullcontext():
                for _ in range(EACH):
                    turn = milliseconds(lambda: site.say("what is grooming"))
                    page = milliseconds(lambda: site.request("GET", "/topics/grooming"))
                    found.setdefault(("turn", slow), []).append(turn)
                    found.setdefault(("page", slow), []).append(page)
    for what in ("turn", "page"):
        with_, without = (statistics.median(found[what, slow]) for slow in (True, False))
        show(f"{what} beside {connections} slow {kind} of {addresses} address(es)", with_, without, "ms", 1.5)


@contextlib.contextmanager
def crowd(port: int, connections: int, addresses: int, kind: str) -> Any:
    """So many slow connections, in a process of their own."""
    command = [sys.executable, "-m", "tests.bench.slow_ones", str(port), str(connections), str(addresses), kind]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    print(f"    {process.stdout.readline().strip()} slow connections were opened", flush=True)
    try:
        yield
    finally:
        process.kill()
        process.wait()


if __name__ == "__main__":
    main()
