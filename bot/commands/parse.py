"""`staysafe parse`: which intent does the bot hear in a message? For authors and for tests."""

import argparse
import json
import sys
from collections.abc import Iterable
from typing import Any

from bot.commands.train import train
from bot.logs import set_up_logging
from bot.settings import load_settings


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("--explain", action="store_true", help="also say which parts of the words decided")


def run(args: argparse.Namespace) -> int:
    """Read a message a line; print a line of JSON with `intent`, `kind`, `topic`, `confidence`, `lang`."""
    listener = Listener()
    for line in sys.stdin:
        text = line.rstrip("\n")
        if text.strip():
            heard = listener.hear(text)
            if args.explain:
                heard["because"] = listener.explain(text)
            print(json.dumps(heard, ensure_ascii=False), flush=True)
    return 0


def parse_texts(texts: Iterable[str]) -> list[dict[str, Any]]:
    """What the bot hears in each text, in order."""
    listener = Listener()
    return [listener.hear(text) for text in texts]


class Listener:
    """The trained ear without the rest of the bot; trains it first if the data changed."""

    def __init__(self) -> None:
        from bot import runtime

        runtime.prepare()
        set_up_logging("ERROR")
        from bot.assistant.component import ear_of
        from bot.assistant.engine import PlannedAgent
        from bot.assistant.library import library

        agent = PlannedAgent()
        agent.load_model(str(train(load_settings())))
        self.ear = ear_of(agent)
        self._questions = library().guide(None).questions

    def hear(self, text: str) -> dict[str, Any]:
        """What is heard in a message, for authors and tests. A doubtful topic counts as its best guess."""
        heard = self.ear.hear(text.lstrip("/ ") or text)
        intent, confidence = heard.guess
        return {
            "text": text,
            "intent": intent,
            "kind": heard.kind,
            "topic": self._topic(intent),
            "confidence": round(confidence, 4),
            "lang": heard.lang,
        }

    def _topic(self, intent: str) -> str | None:
        """The topic that is asked for, or that the question belongs to."""
        question = self._questions.get(intent.removeprefix("question_"))
        return f"topic_{question.topic}" if question else intent if intent.startswith("topic_") else None

    def explain(self, text: str) -> list[dict[str, Any]]:
        """The parts of words that spoke most for and against the intent, strongest first."""
        return [dict(vars(reason)) for reason in self.ear.explain(text)]
