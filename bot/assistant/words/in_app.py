"""How to report in an app: the steps there, and who acts beyond it."""

from bot.assistant.words.contacts import put_contacts
from bot.assistant.words.turn import Turn, fill
from bot.guide.payloads import payload
from bot.guide.platforms import Platform
from bot.guide.reference import CONTACTS
from bot.guide.reply import Reply, bullets

#: What leads on from the steps.
AFTER = ("remove_guide", "question_block", "topic_how_to_report", "in_app", "menu")


def steps(turn: Turn) -> Reply:
    """The steps in the app that is named, what works in most where nobody has checked that one, or the list of apps."""
    platform = turn.guide.platform(turn.heard.at)
    words = turn.guide.ui["in_app"]
    if platform is None:
        reply = turn.phrase("in_app")
        reply.need = _need(turn)
        put_contacts(reply, turn).say([words["anywhere"]], kind="help")
        return reply.offer(*(payload("in_app", name) for name in turn.guide.steps), payload("menu"))
    reply = Reply().say([words["before"]], kind="help")
    if platform.id in turn.guide.steps:
        reply.say(_checked_steps(turn, platform), kind="help")
    else:
        reply.say([fill(words["not_checked"], {"name": platform.name}), words["anywhere"]], kind="help")
    return _with_people(turn, reply, [payload(name) for name in AFTER])


def _checked_steps(turn: Turn, platform: Platform) -> list[str]:
    words, found = turn.guide.ui["in_app"], turn.guide.steps[platform.id]
    lines = [fill(words[what], {"steps": getattr(found, what)}) for what in ("account", "message", "picture")]
    title = fill(words["title"], {"name": platform.name})
    return [bullets(title, lines), fill(words["moved"], {"page": platform.page or ""})]


def _with_people(turn: Turn, reply: Reply, buttons: list[str]) -> Reply:
    """With who listens and who acts."""
    reply.need = _need(turn)
    reply.say([turn.guide.ui["in_app"]["beyond"], CONTACTS], kind="help")
    if turn.active:
        reply.offer(payload("resume"))
    return put_contacts(reply.offer(*buttons, payload("menu")), turn)


def _need(turn: Turn) -> str:
    """That of the trouble which the talk is about, else a place to report."""
    trouble = turn.state.trouble
    return turn.need if trouble and trouble.recent else "report"
