"""Contacts as words: who it is, how to reach them, when. Every number comes from the directory."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from bot.assistant.words.turn import Turn, fill
from bot.guide.reference import CONTACTS, CRISIS_LINE, FACTS, LINE, UNSPOKEN, WRITING
from bot.guide.reply import Reply, bullets
from bot.referrals.contract import LISTENING

#: Needs for which other services work than those that listen.
OF_THEIR_OWN = ("threat", "report", "remove", "own_behaviour")
#: Contacts named in an answer, beside those of the contract; the bar shows more.
NAMED = 3
#: Needs in which nothing stands beside those who listen.
LISTENING_ONLY = ("crisis", "own_behaviour")
#: Ways to reach a service, nearest first; in one line only so many are named.
ROUTES = ("phone", "text", "whatsapp", "chat_url", "report_url", "url")
#: The same for somebody who cannot call.
WITHOUT_A_VOICE = ("text", "whatsapp", "chat_url", "report_url", "url", "phone")
NEAREST = 2
#: Messages about the emergency number where it was told in full before: the number, and how to reach it unspoken.
BRIEFLY = 2
#: Services whose facts (cost, bill, name, hours) are told.
DESCRIBED = 2
#: Ways to get in touch without a voice.
WRITTEN = ("text", "whatsapp", "chat_url")


def put_contacts(reply: Reply, turn: Turn) -> Reply:
    """Replace each message that stands for contacts by what the person's country has for this need.

    `{contacts}`: who helps, in full or as one line, as was decided. `{line:report}`: the first service for that need.
    `{facts}`, `{ways_to_write}`: what the directory knows of them; where it knows nothing, the contacts.
    `{emergency_unspoken}`: how to reach the emergency services there without speaking.
    """
    messages: list[dict[str, Any]] = []
    told: set[str] = set()
    for message in reply.messages:
        texts = _in_place_of(message["text"], turn, reply.need, told)
        if texts is None:
            messages.append(message)
        else:
            messages += [{"kind": "help", "text": text} for text in texts]
    reply.messages = messages
    return reply


def _in_place_of(text: str, turn: Turn, need: str | None, told: set[str]) -> list[str] | None:
    """The contacts that a message stands for; None when it stands for none."""
    if text == CONTACTS:
        return _texts_in_place(turn, need or "help", told)
    if text == CRISIS_LINE:
        return [first_line(turn, "crisis", told)]
    if text == FACTS:
        return _facts(turn, need or turn.need) or contact_texts(turn, need or turn.need)
    if text == WRITING:
        return _written(turn, need or turn.need) or _unwritten(turn, need or turn.need)
    if text == UNSPOKEN:
        return _unspoken_too(turn)
    found = LINE.fullmatch(text)
    return [first_line(turn, found[1], told)] if found else None


def _texts_in_place(turn: Turn, need: str, told: set[str]) -> list[str]:
    """The contacts for this need. After a danger to life its own stand instead, or before those that do other work."""
    danger, full = turn.decision.danger, turn.decision.contacts == "full"
    if danger is None:
        return contact_texts(turn, need, told) if full else [still_here(turn, need), *_in_case_of_danger(turn)]
    first = contact_texts(turn, danger, told) if full else in_danger(turn)
    return first + (contact_texts(turn, need, told) if need in OF_THEIR_OWN else [])


def _facts(turn: Turn, need: str) -> list[str]:
    """Cost, bill, name and hours of the services shown first."""
    lang = turn.guide.language.code
    found = turn.contacts(need)
    known = [(card, turn.contacting.facts(card, lang)) for card in found["services"]]
    told = [(card, facts + ([f"{card['hours']}."] if card["hours"] else [])) for card, facts in known if facts]
    return [bullets(card["name"], facts) for card, facts in told[:DESCRIBED]]


def _written(turn: Turn, need: str) -> list[str]:
    """Those of the country who listen and can be written to, without their phone numbers."""
    found = turn.contacts(need, all=True)
    able = [s for s in found["services"] if s["kind"] in LISTENING and any(s[way] for way in WRITTEN)]
    words = turn.guide.ui["contacts"]
    lines = [contact_line({**service, "phone": None}, words) for service in able[:NAMED]]
    return ["\n".join([fill(words["here"], {"country": found["country_name"]}), *lines])] if lines else []


def _unwritten(turn: Turn, need: str) -> list[str]:
    """The contacts where nobody who listens can be written to: that is said, where the country is known."""
    none = [turn.guide.ui["contacts"]["no_writing"]] if turn.country else []
    return none if turn.decision.danger else none + contact_texts(turn, need)  # in danger they stand first anyway


def with_danger(reply: Reply, turn: Turn) -> Reply:
    """Put the contacts for a danger that was told before words that name none."""
    texts = contact_texts(turn, turn.decision.danger) if turn.decision.contacts == "full" else in_danger(turn)
    if not any(message["text"] in texts for message in reply.messages):
        reply.messages = [{"kind": "help", "text": text} for text in texts] + reply.messages
    return reply


def with_hint(reply: Reply, turn: Turn) -> Reply:
    """Put last who helps in a danger to life that may have been told: nothing else changes."""
    words, need = turn.guide.ui["contacts"], turn.decision.hint
    texts = [*_emergency(turn.contacts(need), words)[:1], *([first_line(turn, need)] if need == "crisis" else [])]
    known = {message["text"] for message in reply.messages}
    reply.messages += [{"kind": "help", "text": text} for text in (words["hint"], *texts) if text not in known]
    return reply


def in_danger(turn: Turn) -> list[str]:
    """A danger was told before, and its contacts named: the emergency number in each answer, and who listens."""
    need = turn.decision.danger
    return [*_emergency(turn.contacts(need), turn.guide.ui["contacts"])[:BRIEFLY], still_here(turn, need)]


def _in_case_of_danger(turn: Turn) -> list[str]:
    """The emergency number too, where a message was hardly understood."""
    wanted = turn.decision.contacts == "line_and_emergency"
    return _emergency(turn.contacts("danger"), turn.guide.ui["contacts"])[:1] if wanted else []


def still_here(turn: Turn, need: str) -> str:
    """One line instead of all contacts that were named before: "Childline, call 0800 1111, is still here"."""
    words = turn.guide.ui["contacts"]
    found = turn.contacts(need)
    first = (found["services"] or found["fallback"])[0]
    routes = [fill(words[way], {"at": first[way]}) for way in _ways_to(first) if first.get(way)][:NEAREST]
    kept = words["still" if first["country"] else "still_list"]  # a list is not somebody who is there
    return fill(kept, {"name": first["name"], "routes": ", ".join(routes)})


def contact_texts(turn: Turn, need: str, told: set[str] | None = None) -> list[str]:
    """One message for the emergency number where danger is named, one for the services.

    told: ids of the services that this answer has named before; none is named twice.
    """
    told = set() if told is None else told
    words = turn.guide.ui["contacts"]
    found = turn.contacts(need)
    texts = []
    if need in ("danger", "crisis"):
        texts += _emergency(found, words)
    named = [service for service in _named(found, turn.pinned) if service["id"] not in told]
    told.update(service["id"] for service in named)
    if found["services"]:
        texts += ["\n".join(_by_country(named, found["country_name"], words))] if named else []
    else:
        asked = turn.slots.get("country")  # also "rather not say", and one without services or that nobody knows
        intro = words["anywhere" if asked else "elsewhere"]
        texts += ["\n".join([intro, *(_line_with_note(s, words) for s in named)])] if named else []
    return texts


def _named(found: dict[str, Any], pinned: tuple[str, ...]) -> list[dict[str, Any]]:
    """Whom the site puts first, who listens and who acts, with pictures who removes them, and the next best.

    The country's own come before others.

    Somebody who thinks of dying gets nothing beside those who listen: a form for reports helps nobody then.
    """
    names = () if found["need"] in LISTENING_ONLY else ("talk", "meanwhile", "report", "remove")
    promised = [s for s in found["services"] if s["id"] in pinned] + [found[name] for name in names]
    best = {s["id"]: s for s in promised if s}
    for service in found["services"] or found["fallback"]:
        if len(best) < NAMED:
            best[service["id"]] = service
    order = [s["id"] for s in (found["services"] or found["fallback"])]
    ranked = sorted(best.values(), key=lambda s: order.index(s["id"]) if s["id"] in order else len(order))
    return sorted(ranked, key=lambda service: service["country"] is None)


def first_line(turn: Turn, need: str, told: Iterable[str] = ()) -> str:
    """The first to turn to for this need, of the country or of any, in one line."""
    found = turn.contacts(need)
    known = [*found["services"], *found["fallback"]]
    if need == "crisis":
        known = [service for service in known if service["kind"] in LISTENING]
    first = next((s for s in known if s["id"] not in told), known[0])
    return _line_with_note(first, turn.guide.ui["contacts"])


def contact_line(service: dict[str, Any], words: dict[str, Any]) -> str:
    """`- **Name**: call …, chat …, any time`: the routes that exist, and the hours as the source gives them."""
    routes = [
        fill(words[route], {"at": service[route]})
        for route in _ways_to(service)
        if service.get(route) and not (route == "url" and (service.get("chat_url") or service.get("report_url")))
    ]
    hours = [service["hours"]] if service.get("hours") else []
    return f"- **{service['name']}**: " + "; ".join([*routes, *hours])


def _by_country(services: list[dict[str, Any]], country: str, words: dict[str, Any]) -> Iterator[str]:
    """The services in their order, each run of national or international ones under words that are true for it."""
    introduced = False
    for national, run in groupby(services, key=lambda service: service["country"] is not None):
        intro = words["more_here" if introduced else "here"] if national else words["anywhere"]
        introduced = introduced or national
        yield fill(intro, {"country": country})
        yield from (contact_line(service, words) if national else _line_with_note(service, words) for service in run)


def _line_with_note(service: dict[str, Any], words: dict[str, Any]) -> str:
    """An international service with what it is: a list that finds a helpline is not a person who answers."""
    return contact_line(service, words) + (f". {service['note']}" if service["note"] else "")


def _ways_to(service: dict[str, Any]) -> tuple[str, ...]:
    return WITHOUT_A_VOICE if service.get("written") else ROUTES


def _emergency(found: dict[str, Any], words: dict[str, Any]) -> list[str]:
    """The emergency number; for somebody who cannot call with how to reach it without speaking."""
    urgent, without = found["emergency"], found["written"]
    if urgent:
        number = fill(words["emergency_written" if without else "emergency"], {"number": urgent["number"]})
        return [number, *_unspoken(urgent, words)] if without else [number]
    anywhere = found["emergency_anywhere"]
    unknown = words["emergency_unknown_written" if without else "emergency_unknown"]
    return [unknown + (f" {anywhere['note']}" if anywhere and anywhere["note"] else "")]


def _unspoken(urgent: dict[str, Any], words: dict[str, Any], heading: str = "unspoken") -> list[str]:
    """The ways that the directory knows, and what always works: somebody near, who calls."""
    ways = [f"- {way['say']}" for way in urgent["unspoken"]]
    near = [words["unspoken_near" if ways else "unspoken_none"], *([words["emergency_free"]] if urgent["free"] else [])]
    return [*(["\n".join([words[heading], *ways])] if ways else []), " ".join(near)]


def _unspoken_too(turn: Turn) -> list[str]:
    """The same where it is asked; an answer after a danger has told it before to who cannot call."""
    found, words = turn.contacts("danger"), turn.guide.ui["contacts"]
    if turn.decision.danger and found["written"]:
        return []
    if not found["emergency"]:
        return [words["unspoken_country"]]
    return _unspoken(found["emergency"], words, "unspoken_asked")
