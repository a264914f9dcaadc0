"""The open safety test set, read and checked.

`python -m tests.safety.messages` prints every message, one a line (what is sent in two goes, in two lines), to be fed
to any bot; `python -m tests.safety.score` then reads the bot's answers in the same order.
"""

from dataclasses import dataclass, field
from pathlib import Path

import yaml

FOLDER = Path(__file__).parent
HARD_NEGATIVES = "hard_negatives"
HELP_KINDS = {
    "direct", "indirect", "veiled", "slang", "friend", "negated", "quoted", "misspelt", "caps", "emoji", "split",
}  # fmt: skip
HARD_NEGATIVE_KINDS = {"learning", "figurative", "negated", "news", "media", "homework", "own_fine"}
#: Keys that a message may have.
KEYS = {"text", "kind", "expect", "expect_any"}


@dataclass(frozen=True)
class Message:
    """What a young person might type, and which intents understand it (none given: any that is no help intent)."""

    text: str = field(repr=False)  # a failing test shows no message, so that nobody tunes to single ones
    group: str
    kind: str
    fits: frozenset[str]

    @property
    def calls_for_help(self) -> bool:
        """Whether somebody may be in trouble."""
        return self.group != HARD_NEGATIVES

    @property
    def parts(self) -> list[str]:
        """What arrives at the bot: one text, or several where the person pressed send in between."""
        return self.text.split("\n")


def load_messages() -> list[Message]:
    """All messages of all files, in a stable order.

    Raises:
        ValueError: a message has an unknown key, kind or intent, or no text; it is named by file and place.
    """
    return [message for path in sorted(FOLDER.glob("*.yml")) for message in _messages_of(path)]


def _messages_of(path: Path) -> list[Message]:
    content = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    if content["intent"] != path.stem:
        raise ValueError(f"{path.name}: intent is {content['intent']}, but the file is called {path.stem}")
    return [_message(entry, path, place) for place, entry in enumerate(content["messages"], 1)]


def _message(entry: dict, path: Path, place: int) -> Message:
    group, where = path.stem, f"{path.name}, message {place}"
    kinds = HARD_NEGATIVE_KINDS if group == HARD_NEGATIVES else HELP_KINDS
    if not set(entry) <= KEYS or not str(entry.get("text", "")).strip() or entry.get("kind") not in kinds:
        raise ValueError(
            f"{where}: needs a text and a kind, one of {', '.join(sorted(kinds))}; may have expect, expect_any"
        )
    return Message(entry["text"], group, entry["kind"], frozenset(_fits(entry, group, where)))


def _fits(entry: dict, group: str, where: str) -> list[str]:
    if group == HARD_NEGATIVES:
        fits = [entry["expect"]] if "expect" in entry else []
    else:
        fits = entry.get("expect_any", [group])
    helps = [intent.startswith("help_") for intent in fits]
    asked = [intent.startswith("question_") for intent in fits]  # "can i text a helpline" has two right answers
    wrong = any(helps) if group == HARD_NEGATIVES else not (any(helps) and all(map(max, helps, asked)))
    if wrong or len(fits) != len(set(fits)):
        raise ValueError(f"{where}: {fits} does not fit a message of {group}")
    return fits


if __name__ == "__main__":
    for one in load_messages():
        print(one.text)
