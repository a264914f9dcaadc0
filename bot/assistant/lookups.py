"""Looks up what a message names: a command, a country, a word of the glossary, its place in a list.

A message that is nothing but a command ("stop", "say that again") gets the command as its intent; the classifier need
not guess it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bot.assistant.answers import place_of
from bot.assistant.examples import everyday_words, load_commands
from bot.assistant.library import Library
from bot.guide import Guide
from bot.guide.apps_named import AppsNamed
from bot.guide.names import Names, Thing, read_asking, read_names
from bot.guide.wording import ends, normalise
from bot.referrals import (
    ORIGIN,
    SHARED_PLACE,
    UNKNOWN_PLACE,
    bare_country,
    find_country,
    origin,
    shares_its_name,
    unknown_place,
)
from bot.referrals.cities import big_cities

#: From this confidence (0-1) of the classifier on, a question of its own answers more fully than the name of a thing.
QUESTION_KNOWN = 0.5

#: So much of a message is searched for names, half of it at each end: a search costs more than reading.
SEARCHED = 600
CHANGE_COUNTRY, NOT_UNDERSTOOD = "change_country", "out_of_scope"
#: Where a place can be the place that help is wanted for. Trouble is answered first, wherever it is.
ASKS_FOR_HELP = (CHANGE_COUNTRY, "help_human")
#: Intents that are more than a place, where the classifier is sure of them ("polska" may be the language).
SAYS_MORE = ("help_", "topic_", "question_", "change_language")
#: "but is it my fault tho": words around a question that do not change it.
BEFORE = re.compile(r"^(?:(?:but|so|and|no|ok|okay|well|um|uh|like|pls|please|hey|hi) )+")
BEHIND = re.compile(r"(?: (?:tho|though|then|now|pls|please|anyway|really|bro|lol))+$")


@dataclass(frozen=True)
class Guess:
    """The intent so far, and how surely (0-1); `exact` when the words are known and nothing was guessed."""

    intent: str
    confidence: float = 1.0
    exact: bool = False


@dataclass(frozen=True)
class Named:
    """What a message names (see bot.assistant.heard), and the intent that follows from it."""

    guess: Guess
    command: str | None = None
    country: str | None = None
    at: str | None = None
    term: str | None = None
    asked: str | None = None
    place: str | None = None


class Lookups:
    """Looks messages up in the guide, the commands and the countries."""

    def __init__(self, source: Library) -> None:
        self._library = source
        self._commands: dict[str, dict[str, str]] = {}
        self._everyday = everyday_words(source.data)  # read once, before the first message
        self._asked: dict[str, dict[str, str]] = {}
        self._names: dict[str, Names] = {}
        self._apps: dict[str, AppsNamed] = {}
        big_cities()  # read once, before the first message

    def look_up(self, text: str, lang: str, country: str | None, guess: Guess, in_trouble: bool = False) -> Named:
        """What `text` (masked) names.

        Args:
            lang: language of the page.
            country: the one that is set.
            guess: the classifier's.
            in_trouble: the talk is about trouble, so that the name of an app alone tells where to report.
        """
        text = ends(text, SEARCHED)
        words, guide = normalise(text), self._library.guide(lang)
        command = self._command(guide.language.code, words)
        if command:
            guess = Guess(command, exact=True)
        named = self._country(Named(guess, command), text, lang, country)
        term = guide.find_term(words)
        asked, place = self._asks(guide, words), place_of(text, guide.language.code)
        named = replace(named, term=term.id if term else None, asked=asked, place=place)
        if command:
            return named
        thing = self._app(guide, text, named.guess, in_trouble) or self._thing(guide, text, named.guess)
        return _naming(named, thing) if thing else named

    def _command(self, lang: str, words: str) -> str | None:
        if lang not in self._commands:
            commands = load_commands(self._library.data, lang)
            self._commands[lang] = {normalise(p): name for name, phrases in commands.items() for p in phrases}
        return self._commands[lang].get(words)

    def _country(self, named: Named, text: str, lang: str, here: str | None) -> Named:
        """With the country in the message, or that it names a place that is not clear (`at`, as a button would say it).

        Only `country` changes the country that is set; an unclear place leaves it. A message that is nothing but a
        country, or asks for help in no known one, gets `change_country` as its intent.
        """
        intent = named.guess.intent
        place = self._unclear_place(text, lang, here) if intent in ASKS_FOR_HELP else None
        bare = _may_name_a_place(named.guess) and bare_country(
            text, lang, doubtful=False, everyday=self._everyday, here=here
        )
        came = bare and origin(text, lang, self._everyday, here)
        if place or bare:
            named = replace(named, guess=Guess(CHANGE_COUNTRY, exact=True))
        if came:
            return replace(named, at=f"{ORIGIN}{came}")
        if place or bare == SHARED_PLACE:
            return replace(named, at=place or SHARED_PLACE)
        return replace(named, country=find_country(text, lang, self._everyday, here))

    def _unclear_place(self, text: str, lang: str, here: str | None) -> str | None:
        """What stands for a place that nobody knows, or that has the name of two."""
        if shares_its_name(text, lang, self._everyday, here):
            return SHARED_PLACE
        return UNKNOWN_PLACE if unknown_place(text, self._everyday, lang, here) else None

    def _asks(self, guide: Guide, words: str) -> str | None:
        lang = guide.language.code
        if lang not in self._asked:
            phrases = guide.phrases.items()
            self._asked[lang] = {normalise(text): key for key, phrase in phrases for text in phrase.asked}
        known = self._asked[lang]
        return next((known[form] for form in _forms(words) if form in known), None)

    def _app(self, guide: Guide, text: str, guess: Guess, in_trouble: bool) -> Thing | None:
        """The app in which somebody wants to report. What sounds like trouble is answered first."""
        lang = guide.language.code
        if lang not in self._apps:
            self._apps[lang] = AppsNamed(guide.platforms, read_asking(self._library.data, guide))
        app = self._apps[lang].alone(text) if in_trouble else None
        if app is None and not guess.intent.startswith("help_"):
            app = self._apps[lang].to_report_in(text)
        return Thing("in_app", app) if app else None

    def _thing(self, guide: Guide, text: str, guess: Guess) -> Thing | None:
        """What is asked for by its name, unless a topic or a question tells more about it."""
        lang = guide.language.code
        if lang not in self._names:
            self._names[lang] = read_names(self._library.data, guide)
        thing = self._names[lang].asked(text)
        if thing is None and guess.intent.startswith(("topic_", NOT_UNDERSTOOD)):
            thing = self._names[lang].told_of(text)
        fuller = guess.intent.startswith("question_") and guess.confidence >= QUESTION_KNOWN
        return None if thing is None or fuller or guess.intent == f"topic_{thing.topic}" else thing


def _may_name_a_place(guess: Guess) -> bool:
    """May a country's name alone be what was meant? The classifier takes many of them for small talk."""
    sure_of_more = guess.intent.startswith(SAYS_MORE) and guess.confidence >= QUESTION_KNOWN
    return not guess.exact and not sure_of_more


def _naming(named: Named, thing: Thing) -> Named:
    named = replace(named, guess=Guess(thing.intent, exact=True))
    return replace(named, term=thing.at) if thing.intent == "glossary" else replace(named, at=thing.at)


def _forms(words: str) -> list[str]:
    """The words as they are, and without what stands around them."""
    core = BEHIND.sub("", BEFORE.sub("", words))
    return [words, BEFORE.sub("", words), BEHIND.sub("", words), core]
