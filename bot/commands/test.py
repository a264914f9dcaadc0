"""`staysafe test`: the tests, with any options of pytest."""

import argparse
import subprocess
import sys

#: Both cores, a file on one of them, in order: what drives a browser comes last, for it leaves an event loop behind.
EVERYTHING = ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]


def arguments(parser: argparse.ArgumentParser) -> None:
    """Everything is passed on to pytest."""


def run(args: argparse.Namespace) -> int:
    """Run pytest. Without options: everything, after the model was brought up to date once for all."""
    if not args.rest and (failed := subprocess.call([sys.executable, "-m", "bot.cli", "train"])):
        return failed
    return subprocess.call([sys.executable, "-m", "pytest", *(args.rest or EVERYTHING)])
