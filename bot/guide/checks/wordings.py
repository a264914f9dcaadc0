"""Words the guide does not use and questions it does not ask (data/forbidden_*.yml)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pydantic import validator

from bot.guide.checks.passages import Passage, sentences
from bot.guide.content import Content, ContentError, Text
from bot.guide.languages import DEFAULT_LANGUAGE
from bot.guide.problems import Problem

QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]*(?:’(?=\w)[^’]*)*’|(?<!\w)'(?:[^']|(?<=\w)'(?=\w))*'(?!\w)")

#: Keys below which others speak: a service in a played scene, somebody in a story, the author of a source.
OTHERS_SAY = frozenset({"rehearsal", "chat", "lines", "source"})


class Rule(Content):
    """A pattern that no sentence of the bot may match, why, and what to write instead.

    With `buttons: false` it does not hold for answers on buttons: a bad idea must be there to be picked.
    """

    pattern: Text
    unless: Text | None = None
    only_questions: bool = False
    buttons: bool = True
    why: Text
    instead: Text
    allowed: tuple[Text, ...] = ()
    lang: Text = DEFAULT_LANGUAGE

    @validator("pattern", "unless")
    def _compiles(cls, value: str | None) -> str | None:
        try:
            re.compile(value or "")
        except re.error as error:
            raise ContentError(f"this pattern is broken: {error}", "Look at its brackets.") from None
        return value

    def match(self, sentence: str) -> str | None:
        """The words of `sentence` that break the rule; None if there are none."""
        found = re.search(self.pattern, sentence, re.IGNORECASE)
        if not found or (self.unless and re.search(self.unless, sentence, re.IGNORECASE)):
            return None
        asks = sentence.rstrip(" \"'”’)").endswith("?")
        return found.group() if asks or not self.only_questions else None


def forbidden_terms(passage: Passage, rules: list[Rule]) -> Iterator[Problem]:
    """Terms the guide does not use, in everything but the words of young people."""
    if passage.voice == "person":
        return
    for rule in rules if passage.voice == "bot" else [rule for rule in rules if rule.buttons]:
        found = next(filter(None, map(rule.match, sentences(passage.text))), None)
        if found and not passage.stands_in(rule.allowed):
            yield passage.problem(f"says “{found}”. {rule.why}", f"Better: {rule.instead}.".replace("..", "."))


def forbidden_questions(passage: Passage, rules: list[Rule]) -> Iterator[Problem]:
    """Questions for personal details, in every message of the bot; quoted words are left out."""
    if passage.voice != "bot" or OTHERS_SAY.intersection(passage.at):
        return
    said = sentences(QUOTED.sub(" ", passage.text))
    for rule in rules:
        found = next(filter(None, map(rule.match, said)), None)
        if found and not passage.stands_in(rule.allowed):
            advice = f"Instead: {rule.instead}".rstrip(".") + "."
            yield passage.problem(f"the bot asks “{found}”. {rule.why}", advice)
