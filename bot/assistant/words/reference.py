"""Answers to look things up: glossary, law table, what young people do, what happens when you get in touch."""

from bot.assistant.words.turn import Turn
from bot.guide.law import Framework
from bot.guide.payloads import payload
from bot.guide.reference import GlossaryTerm
from bot.guide.reply import Reply, bullets

#: Words offered as buttons when no word was named.
TERMS_OFFERED = 8


def glossary(turn: Turn) -> Reply:
    """The word that was asked for, or the list of words."""
    wanted = turn.entities.get("at") or turn.entities.get("term")
    term = next((term for term in turn.guide.glossary if term.id == wanted), None)
    if term is None:
        return _all_words(turn)
    reply = Reply().say([f"**{term.term}**: {term.means}"], kind="topic", title=term.term)
    return _words_to_avoid(turn, term, reply).offer(payload("glossary"), payload("menu"))


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
    framework = facts.get(turn.entities.get("at", ""))
    if framework is None:
        return _all_laws(turn)
    words, labels = turn.guide.law.frameworks[framework.id], turn.guide.ui["law"]
    where = f"{labels['where']} {turn.guide.law.regions[framework.region]}."
    reply = Reply().say(
        [f"**{words.name}**: {words.what}", f"{_dates(turn, framework)}. {where}"], kind="topic", title=words.name
    )
    for coverage in ("covered", "partly", "left_out"):
        offences = [turn.guide.law.offences[o] for o, c in framework.offences.items() if c == coverage]
        if offences:
            reply.say([bullets(labels[coverage], offences)], kind="topic", title=words.name)
    reply.messages[-1]["source"] = "; ".join(dict.fromkeys(turn.guide.cite(source) for source in framework.source))
    return reply.offer(payload("law_table"), payload("topic_law"), payload("menu"))


def _all_laws(turn: Turn) -> Reply:
    law = turn.guide.law
    lines = [f"**{law.frameworks[f.id].name}**. {_dates(turn, f)}" for f in law.facts]
    reply = Reply().say(law.intro).say([bullets(turn.guide.ui["law"]["title"], lines)], kind="topic")
    return reply.offer(*(payload("law_table", f.id) for f in law.facts), payload("topic_law"), payload("menu"))


def _dates(turn: Turn, framework: Framework) -> str:
    """Since when it counts; before that, since when countries can join; or when it was agreed."""
    labels = turn.guide.ui["law"]
    name = next(name for name in ("in_force", "opened", "adopted") if getattr(framework, name))
    year, month = getattr(framework, name).split("-")
    return f"{labels[name]} {labels['months'][int(month) - 1]} {year}"


def young_people(turn: Turn) -> Reply:
    """What young people did, region by region."""
    reply = turn.phrase("young_people_in_action")
    for action in turn.guide.actions:
        reply.say([f"**{action.region}: {action.title}**", *action.say], kind="topic", title=action.title)
    return reply.offer(payload("topic_take_action"), payload("menu"))
