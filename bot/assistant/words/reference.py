"""Answers to look things up: words, treaties, organisations, what young people did."""

from bot.assistant.words.turn import Turn
from bot.guide import Guide
from bot.guide.content import Sourced
from bot.guide.law import Framework
from bot.guide.payloads import payload
from bot.guide.reference import GlossaryTerm, Organisation
from bot.guide.reply import Reply, bullets

#: Words offered as buttons when no word was named.
TERMS_OFFERED = 8


def glossary(turn: Turn) -> Reply:
    """The word that was asked for, or the list of words."""
    wanted = turn.heard.at or turn.heard.term
    term = next((term for term in turn.guide.glossary if term.id == wanted), None)
    if term is None:
        return _all_words(turn)
    reply = Reply().say([f"**{term.term}**: {term.means}"], kind="topic", title=term.term)
    more = [payload(f"topic_{term.topic}")] if term.topic else []
    return _words_to_avoid(turn, term, reply).offer(*more, payload("glossary"), payload("menu"))


def _all_words(turn: Turn) -> Reply:
    words = ", ".join(term.term for term in turn.guide.glossary)
    reply = turn.phrase("glossary", words=words)
    step = max(1, len(turn.guide.glossary) // TERMS_OFFERED)
    return reply.offer(*(payload("glossary", term.id) for term in turn.guide.glossary[::step]), payload("menu"))


def _words_to_avoid(turn: Turn, term: GlossaryTerm, reply: Reply) -> Reply:
    if term.not_terms:
        lines = [f"**{avoided.term}**: {avoided.why}" for avoided in term.not_terms]
        reply.say([bullets(turn.guide.ui["headings"]["not_terms"], lines)])
    return reply


def law_table(turn: Turn) -> Reply:
    """One agreement as a card (what it does, since when, where, what it makes a crime), or the list of all."""
    facts = {framework.id: framework for framework in turn.guide.law.facts}
    framework = facts.get(turn.heard.at or "")
    if framework is None:
        return _all_laws(turn)
    words, labels = turn.guide.law.frameworks[framework.id], turn.guide.ui["law"]
    where = f"{labels['where']} {turn.guide.law.regions[framework.region]}."
    reply = Reply().say(
        [f"**{words.name}**: {words.what}", f"{since(turn.guide, framework)}. {where}"], kind="topic", title=words.name
    )
    for coverage in ("covered", "partly", "left_out"):
        offences = [turn.guide.law.offences[o] for o, c in framework.offences.items() if c == coverage]
        if offences:
            reply.say([bullets(labels[coverage], offences)], kind="topic", title=words.name)
    reply.messages[-1]["source"] = _cited(turn, framework)
    return reply.offer(payload("law_table"), payload("topic_law"), payload("menu"))


def _all_laws(turn: Turn) -> Reply:
    law = turn.guide.law
    lines = [f"**{law.frameworks[f.id].name}**. {since(turn.guide, f)}" for f in law.facts]
    reply = Reply().say(law.intro).say([bullets(turn.guide.ui["law"]["title"], lines)], kind="topic")
    return reply.offer(*(payload("law_table", f.id) for f in law.facts), payload("topic_law"), payload("menu"))


def since(guide: Guide, framework: Framework) -> str:
    """Since when it counts; before that, since when countries can join; or when it was agreed."""
    labels = guide.ui["law"]
    name = next(name for name in ("in_force", "opened", "adopted") if getattr(framework, name))
    year, month = getattr(framework, name).split("-")
    return f"{labels[name]} {labels['months'][int(month) - 1]} {year}"


def young_people(turn: Turn) -> Reply:
    """What young people of one region did, or of all."""
    wanted = turn.heard.at
    asked = [action for action in turn.guide.actions if action.id == wanted]
    reply = Reply() if asked else turn.phrase("young_people_in_action")
    for action in asked or turn.guide.actions:
        reply.say([f"**{action.region}: {action.title}**", *action.say], kind="topic", title=action.title)
        reply.messages[-1]["source"] = _cited(turn, action)
    others = [payload("young_people_in_action")] if asked else []
    return reply.offer(payload("topic_take_action"), *others, payload("menu"))


def organisations(turn: Turn) -> Reply:
    """One organisation with its address, or all that can still be reached."""
    wanted = next((o for o in turn.guide.organisations if o.id == turn.heard.at), None)
    if wanted is None:
        reply = turn.phrase("organisations")
        known = [organisation for organisation in turn.guide.organisations if organisation.now_url]
        reply.say([f"{_linked(turn, organisation)}: {organisation.what}" for organisation in known])
        return reply.offer(payload("topic_organisations"), payload("help_human"), payload("menu"))
    told = [f"{_linked(turn, wanted)}: {wanted.what}", *([wanted.note] if wanted.note else [])]
    reply = Reply().say(told, kind="topic", title=wanted.name)
    reply.messages[-1]["source"] = _cited(turn, wanted)
    return reply.offer(payload("organisations"), payload("help_human"), payload("menu"))


def _linked(turn: Turn, organisation: Organisation) -> str:
    link = turn.guide.ui["contacts"]["url"].replace("{at}", organisation.now_url or "")
    return f"**{organisation.name}** ({link})" if organisation.now_url else f"**{organisation.name}**"


def _cited(turn: Turn, thing: Sourced) -> str:
    return "; ".join(dict.fromkeys(turn.guide.cite(source) for source in thing.source))
