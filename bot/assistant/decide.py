"""Decide: what a message is answered with, from what was heard and where the talk stands.

:func:`decide` is pure: the same in, the same out. The order of precedence is data/decisions.yml; what stands here
are the words that follow. The facts its rows ask about stand in facts.py, what a row does to the trouble in effects.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bot.assistant.effects import CALM, CALMS, trouble_after
from bot.assistant.facts import (
    NOT_UNDERSTOOD,
    QUESTION,
    TOPIC,
    facts_of,
    is_new_country,
    kind_told,
    questions_in,
)
from bot.assistant.heard import CAN_CALL, CANNOT_CALL, UNANSWERED, Heard
from bot.assistant.state import KEPT, State, Trouble
from bot.guide.decisions import Book, Row
from bot.guide.help import FRIEND, HELPERS, SOMETHING, written
from bot.guide.languages import DEFAULT_LANGUAGE

ME = "me"
#: The need of somebody who thinks of dying.
CRISIS = "crisis"
#: Rows of which each answer is given once: then something else to try is of more use.
SPENT = ("reaction", "feeling")
#: Said when a message was not understood, with what may have been meant: guesses with at least this share (0-1).
UNCLEAR, MAYBE = ("unclear", "cant_answer", "not_answered"), 0.03
#: Said when the bot is put right, with so many kinds of trouble that it may be instead.
MISREAD, KINDS = "misread", 6
#: So many questions are offered beside the answer to another one.
OTHERS = 3
#: Beside a first answer stand so many questions that came with the trouble ("I paid, can the bank return it?"), each of
#: at least this share (0-1): the next thing that this person needs.
ASKED_WITH, ASKED_FROM = 2, 0.1
#: A row of every kind: said when nothing else is left to say.
AGAIN = "again"
#: Rows for what was hardly understood, unless it surely tells more of the trouble: what was missed may be a danger.
HARDLY_HEARD = (*UNCLEAR, MISREAD, AGAIN)
#: The row of first answers.
FIRST = "first"
#: Rows beside which close questions are offered: what was told may have been asked too. Not in danger, where a far
#: thought ("Am I a bad person?") beside "I'm at my nan's now" would hurt.
ASKED_TOO = ("reaction", AGAIN)
#: Answers that are no answers of their own: never said again on "say that again".
ASIDE = frozenset({"repeat", "wrong", "asked", "nothing_to_pick", "simplest", "thanks", "affirm", "deny", "goodbye"})
ASIDE |= {"unkind_to_bot", NOT_UNDERSTOOD}
#: Stages of help that are no answers of their own either.
ASIDE_STAGES = frozenset(
    {"thanks", "yes", "no", "bye", "angry", "unclear", "cant_answer", "not_answered", "misread", "hello", "silence"}
)
#: Answers that mostly name no contacts: the next help still names them in full.
NAMES_NONE = ("question", "either")
#: Asks for the contacts, whatever was told.
ASKS_FOR_CONTACTS = frozenset({"more_contacts", "change_country", "set_country"})


@dataclass(frozen=True)
class Decision:
    """What is answered, and why. There is nothing in it of what was written.

    Attributes:
        row: the row of data/decisions.yml.
        action: the step of the action server that answers, or None.
        answer: what is said otherwise (see data/decisions.yml); at: the topic, question or phrase that is meant.
        kind, speaker, stage, number: with help: whose words, which row of them, which of its answers.
        lead: words that are said before the answer.
        need: which contacts fit; None: as the answer itself says.
        contacts: "full", "line", or "line_and_emergency".
        bar: which contacts are shown beside the talk; None: as the answer says.
        danger: the need of a danger to life that was told recently: its contacts come first in words.
        hint: the need of one that may have been told, too unsurely for an alarm: who helps is named last.
        guesses: intents that may have been meant, best first.
        kinds: kinds of trouble that it may be, where the bot had taken it for another one.
        slots: slots to set.
        state: where the talk stands then.
    """

    row: str
    why: str
    action: str | None = None
    answer: str = ""
    at: str | None = None
    kind: str | None = None
    speaker: str | None = None
    stage: str | None = None
    number: int = 0
    lead: str | None = None
    need: str | None = None
    contacts: str = "full"
    bar: str | None = None
    danger: str | None = None
    hint: str | None = None
    guesses: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    slots: tuple[tuple[str, str | None], ...] = ()
    state: State = field(default_factory=State)

    @property
    def name(self) -> str:
        """The answer in one word, to know it again: `help:threat::first:0`, `topic:grooming`."""
        if self.action:
            return f"step:{self.action}"
        parts = (self.kind, self.speaker or "", self.stage, str(self.number)) if self.kind else (self.at,)
        return ":".join([self.answer, *(part for part in parts if part is not None)])

    def to_dict(self) -> dict[str, Any]:
        """As JSON, for the slot `decision`; without the state, which has a slot of its own."""
        return {name: value for name, value in vars(self).items() if value not in (None, ()) and name != "state"}

    @classmethod
    def of(cls, data: Mapping[str, Any] | None) -> Decision:
        """From its JSON."""
        known = {"row": "", "why": "", **(data or {})}
        known["slots"] = tuple((name, value) for name, value in known.get("slots", ()))
        known |= {name: tuple(known.get(name, ())) for name in ("guesses", "kinds")}
        return cls(**known)


def decide(heard: Heard, state: State, book: Book) -> Decision:
    """What this message is answered with."""
    kind = kind_told(heard, book)
    facts = facts_of(heard, state, book, kind)
    row = next(row for row in book.rows if row.fits(facts))
    trouble = trouble_after(row.then.trouble, heard, state.trouble, row.then.kind or kind, book)
    if trouble and row.then.speaker:
        trouble = _told_by(row.then.speaker, heard, trouble)
    decision = _answered(row, heard, state, trouble, book)
    if trouble and not decision.slots and is_new_country(heard, state):
        # "im in manila, who is open now" is answered for Manila.
        decision = replace(decision, slots=(("country", heard.country),))
    return _remembered(decision, row, heard, state, book)


def _told_by(speaker: str, heard: Heard, trouble: Trouble) -> Trouble:
    """The trouble as somebody else's, by whoever speaks, or as one's own: that of a friend may be anything then."""
    if speaker != ME:
        return replace(trouble, speaker=heard.speaker if heard.speaker in HELPERS else speaker)
    return replace(trouble, speaker=None, kind=SOMETHING if trouble.kind == FRIEND else trouble.kind)


def _answered(row: Row, heard: Heard, state: State, trouble: Trouble | None, book: Book) -> Decision:
    """The decision of a row, before it is remembered."""
    then = row.then
    decision = Decision(row.id, row.why, state=replace(state, trouble=trouble))
    if then.action:
        action = book.steps[heard.intent] if then.action == "own" else then.action
        return replace(decision, action=action)
    answer = heard.intent if then.answer == "own" else then.answer
    decision = replace(decision, answer=answer or NOT_UNDERSTOOD, at=_at(then.answer, heard, state))
    if answer in ("help", "help_simpler"):
        return _help(decision, row, heard, state, trouble, book)
    if answer == "just_asking":
        topic = state.trouble.topic if state.trouble else ""
        return replace(decision, at=topic or None, slots=(("topic", topic or None),))
    if answer in ("unsure", "wrong"):
        kinds = _other_kinds(state.trouble, book) if answer == "wrong" and state.trouble else ()
        return replace(decision, guesses=_guesses(answer, heard, state), kinds=kinds)
    if answer in ("question", "either"):
        return replace(decision, guesses=_others(decision.at, heard))
    if answer == "set_language":
        return replace(decision, slots=(("lang", heard.at),))
    return _repeated(decision, state) if answer == "repeat" else decision


def _guesses(answer: str, heard: Heard, state: State) -> tuple[str, ...]:
    """What may have been meant: by this message, or by the one before, without what was answered."""
    if answer == "unsure":
        return tuple(name for name, _ in heard.ranking)
    answered = state.said[0].replace(":", "_", 1) if state.said else ""
    return tuple(name for name in state.guesses if name != answered)


def _others(question: str | None, heard: Heard) -> tuple[str, ...]:
    """The questions beside the one that is answered which may have been meant as well."""
    return tuple(name for name in questions_in(heard) if name != f"{QUESTION}{question}")[:OTHERS]


def _asked_with(heard: Heard) -> tuple[str, ...]:
    """The questions that a message asks in telling a trouble."""
    return tuple(name for name in questions_in(heard) if dict(heard.ranking)[name] >= ASKED_FROM)[:ASKED_WITH]


def _at(answer: str | None, heard: Heard, state: State) -> str | None:
    if answer in ("question", "either"):
        named = (heard.intent, *(name for name, _ in heard.ranking))
        return next((name for name in named if name.startswith(QUESTION)), "").removeprefix(QUESTION)
    if answer in ("topic", "topic_simpler"):
        return heard.intent.removeprefix(TOPIC) if heard.intent.startswith(TOPIC) else state.topic
    return heard.asked if answer == "asked" else heard.at


def _help(decision: Decision, row: Row, heard: Heard, state: State, trouble: Trouble | None, book: Book) -> Decision:
    """Whose words, and which of them: in turn, and never the same twice in a row."""
    stage = heard.reaction if row.then.stage == "reaction" else row.then.stage
    held = row.then.trouble == "hold"
    # A danger that is over is left with its own words, or with those of what the talk was about before.
    back = row.then.trouble == CALM and trouble.kind != SOMETHING
    of = state.trouble if row.then.trouble in CALMS and state.trouble and not back else trouble
    kind = kind_told(heard, book) if held else of.kind
    speaker = None if held else of.speaker
    decision = replace(decision, kind=kind, speaker=speaker, stage=stage)
    if stage == FIRST and row.then.trouble == "start" and state.trouble and _known(decision, state, book):
        stage = AGAIN
    if stage == FIRST:
        return decision if book.is_grave(kind) else replace(decision, guesses=_asked_with(heard))
    if row.then.stage in ASKED_TOO and not (trouble.in_danger and stage != AGAIN):
        just = state.said[0].rpartition(":")[2] if state.said else None
        decision = replace(decision, guesses=_others(just, heard))
    if stage in UNCLEAR:
        meant = tuple(name for name, share in heard.ranking if share >= MAYBE)
        before = _guesses("wrong", heard, state) if stage == UNANSWERED else ()
        decision = replace(decision, guesses=tuple(dict.fromkeys((*meant[:1], *before, *meant))))
    if stage == MISREAD:
        decision = replace(decision, kinds=_other_kinds(state.trouble, book))
    for wanted in (stage, AGAIN):
        ways = ways_of(book, kind, speaker, wanted, state.country)
        turns = ((trouble.times(wanted) + more) % len(ways) for more in range(len(ways)))
        in_turn = [replace(decision, stage=wanted, number=ways[turn]) for turn in turns]
        fresh = [one for one in in_turn if one.name not in state.said[:1]]
        chosen = next(iter(fresh or in_turn), replace(decision, stage=wanted))
        spent = row.then.stage in SPENT and trouble.times(wanted) >= len(ways) and wanted != AGAIN
        if fresh and not spent:
            break
    if chosen.stage == AGAIN:
        chosen = replace(chosen, lead=row.then.lead)
    counted = replace(decision.state, trouble=trouble.counted(chosen.stage))
    return replace(chosen, state=counted)


def _other_kinds(misread: Trouble | None, book: Book) -> tuple[str, ...]:
    """What it may be instead, gravest first: kinds that have a button, without the one that was misread."""
    named = (name for name in book.kinds if name in book.words and book.words[name].title)
    return tuple(name for name in named if misread is None or name != misread.kind)[:KINDS]


def _known(decision: Decision, state: State, book: Book) -> bool:
    """Are these the words of the first answer before, to another trouble? Some have none of their own.

    Those for a danger to life may be said again.
    """
    if book.is_grave(decision.kind):
        return False
    now = written(book.words, decision.kind, decision.speaker, FIRST)
    firsts = (name.split(":") for name in state.said if name.startswith("help:") and f":{FIRST}:" in name)
    _, kind, speaker, *_ = next(firsts, (None, "", ""))
    return written(book.words, kind, speaker or None, FIRST) == now


def ways_of(book: Book, kind: str, speaker: str | None, row: str, country: str | None) -> list[int]:
    """Places of the answers of a row that may be given: none asks for a country that is known."""
    found = written(book.words, kind, speaker, row)
    if found is None:
        return []
    answers = getattr(book.words[found[0]].rows(found[1]), row)
    return [place for place, answer in enumerate(answers) if not (answer.asks_country and country)]


def _repeated(decision: Decision, state: State) -> Decision:
    """The last answer once more; after help that is the help itself, in full."""
    last = next((name for name in state.said if not _is_aside(name)), None)
    if last is None:
        return replace(decision, answer="repeat_none")
    answer, *rest = last.split(":")
    if answer == "step":
        return replace(decision, action="action_resume", answer="")
    if answer == "either":
        answer = "question"
    if answer in ("help", "help_simpler"):
        kind, speaker, stage, number = rest
        return replace(decision, answer=answer, kind=kind, speaker=speaker or None, stage=stage, number=int(number))
    return replace(decision, answer=answer, at=rest[0] if rest else None)


def _is_aside(name: str) -> bool:
    answer, *rest = name.split(":")
    return answer in ASIDE or (answer == "help" and rest[2] in ASIDE_STAGES)


def _remembered(decision: Decision, row: Row, heard: Heard, state: State, book: Book) -> Decision:
    """With the contacts that fit, and the state in which the talk stands then."""
    before, trouble = state.trouble, decision.state.trouble
    danger = _danger(trouble or (before if row.id == "wrong" else None), book)
    need = book.kinds[decision.kind].need if decision.kind else _need_of(trouble, decision, book)
    wanted = danger or need
    shown = trouble.shown if trouble else ()
    asked = bool(heard.intent in ASKS_FOR_CONTACTS or (danger and trouble and not trouble.calm) or trouble is None)
    hint = None if danger else _hint(row, heard, before, book)
    missed = decision.stage in HARDLY_HEARD and heard.reaction != AGAIN and not (danger or hint)
    named = "line_and_emergency" if missed else "line"
    contacts = row.then.contacts or ("full" if asked or (wanted or "help") not in shown else named)
    if trouble and contacts == "full" and decision.answer not in NAMES_NONE:
        trouble = replace(trouble, shown=tuple(dict.fromkeys((*shown, wanted or "help"))))
    bar = book.kinds[trouble.grave].need if trouble and trouble.guarded else None
    said = (decision.name, *state.said)[:KEPT]
    guesses = tuple(name for name, _ in heard.ranking[:6])
    after = replace(decision.state, trouble=trouble, said=said, guesses=guesses, tongue=_tongue(heard, state))
    after = replace(after, cannot_call=_cannot_call(heard, state, book))
    return replace(decision, need=need, contacts=contacts, bar=bar, danger=danger, hint=hint, state=after)


def _hint(row: Row, heard: Heard, before: Trouble | None, book: Book) -> str | None:
    """The need of a danger to life that may be there: hinted at, or despair that is taken back in this message."""
    grave = book.kinds.get(before.grave or "") if before and row.then.trouble == CALM else None
    if grave and grave.need == CRISIS:
        return CRISIS
    return book.kinds[heard.hint].need if heard.hint else None


def _tongue(heard: Heard, state: State) -> str | None:
    """The language that the person writes: another one stays the one that was heard first, for neighbours look alike,
    until they write in that of the guide."""
    if not heard.typed or heard.tongue is None:
        return state.tongue
    return None if heard.tongue == DEFAULT_LANGUAGE else state.tongue or heard.tongue


def _cannot_call(heard: Heard, state: State, book: Book) -> bool:
    """Whether the person cannot make a call: once said, it holds until they say that they can."""
    if CANNOT_CALL in heard.signals or (not heard.typed and heard.intent in book.no_calls):
        return True
    return state.cannot_call and CAN_CALL not in heard.signals


def _danger(trouble: Trouble | None, book: Book) -> str | None:
    return book.kinds[trouble.grave].need if trouble and trouble.in_danger and trouble.grave in book.kinds else None


def _need_of(trouble: Trouble | None, decision: Decision, book: Book) -> str | None:
    """The need of the trouble where an answer that is no help speaks of it."""
    specific = trouble is not None and trouble.recent and trouble.said > 0 and trouble.kind in book.kinds
    speaks = decision.answer in ("asked", "tell_words", "small_step", "contact_rehearsal", "contact_what_happens")
    return book.kinds[trouble.kind].need if specific and speaks and trouble.kind != SOMETHING else None
