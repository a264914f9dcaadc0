"""The quiz: five questions, three after a chapter, ten at the end, what was missed; or one of a topic (`check`)."""

import random
from dataclasses import replace
from typing import Any

from actions import learning, rounds
from actions.activity import Activity
from actions.registry import active
from actions.state import State, Step
from bot.guide.items import Item
from bot.guide.payloads import payload
from bot.guide.reply import Reply

OVER = {"activity": "none", "quiz": None}
#: Orders on the screen that there are.
SEEDS = 1000


def start(state: State) -> Step:
    """Begin the round that was named, or ask one question of a topic (`check`)."""
    if state.intent == "check" and state.at in state.guide.topics:
        return ask_one(state, Reply(), rounds.next_of(state, state.at))
    chapters = [chapter.id for chapter in state.guide.chapters]
    if state.at in chapters:
        number = chapters.index(state.at)
        return _begin(state, state.phrase("recap_start"), rounds.recap(state, number), number)
    if state.at == "end_quiz":
        return _begin(state, state.phrase("end_quiz_start"), rounds.end(state))
    if state.at == "review":
        ids = rounds.review(state)
        return _begin(state, state.phrase("review_start"), ids) if ids else Step(state.phrase("review_none"))
    return _begin(state, state.phrase("quiz_start"), rounds.quiz(state))


def ask_one(state: State, reply: Reply, item: Item) -> Step:
    """A question by itself; what goes on beside it stays open."""
    place = learning.opened(item, random.randrange(SEEDS))
    reply.need = state.guide.topic(item.topic).need
    learning.ask(state, reply, item, place)
    return Step(_ways_on(state, reply, item), {"item": place})


def answer(state: State) -> Step:
    """Whether an answer is right: another try, or why it is so and on."""
    name, _, number = state.at.partition(".")
    item = state.guide.items.get(name)
    if item is None or not number.isascii() or not number.isdigit() or int(number) >= len(item.options):
        return show(state)
    place = _open(state, item)
    taken = learning.take(state, item, place, int(number))
    taken.reply.need = state.guide.topic(item.topic).need
    return _went_on(state, item, taken)


def show(state: State) -> Step:
    """The question where the quiz stands, again."""
    quiz = _quiz(state)
    if quiz is None:
        return start(replace(state, intent="start_quiz", at=""))
    return Step(_ask(state, Reply(), quiz))


def reveal(state: State) -> Step:
    """The right answer for somebody who does not know it, and on."""
    quiz = _quiz(state)
    name = state.at.partition(".")[0] or (quiz["open"]["id"] if quiz else "")
    item = state.guide.items.get(name)
    if item is None:
        return show(state)
    reply = learning.reveal(state, item)
    reply.need = state.guide.topic(item.topic).need
    return _went_on(state, item, learning.Taken(reply, None, False))


def _begin(state: State, reply: Reply, ids: list[str], chapter: int | None = None) -> Step:
    if not ids:
        return Step(state.phrase("review_none"))
    seed = random.randrange(SEEDS)
    quiz = {"ids": ids, "at": 0, "right": 0, "seed": seed, "chapter": chapter}
    quiz["open"] = learning.opened(state.guide.items[ids[0]], seed)
    return Step(_ask(state, reply, quiz), {"activity": "quiz", "quiz": quiz})


def _quiz(state: State) -> dict[str, Any] | None:
    """The quiz that is open, if its questions still exist."""
    quiz = state.slots.get("quiz")
    known = isinstance(quiz, dict) and "open" in quiz and all(name in state.guide.items for name in quiz["ids"])
    return quiz if known else None


def _open(state: State, item: Item) -> dict[str, Any]:
    """Where a question stands: in the quiz, by itself, or (when that was forgotten) at its beginning."""
    quiz, alone = _quiz(state), state.slots.get("item")
    for place in (quiz["open"] if quiz else None, alone):
        if place and place["id"] == item.id:
            return place
    return learning.opened(item, 0)


def _went_on(state: State, item: Item, taken: learning.Taken) -> Step:
    quiz = _quiz(state)
    in_quiz = quiz is not None and quiz["open"]["id"] == item.id
    if taken.open and in_quiz:
        quiz = {**quiz, "open": taken.open}
        return Step(_ask(state, taken.reply, quiz), {"activity": "quiz", "quiz": quiz})
    if taken.open:
        reply = learning.ask(state, taken.reply, item, taken.open)
        return Step(_ways_on(state, reply, item), {"item": taken.open})
    slots = {"learnt": rounds.noted(state, item, taken.right)}
    if not in_quiz:
        return _alone_done(state, taken.reply, item, slots)
    return _next(state, taken.reply, {**quiz, "at": quiz["at"] + 1, "right": quiz["right"] + taken.right}, slots)


def _next(state: State, reply: Reply, quiz: dict[str, Any], slots: dict[str, Any]) -> Step:
    if quiz["at"] == len(quiz["ids"]):
        return _done(state, reply, quiz, slots)
    following = state.guide.items[quiz["ids"][quiz["at"]]]
    quiz["open"] = learning.opened(following, quiz["seed"] + quiz["at"])
    return Step(_ask(state, reply, quiz), {"activity": "quiz", "quiz": quiz, **slots})


def _done(state: State, reply: Reply, quiz: dict[str, Any], slots: dict[str, Any]) -> Step:
    right, of, chapter = quiz["right"], len(quiz["ids"]), quiz.get("chapter")
    closing = state.phrase("quiz_end_all" if right == of else "quiz_end", right=str(right), of=str(of))
    reply.messages += closing.messages
    if chapter is not None:
        following = state.guide.chapters[chapter + 1 : chapter + 2]
        onward = [payload("start_tour", one.id) for one in following]
        reply.offer(*(onward or [payload("start_quiz", "end_quiz")]))
    if slots["learnt"]["missed"]:
        reply.offer(payload("start_quiz", "review"))
    return Step(reply.offer(*closing.suggestions), {**OVER, **slots, "score": {"right": right, "of": of}})


def _alone_done(state: State, reply: Reply, item: Item, slots: dict[str, Any]) -> Step:
    """On with what goes on beside it; else to topics near this one."""
    activity = active(state)
    if activity and activity.questions:
        moves = learning.moves(activity.show(replace(state, slots={**state.slots, **slots})))
        return Step(reply.offer(*moves), {"item": None, **slots})
    closing = state.phrase("check_end")
    reply.messages += closing.messages
    reply.offer(*([payload("resume")] if activity else []))
    topic = state.guide.topic(item.topic)
    reply.offer(payload("check", topic.id), *(payload(f"topic_{other}") for other in topic.next), *closing.suggestions)
    return Step(reply, {"item": None, **slots})


def _ask(state: State, reply: Reply, quiz: dict[str, Any]) -> Reply:
    place = quiz["open"]
    item = state.guide.items[place["id"]]
    progress = state.progress(quiz["at"] + 1, len(quiz["ids"]))
    learning.ask(state, reply, item, place, progress=progress)
    return reply.offer(payload("stop"))


def _ways_on(state: State, reply: Reply, item: Item) -> Reply:
    """Beside a question by itself: on with what has such questions, or the topic it is about."""
    activity = active(state)
    if activity and activity.questions:
        return reply.offer(*learning.moves(activity.show(state)))
    return reply.offer(payload(f"topic_{item.topic}"), payload("menu"))


ACTIVITY = Activity("quiz", start, answer, show, reveal, show, lambda quiz: (quiz["right"], quiz["at"]))
