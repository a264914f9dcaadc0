"""Answers to somebody in trouble: warm, the right contact, one small step, no question."""

from bot.assistant.words import topics
from bot.assistant.words.contacts import put_contacts
from bot.assistant.words.turn import Turn
from bot.guide.payloads import payload
from bot.guide.reply import Reply

#: Which contacts fit which trouble (see bot.referrals.NEEDS).
NEEDS = {
    "help_self": "help",
    "help_friend": "help",
    "help_found_material": "report",
    "help_danger_now": "danger",
    "help_own_behaviour": "own_behaviour",
    "help_human": "help",
    "help_bullied": "bullied",
}
#: Signals of the safety net that ask for words of their own.
VARIANTS = {
    ("help_self", "sextortion"): ("help_self_sextortion", "crisis"),
    ("help_danger_now", "self_harm"): ("help_danger_self_harm", "crisis"),
    ("help_human", "safe_word"): ("safe_word", "help"),
}


def answer(turn: Turn) -> Reply:
    """The words for this kind of trouble. The same words twice in a row would sound like a wall."""
    key, need = turn.intent, NEEDS[turn.intent]
    signals = set(turn.entities.get("signals", "").split(","))
    for (intent, signal), variant in VARIANTS.items():
        if intent == turn.intent and signal in signals:
            key, need = variant
    if key == turn.intent != "help_danger_now" and turn.said[-1:] == [f"utter_{turn.intent}"]:
        key = "still_here"
    reply = turn.phrase(key)
    reply.need = need
    if turn.active:
        reply.offer(payload("resume"))
    return put_contacts(reply, turn)


def just_asking(turn: Turn) -> Reply:
    """A false alarm: go on to the topic that the message was closest to."""
    for guess in turn.earlier + turn.guesses:
        topic_id = guess.removeprefix("topic_")
        if topic_id in turn.guide.topics and guess != topic_id:
            reply = turn.phrase("just_asking")
            told = topics.tell(turn, topic_id)
            reply.messages += told.messages
            return reply.offer(*told.suggestions)
    return turn.phrase("just_asking").offer(payload("menu"))
