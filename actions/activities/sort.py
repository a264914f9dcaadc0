"""Sort it: cards into two or three heaps, each with the reason why."""

import random
from typing import Any

from actions.activity import Activity
from actions.state import State, Step
from bot.guide.payloads import payload
from bot.guide.reply import Reply
from bot.guide.sortings import Card, Sorting

CARDS = 6


def start(state: State) -> Step:
    """Deal the cards of the game that was named, or show the games."""
    sorting = state.guide.sortings.get(state.at)
    if sorting is None:
        return Step(_list(state))
    numbers = random.sample(range(len(sorting.cards)), min(CARDS, len(sorting.cards)))
    game = {"id": sorting.id, "cards": numbers, "at": 0, "right": 0}
    return Step(_deal(state, state.phrase("sort_start", about=sorting.about), game), _slots(game))


def answer(state: State) -> Step:
    """Whether the card belongs there, why, and the next one."""
    name, card_id, heap = state.at.split(".") if state.at.count(".") == 2 else ("", "", "")
    sorting = state.guide.sortings.get(name)
    card = next((card for card in sorting.cards if card.id == card_id), None) if sorting else None
    if sorting is None or card is None or heap not in sorting.heaps:
        return show(state)
    phrase = "sort_right" if card.heap == heap else "sort_wrong"
    return _turned(state, sorting, card, state.phrase(phrase, heap=sorting.heaps[card.heap]), card.heap == heap)


def show(state: State) -> Step:
    """The card that lies open, again."""
    game = _game(state)
    return Step(_deal(state, Reply(), game)) if game else Step(_list(state, offer_resume=False), _slots(None))


def reveal(state: State) -> Step:
    """Where the open card belongs, for somebody who does not know it."""
    game = _game(state)
    if game is None:
        return show(state)
    sorting = state.guide.sortings[game["id"]]
    card = sorting.cards[game["cards"][game["at"]]]
    return _turned(state, sorting, card, state.phrase("sort_dont_know", heap=sorting.heaps[card.heap]), False)


def _game(state: State) -> dict[str, Any] | None:
    game = state.slots.get("sorting")
    sorting = state.guide.sortings.get(game["id"]) if game else None
    return game if sorting and all(number < len(sorting.cards) for number in game["cards"]) else None


def _list(state: State, offer_resume: bool = True) -> Reply:
    reply = state.phrase("sort_list")
    games = [payload("start_sort", name) for name in state.guide.sortings]
    reply.suggestions = (state.resumable if offer_resume else []) + games + reply.suggestions
    return reply


def _turned(state: State, sorting: Sorting, card: Card, reply: Reply, right: bool) -> Step:
    """The next card, or the end; a card that is not the open one is answered for itself."""
    reply.say([card.because], kind="quiz")
    game = _game(state)
    if game is None or game["id"] != sorting.id or sorting.cards[game["cards"][game["at"]]] != card:
        return Step(reply.offer(payload("start_sort", sorting.id), payload("menu")))
    game = {**game, "at": game["at"] + 1, "right": game["right"] + right}
    if game["at"] < len(game["cards"]):
        return Step(_deal(state, reply, game), _slots(game))
    score = {"right": game["right"], "of": len(game["cards"])}
    closing = state.phrase("sort_end", right=str(score["right"]), of=str(score["of"]))
    reply.messages += closing.messages
    others = [payload("start_sort", name) for name in state.guide.sortings if name != sorting.id]
    topics = [payload(f"topic_{topic}") for topic in sorting.topics]
    return Step(reply.offer(*others, *topics, *closing.suggestions), {**_slots(None), "score": score})


def _deal(state: State, reply: Reply, game: dict[str, Any]) -> Reply:
    sorting = state.guide.sortings[game["id"]]
    card = sorting.cards[game["cards"][game["at"]]]
    progress = state.progress(game["at"] + 1, len(game["cards"]))
    reply.say([f"**{card.text}**"], kind="quiz", title=sorting.title, progress=progress)
    return reply.offer(*(payload("sort", f"{sorting.id}.{card.id}.{heap}") for heap in sorting.heaps), payload("stop"))


def _slots(game: dict[str, Any] | None) -> dict[str, Any]:
    return {"activity": "sort" if game else "none", "sorting": game}


ACTIVITY = Activity("sort", start, answer, show, reveal, show, lambda game: (game["right"], game["at"]))
