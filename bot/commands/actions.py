"""`staysafe actions`: only the action server's process."""

import argparse
import os
import signal
import sys
import time

from bot.supervision import Process, StartError


def arguments(parser: argparse.ArgumentParser) -> None:
    """The command has no options; ACTION_HOST and ACTION_PORT say where it listens."""


def run(args: argparse.Namespace) -> int:
    """Serve until stopped. In a process of its own, started again when it dies or freezes."""
    health = f"http://127.0.0.1:{os.environ.get('ACTION_PORT', '5055')}/health"
    server = Process("action server", ["-m", "actions.server"], {}, health)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    server.start()
    try:
        while True:
            time.sleep(0.5)
            server.keep_alive(lambda line: print(line, flush=True))
    except StartError as error:
        print(f"staysafe: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0
    finally:
        server.stop()
