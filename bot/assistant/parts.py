"""A message of several sentences in a talk about trouble: "i told my sister. is it my fault?" tells and asks.

As a whole it mostly sounds like the trouble that is known already. So each sentence is heard too, and what one of them
asks, or tells, counts. Danger and a new trouble are only ever heard in the whole message (bot.assistant.hear), but one
sentence may say that there is no danger.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from bot.assistant.heard import JOKING, MISHEARD, NEAR, PANIC, SAFE, UNANSWERED, UNSURE, Heard
from bot.assistant.nlu.model import TALK, group_of
from bot.assistant.reactions import SILENCE

#: Where a sentence ends.
END = re.compile(r"(?<=[.!?…])\s+|\n+")
#: So many sentences of a message are heard apart, the last ones: each costs as much as a message.
MOST = 3
#: What has more sentences is none that anybody writes, and is heard as a whole.
SENTENCES = 60
QUESTION = "question_"
#: What counts beside a question: whose trouble it is, that the alarm was wrong, and that the question before got no
#: answer.
BESIDE_A_QUESTION = ("its_me", SAFE, UNANSWERED)
#: The rows for "i don't want to die, i just want it gone", "not suicide, it's the video" and "kill me was a joke":
#: words that name a danger in them name none.
NO_DANGER = (SAFE, MISHEARD, JOKING)
#: Told by one sentence, these go before all else that is told.
FIRST = (NEAR, PANIC)
#: From this share (0-1) on a sentence surely asks its question: it counts where the whole message may ask another one.
SURELY_ASKED = 0.6
#: From this share (0-1) on the whole message is said to the bot.
SURELY_TALK = 0.8


def clauses(text: str) -> tuple[str, ...]:
    """The last sentences of a message (masked); none where it is a single one, or made of hundreds."""
    found = sentences(text)
    return found[-MOST:] if 1 < len(found) <= SENTENCES else ()


def sentences(text: str) -> tuple[str, ...]:
    """All that stands between marks and has a letter or a digit."""
    return tuple(part.strip() for part in END.split(text) if any(map(str.isalnum, part)))


def is_denied(grave: Collection[str], parts: Sequence[Heard]) -> bool:
    """Does one sentence say that there is no danger, and none that there is?

    "I don't want to die. is it illegal what he did" has words of danger, and tells of none.
    """
    return any(part.reaction in NO_DANGER for part in parts) and not any(part.kind in grave for part in parts)


def with_parts(whole: Heard, parts: Iterable[Heard]) -> Heard:
    """The message with what its sentences say, the last one first: a question that has an answer, else what is told.

    What is asked is heard best in the whole message, and in a sentence only where the whole sounds like something else,
    or where the sentence alone leaves no doubt ("i feel numb. is it my fault"). What is only taken for a question, and
    put as none, says less than what is told ("it's not fake. i am the friend").
    That whoever does harm is near goes before all else that is told ("he comes tonight. i don't know what to do"), then
    panic ("i blocked him. i can't breathe").
    """
    told, heard = whole.reaction, {whole.reaction}
    parts = iter(parts)
    for part in parts:
        if _may_ask(part) and (part.asks or (part.intent.startswith(QUESTION) and not (told or part.reaction))):
            said = (told, part.reaction, *(other.reaction for other in parts))
            kept = next((row for row in BESIDE_A_QUESTION if row in said), None)
            asks = replace(whole, kind=None, reaction=kept, asks=part.asks)
            names = ("intent", "confidence", "ranking", "sure", "question")
            clearer = part.asks and not part.short and _surely_asks(part) and not _surely_asks(whole)
            best = part if clearer or not _may_ask(whole) else whole
            return replace(asks, **{name: getattr(best, name) for name in names})
        heard.add(part.reaction)
        told = told or (part.reaction if part.reaction != SILENCE else None)  # "bruh" beside what is told
    first = next((row for row in FIRST if row in heard), None)
    if first:
        return replace(whole, reaction=first)
    # What one sentence tells is less than what the whole asks, or says to the bot ("blocked him. now there's another
    # account", "thank you. nobody asked me before").
    settled = whole.intent.startswith(QUESTION) or (group_of(whole.intent) == TALK and whole.confidence >= SURELY_TALK)
    return whole if settled else replace(whole, reaction=told)


def _may_ask(heard: Heard) -> bool:
    """Does it ask what has an answer, or is that its likeliest meaning?"""
    doubtful = heard.intent == UNSURE and bool(heard.ranking) and heard.ranking[0][0].startswith(QUESTION)
    return doubtful or heard.intent.startswith(QUESTION)


def _surely_asks(heard: Heard) -> bool:
    """Is one question that has an answer the likeliest by far?"""
    return bool(heard.ranking) and heard.ranking[0][0].startswith(QUESTION) and heard.ranking[0][1] >= SURELY_ASKED
