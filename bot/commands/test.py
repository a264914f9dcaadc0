"""`staysafe test`: the tests, with any options of pytest; with `--against URL`, a deployment's public API."""

import argparse
import os
import subprocess
import sys

from bot.settings import SettingsError

#: Three processes for two cores, since one of them often waits for a clock, a server or a browser; a file in one of
#: them, in the order that tests/conftest.py gives.
EVERYTHING = ["-n", "3", "--dist", "loadfile", "--no-loadscope-reorder"]
#: Tests that need nothing but the address of a site.
PUBLIC = [f"tests/e2e/test_{name}.py" for name in ("conversation", "after_help", "questions", "activities", "look_up")]
PUBLIC += [f"tests/e2e/test_{name}.py" for name in ("walk", "hostile", "help_in_languages")]


def arguments(parser: argparse.ArgumentParser) -> None:
    """Everything else is passed on to pytest."""
    parser.add_argument("--against", metavar="URL", help="test the deployment at this address by its public API")


def run(args: argparse.Namespace) -> int:
    """Run pytest with these options; without any, everything."""
    if args.against:
        return _against(args.against, args.rest)
    return subprocess.call([sys.executable, "-m", "pytest", *(args.rest or EVERYTHING)])


def _against(url: str, rest: list[str]) -> int:
    if not url.startswith(("http://", "https://")):
        raise SettingsError(f"--against needs an address such as http://localhost:8080, not {url}.")
    named = [] if any(part.startswith("tests/") for part in rest) else PUBLIC
    return subprocess.call([sys.executable, "-m", "pytest", *named, *rest], env={**os.environ, "STAYSAFE_AGAINST": url})
