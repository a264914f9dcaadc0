"""`staysafe actions`: only the action server's process."""

import argparse
import subprocess
import sys


def arguments(parser: argparse.ArgumentParser) -> None:
    """The command has no options; ACTION_HOST and ACTION_PORT say where it listens."""


def run(args: argparse.Namespace) -> int:
    """Serve until stopped. In a process of its own: the bot's code never imports the actions."""
    return subprocess.call([sys.executable, "-m", "actions.server"])
