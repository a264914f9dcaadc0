"""A direct answer to a question, in the words for the trouble that the talk is about."""

from bot.assistant.words.contacts import first_line, put_contacts
from bot.assistant.words.routes import put_routes
from bot.assistant.words.turn import Turn
from bot.guide.payloads import payload
from bot.guide.reply import Reply

#: The kind of trouble that help was given for, as questions name it.
SITUATIONS = {
    "sextortion": "threat",
    "friend": "friend",
    "found_material": "found",
    "own_behaviour": "own_picture",
    "bullied": "bullied",
    "danger": "danger",
    "self_harm": "self_harm",
}


def tell(turn: Turn, question_id: str) -> Reply:
    """The answer, then other questions and the topic to go on with. Outside a talk about trouble, with one contact."""
    question = turn.guide.questions[question_id]
    helped = turn.helped if turn.helped and turn.helped.recent else None
    answer = question.answer_in(SITUATIONS.get(helped.about) if helped else None)
    reply = Reply(need=turn.danger or question.need).say(answer, kind="help")
    if not helped and not _contact_was_named(turn):
        reply.say([first_line(turn, question.need)], kind="help")
    if turn.active:
        reply.offer(payload("resume"))
    reply.offer(*(payload(name) for name in question.next), payload(f"topic_{question.topic}"))
    return put_contacts(put_routes(reply, turn), turn).offer(payload("menu"))


def _contact_was_named(turn: Turn) -> bool:
    return any(name.startswith(("utter_question_", "utter_help_")) for name in turn.said)
