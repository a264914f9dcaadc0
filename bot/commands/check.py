"""`staysafe check`: is everything in data/ complete and safe to show?"""

import argparse
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from bot.assistant.safety.tested import spoken_faults
from bot.guide import GuideError, languages, load_guide
from bot.guide.problems import Problem
from bot.guide.report import run_check
from bot.partners import partner_problems
from bot.referrals.examine import examine
from bot.referrals.file_format import read_folder
from bot.settings import load_settings


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("--release", action="store_true", help="also refuse what nobody has reviewed")


def run(args: argparse.Namespace) -> int:
    """Print every problem with file and line; 1 if there is an error among them."""
    data = load_settings().data
    others = list(_others(data))
    for problem in others:
        print(problem)
    return run_check(data, release=args.release) or int(bool(others))


def _others(data: Path) -> Iterator[Problem]:
    """Errors in the word lists of languages, the contacts and the partners' files."""
    yield from spoken_faults(data)
    contacts = read_folder(data)
    found = sorted([*contacts.problems, *examine(contacts, date.today())])
    yield from (problem for problem in found if problem.severity == "error")
    live = {language.code for language in languages(data) if language.status == "live"}
    try:
        topics = {name for code in live for name in load_guide(data, code).topics}
    except GuideError:
        return  # run_check says what is wrong with the guide; partners are looked at when that is mended
    yield from partner_problems(data, topics, {service.id for service in contacts.services}, live)
