"""What is looked up: glossary, myths, organisations, what young people do, phrases of the bot."""

from __future__ import annotations

import re
from typing import Literal

from pydantic import constr

from bot.guide.content import Content, Id, Need, Sourced, Text


class AvoidedTerm(Content):
    """A word better not used for a glossary term, and why."""

    term: Text
    why: Text


class GlossaryTerm(Sourced):
    """A word and what it means; `also` holds other names and abbreviations, `topic` says more."""

    id: Id
    term: Text
    also: tuple[Text, ...] = ()
    means: Text
    topic: Id | None = None
    not_terms: tuple[AvoidedTerm, ...] = ()


class Myth(Sourced):
    """A claim, whether it is a fact, and why."""

    id: Id
    claim: Text
    fact: bool
    because: tuple[Text, ...]
    topic: Id


class Organisation(Sourced):
    """An organisation that works on this, and what became of the address that the guide of 2014 gives.

    `now_url` is its address of today, null where the old one is gone and nobody could confirm a new one. `remark` is
    for whoever keeps the file; `confidence` says how sure they are.
    """

    id: Id
    name: Text
    also: tuple[Text, ...] = ()
    website_2014: Text | None = None
    status: Literal["exists", "renamed", "moved", "replaced", "probably_gone", "changed"]
    now_url: constr(regex=r"^https://\S+$") | None = None
    what: Text
    note: Text | None = None
    remark: Text | None = None
    confidence: Literal["high", "medium", "low"]


class RegionAction(Sourced):
    """What young people of a region did against exploitation; `also` holds names it is asked for by."""

    id: Id
    region: Text
    title: Text
    also: tuple[Text, ...] = ()
    say: tuple[Text, ...]


#: Messages of a phrase that the bot replaces as a whole: the contacts, the line for whoever thinks of dying, what is
#: known of the services, the ways to write to them, and those to reach the emergency services without speaking.
CONTACTS, CRISIS_LINE, FACTS, WRITING = "{contacts}", "{crisis_line}", "{facts}", "{ways_to_write}"
UNSPOKEN = "{emergency_unspoken}"
#: Words of a button in a sentence ("tap {button:small_step}"); one line for the first service of a need.
BUTTON, LINE = re.compile(r"\{button:(\w*)\}"), re.compile(r"\{line:(\w*)\}")
ALONE = (CONTACTS, CRISIS_LINE, FACTS, WRITING, UNSPOKEN)


class Phrase(Content):
    """What the bot says beside the topics.

    A message that is exactly one of `ALONE` is replaced. `simpler` is the same in easier words; `asked` holds whole
    messages that it answers.
    """

    say: tuple[Text, ...]
    simpler: tuple[Text, ...] = ()
    asked: tuple[Text, ...] = ()
    kind: Literal["text", "help", "system"] = "text"
    need: Need | None = None
    suggest: tuple[Text, ...] = ()
    because: Text | None = None
