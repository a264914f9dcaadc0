"""`staysafe dialogues`: hold the talks of tests/dialogues, print the score, write a page to read and grade them."""

import argparse
import json
import sys
import urllib.request
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from bot.commands.run import Stack
from bot.dialogues.holding import TWICE, Held, hold
from bot.dialogues.page import page
from bot.dialogues.talks import Graded, keep_grade, load_grades, load_talks
from bot.guide.checks.wordings import Rule
from bot.guide.reader import Reader
from bot.settings import ROOT, load_settings
from bot.supervision import StartError, free_port

FOLDER = ROOT / "tests" / "dialogues"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("--url", help="a running Staysafe (default: start one)")
    parser.add_argument("--only", help="talks whose id or situation begins so")
    parser.add_argument("--page", type=Path, help="where to write the page (default: var/dialogues.html)")
    parser.add_argument(
        "--grade", nargs=2, metavar=("TURN", "GRADE"), help="keep a grade: right, acceptable, wrong, harmful"
    )
    parser.add_argument("--by", help="with --grade: your name or organisation")


def run(args: argparse.Namespace) -> int:
    """0 if every turn held what it must, 1 if some fell short, 2 if it could not be tried."""
    if args.grade and not args.by:
        print("staysafe: say who grades, with --by.", file=sys.stderr)
        return 2
    if args.url:
        return _hold_all(args, args.url.rstrip("/"))
    stack = Stack(load_settings(), "127.0.0.1", free_port())
    try:
        stack.start()
        return _hold_all(args, f"http://127.0.0.1:{stack.port}")
    except StartError as error:
        print(f"staysafe: {error}", file=sys.stderr)
        return 2
    finally:
        stack.stop()


def _hold_all(args: argparse.Namespace, url: str) -> int:
    settings = load_settings()
    wanted = args.grade[0].split(".")[0] if args.grade else args.only or ""
    talks = [talk for talk in load_talks(FOLDER) if talk.id.startswith(wanted) or talk.situation.startswith(wanted)]
    rules = Reader(settings.data).listed(Rule, "forbidden_questions.yml")
    held = [hold(talk, lambda body: _send(url, body), rules) for talk in talks]
    if args.grade:
        return _grade(held, *args.grade, args.by)
    place = args.page or settings.models.parent / "dialogues.html"
    place.write_text(page(held, load_grades(FOLDER)), encoding="utf-8")
    _report(held)
    print(f"The talks to read and grade: {place}")
    return 1 if any(turn.short for one in held for turn in one.turns) else 0


def _grade(held: list[Held], name: str, grade: str, by: str) -> int:
    turns = {f"{one.talk.id}.{number}": turn for one in held for number, turn in enumerate(one.turns, 1)}
    if name not in turns:
        print(f"staysafe: there is no turn {name}; a turn is a talk's id and a number.", file=sys.stderr)
        return 2
    try:
        keep_grade(FOLDER, name, Graded(grade=grade, by=by, on=date.today(), answer=turns[name].fingerprint))
    except ValueError:
        print("staysafe: a grade is right, acceptable, wrong or harmful.", file=sys.stderr)
        return 2
    print(f"{name} is graded {grade}.")
    return 0


def _report(held: list[Held]) -> None:
    """What fell short, then the score of each situation and over all."""
    all_turns, right = Counter(), Counter()
    for one in held:
        for number, turn in enumerate(one.turns, 1):
            all_turns[one.talk.situation] += 1
            right[one.talk.situation] += not turn.short
            for short in turn.short:
                print(f"{one.talk.id}.{number} “{turn.said.say}”: {short}")
    for situation in sorted(all_turns):
        print(f"{situation}: {right[situation]} of {all_turns[situation]}")
    count = max(sum(all_turns.values()), 1)
    repeated = sum(
        bool(now.contacts) and now.contacts == before.contacts and not now.in_danger
        for one in held
        for before, now in zip(one.turns, one.turns[1:], strict=False)
    )
    comfort = sum(turn.comforts for one in held for turn in one.turns)
    good = sum(right.values())
    print(f"{len(held)} talks, {good} of {count} turns held what they must ({good / count:.0%})")
    print(f"said twice in a row: {sum(TWICE in turn.short for one in held for turn in one.turns)}")
    print(f"contacts repeated unchanged outside danger: {repeated / count:.0%}")
    print(f"nothing but comfort: {comfort / count:.0%}")


def _send(url: str, body: dict[str, Any]) -> dict[str, Any]:
    sent = json.dumps({name: value for name, value in body.items() if value}).encode()
    request = urllib.request.Request(url + "/webhooks/web/v1/messages", sent, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.load(answer)
