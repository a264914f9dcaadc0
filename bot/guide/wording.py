"""Two texts that differ only in case, accents, punctuation or spacing say the same."""

from __future__ import annotations

import re
import unicodedata

# Accents only: combining marks of other scripts (Devanagari vowels, for one) carry meaning.
ACCENTS = re.compile("[\u0300-\u036f]")
APOSTROPHES = re.compile("['\u2019\u2018`\u00b4]")
NO_WORD = re.compile(r"[\W_]+")


def normalise(text: str) -> str:
    """`text` in lower case, without accents and punctuation, words separated by one space."""
    bare = ACCENTS.sub("", unicodedata.normalize("NFKD", text.casefold()))
    return NO_WORD.sub(" ", APOSTROPHES.sub("", bare)).strip()
