"""More than a number: what happens when you get in touch, a rehearsal, words to use, one small step."""

from bot.assistant.words.contacts import contact_line
from bot.assistant.words.turn import Turn
from bot.guide.help import HELPERS, written
from bot.guide.payloads import payload
from bot.guide.reply import Reply, bullets
from bot.referrals.contacting import FirstContact

#: What leads on from each of these answers.
AROUND = ("contact_what_happens", "contact_rehearsal", "tell_words", "small_step")
#: Services whose terms (free? on the bill? anonymous?) are told.
DESCRIBED = 1


def what_happens(turn: Turn) -> Reply:
    """Who answers, what they ask, that you can hang up; and what is known of the first service."""
    words = _words(turn)
    reply = Reply(need=turn.need).say(words.happens, kind="help")
    for card in _services(turn)[:DESCRIBED]:
        facts = turn.contacting.facts(card, turn.guide.language.code)
        reply.say([bullets(card["name"], facts)], kind="help")
    return _lead_on(turn, reply.say(words.back, kind="help"))


def rehearsal(turn: Turn) -> Reply:
    """A short talk to read, as it might go."""
    labels = turn.guide.ui["rehearsal"]
    lines = [f"**{labels[line.who]}**: {line.say}" for line in _own_lines(turn, "rehearsal") or _words(turn).rehearsal]
    reply = Reply(need=turn.need).say([labels["intro"]], kind="help")
    reply.say(lines, kind="help")
    return _lead_on(turn, reply.say([labels["after"]], kind="help"))


def tell_words(turn: Turn) -> Reply:
    """Sentences to begin with, for a trusted adult."""
    words = _own_lines(turn, "tell_words") or _words(turn).words
    heading = turn.guide.ui["headings"]["tell_words"]
    return _lead_on(turn, Reply(need=turn.need).say([bullets(heading, words)], kind="help"))


def small_step(turn: Turn) -> Reply:
    """Small things to do now; one is enough."""
    steps = _own_lines(turn, "small_step") or [step.say for step in _words(turn).steps]
    heading = turn.guide.ui["headings"]["small_step"]
    return _lead_on(turn, Reply(need=turn.need).say([bullets(heading, steps)], kind="help"))


def remove_guide(turn: Turn) -> Reply:
    """How to get a picture taken down: the services of this country, in order."""
    lang = turn.guide.language.code
    found = turn.contacting.removal(turn.contacts("remove"), lang)
    reply = Reply(need="remove").say(found["before"], kind="help")
    for option in found["options"]:
        line = contact_line(option["service"], turn.guide.ui["contacts"]).removeprefix("- ")
        reply.say([" ".join([line + ".", *option["say"]])], kind="help")
    return _lead_on(turn, reply.say(found["after"], kind="help"))


def _words(turn: Turn) -> FirstContact:
    """Words for this need; those of somebody who wants to die only where the person named self-harm."""
    trouble = turn.state.trouble
    named = trouble is not None and trouble.recent and trouble.kind == "self_harm" and trouble.speaker not in HELPERS
    need = "help" if turn.need == "crisis" and not named else turn.need
    return turn.contacting.first_contact(need, turn.guide.language.code)


def _own_lines(turn: Turn, row: str) -> tuple:
    """The lines written for exactly this trouble."""
    trouble = turn.state.trouble
    if trouble is None or not trouble.recent:
        return ()
    found = written(turn.guide.help, trouble.kind, trouble.speaker, row)
    return getattr(turn.guide.help[found[0]].rows(found[1]), row) if found else ()


def _services(turn: Turn) -> list[dict]:
    found = turn.contacts(turn.need)
    return found["services"] or found["fallback"]


def _lead_on(turn: Turn, reply: Reply) -> Reply:
    reply.offer(*(payload(name) for name in AROUND if name != turn.decision.answer))
    return reply.offer(payload("more_contacts"), payload("menu"))
