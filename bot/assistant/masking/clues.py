"""Words that announce a personal detail ("my snap is ..."), read from data/lang/<code>/masking.yml."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from bot.guide.yaml_lines import read_plain

#: In a phrase, stands for one of the file's `sites`.
SITE = "..."
#: Kinds of clue whose phrases announce what follows them.
PHRASES = ("name", "maybe_name", "handle", "shaped_handle", "address", "birth", "phone", "secret")
#: Lists of single words.
WORDS = ("sites", "street_after", "street_before", "street_ending", "school", "no_school")
WORDS += ("months", "date_words", "day_endings", "digits", "at", "dot", "common", "common_endings", "counted", "equals")

Phrase = tuple[str, ...]
NUMBER = re.compile(r"\d{1,4}")


@dataclass(frozen=True)
class Clues:
    """The clues of all languages together: which language a message is in need not be known.

    Attributes:
        phrases: what a phrase, as words, announces.
        words: the word lists by name.
        longest: words in the longest phrase.
    """

    phrases: dict[Phrase, str]
    words: dict[str, frozenset[str]]
    longest: int

    @cached_property
    def first_words(self) -> frozenset[str]:
        """Words that a phrase can start with."""
        return frozenset(phrase[0] for phrase in self.phrases)

    @cached_property
    def telling(self) -> frozenset[str]:
        """Words at which a detail can be seen to begin (or to end: "school"); numbers are such words too."""
        lists = ("street_before", "school", "digits", "months")
        return self.first_words.union(*(self.words[name] for name in lists))

    def is_date_part(self, word: str) -> bool:
        """Is this a number as it stands in a date: "3", "3rd", "2010."?"""
        if not word[:1].isdecimal():  # most words: nothing else need be looked at
            return False
        figure = word.removesuffix(".")
        ending = next((end for end in self.words["day_endings"] if figure.endswith(end)), "")
        return NUMBER.fullmatch(figure.removesuffix(ending)) is not None

    def is_common(self, word: str) -> bool:
        """Is this an everyday word, and so no name and no account?"""
        return word in self.words["common"] or word.endswith(tuple(self.words["common_endings"]))


@lru_cache(maxsize=4)
def load_clues(data: Path) -> Clues:
    """The clues of every data/lang/<code>/masking.yml.

    Raises:
        ValueError: a file has a key that is not known here.
    """
    phrases: dict[Phrase, str] = {}
    words: dict[str, set[str]] = {name: set() for name in WORDS}
    for path in sorted((data / "lang").glob("*/masking.yml")):
        content = read_plain(path)
        if unknown := set(content) - set(PHRASES) - set(WORDS):
            raise ValueError(f"{path.name} ({path.parent.name}): unknown keys {', '.join(sorted(unknown))}")
        for name in WORDS:
            words[name] |= {word.casefold() for word in content.get(name, ())}
        for kind in PHRASES:
            for phrase in content.get(kind, ()):
                phrases |= {words_: kind for words_ in _expanded(phrase, content)}
    frozen = {name: frozenset(found) for name, found in words.items()}
    return Clues(phrases, frozen, max(map(len, phrases), default=0))


def _expanded(phrase: str, content: dict[str, list[str]]) -> Iterator[Phrase]:
    """A phrase as words, once for each site; "my name is" also as "my name :" and "my name ="."""
    fillings = content.get("sites", ()) if SITE in phrase else [""]
    for site in fillings:
        words = tuple(phrase.replace(SITE, site).replace(":", " :").casefold().split())
        yield words
        if words[-1] in (":", *content.get("equals", ())):
            yield from ((*words[:-1], sign) for sign in (":", "="))
