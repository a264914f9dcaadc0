"""`staysafe shell`: chat in the terminal, through the same public API as the widget."""

import argparse
import json
import sys
import urllib.error
import urllib.request
from typing import Any

from bot.commands.run import Stack
from bot.settings import load_settings
from bot.supervision import StartError, free_port


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("--url", help="a running Staysafe (default: start one for this chat)")
    parser.add_argument("--country", help="two letters, for the contacts")


def run(args: argparse.Namespace) -> int:
    """Chat until the end of input or Ctrl-C."""
    if args.url:
        return _chat(args.url.rstrip("/"), args.country)
    stack = Stack(load_settings(), "127.0.0.1", free_port())
    try:
        stack.start()
        return _chat(f"http://127.0.0.1:{stack.port}", args.country)
    except StartError as error:
        print(f"staysafe: {error}", file=sys.stderr)
        return 1
    finally:
        stack.stop()


def _chat(url: str, country: str | None) -> int:
    print("Type a message, or the number of a button. End with Ctrl-D.\n")
    session, buttons = None, []
    while True:
        try:
            text = input("> ").strip()
        except EOFError:
            return 0
        if text.isdigit() and 0 < int(text) <= len(buttons):
            text = buttons[int(text) - 1]["payload"]
        if text:
            answer = _send(url, {"message": text, "session": session, "country": country})
            session, buttons = answer.get("session", session), answer.get("suggestions", [])
            print("\n".join(lines(answer)) + "\n")


def _send(url: str, body: dict[str, Any]) -> dict[str, Any]:
    sent = json.dumps({name: value for name, value in body.items() if value}).encode()
    request = urllib.request.Request(url + "/webhooks/web/v1/messages", sent, {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as error:
        return json.load(error)
    except OSError as error:
        return {"error": {"message": f"{url} cannot be reached ({error})."}}


def lines(answer: dict[str, Any]) -> list[str]:
    """An answer as lines of a terminal: words, buttons with numbers, contacts."""
    shown = [message["text"] for message in answer.get("messages", [])]
    if "error" in answer:
        shown.append(answer["error"]["message"])
    shown += [f"  [{n}] {button['title']}" for n, button in enumerate(answer.get("suggestions", []), 1)]
    referrals = answer.get("referrals") or {}
    services = referrals.get("services") or referrals.get("fallback") or []
    return shown + [f"  help: {service['name']} {service['phone'] or service['url']}" for service in services[:2]]
