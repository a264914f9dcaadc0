"""Looks up what a message names: a command, a country, a word of the glossary, its place in a list.

A message that is nothing but a command ("stop", "say that again") gets the command as its intent; the classifier need
not guess it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.assistant.examples import everyday_words
from bot.assistant.library import Library
from bot.guide import Guide
from bot.guide.apps_named import AppsNamed
from bot.guide.languages import Language
from bot.guide.names import Names, Thing
from bot.guide.wording import ends, normalise
from bot.referrals import (
    ORIGIN,
    SHARED_PLACE,
    UNCLEAR,
    UNKNOWN_PLACE,
    bare_country,
    origin,
    told_country,
    unknown_place,
)
from bot.referrals.cities import big_cities

#: From this confidence (0-1) of the classifier on, a question of its own answers more fully than the name of a thing.
QUESTION_KNOWN = 0.5

#: So much of a message is searched for names, half of it at each end: a search costs more than reading.
SEARCHED = 600
#: The last place of a list, wherever that is.
LAST = "-1"
CHANGE_COUNTRY, NOT_UNDERSTOOD = "change_country", "out_of_scope"
#: Where a place can be the place that help is wanted for. Trouble is answered first, wherever it is.
ASKS_FOR_HELP = (CHANGE_COUNTRY, "help_human")
#: Intents that are more than a place, where the classifier is sure of them ("polska" may be the language).
SAYS_MORE = ("help_", "topic_", "question_", "change_language")


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
        self._everyday = everyday_words(source.data)  # read once, before the first message
        self._words = {lang: _Words(guide) for lang, guide in source.guides.items()}
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
        plain, guide = normalise(text), self._library.guide(lang)
        words = self._words[guide.language.code]
        command = words.commands.get(plain)
        if command:
            guess = Guess(command, exact=True)
        named = self._country(Named(guess, command), text, lang, country)
        term = guide.find_term(plain)
        asked, place = words.question(plain), place_of(text, guide.language)
        named = replace(named, term=term.id if term else None, asked=asked, place=place)
        if command:
            return named
        thing = words.app(text, named.guess, in_trouble) or words.thing(text, named.guess, in_trouble)
        return _naming(named, thing) if thing else named

    def _country(self, named: Named, text: str, lang: str, here: str | None) -> Named:
        """With the country in the message, or that it names a place that is not clear (`at`, as a button would say it).

        Only `country` changes the country that is set; an unclear place leaves it. A message that is nothing but a
        country, or asks for help in no known one, gets `change_country` as its intent.
        """
        told, intent = told_country(text, lang, self._everyday, here), named.guess.intent
        place = self._unclear_place(told, text, lang, here) if intent in ASKS_FOR_HELP else None
        bare = (
            told is not None
            and _may_name_a_place(named.guess)
            and bare_country(text, lang, doubtful=False, everyday=self._everyday, here=here)
        )
        came = bare and origin(text, lang, self._everyday, here)
        if place or bare:
            named = replace(named, guess=Guess(CHANGE_COUNTRY, exact=True))
        if came:
            return replace(named, at=f"{ORIGIN}{came}")
        if place or bare == SHARED_PLACE:
            return replace(named, at=place or SHARED_PLACE)
        return replace(named, country=told or None)

    def _unclear_place(self, told: str | None, text: str, lang: str, here: str | None) -> str | None:
        """What stands for a place that nobody knows, or that has the name of two."""
        if told == UNCLEAR:
            return SHARED_PLACE
        return UNKNOWN_PLACE if unknown_place(text, self._everyday, lang, here) else None


class _Words:
    """What can be named in one language."""

    def __init__(self, guide: Guide) -> None:
        language = guide.language
        self.commands = {normalise(text): name for name, texts in language.commands.items() for text in texts}
        self._asked = {normalise(text): key for key, phrase in guide.phrases.items() for text in phrase.asked}
        self._names, self._apps = Names(guide), AppsNamed(guide.platforms, language.asking)
        speech = language.speech
        self._before = re.compile(rf"^(?:(?:{_any_of(speech.before_question)}) )+")
        self._behind = re.compile(rf"(?: (?:{_any_of(speech.behind_question)}))+$")

    def question(self, words: str) -> str | None:
        """The phrase that answers exactly these words, with or without what stands around them."""
        later, earlier = self._before.sub("", words), self._behind.sub("", words)
        forms = (words, later, earlier, self._behind.sub("", later))
        return next((self._asked[form] for form in forms if form in self._asked), None)

    def app(self, text: str, guess: Guess, in_trouble: bool) -> Thing | None:
        """The app in which somebody wants to report. What sounds like trouble is answered first."""
        app = self._apps.alone(text) if in_trouble else None
        if app is None and not guess.intent.startswith("help_"):
            app = self._apps.to_report_in(text)
        return Thing("in_app", app) if app else None

    def thing(self, text: str, guess: Guess, in_trouble: bool) -> Thing | None:
        """What is asked for by its name, unless a topic or a question tells more about it.

        In a talk about trouble a name in passing asks for nothing ("im in the philippines, not in dubai").
        """
        thing = self._names.asked(text)
        if thing is None and not in_trouble and guess.intent.startswith(("topic_", NOT_UNDERSTOOD)):
            thing = self._names.told_of(text)
            # Where the classifier is in doubt, the name that stands there says more than "did you mean".
            if thing is None and guess.confidence < QUESTION_KNOWN:
                thing = self._names.inside(text)
        fuller = guess.intent.startswith("question_") and guess.confidence >= QUESTION_KNOWN
        return None if thing is None or fuller or guess.intent == f"topic_{thing.topic}" else thing


def place_of(text: str, language: Language) -> str | None:
    """The place that `text` names and nothing else: "2" for "b" or "the second one", "-1" for "the last"."""
    speech = language.speech
    words = _unframed(normalise(text), speech.before_place)
    bare = next((words.removesuffix(f" {word}") for word in speech.behind_place if words.endswith(f" {word}")), words)
    if bare in speech.last:
        return LAST
    return next((str(number) for number, names in enumerate(speech.places, start=1) if bare in names), None)


def _unframed(words: str, frames: tuple[str, ...]) -> str:
    bare = next((words.removeprefix(f"{frame} ") for frame in frames if words.startswith(f"{frame} ")), words)
    return bare if bare == words else _unframed(bare, frames)


def _may_name_a_place(guess: Guess) -> bool:
    """May a country's name alone be what was meant? The classifier takes many of them for small talk."""
    sure_of_more = guess.intent.startswith(SAYS_MORE) and guess.confidence >= QUESTION_KNOWN
    return not guess.exact and not sure_of_more


def _naming(named: Named, thing: Thing) -> Named:
    named = replace(named, guess=Guess(thing.intent, exact=True))
    return replace(named, term=thing.at) if thing.intent == "glossary" else replace(named, at=thing.at)


def _any_of(words: Iterable[str]) -> str:
    """An expression for these words; one that matches nothing where there are none."""
    return "|".join(map(re.escape, words)) or "(?!)"
