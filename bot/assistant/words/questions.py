"""A direct answer to a question, in the words for the trouble that the talk is about."""

from bot.assistant.kinds import named_speaker
from bot.assistant.words.contacts import first_line, put_contacts
from bot.assistant.words.turn import Turn
from bot.guide.payloads import payload
from bot.guide.reply import Reply


def tell(turn: Turn, question_id: str) -> Reply:
    """The answer, then what else may have been meant, and what to go on with.

    Outside a talk about trouble, with one contact.
    """
    question, trouble = turn.guide.questions[question_id], turn.state.trouble
    told = trouble if trouble and trouble.recent else None
    speaker = named_speaker(turn.heard) or (told.speaker if told else None)
    answer = question.answer_in(speaker, told.kind if told else None)
    reply = Reply(need=turn.decision.danger or question.need).say(answer, kind="help")
    if not told and not _contact_was_named(turn):
        reply.say([first_line(turn, question.need)], kind="help")
    if turn.active:
        reply.offer(payload("resume"))
    meant_or_next = (*turn.decision.guesses, *question.next, f"topic_{question.topic}")
    reply.offer(*map(payload, meant_or_next))
    return put_contacts(reply, turn).offer(payload("menu"))


def _contact_was_named(turn: Turn) -> bool:
    return any(name.startswith(("question:", "help:")) for name in turn.state.said[1:])
