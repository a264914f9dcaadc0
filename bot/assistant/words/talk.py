"""Answers of plain conversation, the menu, and being misunderstood."""

from collections.abc import Iterable
from dataclasses import replace

from bot.assistant.words.contacts import put_contacts
from bot.assistant.words.turn import NO_COUNTRY, Turn
from bot.guide.payloads import TROUBLE, payload
from bot.guide.reply import Reply
from bot.referrals import ORIGIN, SHARED_PLACE, UNKNOWN_PLACE, country_name

#: How many guesses are offered when the bot is unsure or was wrong.
GUESSES = 3


def plain(turn: Turn) -> Reply:
    """The phrase of the answer's name; what was going on can be taken up again."""
    reply = turn.phrase(turn.decision.answer)
    if turn.active:
        reply.suggestions.insert(0, payload("resume"))
    return put_contacts(reply, turn)


def unavailable(turn: Turn) -> Reply:
    """The excuse for an activity that rests; one that helps at once does it in words meanwhile."""
    meant = (line for line in turn.guide.activities if turn.heard.intent in (line.start, line.answer, line.resume))
    named = next((line.id for line in meant), turn.slots.get("activity"))
    key = f"unavailable_{named}"
    answer = key if key in turn.guide.phrases else "unavailable"
    return plain(replace(turn, decision=replace(turn.decision, answer=answer)))


def ask_bot(turn: Turn) -> Reply:
    """What the bot is, what its words are made from, and that nobody has checked them while that is so."""
    documents = [document.title for document in turn.guide.sources.values() if document.kind == "guide"]
    reply = turn.phrase("ask_bot", guides="; ".join(documents))
    if any(topic.reviewed.by is None for topic in turn.guide.topics.values()):
        reply.messages += turn.phrase("not_reviewed").messages
    return reply


def emergency_number(turn: Turn) -> Reply:
    """The number in words when the country is known; else the question for the country."""
    found = turn.contacts("danger")
    if not found["emergency"]:
        return put_contacts(turn.phrase("emergency_number_unknown"), turn)
    return put_contacts(turn.phrase("emergency_number", country=found["country_name"]), turn)


def score(turn: Turn) -> Reply:
    """How the quiz or the cards went: so far while they go on, at the end afterwards."""
    last = turn.slots.get("score")
    if not last:
        return turn.phrase("how_did_i_do")
    going = turn.active and last.get("open")
    if not going:
        return turn.phrase("score_last", right=str(last["right"]), of=str(last["of"]))
    reply = turn.phrase("score_so_far", right=str(last["right"]), of=str(last["of"]))
    reply.suggestions.insert(0, payload("resume"))
    return reply


def menu(turn: Turn) -> Reply:
    """Everything there is: the chapters as buttons, then what is played step by step."""
    reply = turn.phrase("menu")
    chapters = [payload("start_tour", chapter.id) for chapter in turn.guide.chapters]
    playing = [payload(activity.start) for activity in turn.guide.activities if activity.holds != "chapters"]
    reply.suggestions = [payload("resume")] * turn.active + chapters + playing + reply.suggestions
    return reply


def all_topics(turn: Turn) -> Reply:
    """Every topic by name, chapter by chapter."""
    reply = turn.phrase("topics")
    return reply.offer(*(payload(topic.intent) for topic in turn.guide.topics.values()))


def unsure(turn: Turn) -> Reply:
    """The best guesses as buttons."""
    return with_guesses(turn, turn.phrase("unsure"), turn.decision.guesses)


def wrong(turn: Turn) -> Reply:
    """Sorry, and what it may be instead: the next best guesses, and kinds of trouble."""
    return with_guesses(turn, with_kinds(turn, turn.phrase("wrong")), turn.decision.guesses)


def with_kinds(turn: Turn, reply: Reply) -> Reply:
    """Kinds of trouble that may be meant, before the other buttons."""
    after, reply.suggestions = reply.suggestions, []
    return reply.offer(*(payload(TROUBLE, kind) for kind in turn.decision.kinds), *after)


def with_guesses(turn: Turn, reply: Reply, guesses: Iterable[str]) -> Reply:
    """What may have been meant, as the first buttons."""
    known = [guess for guess in guesses if payload(guess) in _guessable(turn)]
    after, reply.suggestions = reply.suggestions, []
    return reply.offer(*(payload(guess) for guess in known[:GUESSES]), *after)


def _guessable(turn: Turn) -> set[str]:
    helps = ("help_self", "help_friend", "help_human", "help_danger_now")
    others = ["menu", "ask_privacy", "ask_bot", *(activity.start for activity in turn.guide.activities)]
    asked = (*turn.guide.topics.values(), *turn.guide.questions.values())
    return {payload(one.intent) for one in asked} | {payload(name) for name in (*helps, *others)}


def change_country(turn: Turn) -> Reply:
    """Asks for the country, or says that it is set, unknown, shares its name, or stays untold.

    The need stays what it was: who named a country while in danger gets what is for danger there.
    """
    code = turn.heard.at or turn.heard.country
    if code is None:
        return turn.phrase("change_country").offer(payload("set_country", NO_COUNTRY))
    if code.startswith(ORIGIN):
        return _where_now(turn, code.removeprefix(ORIGIN))
    name = country_name(code, turn.guide.language.code)
    reply = turn.phrase(_about_country(turn, code), country=name)
    reply.need = turn.need
    unclear = code in (UNKNOWN_PLACE, SHARED_PLACE)
    # The country that is set stays, but its contacts are no answer to the name of another place.
    put_contacts(reply, replace(turn, slots={**turn.slots, "country": UNKNOWN_PLACE}) if unclear else turn)
    if unclear:
        reply.offer(payload("set_country", NO_COUNTRY))
    if turn.active:
        reply.suggestions.insert(0, payload("resume"))
    return reply


def _where_now(turn: Turn, origin: str) -> Reply:
    """The set country stays; one button changes it to the one that somebody comes from."""
    lang = turn.guide.language.code
    names = {"country": country_name(origin, lang), "here": country_name(turn.country or "", lang)}
    reply = turn.phrase("country_origin", **names)
    reply.need = turn.need
    return put_contacts(reply.offer(payload("set_country", origin)), turn)


def _about_country(turn: Turn, code: str) -> str:
    """The phrase for a country that is known, not in the directory, no country at all, or not told."""
    special = {NO_COUNTRY: "country_declined", UNKNOWN_PLACE: "country_not_found", SHARED_PLACE: "country_shared"}
    return special.get(code) or ("country_set" if turn.directory.country_known(code) else "country_unknown")


def change_language(turn: Turn) -> Reply:
    """The languages there are, the others as buttons; or that there is only one."""
    others = [code for code in turn.languages if code != turn.guide.language.code]
    if not others:
        return turn.phrase("change_language")
    reply = turn.phrase("languages")
    reply.suggestions = [payload("set_language", code) for code in others] + reply.suggestions
    return reply
