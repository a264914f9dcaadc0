"""Contacts as words: who it is, how to reach them, when. Every number comes from the directory."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from bot.assistant.words.turn import Turn, fill
from bot.guide.reference import CONTACTS, CRISIS_LINE
from bot.guide.reply import Reply

#: Needs for which other services work than those that listen.
OF_THEIR_OWN = ("report", "remove", "own_behaviour")
#: Contacts named in an answer; the bar beside the talk shows more.
NAMED = 3


def put_contacts(reply: Reply, turn: Turn) -> Reply:
    """Replace each `{contacts}` and `{crisis_line}` message by what the person's country has for this need."""
    messages: list[dict[str, Any]] = []
    for message in reply.messages:
        if message["text"] == CONTACTS:
            messages += [{"kind": "help", "text": text} for text in _texts_in_place(turn, reply.need or "help")]
        elif message["text"] == CRISIS_LINE:
            messages.append({"kind": "help", "text": crisis_line(turn)})
        else:
            messages.append(message)
    reply.messages = messages
    return reply


def _texts_in_place(turn: Turn, need: str) -> list[str]:
    """The contacts for this need. After a danger to life its own stand instead, or before those that do other work."""
    if turn.danger is None:
        return contact_texts(turn, need)
    return contact_texts(turn, turn.danger) + (contact_texts(turn, need) if need in OF_THEIR_OWN else [])


def with_danger(reply: Reply, turn: Turn) -> Reply:
    """Put the contacts for a danger that was told before words that name none."""
    texts = contact_texts(turn, turn.danger)
    if not any(message["text"] in texts for message in reply.messages):
        reply.messages = [{"kind": "help", "text": text} for text in texts] + reply.messages
    return reply


def contact_texts(turn: Turn, need: str) -> list[str]:
    """One message for the emergency number where danger is named, one for the services."""
    words = turn.guide.ui["contacts"]
    found = turn.directory.choose(turn.country, need, turn.guide.language.code).to_dict()
    texts = []
    if need in ("danger", "crisis"):
        texts.append(_emergency(found, words))
    if found["services"]:
        texts.append("\n".join(_by_country(found["services"][:NAMED], found["country_name"], words)))
    else:
        asked = turn.slots.get("country")  # also "rather not say", and one without services or that nobody knows
        intro = words["anywhere" if asked else "elsewhere"]
        texts.append("\n".join([intro, *(_line_with_note(s, words) for s in found["fallback"][:NAMED])]))
    return texts


def crisis_line(turn: Turn) -> str:
    """The first to turn to in a crisis, of the country or of any."""
    return first_line(turn, "crisis")


def first_line(turn: Turn, need: str) -> str:
    """The first to turn to for this need, of the country or of any, in one line."""
    found = turn.directory.choose(turn.country, need, turn.guide.language.code).to_dict()
    first = (found["services"] or found["fallback"])[0]
    return _line_with_note(first, turn.guide.ui["contacts"])


def contact_line(service: dict[str, Any], words: dict[str, Any]) -> str:
    """`- **Name**: call …, chat …, any time`: the routes that exist, and the hours as the source gives them."""
    routes = [
        fill(words[route], {"at": service[route]})
        for route in ("phone", "text", "whatsapp", "chat_url", "report_url", "url")
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


def _emergency(found: dict[str, Any], words: dict[str, Any]) -> str:
    if found["emergency"]:
        return fill(words["emergency"], {"number": found["emergency"]["number"]})
    return words["emergency_unknown"]
