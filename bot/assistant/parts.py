"""A message of several sentences in a talk about trouble: "i told my sister. is it my fault?" tells and asks.

As a whole it mostly sounds like the trouble that is known already. So each sentence is heard too, and what one of them
asks, or tells, counts. Danger and a new trouble are only ever heard in the whole message (bot.assistant.hear).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from bot.assistant.heard import UNANSWERED, Heard

#: Where a sentence ends.
END = re.compile(r"(?<=[.!?…])\s+|\n+")
#: So many sentences of a message are heard apart, the last ones: each costs as much as a message.
MOST = 3
QUESTION = "question_"


def clauses(text: str) -> tuple[str, ...]:
    """The sentences of a message (masked), or none where it is a single one."""
    found = [part.strip() for part in END.split(text) if any(map(str.isalnum, part))]
    return tuple(found[-MOST:]) if len(found) > 1 else ()


def with_parts(whole: Heard, parts: Iterable[Heard]) -> Heard:
    """The message with what its sentences say, the last one first: a question that has an answer, else what is told.

    What is only taken for a question, and put as none, says less than what is told ("it's not fake. i am the friend").
    """
    told = whole.reaction
    parts = iter(parts)
    for part in parts:
        if part.intent.startswith(QUESTION) and (part.asks or not (told or part.reaction)):
            names = ("intent", "confidence", "ranking", "sure", "question", "asks")
            complains = UNANSWERED if UNANSWERED in (told, *(other.reaction for other in parts)) else None
            return replace(whole, kind=None, reaction=complains, **{name: getattr(part, name) for name in names})
        told = told or part.reaction
    return replace(whole, reaction=told)
