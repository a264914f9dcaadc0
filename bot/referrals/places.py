"""What is said when a country is asked for: a country and nothing else, or a place that is none that we know."""

from __future__ import annotations

from collections.abc import Container

from bot.referrals.countries import UNCLEAR, find_country, names_nothing_else, told_country
from bot.referrals.country_names import cities, demonyms, fold, gazetteer, names

#: Stands for a country in its place: somebody named one that nobody knows.
UNKNOWN_PLACE = "unknown"
#: Stands for a country in its place: somebody named one that shares its name with a part of another.
SHARED_PLACE = "shared"
#: Stands before the country that somebody comes from, while another one is set: they may be in either.
ORIGIN = "from_"
LONGEST_PLACE = 3  # words


def bare_country(
    text: str,
    lang: str | None = None,
    doubtful: bool = True,
    everyday: Container[str] = frozenset(),
    here: str | None = None,
) -> str | None:
    """The country, if the text says nothing else: "kenya", "no i meant portugal", "im from jordan pls".

    doubtful: also take a lone name that is a first name as well ("jordan"). Only where a country was asked for.
    here: the country that is known so far. Without it, a name may be SHARED_PLACE.
    """
    code = told_country(text, lang, everyday, here)
    if code == UNCLEAR:
        code = SHARED_PLACE
    if code is None or not names_nothing_else(text, lang, everyday):
        return None
    return None if not doubtful and fold(text) in gazetteer().ambiguous else code


def unknown_answer(text: str, everyday: Container[str], lang: str | None = None) -> bool:
    """Whether an answer to "in which country are you?" names something that is no country ("mars", "from narnia").

    everyday: words that people say for other reasons. Whoever says one of those did not answer the question.
    """
    words, known = fold(text).split(), gazetteer()
    if len(words) > 2 * LONGEST_PLACE or not known.called.isdisjoint(words) or find_country(text, lang, everyday):
        return False
    return _is_unknown([word for word in words if word not in known.fillers], everyday, lang, None)


def unknown_place(text: str, everyday: Container[str], lang: str | None = None, country: str | None = None) -> bool:
    """Whether a text asks for help in a place, or says where somebody lives, and no country is called so.

    "im in ..." is left out: people are in agony, in bed and in love. A big city tells the country only to somebody
    who knows which of the same name is meant, so it counts as unknown, unless it is one of `country`.
    """
    words = fold(text).split()
    if find_country(text, lang, everyday, country):
        return False
    for start in range(max(2, len(words) - LONGEST_PLACE), len(words)):
        if _asks_for_a_place(words[:start]) and _is_unknown(words[start:], everyday, lang, country):
            return True
    return False


def _asks_for_a_place(before: list[str]) -> bool:
    """Whether what comes next should be a place: "number in", "i live in", "im from"."""
    known = gazetteer()
    *_, verb, cue = before
    if cue in known.before_place["in"]:
        return verb in known.live or verb in known.served
    return cue in known.before_place["from"] and verb in known.come


def _is_unknown(words: list[str], everyday: Container[str], lang: str | None, country: str | None) -> bool:
    known = gazetteer()
    words = [word for word in words if word not in known.between]
    if city := cities().get(" ".join(words)):
        return city != country
    places = (names(lang), demonyms(), known.languages, known.never)
    if not 1 <= len(words) <= LONGEST_PLACE or any(word in place for word in words for place in places):
        return False
    return all(word.isalpha() and (word in known.made_up or word not in everyday) for word in words)
