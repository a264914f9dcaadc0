"""Answers that come from a topic: telling it, in easier words, again, and where it comes from."""

from bot.assistant.words.turn import Turn
from bot.guide import Guide
from bot.guide.payloads import payload
from bot.guide.reply import Reply, bullets
from bot.guide.topics import Topic


def tell(turn: Turn, topic_id: str) -> Reply:
    """The topic's messages, its signs and tips, and what one may want next."""
    topic = turn.guide.topic(topic_id)
    if topic_id in turn.off:
        return turn.phrase("topic_off", title=topic.title)
    reply = Reply(need=topic.need)
    _define(turn, topic, reply)
    reply.say(topic.say, kind="topic", title=topic.title)
    headings = turn.guide.ui["headings"]
    for lines, heading in ((topic.signs, headings["signs"]), (topic.tips, headings["tips"])):
        if lines:
            reply.say([bullets(heading, lines)], kind="topic", title=topic.title)
    reply.messages[-1]["source"] = source_line(turn.guide, topic)
    return _what_next(turn, topic, reply)


def simpler(turn: Turn) -> Reply:
    """The topic in easier words."""
    topic = turn.guide.topic(turn.decision.at)
    reply = Reply(need=topic.need).say(topic.simpler, kind="topic", title=topic.title)
    reply.messages[-1]["source"] = source_line(turn.guide, topic)
    return _what_next(turn, topic, reply)


def source(turn: Turn) -> Reply:
    """Which document and section the last topic comes from."""
    if turn.topic is None:
        return turn.phrase("source_none")
    # The phrase ends its sentence itself.
    line = source_line(turn.guide, turn.topic).rstrip(".")
    reply = turn.phrase("source", title=turn.topic.title, source=line)
    return reply.offer(payload(turn.topic.intent), payload("menu"))


def source_line(guide: Guide, topic: Topic) -> str:
    """The documents and pages a topic comes from, in one line."""
    return "; ".join(dict.fromkeys(guide.cite(entry) for entry in topic.source))


def _define(turn: Turn, topic: Topic, reply: Reply) -> None:
    """When somebody asks what a word means, its meaning comes first."""
    term = next((t for t in turn.guide.glossary if t.id == turn.heard.term), None)
    if term and term.term.lower() != topic.title.lower() and term.id != topic.id:
        reply.say([f"**{term.term}**: {term.means}"])


def _what_next(turn: Turn, topic: Topic, reply: Reply) -> Reply:
    if turn.active:
        reply.offer(payload("resume"))
    reply.offer(payload("check", topic.id), *([payload(topic.opens)] if topic.opens else []))
    if turn.decision.answer != "topic_simpler":
        reply.offer(payload("simpler"))
    reply.offer(*(payload(f"topic_{other}") for other in topic.next))
    return reply.offer(payload("menu"))
