"""A direct answer to a question, in the words for the trouble that the talk is about."""

from bot.assistant.kinds import named_speaker
from bot.assistant.words.contacts import first_line, put_contacts
from bot.assistant.words.turn import Turn
from bot.guide.payloads import payload
from bot.guide.reply import Reply


def tell(turn: Turn, question_id: str) -> Reply:
    """The answer, then other questions and the topic to go on with. Outside a talk about trouble, with one contact."""
    question, trouble = turn.guide.questions[question_id], turn.state.trouble
    told = trouble if trouble and trouble.recent else None
    speaker = named_speaker(turn.heard) or (told.speaker if told else None)
    answer = question.answer_in(speaker, told.kind if told else None)
    reply = Reply(need=turn.decision.danger or question.need).say(answer, kind="help")
    if not told and not _contact_was_named(turn):
        reply.say([first_line(turn, question.need)], kind="help")
    if turn.active:
        reply.offer(payload("resume"))
    reply.offer(*(payload(name) for name in question.next), payload(f"topic_{question.topic}"))
    return put_contacts(reply, turn).offer(payload("menu"))


def _contact_was_named(turn: Turn) -> bool:
    return any(name.startswith(("question:", "help:")) for name in turn.state.said[1:])
