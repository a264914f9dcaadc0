"""`staysafe partner list | add`: the sites that embed the widget."""

import argparse
import re
import sys

from bot.guide import GuideError
from bot.partners import load_partners
from bot.settings import Settings, load_settings

TEMPLATE = """# Settings of a partner. What each line means: data/partners/README.md
id: {id}
name: "{name}"
origins:
  - "{origin}"
country: null
languages: [en]
pinned: []
colours: {{primary: "#0b5d66", accent: "#f2b84b"}}
persona: "Staysafe"
exit_url: "https://www.wikipedia.org/"
topics_off: []
safe_word: null
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="action")
    actions.add_parser("list", help="show all partners")
    add = actions.add_parser("add", help="write a file to start from")
    add.add_argument("id", help="small letters, digits and _")
    add.add_argument("--name", required=True)
    add.add_argument("--origin", required=True, help="page that shows the widget, as in https://youth.example")


def run(args: argparse.Namespace) -> int:
    """Do it; returns the exit code."""
    settings = load_settings()
    try:
        return _add(settings, args) if args.action == "add" else _list(settings)
    except GuideError as error:
        print(error, file=sys.stderr)
        return 1


def _list(settings: Settings) -> int:
    for partner in load_partners(settings.data).values():
        print(f"{partner.id:20} {partner.name:30} {', '.join(partner.origins) or 'no pages yet'}")
    return 0


def _add(settings: Settings, args: argparse.Namespace) -> int:
    path = settings.data / "partners" / f"{args.id}.yml"
    if not re.fullmatch(r"[a-z][a-z0-9_]*", args.id):
        print(f"staysafe: {args.id!r} is no id. Use small letters, digits and _.", file=sys.stderr)
        return 2
    if path.exists():
        print(f"staysafe: {path} exists already. Edit it, or choose another id.", file=sys.stderr)
        return 1
    name = args.name.replace('"', "'")
    path.write_text(TEMPLATE.format(id=args.id, name=name, origin=args.origin.rstrip("/")), encoding="utf-8")
    try:
        load_partners(settings.data)
    except GuideError:
        path.unlink()
        raise
    print(f"Written: {path}. Open it to set country, colours and exit address, then run `./staysafe check`.")
    return 0
