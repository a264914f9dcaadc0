"""One question being answered: asked in shuffled order, one retry after a wrong answer, then shown and explained.

An open question is ids and numbers: `{"id": "grooming_order", "picked": [2], "missed": [0], "seed": 7}`, where the
numbers are places among the item's options, and the seed keeps the order on the screen the same.
"""

import random
from typing import Any, NamedTuple

from actions.state import State, Step
from bot.guide.items import Item
from bot.guide.payloads import payload
from bot.guide.reply import Reply

#: Wrong answers before the right one is shown.
TRIES = 2
#: Buttons that lead on from a question beside what goes on.
MOVES = ("more", "next", "back", "stop")
#: Wordings of praise, in turn.
PRAISES = ("quiz_right", "quiz_right_2", "quiz_right_3")


class Taken(NamedTuple):
    """What an answer led to: the words, the question if it is still open, and whether it was right at once."""

    reply: Reply
    open: dict[str, Any] | None
    right: bool


def opened(item: Item, seed: int) -> dict[str, Any]:
    """A question nobody has answered yet."""
    return {"id": item.id, "picked": [], "missed": [], "seed": seed}


def ask(state: State, reply: Reply, item: Item, place: dict[str, Any], **extra: Any) -> Reply:
    """The question and the answers that are left."""
    title = state.guide.topic(item.topic).title
    reply.say([f"**{item.ask}**"], kind="quiz", title=title, form=item.kind, **extra)
    hint = _hint(state, item, place)
    reply.say([hint] if hint else [], kind="quiz", title=title, **extra)
    name = next(line.answer for line in state.guide.activities if line.holds == "items")
    return reply.offer(*(payload(name, f"{item.id}.{number}") for number in _left(item, place)))


def longest(state: State, topic: str) -> int:
    """Characters of the longest question on a topic, with what stands below it."""
    items = (item for item in state.guide.items.values() if item.topic == topic)
    asked = (ask(state, Reply(), item, opened(item, 0)) for item in items)
    return max(sum(len(message["text"]) for message in reply.messages) for reply in asked)


def take(state: State, item: Item, place: dict[str, Any], number: int) -> Taken:
    """An answer: on to the next part, another try, or the end of the question."""
    if number not in _left(item, place):
        return Taken(Reply(), place, False)
    if number not in item.fitting(place["picked"]):
        return _missed(state, item, {**place, "missed": [*place["missed"], number]}, item.options[number])
    place = {**place, "picked": [*place["picked"], number]}
    if len(place["picked"]) < item.steps():
        return Taken(state.phrase("quiz_part_right"), place, False)
    right = not place["missed"]
    praise = PRAISES[place["seed"] % len(PRAISES)] if right else "quiz_right_now"
    return Taken(state.phrase(praise).say([item.because], kind="quiz"), None, right)


def moves(step: Step) -> list[str]:
    """The buttons of a step that lead on or back."""
    return [name for name in step.reply.suggestions if name in map(payload, MOVES)]


def reveal(state: State, item: Item, phrase: str = "quiz_dont_know") -> Reply:
    """The right answer, and why."""
    return state.phrase(phrase, answer=right_answer(state, item)).say([item.because], kind="quiz")


def right_answer(state: State, item: Item) -> str:
    """The right answer in words; a row or a set of pairs as a list."""
    if item.order:
        return "\n" + "\n".join(f"- {at}. {text}" for at, text in enumerate(item.order, 1))
    if item.pairs:
        return "\n" + "\n".join(f"- {left}: {right}" for left, right in item.pairs.items())
    return " + ".join(f"**{state.guide.option(item, number)}**" for number in sorted(item.fitting(())))


def _missed(state: State, item: Item, place: dict[str, Any], given: str) -> Taken:
    because = [item.why_not[given]] if given in item.why_not else []
    if len(place["missed"]) < TRIES:
        return Taken(state.phrase("quiz_again").say(because, kind="quiz"), place, False)
    return Taken(reveal(state, item, "quiz_wrong"), None, False)


def _left(item: Item, place: dict[str, Any]) -> list[int]:
    """The answers that can still be given, in the order on the screen."""
    numbers = list(range(len(item.options)))
    if item.shuffled:
        random.Random(f"{place['seed']}.{item.id}").shuffle(numbers)
    fitting, gone = item.fitting(place["picked"]), {*place["picked"], *place["missed"]}
    # In a row or among pairs, what did not fit before may fit now.
    return [number for number in numbers if number not in gone or number in fitting]


def _hint(state: State, item: Item, place: dict[str, Any]) -> str:
    """How to answer: how many fit, what comes next, which half is asked for."""
    left = item.asked_about(place["picked"])
    words = state.guide.ui["asking"]
    if left:
        return words["match"].replace("{left}", left)
    if item.kind == "several":
        return words["several"].replace("{count}", str(len(item.fitting(place["picked"]))))
    if item.kind == "order":
        return words["order"].replace("{at}", str(len(place["picked"]) + 1))
    return ""
