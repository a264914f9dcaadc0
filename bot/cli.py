"""The command line: `./staysafe <command>`. Each command is a module of bot/commands."""

import argparse
import errno
import importlib
import sys
from collections.abc import Sequence

from bot.settings import SettingsError

#: Command, module, and one line of help. The module has `arguments(parser)` and `run(args) -> int`.
COMMANDS = {
    "run": "set everything up and start Staysafe",
    "test": "set everything up and run the tests",
    "check": "check everything in data/ and say what is missing",
    "train": "train the model, if data or configuration changed",
    "parse": "read messages from standard input and print the intent of each",
    "why": "read a talk from standard input and say why each turn is answered as it is",
    "shell": "chat in the terminal",
    "dialogues": "hold the graded talks, print the score and write a page to read them",
    "referrals": "import, check, export or verify the contacts",
    "partner": "list the sites that embed the widget, or add one",
    "poster": "print a poster with the contacts of a country, as a PDF",
    "actions": "start only the action server",
    "serve": "start only the bot (the action server and a model must be there)",
    "rasa": "Rasa's own command line under our runtime",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    argv = list(sys.argv[1:] if argv is None else argv)
    if argv[:1] == ["rasa"]:
        return importlib.import_module("bot.commands.rasa").passed_on(argv[1:])
    parser = argparse.ArgumentParser(prog="staysafe", description=(__doc__ or "").split("\n")[0])
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")
    name = next((word for word in argv if word in COMMANDS), None)
    for command, words in COMMANDS.items():
        sub = commands.add_parser(command, help=words, description=words)
        if command == name:
            importlib.import_module(f"bot.commands.{command}").arguments(sub)
    args, rest = parser.parse_known_args(argv)
    if rest and args.command != "test":
        parser.error(f"unknown: {' '.join(rest)}")
    args.rest = rest
    try:
        return importlib.import_module(f"bot.commands.{args.command}").run(args)
    except SettingsError as error:
        print(f"staysafe: {error}", file=sys.stderr)
        return 2
    except OSError as error:
        if not (words := said(error)):
            raise
        print(f"staysafe: {words}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def said(error: OSError) -> str | None:
    """A disk that takes nothing more, or a folder that may not be written to, in words; None for anything else."""
    where = error.filename or "the folder for temporary files"
    if error.errno in (errno.ENOSPC, errno.EDQUOT) or "No usable temporary directory" in str(error):
        return f"There is no room left for {where}. Free some space and start again; what is there stays whole."
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return f"{where} may not be written to. Allow it, or let STAYSAFE_VAR name a folder where it is allowed."
    return None


if __name__ == "__main__":
    sys.exit(main())
