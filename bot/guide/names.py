"""What a message asks for by its name: a word, a treaty, an organisation, what young people did, a story.

The ways of asking ("what is ...", "... meaning") are data (data/lang/<code>/asking.yml); so is every name. A message
asks for a thing when nothing is left of it but the thing's name, once the ways of asking are taken away.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from bot.guide.guide import Guide
from bot.guide.languages import Asking
from bot.guide.wording import closest, normalise

#: A misspelt name must be at least this long (letters) and this like the right one (0-1).
LONG, ALIKE = 6, 0.85
#: Letters that are left of a word at least when its ending is taken away.
SHORT = 3


class Thing(NamedTuple):
    """A thing of the guide: the button that shows it, which one it is, and the topic that tells more."""

    intent: str
    at: str
    topic: str | None = None


class Names:
    """Everything in one language's guide that has a name.

    A language that has no ways of asking yet knows only bare titles.
    """

    def __init__(self, guide: Guide) -> None:
        self._things = {normalise(name): thing for name, thing in _things(guide)}
        self._avoided = {normalise(name): thing for name, thing in _avoided(guide)}
        self._actions = {normalise(name): thing for name, thing in _actions(guide)}
        self._titles = {normalise(story.title): Thing("start_scenario", story.id) for story in guide.scenarios.values()}
        self._asking, self._plurals = guide.language.asking, guide.language.speech.plurals
        self._everything = {**self._avoided, **self._actions, **self._things}
        # Made once: at each message, the endings of all names took a tenth of what a long one costs.
        longest = sorted(self._everything.items(), key=lambda pair: -len(pair[0]))
        self._inside = [(self._stems(name), thing) for name, thing in longest if len(name) > LONG]
        self._persons = frozenset(self._stems(" ".join(self._asking.persons)).split() if self._asking else ())
        self._done = sorted(self._actions.items(), key=lambda pair: -len(pair[0]))

    def asked(self, text: str) -> Thing | None:
        """The thing that `text` asks for and nothing else."""
        words = normalise(text)
        if words in self._titles or not self._asking:
            return self._titles.get(words)
        asking = self._asking
        names = self._wanted(words, asking, alone=text.rstrip().endswith("?"))
        if found := next((thing for name in names if (thing := self._find(name, self._everything))), None):
            asks_for_word = any(words.startswith(f"{normalise(way)} ") for way in asking.word)
            return found._replace(topic=None) if asks_for_word else found
        # "Is sexting bad?" is about sexting, "is 'kiddie porn' bad to say?" about the word.
        return self._find(_bare(words, asking.avoid_before, asking.avoid_after, asking.articles), self._avoided)

    def _wanted(self, words: str, asking: Asking, alone: bool) -> Iterator[str]:
        """What may be the name in a message that asks; with `alone`, a name without any way of asking is one too."""
        yield _bare(words, asking.before, asking.after, asking.articles)
        # "Block someone" is a name of its own, though "someone" may stand behind another.
        begun, name = without_first(words, asking.before + asking.articles), without_first(words, asking.articles)
        if alone or begun != name:
            yield begun
            parts = [without_first(part, asking.articles) for part in _apart(begun, asking.between)]
            if len(parts) > 1 and all(self._find(part, self._everything) for part in parts):
                yield parts[0]

    def _find(self, name: str, things: dict[str, Thing]) -> Thing | None:
        forms = [form for end in self._plurals for form in (name.removesuffix(end), f"{name}{end}")]
        if found := next((form for form in (name, *forms) if form in things), None):
            return things[found]
        close = closest(name, things.keys(), ALIKE) if len(name) >= LONG else None
        return things[close] if close else None

    def inside(self, text: str) -> Thing | None:
        """The thing named among other words, in whatever form; nothing where they are about a person.

        A short name may be an everyday word ("block", "child") and counts for nothing here.
        """
        if self._asking is None:
            return None
        said = self._stems(without_first(normalise(text), self._asking.before))
        for stems, thing in self._inside:
            if stems in said:
                about_nobody = self._persons.isdisjoint(said.replace(stems, " ").split())
                return thing._replace(topic=None) if about_nobody else None
        return None

    def _stems(self, words: str) -> str:
        """The words without their endings, each between spaces."""
        endings = self._asking.endings if self._asking else ()
        return f" {' '.join(_stem(word, endings) for word in words.split())} "

    def told_of(self, text: str) -> Thing | None:
        """What young people did, when `text` names it, or asks for the facts of its place, among other words."""
        words = f" {normalise(text)} "
        figures = self._asking is not None and any(f" {way} " in words for way in _longest_first(self._asking.figures))
        for name, thing in self._done:
            if f" {name} " in words and (figures or " " in name):
                return thing
        return None


def _things(guide: Guide) -> Iterator[tuple[str, Thing]]:
    """The fuller answer comes last and wins: a treaty's card over the word."""
    for term in guide.glossary:
        yield from ((name, Thing("glossary", term.id, term.topic or term.id)) for name in (term.term, *term.also))
    for organisation in guide.organisations:
        names = (organisation.name, *organisation.also)
        yield from ((name, Thing("organisations", organisation.id)) for name in names)
    for framework, words in guide.law.frameworks.items():
        yield from ((name, Thing("law_table", framework)) for name in (words.name, *words.also))


def _avoided(guide: Guide) -> Iterator[tuple[str, Thing]]:
    for term in guide.glossary:
        for avoided in term.not_terms:
            yield from ((name, Thing("glossary", term.id)) for name in avoided.term.split(","))


def _actions(guide: Guide) -> Iterator[tuple[str, Thing]]:
    for action in guide.actions:
        names = (action.title, action.region, *action.also)
        yield from ((name, Thing("young_people_in_action", action.id)) for name in names)


def _stem(word: str, endings: tuple[str, ...]) -> str:
    """A word without the first of these endings that it has; short words are left as they are."""
    if not word.endswith(endings):  # most words
        return word
    ending = next((end for end in endings if word.endswith(end) and len(word) - len(end) >= SHORT), "")
    return word.removesuffix(ending)


def _bare(words: str, before: tuple[str, ...], after: tuple[str, ...], articles: tuple[str, ...]) -> str:
    """What is left without the ways of asking; nothing when there were none but articles."""
    rest = _without_last(without_first(words, before + articles), after)
    return rest if rest != without_first(words, articles) else ""


def without_first(words: str, ways: tuple[str, ...]) -> str:
    """`words` without every way of asking at their beginning, the longest first, over and over."""
    return words[_beginning(ways).match(f"{words} ").end() :].strip()


@cache
def _beginning(ways: tuple[str, ...]) -> re.Pattern[str]:
    """Any number of these ways. One expression: trying them by themselves took 25 ms for a thousand articles."""
    return re.compile(rf"(?:(?:{'|'.join(map(re.escape, filter(None, _longest_first(ways)))) or '(?!)'}) )*")


def _apart(words: str, between: tuple[str, ...]) -> list[str]:
    """The names in "csam and csem"."""
    return re.split(" (?:{}) ".format("|".join(map(re.escape, between))), words) if between else [words]


def _without_last(words: str, ways: tuple[str, ...]) -> str:
    """The same at their end."""
    return _turned(without_first(_turned(words), _turned_all(ways)))


def _turned(words: str) -> str:
    return " ".join(reversed(words.split()))


@cache
def _turned_all(ways: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(_turned(normalise(way)) for way in ways)


@cache
def _longest_first(ways: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(map(normalise, ways), key=len, reverse=True))
