"""Contacts as words: who it is, how to reach them, when. Every number comes from the directory."""

from typing import Any

from bot.assistant.words.turn import Turn, fill
from bot.guide.reply import Reply

#: A message that is exactly this in a phrase stands for the contacts.
PLACE = "{contacts}"
#: Contacts named in an answer; the bar beside the talk shows more.
NAMED = 3


def put_contacts(reply: Reply, turn: Turn) -> Reply:
    """Replace each `{contacts}` message by the contacts for the person's country and this need."""
    messages: list[dict[str, Any]] = []
    for message in reply.messages:
        if message["text"] == PLACE:
            messages += [{"kind": "help", "text": text} for text in contact_texts(turn, reply.need or "help")]
        else:
            messages.append(message)
    reply.messages = messages
    return reply


def contact_texts(turn: Turn, need: str) -> list[str]:
    """One message for the emergency number where danger is named, one for the services."""
    words = turn.guide.ui["contacts"]
    found = turn.directory.choose(turn.country, need, turn.guide.language.code).to_dict()
    texts = []
    if need in ("danger", "crisis"):
        texts.append(_emergency(found, words))
    if found["services"]:
        lines = [contact_line(service, words) for service in found["services"][:NAMED]]
        texts.append("\n".join([fill(words["here"], {"country": found["country_name"]}), *lines]))
    else:
        lines = [contact_line(service, words) for service in found["fallback"][:NAMED]]
        texts.append("\n".join([words["elsewhere"], *lines]))
    return texts


def contact_line(service: dict[str, Any], words: dict[str, Any]) -> str:
    """`- **Name**: call …, chat …, any time`: the routes that exist, and the hours as the source gives them."""
    routes = [
        fill(words[route], {"at": service[route]})
        for route in ("phone", "text", "whatsapp", "chat_url", "report_url", "url")
        if service.get(route) and not (route == "url" and (service.get("chat_url") or service.get("report_url")))
    ]
    hours = [service["hours"]] if service.get("hours") else []
    return f"- **{service['name']}**: " + "; ".join([*routes, *hours])


def _emergency(found: dict[str, Any], words: dict[str, Any]) -> str:
    if found["emergency"]:
        return fill(words["emergency"], {"number": found["emergency"]["number"]})
    return words["emergency_unknown"]
