"""`staysafe parse`: which intent does the bot hear in a message? For authors and for tests."""

import argparse
import asyncio
import json
import sys
from collections.abc import Iterable, Iterator
from typing import Any

from bot.commands.train import train
from bot.logs import set_up_logging
from bot.settings import load_settings


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("--explain", action="store_true", help="also say which parts of the words decided")


def run(args: argparse.Namespace) -> int:
    """Read a message a line; print `{"text", "intent", "confidence", "lang"}` a line. Nothing is kept."""
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
    """The trained pipeline without the rest of the bot; trains it first if the data changed."""

    def __init__(self) -> None:
        from bot import runtime

        runtime.prepare()
        set_up_logging("ERROR")
        from rasa.core.agent import Agent

        self._agent = Agent()
        self._agent.load_model(str(train(load_settings())))

    def hear(self, text: str) -> dict[str, Any]:
        """Intent, confidence (0-1) and language of a message. A doubtful topic counts as its best guess."""
        plain = text.lstrip("/ ") or text
        parsed = asyncio.run(self._agent.parse_message(plain))
        intent = parsed.get("guess") or parsed["intent"]
        confidence = round(float(intent.get("confidence") or 0), 4)
        return {"text": text, "intent": intent["name"], "confidence": confidence, "lang": parsed.get("lang")}

    def explain(self, text: str) -> list[dict[str, Any]]:
        """The parts of words that spoke most for and against the intent, strongest first."""
        from bot.assistant.nlu.classifier import IntentClassifier

        nodes = self._agent.processor.graph_runner._instantiated_nodes.values()
        component = next(n._component for n in nodes if isinstance(n._component, IntentClassifier))
        return list(_as_data(component.model.explain(text)))


def _as_data(reasons: Iterable[Any]) -> Iterator[dict[str, Any]]:
    for reason in reasons:
        yield reason._asdict() if hasattr(reason, "_asdict") else dict(vars(reason))
