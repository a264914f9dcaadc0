"""The facts that the rows of data/decisions.yml ask about: of a message, and of where the talk stands."""

from __future__ import annotations

from typing import Any

from bot.assistant.effects import who_speaks_now
from bot.assistant.heard import CAN_CALL, CANNOT_CALL, MISHEARD, Heard
from bot.assistant.kinds import ADULTS, is_named, kind_of, speaks_of_another
from bot.assistant.state import State, Trouble
from bot.guide.decisions import Book
from bot.guide.help import HELPERS, SOMETHING
from bot.guide.payloads import TROUBLE

NOT_UNDERSTOOD = "out_of_scope"
QUESTION, TOPIC, HELP = "question_", "topic_", "help_"
#: A question that is at least so likely (0-1) may be meant.
CLOSE = 0.03
#: A question that is less likely (0-1) is answered by its name, so that it can be seen what was understood: in talks
#: kept apart from training it was meant in about three of four between MAY_ASK and this, in 85 of 100 above.
SURELY = 0.6
#: What is still less likely is no answer at all, only buttons beside another: put as a question, and told. In such
#: talks half of them at most meant the likeliest question.
MAY_ASK, MAY_TELL = 0.35, 0.45
#: How likely it must be where nothing is asked and the message hardly sounds like what others ask: below, a third did.
TELLS = 0.8
#: How sure (0-1) a call for help must be for a kind to be believed that only sounds like it, after a vague beginning.
SOUNDS_LIKE_IT = 0.4


def kind_told(heard: Heard, book: Book) -> str | None:
    """The kind of trouble that is told, by words or by a button."""
    if heard.typed:
        return heard.kind if heard.kind in book.kinds else None
    if heard.intent == TROUBLE:
        return heard.at if heard.at in book.kinds else None
    tapped = next((kind.id for kind in book.kinds.values() if kind.button == heard.intent), None)
    return tapped or kind_of(book.kinds, heard.intent, frozenset(), "me", None)


def facts_of(heard: Heard, state: State, book: Book, kind: str | None) -> dict[str, Any]:
    """What the rows of the table ask about."""
    trouble = state.trouble if state.trouble and state.trouble.recent else None
    told = _told(heard, trouble, kind, book)
    asked = questions_in(heard)
    likely = dict(heard.ranking)[asked[0]] if asked else 0.0
    told_least = TELLS if heard.tells else MAY_TELL
    return {
        "intent": heard.intent,
        "best": heard.ranking[0][0] if heard.ranking else heard.intent,
        "asked": heard.asked,
        "reaction": heard.reaction,
        "kind": kind,
        "grave": book.is_grave(kind),
        "told": told,
        "named": _is_clear(heard, trouble, kind, book),
        "of": trouble.kind if trouble else None,
        "danger": trouble is not None and trouble.in_danger,
        "guarded": trouble is not None and trouble.guarded,
        "helper": trouble is not None and trouble.speaker in HELPERS,
        "adult": trouble is not None and trouble.speaker in ADULTS,
        "renamed": trouble is not None and who_speaks_now(heard, trouble.speaker) != trouble.speaker,
        "asks": heard.asks,
        "exact": not heard.typed or heard.command is not None,
        "may_ask": likely >= (MAY_ASK if heard.asks else told_least),
        "doubtful": bool(asked) and likely < (TELLS if heard.tells else SURELY),
        "trouble": "none" if trouble is None else "here" if trouble.here else "recent",
        "signals": bool(heard.signals - {CANNOT_CALL, CAN_CALL}),
        "place": heard.place is not None,
        "asking": state.asking,
        "playing": state.activity is not None,
        "after_step": state.after_step,
        "country": _names_country(heard, state, trouble, told),
        "last": _last(state),
        "about": heard.about,
        "topic": state.topic is not None,
        "typed": heard.typed,
        "repeats": _repeats(heard, state),
        "greeted": any(name.startswith("greet") for name in state.said),
        "step": heard.intent in book.steps,
    }


def _last(state: State) -> str | None:
    """The answer before; of help its row."""
    if not state.said:
        return None
    answer, *rest = state.said[0].split(":")
    return rest[2] if answer == "help" else answer


def _repeats(heard: Heard, state: State) -> bool:
    """Would the topic or question that was told last be told again? A tap on what may be meant says that it is."""
    best = heard.ranking[0][0] if heard.ranking else heard.intent
    asked = heard.intent if heard.intent.startswith((TOPIC, QUESTION)) else best
    name = asked.replace("_", ":", 1)
    same = (name, name.replace("question:", "either:")) if heard.typed else (name,)
    return bool(state.said) and state.said[0] in same


def _told(heard: Heard, before: Trouble | None, kind: str | None, book: Book) -> str | None:
    """How the trouble that is told relates to the one before; None when none is told."""
    if kind is None:
        return None
    if before is None or before.said == 0:
        return "new"
    now, then = book.kinds[kind], book.kinds.get(before.kind)
    if then is None or not heard.typed:
        return "same" if kind == before.kind else "other"
    turned = heard.about == "me" and before.speaker == "friend" and is_named(book.kinds, heard)
    turned = turned and not speaks_of_another(heard.signals)
    if kind == before.kind and not turned:
        return "same"
    if before.in_danger and not now.grave and not is_named(book.kinds, heard):
        return "same"  # what only sounds like another trouble waits while a life is in danger: "it's my ex, he is 19"
    if now.grave and now.gravity > max(then.gravity, book.gravity(before.grave) if before.in_danger else 0):
        return "graver"
    if (kind in then.covers and heard.reaction != MISHEARD) or not _is_clear(heard, before, kind, book):
        return "same"
    return "graver" if now.gravity > then.gravity else "other"


def _is_clear(heard: Heard, before: Trouble | None, kind: str | None, book: Book) -> bool:
    """Does it name the kind, by its words, or where the classifier is sure, after a vague beginning, or in place of
    what was misheard? A danger to a life only by its words."""
    if is_named(book.kinds, heard):
        return True
    if before is None or kind is None or book.is_grave(kind):
        return False
    if heard.reaction == MISHEARD and not before.in_danger:
        return kind != before.kind and book.gravity(kind) > book.gravity(SOMETHING)
    vague = book.gravity(before.kind) <= book.gravity(SOMETHING) and heard.confidence >= SOUNDS_LIKE_IT
    return heard.sure_kind or (vague and book.gravity(kind) > book.gravity(before.kind))


def _names_country(heard: Heard, state: State, trouble: Trouble | None, told: str | None) -> bool:
    """Right after help another country alone ("I'm in Brazil") is an answer, however the rest of it was understood."""
    vague = heard.intent.startswith(HELP) or heard.intent in (NOT_UNDERSTOOD, "unsure")
    may_be_it = vague and told in (None, "same") and heard.intent != "help_human"
    return bool(trouble and may_be_it and is_new_country(heard, state))


def is_new_country(heard: Heard, state: State) -> bool:
    """Does it say that the person is in a country that is not the one that is set?"""
    return heard.country is not None and heard.country != state.country


def questions_in(heard: Heard) -> tuple[str, ...]:
    """The questions that may be meant, likeliest first."""
    return tuple(name for name, share in heard.ranking if share >= CLOSE and name.startswith(QUESTION))
