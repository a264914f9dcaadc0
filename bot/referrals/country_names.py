"""What countries are called: Unicode's names in each language and the aliases of data/countries.yml."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from bot.guide.content import Content
from bot.guide.problems import GuideError
from bot.guide.schema import parse
from bot.guide.yaml_lines import read_document

ALIASES = Path(__file__).parents[2] / "data" / "countries.yml"
LANGUAGES = ("en", "fr", "de", "es")
NOT_COUNTRIES = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"})
SHORTEST_NAME = 4  # shorter ones (Chad aside: it is an alias of nobody) must be in the aliases
SHORTEST_FORM = 2


class Gazetteer(Content):
    """data/countries.yml: how people name countries, and the words around such a name."""

    aliases: dict[str, frozenset[str]]
    demonyms: dict[str, frozenset[str]]
    ambiguous: frozenset[str]
    shared: dict[str, dict[str, frozenset[str]]]
    languages: frozenset[str]
    before_place: dict[str, frozenset[str]]
    between: frozenset[str]
    live: frozenset[str]
    come: frozenset[str]
    moved: frozenset[str]
    born: frozenset[str]
    meant: frozenset[str]
    me: frozenset[str]
    others: frozenset[str]
    nots: frozenset[str]
    self: frozenset[str]
    served: frozenset[str]
    fillers: frozenset[str]
    polite: frozenset[str]
    not_codes: frozenset[str]
    never: frozenset[str]
    english: frozenset[str]
    made_up: frozenset[str]
    scripts: dict[str, tuple[str, ...]]


#: Letters with a full stop behind each: U.A.E.
DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}")
CONTRACTION = re.compile(r"'(?=(?:m|s|re|t|ve|ll|d)\b)")


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """Read data/countries.yml once. Raises GuideError with every fault."""
    document = read_document(ALIASES, "data/countries.yml")
    found = None if document.problems else parse(Gazetteer, document)
    if found is None:
        raise GuideError(document.problems)
    return found


def country_name(code: str, lang: str = "en") -> str:
    """The name of a country in a language (English where Unicode does not know it), or the code itself."""
    for locale in (_locale(lang), _locale("en")):
        if locale and code.upper() in locale.territories:
            return locale.territories[code.upper()]
    return code.upper()


def sort_key(name: str) -> str:
    """Orders names as a reader expects: Österreich beside Oman, not behind Zypern."""
    return fold(name)


def fold(text: str) -> str:
    """Small letters without accents; what is no letter, digit or vowel sign becomes one blank (i'm: im)."""
    text = CONTRACTION.sub("", without_dots(text).casefold().replace("’", "'"))
    text = unicodedata.normalize("NFKD", text)
    text = "".join(char for char in text if not unicodedata.combining(char))
    text = "".join(char if char.isalnum() or unicodedata.category(char)[0] == "M" else " " for char in text)
    return " ".join(text.split())


def without_dots(text: str) -> str:
    """The text with "U.A.E." as "UAE"."""
    return DOTTED.sub(lambda found: found[0].replace(".", ""), text)


@lru_cache(maxsize=1)
def codes() -> frozenset[str]:
    """Every code of two letters that stands for a country or territory."""
    known = Locale("en").territories
    return frozenset(code for code in known if len(code) == 2 and code.isalpha()) - NOT_COUNTRIES


@lru_cache(maxsize=16)
def names(lang: str | None) -> dict[str, str]:
    """Folded name -> code, from Unicode's lists of the bot's languages (and `lang`) and the aliases."""
    others = {name: code for name, code in names_in(LANGUAGES).items() if name not in gazetteer().english}
    return others | names_in((lang or "en",))


@lru_cache(maxsize=32)
def names_in(languages: tuple[str, ...]) -> dict[str, str]:
    """Folded name -> code, from Unicode's lists of these languages and the aliases."""
    index: dict[str, str] = {}
    for language in languages:
        for name, found in unicode_names(language).items():
            if not _short(name):
                index.setdefault(name, min(found))
    return index | _aliases()


def named(text: str, lang: str | None = None) -> str | None:
    """The country that `text` names in `lang`, else in whatever language of its script; None where two are meant."""
    name = fold(text)
    index = unicode_names(lang) if lang and name in unicode_names(lang) else names_in_script(script(name))
    found = index.get(name, frozenset())
    return next(iter(found)) if len(found) == 1 else None


def script(text: str) -> str:
    """The script of the first letter, as Unicode calls it: LATIN, CYRILLIC, CJK, HANGUL."""
    return unicodedata.name(text[0], "").partition(" ")[0] if text else ""


@lru_cache(maxsize=64)
def names_in_script(wanted: str) -> dict[str, frozenset[str]]:
    """Folded name -> codes, in all languages that write in a script. Read when somebody first uses it."""
    index: dict[str, set[str]] = {}
    for language in gazetteer().scripts.get(wanted, ()):
        for name, found in unicode_names(language).items():
            if not _short(name):
                index.setdefault(name, set()).update(found)
    for name, code in _aliases().items():
        index.setdefault(name, set()).add(code)
    return {name: frozenset(found) for name, found in index.items()}


@lru_cache(maxsize=128)
def unicode_names(lang: str) -> dict[str, frozenset[str]]:
    """Folded name -> codes, as one language has them; nothing for a language that Unicode does not know."""
    locale, index = _locale(lang), {}
    for code in codes() & set(locale.territories) if locale else ():
        for form in _forms(locale.territories[code]):
            index.setdefault(form, set()).add(code)
    return {name: frozenset(found) for name, found in index.items()}


@lru_cache(maxsize=1)
def _aliases() -> dict[str, str]:
    return {fold(alias): code for code, aliases in gazetteer().aliases.items() for alias in aliases}


@lru_cache(maxsize=1)
def demonyms() -> dict[str, str]:
    """Folded demonym -> code."""
    return {fold(word): code for code, words in gazetteer().demonyms.items() for word in words}


@lru_cache(maxsize=1)
def cities() -> dict[str, str]:
    """Folded name of a city -> code, as far as time zones name them: they may stand beside their country."""
    found: dict[str, str] = {}
    territories = get_global("zone_territories")
    for language in LANGUAGES:
        named = {zone: data.get("city") for zone, data in _locale(language).time_zones.items()}
        for zone, code in territories.items():
            found.setdefault(fold(named.get(zone) or zone.rpartition("/")[2]), code)
    return found


def _forms(name: str) -> set[str]:
    """A name, without what stands in brackets, and with "and" for "&" and "saint" for "st."."""
    plain = re.sub(r"\s*\(.*?\)", "", name)
    forms = {fold(name), fold(plain), fold(plain.replace("&", " and ")), fold(plain.replace("St.", "Saint "))}
    return {form for form in forms if len(form) >= SHORTEST_FORM}


def _short(name: str) -> bool:
    """Whether it is more often a word than a country, where the language is not known ("end" is India in Wolof)."""
    return name.isascii() and len(name) < SHORTEST_NAME


@lru_cache(maxsize=64)
def _locale(lang: str) -> Locale | None:
    try:
        return Locale.parse(lang.replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        return None
