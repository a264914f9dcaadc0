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
        from bot.assistant.decide import decide
        from bot.assistant.reading import read
        from bot.assistant.state import State

        heard = read(text, self._slots, lambda: self._ear, self._library)
        self._slots |= self._filled(heard)
        before = State.of(self._slots)
        decision = decide(heard, before, self._library.book)
        self._slots |= {"state": decision.state.to_slot(), **dict(decision.slots)}
        yield f"  row        {decision.row}: {decision.why}"
        yield f"  heard      {_heard(heard)}"
        yield f"  facts      {_facts(heard, before, self._library.book)}"
        yield f"  signals    {', '.join(sorted(heard.signals)) or 'none'}"
        yield f"  ranking    {', '.join(f'{name} {share:.2f}' for name, share in heard.ranking[:3]) or 'a button'}"
        yield f"  situation  {_situation(decision.state.trouble)}"
        yield f"  answer     {decision.name}"
        yield f"  contacts   {_contacts(decision)}"
        said = self._told(heard, decision)
        yield from (f"  | {line}" for line in said if words)

    def _filled(self, heard: Any) -> dict[str, Any]:
        """The slots that Rasa fills from what was heard, as bot.assistant.dialogue maps them."""
        from bot.assistant.dialogue import COUNTRY_INTENTS

        guide = self._library.guide(None)
        topic = guide.topics.get(heard.intent.removeprefix("topic_"))
        asked = guide.questions.get(heard.intent.removeprefix("question_"))
        country = heard.at if heard.intent == "set_country" else heard.country
        found = {"topic": topic.id if topic else asked.topic if asked else None}
        found |= {"country": country if heard.intent in COUNTRY_INTENTS else None}
        found |= {"activity": "none" if heard.intent == "stop" else None}
        return {name: value for name, value in found.items() if value}

    def _told(self, heard: Any, decision: Any) -> list[str]:
        """The lines that are said, and the buttons that may be meant next; a step's are not known here."""
        from bot.assistant.tell import tell
        from bot.assistant.words.turn import Turn

        if decision.action:
            self._slots["offered"] = []
            return []
        guide, directory = self._library.guide(None), self._library.directory.current
        page = self._library.pages.get(decision.state.tongue or "", {})
        reply = tell(Turn(guide, directory, self._library.contacting, self._slots, heard, decision, page=page))
        self._slots["offered"] = reply.suggestions
        return [line for message in reply.messages for line in message["text"].split("\n")]


def _heard(heard: Any) -> str:
    parts = [f"{heard.intent} {heard.confidence:.2f}", f"kind {heard.kind}", f"about {heard.about}"]
    named = ("reaction", "hint", "speaker", "asked", "command", "country", "term", "place", "lang")
    return ", ".join(parts + [f"{name} {value}" for name in named if (value := getattr(heard, name))])


def _facts(heard: Any, before: Any, book: Any) -> str:
    """What the rows ask about and nothing else here shows."""
    from bot.assistant.facts import facts_of, kind_told

    found = facts_of(heard, before, book, kind_told(heard, book))
    names = [name for name in ("named", "asks", "may_ask", "doubtful", "repeats") if found[name]]
    return ", ".join(([f"told {found['told']}"] if found["told"] else []) + names) or "none"


def _situation(trouble: Any) -> str:
    if trouble is None:
        return "no trouble was told"
    who = f", told by a {trouble.speaker}" if trouble.speaker else ""
    danger = f"; danger {trouble.grave}, {trouble.calm} turns without a word of it" if trouble.grave else ""
    return f"{trouble.kind}{who}, answered {trouble.said} times, {trouble.ago} turns ago{danger}"


def _contacts(decision: Any) -> str:
    from bot.assistant.decide import NAMES_NONE

    if decision.action:
        return "as the step says"
    hint = f"; last of all those for {decision.hint}" if decision.hint else ""
    if decision.answer in NAMES_NONE and not decision.danger:
        return f"beside the talk, none in words{hint}"
    need = decision.danger or decision.need or "as the answer says"
    because = "danger was told" if decision.danger else "first time" if decision.contacts == "full" else "named before"
    how = {"full": "in full", "line": "one line"}.get(decision.contacts, "one line and the emergency number")
    return f"{need}, {how} ({because}){hint}"
