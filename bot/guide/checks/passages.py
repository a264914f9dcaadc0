"""The prose of the guide, passage by passage, with its place and whose words it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from typing import Literal

from bot.guide.problems import Problem
from bot.guide.yaml_lines import Document, Location

Voice = Literal["bot", "button", "person"]

# Keys below which stand ids, addresses and marks, not words that anybody reads.
NO_PROSE = frozenset(
    {"id", "seed", "section", "goto", "next", "topics", "topic", "need", "kind", "status", "by", "on", "right", "fact"}
    | {"website_2014", "now_url", "suggest", "who", "after", "page", "url", "dated", "read", "says", "weight", "remark"}
    | {"confidence", "opens", "situations", "like"}
)
# Folders in which `ask` holds what people type.
ASKED = ("topics", "questions")
# Keys of files of data/nlu below which stands what people type.
EXAMPLES = ("examples", "kinds")
# Keys below which stand answers that a young person may tap.
TAPPED = frozenset({"options", "choices"})

SENTENCE = re.compile(r"(?<=[.!?…])[\"'”’)*]*\s+|\n+")


def sentences(text: str) -> list[str]:
    """A text sentence by sentence, without asterisks."""
    return [part.strip() for part in SENTENCE.split(text.replace("**", "")) if part.strip()]


@dataclass(frozen=True)
class Passage:
    """One text of one file. `place` is the file below the data folder, such as guide/en/myths.yml."""

    document: Document
    place: str
    at: Location
    text: str
    voice: Voice

    def problem(self, message: str, advice: str = "", severity: str = "error") -> Problem:
        """A problem with this passage."""
        return self.document.problem(self.at, message, advice, severity)

    def stands_in(self, places: tuple[str, ...]) -> bool:
        """Whether one of `places` ("guide/*/law.yml", "guide/*/myths.yml#claim") covers the passage."""
        for place in places:
            pattern, _, key = place.partition("#")
            if fnmatch(self.place, pattern) and (not key or key in self.at):
                return True
        return False


def passages(documents: dict[str, Document], lang: str) -> Iterator[Passage]:
    """Every passage of one language, in the order of the files."""
    for place, document in list(documents.items()):
        prose = place.startswith(f"guide/{lang}/")
        for at, text in document.texts() if prose or place.startswith(f"nlu/{lang}/") else ():
            if (prose and not NO_PROSE.intersection(at[-2:])) or at[0] in EXAMPLES:
                yield Passage(document, place, at, text, _voice(place, at))


def _voice(place: str, at: Location) -> Voice:
    typed_in_story = "/scenarios/" in place and "also" in at
    typed_in_talk = "/phrases/" in place and "asked" in at
    if at[0] in EXAMPLES or typed_in_story or typed_in_talk or (place.split("/")[2] in ASKED and at[0] == "ask"):
        return "person"
    return "button" if TAPPED.intersection(at) and at[-1] == "text" else "bot"
