"""Kinds of trouble: which there are (data/help/<kind>.yml), and their words (data/guide/<lang>/help/<kind>.yml).

A row is what is said at one stage of the talk: the first answer, when somebody comes back to it, after "thanks", after
"I told my mum". Who speaks for somebody else, or is younger, finds rows of their own under `speakers`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from pydantic import conint, validator

from bot.guide.content import Content, ContentError, Id, Need, Reviewed, Text
from bot.guide.titled import HELPERS, Titled

#: Who speaks, where it is not the young person concerned.
SPEAKERS = ("child", *HELPERS)
Speaker = Literal["child", "friend", "parent", "teacher"]
#: The kind for somebody else's trouble: its words count where the trouble's own file has none for helpers.
FRIEND = "friend"
#: The kind of a trouble of which nothing more is known.
SOMETHING = "something"


class When(Content):
    """What a message must hold: one of these intents, `all` these signals, one of `any`, `none` of those.

    `least`: the classifier's confidence in the intent, in hundredths. `thought`: the kind that it must think of;
    `unless`: kinds that it may not think of.
    """

    intent: tuple[Id, ...] = ()
    all: tuple[Id, ...] = ()
    any: tuple[Id, ...] = ()
    none: tuple[Id, ...] = ()
    about: tuple[Literal["me", "other", "nobody"], ...] = ()
    least: conint(ge=0, le=100, strict=False) = 0
    thought: Id | None = None
    unless: tuple[Id, ...] = ()

    @validator("intent", "all", "any", "none", "about", "unless", pre=True)
    def _one_or_many(cls, value: Any) -> Any:
        return [value] if isinstance(value, str) else value

    @property
    def named(self) -> bool:
        """Does it ask for a signal, so that the message names the trouble and not only sounds like it?"""
        return bool(self.all or self.any)

    def fits(
        self, intent: str, signals: frozenset[str], about: str, confidence: float = 1.0, thought: str | None = None
    ) -> bool:
        """Does a message with this intent and these signals fit? `thought`: the kind that the classifier thinks of."""
        named = signals.issuperset(self.all) and signals.isdisjoint(self.none)
        some = not self.any or not signals.isdisjoint(self.any)
        thinks = thought not in self.unless and self.thought in (None, thought)
        if not (named and some and thinks and confidence * 100 >= self.least):
            return False
        return (not self.intent or intent in self.intent) and (not self.about or about in self.about)


class Kind(Content):
    """One kind of trouble, the same in all languages.

    Attributes:
        gravity: 0-100; a message that tells of several kinds is answered for the gravest, and only a graver one
            interrupts a talk about another.
        need: which contacts fit.
        button: the button that says it.
        grave: a danger to life: its contacts stay while it is recent, whatever else is said.
        fades: turns without a word of danger until a grave one no longer shapes the answers.
        explicit: only words that say it (a signal) may lead here, never a guess.
        stays: "that's not it" says more about it, and does not take it back.
        covers: kinds that belong to it: told while the talk is about this one, they are no new trouble.
        denied: signals that say that it is not this ("he is not threatening me").
        when: the message tells of it when one of these fits.
    """

    id: Id
    gravity: conint(ge=0, le=100, strict=False)
    need: Need
    button: Id | None = None
    grave: bool = False
    fades: conint(ge=1, le=20, strict=False) = 2
    explicit: bool = False
    stays: bool = False
    covers: tuple[Id, ...] = ()
    denied: tuple[Id, ...] = ()
    when: tuple[When, ...] = ()

    def told(
        self, intent: str, signals: frozenset[str], about: str, confidence: float = 1.0, thought: str | None = None
    ) -> bool:
        """Does a message with this intent and these signals tell of it?"""
        return not signals.intersection(self.denied) and any(
            when.fits(intent, signals, about, confidence, thought) for when in self.when
        )


class Answer(Content):
    """What is said: messages, the same in easier words, and the buttons after them.

    `asks_country`: it asks for the country, and is left out once that is known.
    A message that is exactly one of `bot.guide.reference.ALONE` or `{line:report}` is replaced by contacts.
    """

    say: tuple[Text, ...]
    simpler: tuple[Text, ...] = ()
    suggest: tuple[Text, ...] = ()
    asks_country: bool = False


class Line(Content):
    """One line of a practised call: `them` is the person at the other end."""

    who: Literal["you", "them"]
    say: Text


Answers = tuple[Answer, ...]


class Rows(Content):
    """What is said at each stage; a row of several answers gives them in turn.

    Attributes:
        first: the first answer.
        again: somebody comes back to the same trouble, with nothing new.
        told, reported, blocked, gone: "I told my mum", "I reported it", "I blocked him", "it's gone".
        were_nice: "I called, they were nice".
        not_helping: "it didn't help".
        will_tell, wont_go: "ok, I'll tell my dad", "I won't go".
        reacted: "she cried": how somebody took it who was told.
        lost: "what do I do now".
        same: "that happened to me too".
        for_myself: "I was asking for myself".
        back_again: "he made a new account", "it came back".
        did_it: "I sent it already", "I went back".
        threatens, posted: "now she wants more", "he posted it".
        minimises: "they say it's just a joke".
        warning: "he asks if mum is in the room".
        visit: "he wants to come and see me in the holidays".
        anger, panic: "I want to hit him", "I can't breathe".
        practical: "I have no phone".
        worse, help_coming: "I'm getting sleepy", "the ambulance is coming".
        not_danger: "I'm not in danger".
        joking: "it was a joke", "I was testing you".
        cant_answer: a question that was not understood.
        denial, love: "it's not that bad"; "but he is nice", "I love him".
        feeling, better: "I'm scared"; "I feel better now".
        silence: "...", "jk".
        thanks, yes, no, hello, bye, angry, unclear, menu, bot: small talk, anger at the bot, what was not
            understood, the menu, "are you a robot".
        small_step, tell_words: lines for those buttons.
        rehearsal: a call to practise.
    """

    first: Answers = ()
    again: Answers = ()
    told: Answers = ()
    reported: Answers = ()
    blocked: Answers = ()
    gone: Answers = ()
    were_nice: Answers = ()
    not_helping: Answers = ()
    will_tell: Answers = ()
    wont_go: Answers = ()
    reacted: Answers = ()
    lost: Answers = ()
    same: Answers = ()
    for_myself: Answers = ()
    back_again: Answers = ()
    did_it: Answers = ()
    threatens: Answers = ()
    posted: Answers = ()
    minimises: Answers = ()
    warning: Answers = ()
    visit: Answers = ()
    anger: Answers = ()
    panic: Answers = ()
    practical: Answers = ()
    worse: Answers = ()
    help_coming: Answers = ()
    not_danger: Answers = ()
    joking: Answers = ()
    theyre_ok: Answers = ()
    not_answered: Answers = ()
    misread: Answers = ()
    cant_answer: Answers = ()
    denial: Answers = ()
    love: Answers = ()
    feeling: Answers = ()
    better: Answers = ()
    silence: Answers = ()
    thanks: Answers = ()
    yes: Answers = ()
    no: Answers = ()
    hello: Answers = ()
    bye: Answers = ()
    angry: Answers = ()
    unclear: Answers = ()
    menu: Answers = ()
    bot: Answers = ()
    small_step: tuple[Text, ...] = ()
    tell_words: tuple[Text, ...] = ()
    rehearsal: tuple[Line, ...] = ()

    @validator("*", pre=True)
    def _one_or_many(cls, value: Any) -> Any:
        return [value] if isinstance(value, Mapping) and "say" in value else value

    def given(self) -> Iterator[str]:
        """Names of the rows that are written here."""
        yield from (name for name in ROWS if getattr(self, name))


ROWS = tuple(Rows.__fields__)
#: Rows of lines for a button; where there are none, those for the need count (contacting.yml).
SCREENS = ("small_step", "tell_words", "rehearsal")
#: Rows that every kind has, of its own or like another.
STAGES = tuple(name for name in ROWS if name not in SCREENS)


class HelpWords(Titled, Rows):
    """The words for one kind of trouble in one language; rows that are missing are those of the kind `like`.

    `title`: on a button, where the bot had taken it for another kind ("Somebody threatens me").
    """

    id: Id
    reviewed: Reviewed
    like: Id | None = None
    speakers: dict[Speaker, Rows] = {}

    @validator("like")
    def _like_another(cls, like: str | None, values: dict[str, Any]) -> str | None:
        if like == values.get("id"):
            raise ContentError("the kind is like itself", "Name another kind, or delete the line.")
        return like

    def rows(self, speaker: str | None) -> Rows | None:
        """The rows for somebody who speaks, or those for the young person concerned."""
        return self.speakers.get(speaker) if speaker else self


def written(words: Mapping[str, HelpWords], kind: str, speaker: str | None, row: str) -> tuple[str, str | None] | None:
    """Whose words stand for a row: the kind and the speaker, or None where nobody wrote any.

    Helpers get words for helpers: of this kind, then for anybody's trouble (`friend`); a grave one must have its own.
    """
    chain = list(_likes(words, kind))
    if speaker in HELPERS:
        others = [name for name in _likes(words, FRIEND) if name not in chain]
        wanted = [(name, who) for who in dict.fromkeys((speaker, FRIEND)) for name in (*chain, *others)]
        wanted += [(FRIEND, None)] if FRIEND in words else []
    else:
        # A younger child gets words of its own, unless those of the trouble itself are closer.
        wanted = [(name, who) for name in chain for who in (speaker, None) if who or speaker]
    wanted += [(name, None) for name in chain]
    for name, who in wanted:
        rows = words[name].rows(who)
        if rows and getattr(rows, row):
            return name, who
    return None


def _likes(words: Mapping[str, HelpWords], kind: str) -> Iterator[str]:
    """The kind, what it is like, and so on; ends at a circle."""
    seen: set[str] = set()
    name: str | None = kind
    while name in words and name not in seen:
        seen.add(name)
        yield name
        name = words[name].like
