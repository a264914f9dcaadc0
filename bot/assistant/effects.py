"""What each row of data/decisions.yml does to the trouble that is told: its `trouble`, as the file explains it."""

from __future__ import annotations

from dataclasses import replace

from bot.assistant.heard import OTHERS_TROUBLE, Heard
from bot.assistant.kinds import ADULTS, NOT_AS_THAT, named_speaker, speaker_of
from bot.assistant.state import Trouble
from bot.guide.decisions import Book
from bot.guide.help import FRIEND, HELPERS, SOMETHING
from bot.guide.payloads import TROUBLE

#: Effects that end a danger: at once, or in half the time it would take otherwise.
CALM = "calm"
CALMS = (CALM, "ease")


def trouble_after(effect: str, heard: Heard, before: Trouble | None, kind: str | None, book: Book) -> Trouble | None:
    """The trouble that is told, once the message is answered.

    Args:
        effect: `trouble` of the row that decided.
        before: the one that was told, however long ago.
        kind: the kind that the row, or the message, names.
    """
    recent = before if before and before.recent else None
    if effect == "end":
        return None
    if effect in CALMS and before:
        calmed = before.calmed(book.is_grave(before.kind))
        return calmed if effect == CALM else replace(calmed, calm=before.fades // 2)
    if effect == "stay" or (effect in ("pass", "away", "ask") and before is None):
        return before
    if effect == "undo" and recent:
        return _undone(heard, recent, book)
    if effect in ("start", "hold") and (effect == "start" or recent is None):
        return _started(heard, recent, kind, book)
    if before and (effect in ("pass", "away") or (effect == "ask" and recent is None)):
        still = before.still and effect == "pass"
        return replace(before, ago=before.ago + 1, still=still, calm=before.calm + 1)
    if recent is None:  # "is it my fault?": the talk is about something serious
        return _started(heard, None, SOMETHING, book, said=0)
    said = recent.said + (effect in ("again", "renew"))
    topic = heard.topic or recent.topic
    calm = 0 if effect == "renew" or book.is_grave(kind) else recent.calm + 1
    if effect == "renew" and recent.grave and not recent.in_danger:
        recent = replace(recent, kind=recent.grave, was=recent.kind)
    speaker = who_speaks_now(heard, recent.speaker)
    return replace(recent, said=said, ago=0, still=True, topic=topic, calm=calm, speaker=speaker)


def who_speaks_now(heard: Heard, before: str | None) -> str | None:
    """Who speaks by what they say; who puts that right ("I'm her sister, not her mum") is another one than before.

    Who is not the teacher or the parent that they were taken for is a friend, unless they say more.
    """
    named, denied = named_speaker(heard), NOT_AS_THAT in heard.signals
    if named and denied:  # "I'm not her mother, I'm her grandmother"
        return named
    put_right = (denied or heard.reaction == OTHERS_TROUBLE) and before in HELPERS
    said = [named, heard.speaker if put_right and heard.speaker in HELPERS else None]
    said += [FRIEND] if denied and before in ADULTS else []
    return next((who for who in said if who and who != before), before)


def _undone(heard: Heard, before: Trouble, book: Book) -> Trouble:
    """It was no trouble of this kind, unless it is another one that is denied ("he is not threatening me"), or one of
    which is said more ("it's not online, it's at training")."""
    denied = {kind.id for kind in book.kinds.values() if heard.signals.intersection(kind.denied)}
    kept = before.kind not in denied if denied else book.kinds[before.kind].stays
    kind, was = (before.kind, before.was) if kept else (before.was or SOMETHING, "")
    return replace(before, kind=kind, was=was, ago=0, still=True, calm=before.calm + 1)


def _started(heard: Heard, before: Trouble | None, kind: str | None, book: Book, said: int = 1) -> Trouble:
    """A trouble that is told for the first time; a danger that was told before it stays."""
    spoke = before.speaker if before else None
    speaker = spoke if heard.intent == TROUBLE else speaker_of(heard, spoke, begun=before is not None)
    shown = before.shown if before else ()
    new = Trouble(kind or _kept(before), speaker, said, topic=heard.topic or "", shown=shown)
    grave = book.is_grave(new.kind)
    if before and before.in_danger and (not grave or book.gravity(before.grave) > book.gravity(new.kind)):
        calm = 0 if grave else before.calm + 1
        kept = {name: getattr(before, name) for name in ("grave", "grave_speaker", "fades", "was")}
        return replace(new, calm=calm, **kept)
    new = replace(new, was=_before(before, book))
    if not grave:
        return new
    return replace(new, grave=new.kind, grave_speaker=speaker, fades=book.kinds[new.kind].fades)


def _kept(before: Trouble | None) -> str:
    """The kind that it still is where nothing more is known: somebody else's may be anything, once it is one's own."""
    return before.kind if before and before.kind != FRIEND else SOMETHING


def _before(before: Trouble | None, book: Book) -> str:
    """What the talk was about before."""
    if before is None:
        return ""
    return before.was if book.is_grave(before.kind) else before.kind
