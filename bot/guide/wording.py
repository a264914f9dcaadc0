"""Two texts that differ only in case, accents, punctuation or spacing say the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from difflib import get_close_matches
from functools import cache

from rapidfuzz.fuzz import ratio
from rapidfuzz.process import extract

# Accents only: combining marks of other scripts (Devanagari vowels, for one) carry meaning.
ACCENTS = re.compile("[\u0300-\u036f]")
APOSTROPHES = re.compile("['\u2019\u2018`\u00b4]")


def normalise(text: str) -> str:
    """`text` in lower case, without accents and punctuation, words separated by one space."""
    bare = ACCENTS.sub("", unicodedata.normalize("NFKD", APOSTROPHES.sub("", text.casefold())))
    return " ".join("".join(map(_letter_or_space, bare)).split())


def ends(text: str, most: int) -> str:
    """The beginning and the end of a text that is longer than `most` characters, in whole words where there are any."""
    if len(text) <= most:
        return text
    begin, end = text[: most // 2], text[-(most // 2) + 1 :]
    return f"{begin.rpartition(' ')[0] or begin} {end.partition(' ')[2] or end}"


def closest(word: str, known: Collection[str], alike: float) -> str | None:
    """The one of `known` that is most like `word`, if any is so much like it (0-1), as difflib has it.

    difflib is asked only of those that the faster measure, which never gives less, does not rule out.
    """
    likely = [name for name, *_ in extract(word, known, scorer=ratio, score_cutoff=100 * alike, limit=None)]
    return next(iter(get_close_matches(word, likely, 1, alike)), None) if likely else None


@cache
def _letter_or_space(character: str) -> str:
    # Not \w, which leaves out the vowel signs of many scripts.
    return character if unicodedata.category(character)[0] in "LMN" else " "
