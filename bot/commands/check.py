"""`staysafe check`: is everything in data/ complete and safe to show?"""

import argparse

from bot.guide.report import run_check
from bot.settings import load_settings


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("--release", action="store_true", help="also refuse what nobody has reviewed")


def run(args: argparse.Namespace) -> int:
    """Print every problem with file and line; 1 if there is an error among them."""
    return run_check(load_settings().data, release=args.release)
