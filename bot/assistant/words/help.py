"""Answers to somebody in trouble: warm, the right contact, one small step, no question."""

from bot.assistant.words import talk, topics
from bot.assistant.words.contacts import put_contacts
from bot.assistant.words.turn import Turn
from bot.guide.help import FRIEND, HELPERS, SOMETHING, Answer, written
from bot.guide.payloads import payload
from bot.guide.reply import Reply

#: The row of a first answer.
FIRST = "first"


def answer(turn: Turn) -> Reply:
    """The words that were decided on: whose, which row, which of its answers.

    A first answer is in the language of the message, where there are words in it.
    """
    chosen = _chosen(turn)
    reply = _finished(turn, _in_their_language(turn) or (*_lead(turn), *chosen.say), chosen)
    return talk.with_guesses(turn, talk.with_kinds(turn, reply), turn.decision.guesses)


def simpler(turn: Turn) -> Reply:
    """The same in easier words."""
    chosen = _chosen(turn)
    return _finished(turn, chosen.simpler or chosen.say, chosen)


def asked(turn: Turn) -> Reply:
    """A short answer to what people ask when it is about themselves: is it my fault, am I in trouble."""
    key = turn.decision.at or "dont_know"
    if key == "emergency_number":
        return talk.emergency_number(turn)
    if key == "how_did_i_do":
        return talk.score(turn)
    reply = turn.phrase(_wording(turn, key))
    reply.need = turn.decision.need or reply.need
    return with_places(turn, reply)


def just_asking(turn: Turn) -> Reply:
    """A false alarm: go on to the topic that the message was closest to."""
    reply = turn.phrase("just_asking")
    if turn.decision.at not in turn.guide.topics:
        return reply.offer(payload("menu"))
    told = topics.tell(turn, turn.decision.at)
    reply.messages += told.messages
    return reply.offer(*told.suggestions)


def simplest(turn: Turn) -> Reply:
    """There is nothing simpler: a person can explain it."""
    return with_places(turn, turn.phrase("simplest"))


def with_places(turn: Turn, reply: Reply) -> Reply:
    """With the way back to a story or quiz, and contacts and facts where they belong."""
    if turn.active:
        reply.offer(payload("resume"))
    return put_contacts(reply, turn)


def _chosen(turn: Turn) -> Answer:
    decision, words = turn.decision, turn.guide.help
    kind, speaker = written(words, decision.kind, decision.speaker, decision.stage)
    return getattr(words[kind].rows(speaker), decision.stage)[decision.number]


def _in_their_language(turn: Turn) -> tuple[str, ...]:
    decision = turn.decision
    kind = FRIEND if decision.speaker in HELPERS else decision.kind
    page = turn.page.get(kind or "") or turn.page.get(SOMETHING)
    return page.first[0].say if page and decision.stage == FIRST else ()


def _lead(turn: Turn) -> tuple[str, ...]:
    """Words before an answer, in turn: that more was heard than the bot can answer."""
    leads = turn.guide.ui["leads"].get(turn.decision.lead, ())
    said = turn.state.trouble.times(turn.decision.stage) if turn.state.trouble else 0
    return (leads[said % len(leads)],) if leads else ()


def _finished(turn: Turn, texts: tuple[str, ...], chosen: Answer) -> Reply:
    reply = Reply(need=turn.decision.need).say(texts, kind="help")
    return with_places(turn, reply.offer(*(payload(name) for name in chosen.suggest)))


def _wording(turn: Turn, key: str) -> str:
    """The phrase in its wording for the trouble that was told (`my_fault_friend`), or as it is."""
    trouble = turn.state.trouble
    if trouble is None or not trouble.recent or trouble.said == 0:
        return key
    helper = ["friend"] if trouble.speaker in HELPERS else []
    told = [trouble.kind, trouble.grave if trouble.in_danger else ""]
    likes = [turn.guide.help[kind].like for kind in told if kind in turn.guide.help]
    names = (f"{key}_{ending}" for ending in (*helper, *told, *likes) if ending)
    return next((name for name in names if name in turn.guide.phrases), key)
