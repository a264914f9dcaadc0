"""`staysafe referrals import | check | export | due | verify`: the directory of contacts."""

import argparse
from datetime import date
from pathlib import Path

from bot.referrals import commands, desk
from bot.settings import load_settings


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="action")
    actions.add_parser("import", help="put data/referrals into the database: all of it, or nothing")
    actions.add_parser("check", help="check data/referrals and print figures")
    export = actions.add_parser("export", help="write the database as files")
    export.add_argument("target", type=Path, nargs="?", help="folder (default: the data folder)")
    due = actions.add_parser("due", help="list what to verify next, and write the letters")
    due.add_argument("--country", type=str.upper, help="only this one, as in KE (ZZ: services for any country)")
    due.add_argument("--limit", type=int, default=desk.LIMIT, help="how many at most (default: %(default)s)")
    due.add_argument("--letters", type=Path, metavar="FOLDER", help="write a letter to each into this folder")
    verify = actions.add_parser("verify", help="record what a service answered")
    verify.add_argument("id")
    verify.add_argument("--by", required=True, help="organisation or role of whoever checked it")
    verify.add_argument("--answer", choices=desk.ANSWERS, default="right", help="what they said (default: right)")
    verify.add_argument("--says", default="", help="with changed or closed: what is to be corrected, in their words")
    verify.add_argument("--on", help="day of the check, as in 2026-08-31 (default: today)")


def run(args: argparse.Namespace) -> int:
    """Do it; returns the exit code."""
    settings = load_settings()
    settings.var.mkdir(parents=True, exist_ok=True)
    if args.action == "import":
        return commands.import_files(settings.data, settings.database)
    if args.action == "check":
        return commands.check(settings.data)
    if args.action == "export":
        return commands.export(settings.database, args.target or settings.data)
    if args.action == "due":
        return desk.show_due(settings.data, print, date.today(), args.country, args.limit, args.letters)
    return commands.verify(
        settings.database, args.id, args.by, args.on, data_dir=settings.data, answer=args.answer, says=args.says
    )
