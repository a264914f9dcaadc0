"""What people ask about getting in touch: does it cost, does it show on the bill, can I write instead of calling."""

from typing import Any

from bot.assistant.words.contacts import NAMED, contact_line, contact_texts
from bot.assistant.words.turn import Turn, fill
from bot.guide.reference import FACTS, WRITING
from bot.guide.reply import Reply, bullets

#: Services whose facts are told.
DESCRIBED = 2
#: Who listens, and how one can write to them.
LISTENING = ("child_helpline", "crisis_line")
WRITTEN = ("text", "whatsapp", "chat_url")


def put_routes(reply: Reply, turn: Turn) -> Reply:
    """Replace what stands for facts; where the directory has none, the contacts stand there."""
    messages: list[dict[str, Any]] = []
    for message in reply.messages:
        found = {FACTS: _facts, WRITING: _writing}.get(message["text"])
        if found is None:
            messages.append(message)
        else:
            need = reply.need or turn.need
            messages += [{"kind": "help", "text": text} for text in found(turn, need) or contact_texts(turn, need)]
    reply.messages = messages
    return reply


def _facts(turn: Turn, need: str) -> list[str]:
    """Cost, bill, name and hours of the services shown first."""
    lang = turn.guide.language.code
    found = turn.contacts(need)
    known = [(card, turn.contacting.facts(card, lang)) for card in found["services"]]
    told = [(card, facts + ([f"{card['hours']}."] if card["hours"] else [])) for card, facts in known if facts]
    return [bullets(card["name"], facts) for card, facts in told[:DESCRIBED]]


def _writing(turn: Turn, need: str) -> list[str]:
    """Those of the country who listen and can be written to, without their phone numbers."""
    found = turn.contacts(need, all=True)
    written = [s for s in found["services"] if s["kind"] in LISTENING and any(s[way] for way in WRITTEN)]
    words = turn.guide.ui["contacts"]
    lines = [contact_line({**service, "phone": None}, words) for service in written[:NAMED]]
    return ["\n".join([fill(words["here"], {"country": found["country_name"]}), *lines])] if lines else []
