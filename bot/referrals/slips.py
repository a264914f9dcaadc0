"""Misspelt names of countries: "germny", "untied states".

English is full of words one slip away from some country ("zombie" from French Zambia, "guys" from "the US"). So only
long names are looked for, in the person's language or English, and never by an article or a short form.
"""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from bot.guide.languages import DEFAULT_LANGUAGE
from bot.referrals.country_names import gazetteer, names_in

SHORTEST_SWAP = 5  # letters of a name of which two neighbours may be swapped
SHORTEST_NAME = 6  # letters of a name of which one may be missing, doubled or wrong
SHORTEST_TWO = 10  # letters of a name with two slips


def misspelt(word: str, lang: str | None) -> str | None:
    """The one name that `word` (folded) is nearest to; it has the same first letter.

    Looked up each time: a cache here would keep the words that people typed.
    """
    names = _long_names(lang or DEFAULT_LANGUAGE)
    similar = [name for name in names if name[0] == word[0] and (" " in name or " " not in word)]
    close = extract(word, similar, scorer=OSA.distance, score_cutoff=2, limit=5)
    likely = [(name, distance) for name, distance, _ in close if distance <= _allowed(word, name)]
    nearest = {name for name, distance in likely if distance == likely[0][1]}
    return min(nearest) if len({names[name] for name in nearest}) == 1 else None


def _allowed(word: str, name: str) -> int:
    """How many slips may lie between them."""
    letters = len(name.replace(" ", ""))
    if letters < SHORTEST_NAME:
        return int(sorted(word) == sorted(name))
    return 2 if letters >= SHORTEST_TWO else 1


@lru_cache(maxsize=16)
def _long_names(lang: str) -> dict[str, str]:
    articles = gazetteer().between
    known = names_in(tuple(dict.fromkeys((lang, DEFAULT_LANGUAGE))))
    return {
        name: code
        for name, code in known.items()
        if len(name.replace(" ", "")) >= SHORTEST_SWAP and name.split()[0] not in articles
    }
