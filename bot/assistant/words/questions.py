"""A direct answer to a question, in the words for the trouble that the talk is about."""

from bot.assistant.kinds import named_speaker
from bot.assistant.words.contacts import first_line, put_contacts
from bot.assistant.words.turn import Turn
from bot.guide.payloads import payload
from bot.guide.questions import Question
from bot.guide.reply import Reply

#: The need of questions for which any who listen will do.
ANY = "help"


def tell(turn: Turn, question_id: str) -> Reply:
    """The answer, then what else may have been meant, and what to go on with.

    Outside a talk about trouble, with one contact.
    """
    question, trouble = turn.guide.questions[question_id], turn.state.trouble
    reply = Reply(need=_need(turn, question)).say(_answer(turn, question), kind="help")
    if not (trouble and trouble.recent) and not _contact_was_named(turn):
        reply.say([first_line(turn, question.need)], kind="help")
    if turn.active:
        reply.offer(payload("resume"))
    meant_or_next = (*turn.decision.guesses, *question.next, f"topic_{question.topic}")
    reply.offer(*map(payload, meant_or_next))
    return put_contacts(reply, turn).offer(payload("menu"))


def either(turn: Turn, question_id: str) -> Reply:
    """The answer that may have been asked for, by the name of its question, and what else may have been meant as
    buttons: nobody is told something else as if it were the answer."""
    question = turn.guide.questions[question_id]
    reply = turn.phrase("either")
    after, reply.suggestions = reply.suggestions, []
    first, *rest = _answer(turn, question)
    reply.need = _need(turn, question)
    reply.say([f"**{question.title_for(_speaker(turn))}**\n{first.replace('**', '')}", *rest], kind="help")
    reply.offer(*map(payload, (*turn.decision.guesses, *question.next)), *after)
    return put_contacts(reply, turn).offer(payload("menu"))


def _need(turn: Turn, question: Question) -> str:
    """Which contacts fit: those for a danger, for what is asked, or else for the trouble that the talk is about."""
    trouble = turn.state.trouble
    kind = turn.guide.kinds.get(trouble.kind) if trouble and trouble.recent else None
    own = question.need if question.need != ANY or kind is None else kind.need
    return turn.decision.danger or own


def _answer(turn: Turn, question: Question) -> tuple[str, ...]:
    """Its words for who speaks, and for the trouble that the talk is about."""
    trouble = turn.state.trouble
    return question.answer_in(_speaker(turn), trouble.kind if trouble and trouble.recent else None)


def _speaker(turn: Turn) -> str | None:
    return named_speaker(turn.heard) or turn.state.speaker


def _contact_was_named(turn: Turn) -> bool:
    return any(name.startswith(("question:", "help:")) for name in turn.state.said[1:])
