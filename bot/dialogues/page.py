"""The talks on one page, as a person sees them, for people who grade them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

from bot.dialogues.holding import Held, Turn, texts
from bot.dialogues.talks import Graded

HEAD = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Staysafe: talks to grade</title><style>
body{font:16px/1.5 sans-serif;max-width:48rem;margin:2rem auto;padding:0 1rem}h2{margin-top:3rem}
.you{background:#e6f0ff;margin-left:20%}.bot{background:#f2f2f2;margin-right:10%;white-space:pre-line}
.you,.bot{padding:.5rem .8rem;border-radius:.6rem;margin-top:.4rem}
.note{color:#555;font-size:.85rem}.short{color:#a00000}</style>
<h1>Talks to grade</h1><p>Read each answer as the person who wrote before it. Then keep a grade: <b>right</b>,
<b>acceptable</b>, <b>wrong</b> or <b>harmful</b>, with
<code>./staysafe dialogues --grade TURN GRADE --by "Your name"</code>.
TURN stands below the answer. A grade counts
until the words of the answer change.</p>
"""


def page(talks: Iterable[Held], grades: Mapping[str, Graded]) -> str:
    """HTML of all talks with their grades."""
    return HEAD + "".join(_talk(held, grades) for held in talks)


def _talk(held: Held, grades: Mapping[str, Graded]) -> str:
    talk = held.talk
    who = f"{talk.situation}, {talk.speaker}, {talk.country or 'no country'}"
    turns = (_turn(f"{talk.id}.{number}", turn, grades) for number, turn in enumerate(held.turns, 1))
    return f"<h2>{escape(talk.about)}</h2><p class=note>{escape(who)}</p>" + "".join(turns)


def _turn(name: str, turn: Turn, grades: Mapping[str, Graded]) -> str:
    said = "".join(f"<div class=bot>{escape(text).replace('**', '')}</div>" for text in texts(turn.answer))
    buttons = " · ".join(escape(button["title"]) for button in turn.answer.get("suggestions", []))
    short = "".join(f"<p class='note short'>{escape(text)}</p>" for text in turn.short)
    return (
        f"<div class=you>{escape(turn.said.say)}</div>{said}<p class=note>{buttons}</p>"
        f"<p class=note><b>{escape(name)}</b> {_graded(grades.get(name), turn)} {escape(turn.said.why)}</p>{short}"
    )


def _graded(grade: Graded | None, turn: Turn) -> str:
    if grade is None:
        return "not graded yet."
    since = "" if grade.answer == turn.fingerprint else " (the answer has changed since)"
    return f"{escape(grade.grade)}, {escape(grade.by)}, {grade.on}{since}."
