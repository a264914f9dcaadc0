"""Myth or fact: a claim, the person's verdict, why it is so, the next card."""

import random

from actions.activity import Activity
from actions.state import State, Step
from bot.guide.payloads import payload
from bot.guide.reference import Myth
from bot.guide.reply import Reply

CARDS = 6


def start(state: State) -> Step:
    """Deal some cards."""
    cards = random.sample([myth.id for myth in state.guide.myths], min(CARDS, len(state.guide.myths)))
    game = {"ids": cards, "at": 0, "right": 0}
    return Step(_deal(state, state.phrase("myths_start"), game), {"activity": "myths", "myths": game})


def show(state: State) -> Step:
    """The card that lies open, again."""
    game = state.slots.get("myths")
    if not game:
        return start(State(state.guide, "start_myths", "", state.slots))
    return Step(_deal(state, Reply(), game))


def reveal(state: State) -> Step:
    """The truth about the open card for somebody who does not know it, and the next card."""
    game = state.slots.get("myths")
    myth = _myth(state, game["ids"][game["at"]]) if game else None
    if myth is None:
        return show(state)
    reply = state.phrase("myth_dont_know", verdict=_truth(state, myth))
    return _turned(state, reply.say(myth.because, kind="quiz"), myth, right=False)


def answer(state: State) -> Step:
    """The truth about a card that was judged, and the next one."""
    myth_id, _, verdict = state.at.partition(".")
    myth = _myth(state, myth_id)
    if myth is None:
        return show(state)
    right = myth.fact == (verdict == "fact")
    reply = state.phrase("myth_right" if right else "myth_wrong", verdict=_truth(state, myth))
    return _turned(state, reply.say(myth.because, kind="quiz"), myth, right)


def _truth(state: State, myth: Myth) -> str:
    return state.guide.phrases["myth_fact" if myth.fact else "myth_myth"].say[0]


def _turned(state: State, reply: Reply, myth: Myth, right: bool) -> Step:
    """The next card, or the end; a card that is not the open one is answered for itself."""
    game = state.slots.get("myths")
    if not game or game["ids"][game["at"]] != myth.id:
        return Step(reply.offer(payload(f"topic_{myth.topic}"), payload("start_myths"), payload("menu")))
    game = {**game, "at": game["at"] + 1, "right": game["right"] + right}
    if game["at"] < len(game["ids"]):
        return Step(_deal(state, reply, game), {"activity": "myths", "myths": game})
    closing = state.phrase("myths_end", right=str(game["right"]), of=str(len(game["ids"])))
    reply.messages += closing.messages
    score = {"right": game["right"], "of": len(game["ids"])}
    return Step(reply.offer(*closing.suggestions), {"activity": "none", "myths": None, "score": score})


def _deal(state: State, reply: Reply, game: dict) -> Reply:
    myth = _myth(state, game["ids"][game["at"]])
    progress = state.progress(game["at"] + 1, len(game["ids"]))
    reply.say([f"**{myth.claim}**"], kind="quiz", progress=progress)
    return reply.offer(payload("judge", f"{myth.id}.fact"), payload("judge", f"{myth.id}.myth"), payload("stop"))


def _myth(state: State, myth_id: str) -> Myth | None:
    return next((myth for myth in state.guide.myths if myth.id == myth_id), None)


ACTIVITY = Activity("myths", start, answer, show, reveal, show, lambda game: (game["right"], game["at"]))
