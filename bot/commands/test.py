"""`staysafe test`: the tests, with any options of pytest."""

import argparse
import subprocess
import sys


def arguments(parser: argparse.ArgumentParser) -> None:
    """Everything is passed on to pytest."""


def run(args: argparse.Namespace) -> int:
    """Run pytest."""
    return subprocess.call([sys.executable, "-m", "pytest", *args.rest])
