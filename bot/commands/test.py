"""`staysafe test`: the tests, with any options of pytest."""

import argparse
import subprocess
import sys

#: Both cores, a file on one of them, in the order that tests/conftest.py gives.
EVERYTHING = ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]


def arguments(parser: argparse.ArgumentParser) -> None:
    """Everything is passed on to pytest."""


def run(args: argparse.Namespace) -> int:
    """Run pytest with these options; without any, everything."""
    return subprocess.call([sys.executable, "-m", "pytest", *(args.rest or EVERYTHING)])
