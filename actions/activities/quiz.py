"""The quiz: the topics' own check questions, alone (`check`) or five in a row with a score."""

import random

from actions.activity import Activity
from actions.state import State, Step
from bot.guide.payloads import payload
from bot.guide.reply import Reply
from bot.guide.topics import Topic

QUESTIONS = 5
OVER = {"activity": "none", "quiz": None}


def start(state: State) -> Step:
    """Begin a quiz, or ask one question of a topic (`check`)."""
    if state.intent == "check" and state.at in state.guide.topics:
        topic = state.guide.topic(state.at)
        return Step(_ask(state, Reply(need=topic.need), topic, 1, 1), {"quiz": None})
    topics = random.sample(list(state.guide.topics), QUESTIONS)
    reply = state.phrase("quiz_start")
    slots = {"activity": "quiz", "quiz": {"topics": topics, "at": 0, "right": 0}}
    return Step(_ask(state, reply, state.guide.topic(topics[0]), 1, QUESTIONS), slots)


def show(state: State) -> Step:
    """The question where the quiz stands, again."""
    quiz = state.slots.get("quiz")
    if not quiz:
        return start(State(state.guide, "start_quiz", "", state.slots))
    topic = state.guide.topic(quiz["topics"][quiz["at"]])
    return Step(_ask(state, Reply(), topic, quiz["at"] + 1, len(quiz["topics"])))


def reveal(state: State) -> Step:
    """The right answer for somebody who does not know it, and on to the next question."""
    quiz = state.slots.get("quiz")
    topic_id = state.at.partition(".")[0] or (quiz["topics"][quiz["at"]] if quiz else "")
    if topic_id not in state.guide.topics:
        return show(state)
    topic = state.guide.topic(topic_id)
    option = next(option for option in topic.check.options if option.right)
    reply = Reply(need=topic.need)
    reply.messages += state.phrase("quiz_dont_know", answer=option.text).messages
    reply.say([option.because], kind="quiz")
    return _done(state, reply, topic, right=False)


def answer(state: State) -> Step:
    """Say whether an option is right, and why; then on."""
    topic_id, _, number = state.at.partition(".")
    if topic_id not in state.guide.topics or not number.isdigit():
        return show(state)
    topic = state.guide.topic(topic_id)
    option = topic.check.options[int(number)]
    reply = Reply(need=topic.need)
    reply.messages += state.phrase("quiz_right" if option.right else "quiz_wrong").messages
    reply.say([option.because], kind="quiz")
    return _done(state, reply, topic, option.right)


def _done(state: State, reply: Reply, topic: Topic, right: bool) -> Step:
    quiz = state.slots.get("quiz")
    if not quiz or quiz["topics"][quiz["at"]] != topic.id:
        return _single_done(state, reply, topic)
    return _go_on(state, reply, {**quiz, "at": quiz["at"] + 1, "right": quiz["right"] + right})


def _single_done(state: State, reply: Reply, topic: Topic) -> Step:
    closing = state.phrase("check_end")
    reply.messages += closing.messages
    if (state.slots.get("activity") or "none") != "none":
        reply.offer(payload("resume"))
    return Step(reply.offer(*(payload(f"topic_{other}") for other in topic.next), *closing.suggestions))


def _go_on(state: State, reply: Reply, quiz: dict) -> Step:
    if quiz["at"] < len(quiz["topics"]):
        topic = state.guide.topic(quiz["topics"][quiz["at"]])
        _ask(state, reply, topic, quiz["at"] + 1, len(quiz["topics"]))
        return Step(reply, {"quiz": quiz, "activity": "quiz"})
    closing = state.phrase("quiz_end", right=str(quiz["right"]), of=str(len(quiz["topics"])))
    reply.messages += closing.messages
    score = {"right": quiz["right"], "of": len(quiz["topics"])}
    return Step(reply.offer(*closing.suggestions), {**OVER, "score": score})


def _ask(state: State, reply: Reply, topic: Topic, at: int, of: int) -> Reply:
    progress = {"progress": state.progress(at, of)} if of > 1 else {}
    reply.say([f"**{topic.check.question}**"], kind="quiz", title=topic.title, **progress)
    reply.offer(*(payload("answer", f"{topic.id}.{number}") for number in range(len(topic.check.options))))
    return reply.offer(payload("stop")) if of > 1 else reply.offer(payload(topic.intent), payload("menu"))


ACTIVITY = Activity("quiz", start, answer, show, reveal, show, lambda quiz: (quiz["right"], quiz["at"]))
