"""Answers to somebody in trouble: warm, the right contact, one small step, no question."""

from bot.assistant.helped import HUMAN, Helped, after_cry
from bot.assistant.words import talk, topics
from bot.assistant.words.contacts import put_contacts
from bot.assistant.words.routes import put_routes
from bot.assistant.words.turn import Turn
from bot.guide.payloads import payload
from bot.guide.reply import Reply

#: What is said when somebody comes back to the same trouble: each time something else to try, then from the start.
STILL_HERE = ("still_here_words", "still_here_call", "still_here_country", "still_here_step")
FOLLOW_UPS = {
    "help_danger_now": ("danger_again", "danger_again_step"),
    "help_danger_unclear": ("danger_again", "danger_again_step"),
    "help_danger_self_harm": ("self_harm_again", "self_harm_again_step"),
    "help_friend_self_harm": ("friend_again", "friend_again_step"),
}
#: Asks for the country, and so is left out once it is known.
FOR_COUNTRY = "still_here_country"


def answer(turn: Turn) -> Reply:
    """The words for this kind of trouble; when they were said before, what to try next."""
    helped = turn.helped or after_cry(None, turn.intent, turn.entities)
    if turn.intent == HUMAN:
        return _finished(turn, turn.phrase("safe_word" if helped.key == "safe_word" else HUMAN), helped)
    wording = _wording(turn, helped)
    return _finished(turn, turn.phrase(wording if wording == helped.key else turn.key_about(wording)), helped)


def told_again(turn: Turn) -> Reply:
    """The full answer once more, for "say that again" and "back"."""
    return _finished(turn, turn.phrase(turn.helped.key), turn.helped)


def simpler(turn: Turn) -> Reply:
    """The same in easier words."""
    phrase = turn.guide.phrases[turn.helped.key]
    reply = turn.phrase(turn.helped.key)
    reply.messages = []
    return _finished(turn, reply.say(phrase.simpler or phrase.say, kind=phrase.kind), turn.helped)


def asked(turn: Turn) -> Reply:
    """A short answer to what people ask when it is about themselves: is it my fault, am I in trouble."""
    key = turn.entities.get("asked", "dont_know")
    if key == "emergency_number":
        return talk.emergency_number(turn)
    if key == "how_did_i_do":
        return talk.score(turn)
    return _finished(turn, turn.phrase_about(key), turn.helped)


def after_help(turn: Turn) -> Reply | None:
    """What fits a "thanks", a "no" or a goodbye right after help, in turns; None when nothing else than usual does."""
    if not (turn.helped and turn.helped.recent and turn.typed):
        return None
    keys = [key for key, phrase in turn.guide.phrases.items() if turn.intent in phrase.after]
    if not keys:
        return None
    ways = [about for key in keys if (about := turn.key_about(key)) != key] or keys  # general words only without own
    return _finished(turn, turn.phrase(ways[(turn.helped.ago - 1) % len(ways)]), turn.helped)


def just_asking(turn: Turn) -> Reply:
    """A false alarm: go on to the topic that the message was closest to."""
    reply = turn.phrase("just_asking")
    if turn.topic is None:
        return reply.offer(payload("menu"))
    told = topics.tell(turn, turn.topic.id)
    reply.messages += told.messages
    return reply.offer(*told.suggestions)


def _wording(turn: Turn, helped: Helped) -> str:
    if helped.said <= 1:
        return helped.key
    ways = FOLLOW_UPS.get(helped.key) or [key for key in STILL_HERE if key != FOR_COUNTRY or turn.country is None]
    return ways[(helped.said - 2) % len(ways)]


def _finished(turn: Turn, reply: Reply, helped: Helped | None) -> Reply:
    """With contacts that fit the trouble that was told, and the way back to a story or quiz."""
    if helped and helped.about:
        reply.need = turn.guide.phrases[helped.key].need
    if turn.active:
        reply.offer(payload("resume"))
    return put_contacts(put_routes(reply, turn), turn)
