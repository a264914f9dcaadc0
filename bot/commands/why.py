"""`staysafe why`: a typed talk on standard input, and why each turn was answered as it was. Nothing is kept."""

import argparse
import sys
from collections.abc import Iterator
from typing import Any

from bot.commands.parse import Listener


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("--country", help="two letters, for the contacts")
    parser.add_argument("--words", action="store_true", help="also print what is said")


def run(args: argparse.Namespace) -> int:
    """Read a message (or a button's payload) a line; an empty line begins a new talk."""
    listener = Listener()
    talk = Talk(listener, args.country)
    for line in sys.stdin:
        text = line.strip()
        if not text:
            talk = Talk(listener, args.country)
            continue
        print("\n".join([f"> {text}", *talk.say(text, args.words), ""]), flush=True)
    return 0


class Talk:
    """One talk, as the channel and Rasa's policy would lead it; steps of the action server are only named."""

    def __init__(self, listener: Listener, country: str | None) -> None:
        from bot.assistant.library import library

        self._ear, self._library = listener.ear, library()
        self._slots: dict[str, Any] = {"country": country.upper() if country else None}

    def say(self, text: str, words: bool = False) -> Iterator[str]:
        """Lines that tell why a message is answered as it is; with `words`, also what is said."""
        from bot.assistant.answers import chosen
        from bot.assistant.decide import decide
        from bot.assistant.heard import Heard
        from bot.assistant.state import State
        from bot.assistant.tell import tell
        from bot.assistant.words.turn import Turn

        state, known = State.of(self._slots), self._library.payloads
        trouble = state.trouble
        heard = (
            Heard.button(text)
            if text in known
            else self._ear.hear(text, None, state.country, in_trouble=bool(trouble and trouble.recent))
        )
        meant = None if heard.alarming else chosen(text, self._slots.get("offered") or [], known, "en", state.country)
        heard = Heard.button(meant) if meant else heard
        decision = decide(heard, state, self._library.book)
        self._slots |= {"state": decision.state.to_slot(), **dict(decision.slots)}
        if heard.country and decision.answer == "change_country":
            self._slots["country"] = heard.country
        yield f"  row        {decision.row}: {decision.why}"
        yield f"  heard      {_heard(heard)}"
        yield f"  signals    {', '.join(sorted(heard.signals)) or 'none'}"
        yield f"  ranking    {', '.join(f'{name} {share:.2f}' for name, share in heard.ranking[:3]) or 'a button'}"
        yield f"  situation  {_situation(decision.state.trouble)}"
        yield f"  answer     {decision.name}"
        yield f"  contacts   {_contacts(decision)}"
        if words and decision.action is None:
            library = self._library
            guide, directory = library.guide(None), library.directory.current
            reply = tell(Turn(guide, directory, library.contacting, self._slots, heard, decision))
            self._slots["offered"] = reply.suggestions
            yield from (f"  | {line}" for message in reply.messages for line in message["text"].split("\n"))


def _heard(heard: Any) -> str:
    parts = [f"{heard.intent} {heard.confidence:.2f}", f"kind {heard.kind}", f"about {heard.about}"]
    named = ("reaction", "asked", "command", "country", "term", "place", "lang")
    return ", ".join(parts + [f"{name} {value}" for name in named if (value := getattr(heard, name))])


def _situation(trouble: Any) -> str:
    if trouble is None:
        return "no trouble was told"
    who = f", told by a {trouble.speaker}" if trouble.speaker else ""
    danger = f"; danger {trouble.grave}, {trouble.calm} turns without a word of it" if trouble.grave else ""
    return f"{trouble.kind}{who}, answered {trouble.said} times, {trouble.ago} turns ago{danger}"


def _contacts(decision: Any) -> str:
    if decision.action:
        return "as the step says"
    need = decision.danger or decision.need or "as the answer says"
    because = "danger was told" if decision.danger else "named before" if decision.contacts == "line" else "first time"
    return f"{need}, {'in full' if decision.contacts == 'full' else 'one line'} ({because})"
