"""What countries are called: Unicode's names in each language and the aliases of data/countries.yml.

The words around such a name are those of all languages (data/lang/<code>/places.yml).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from bot.guide import languages
from bot.guide.content import Content
from bot.guide.languages import DEFAULT_LANGUAGE
from bot.guide.problems import GuideError
from bot.guide.schema import parse
from bot.guide.yaml_lines import read_document

DATA = Path(__file__).parents[2] / "data"
NOT_COUNTRIES = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"})
SHORTEST_NAME = 4  # shorter ones (Chad aside: it is an alias of nobody) must be in the aliases
SHORTEST_FORM = 2


Words = frozenset[str]
NONE: Words = frozenset()
#: Ways in which a word leads to a place; lists that give a word for a word.
WAYS, TABLES = ("in", "from", "for", "to"), ("signs", "pronouns")


class Cues(Content):
    """data/lang/<code>/places.yml: the words around the name of a country in one language."""

    before_place: dict[Literal["in", "from", "for", "to"], Words] = {}
    doubtful_in: Words = NONE
    between: Words = NONE
    live: Words = NONE
    come: Words = NONE
    moved: Words = NONE
    born: Words = NONE
    meant: Words = NONE
    me: Words = NONE
    others: Words = NONE
    nots: Words = NONE
    self: Words = NONE
    served: Words = NONE
    fillers: Words = NONE
    polite: Words = NONE
    called: Words = NONE
    cut: Words = NONE
    signs: dict[str, str] = {}
    pronouns: dict[str, str] = {}


class Names(Content):
    """data/countries.yml: how people name countries."""

    aliases: dict[str, frozenset[str]]
    demonyms: dict[str, frozenset[str]]
    ambiguous: frozenset[str]
    shared: dict[str, dict[str, frozenset[str]]]
    parts: dict[str, frozenset[str]]
    languages: frozenset[str]
    not_codes: frozenset[str]
    never: frozenset[str]
    english: frozenset[str]
    made_up: frozenset[str]
    scripts: dict[str, tuple[str, ...]]


class Gazetteer(Names, Cues):
    """How people name countries, and the words around such a name, of all languages together."""


#: Letters with a full stop behind each: U.A.E.
DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}")


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """Read data/countries.yml and the places of all languages once. Raises GuideError with every fault."""
    paths = [DATA / "countries.yml", *sorted(DATA.glob("lang/*/places.yml"))]
    documents = [read_document(path, f"data/{path.relative_to(DATA)}") for path in paths]
    models = [
        None if document.problems else parse(Cues if at else Names, document) for at, document in enumerate(documents)
    ]
    if problems := [problem for document in documents for problem in document.problems]:
        raise GuideError(problems)
    known, *cues = models
    return Gazetteer.construct(**dict(known), **_together(cues))


def _together(cues: list[Cues]) -> dict[str, Any]:
    """Each list of words of all languages in one."""
    found: dict[str, Any] = {name: NONE.union(*(getattr(cue, name) for cue in cues)) for name in Cues.__fields__}
    found["before_place"] = {way: NONE.union(*(cue.before_place.get(way, NONE) for cue in cues)) for way in WAYS}
    return found | {name: {k: v for cue in cues for k, v in getattr(cue, name).items()} for name in TABLES}


@lru_cache(maxsize=1)
def _languages() -> tuple[str, ...]:
    """The languages whose names of countries are known, whatever the page speaks: those of data/languages.yml."""
    return tuple(language.code for language in languages(DATA))


def country_name(code: str, lang: str = DEFAULT_LANGUAGE) -> str:
    """The name of a country in a language (English where Unicode does not know it), or the code itself."""
    for locale in (_locale(lang), _locale(DEFAULT_LANGUAGE)):
        if locale and code.upper() in locale.territories:
            return locale.territories[code.upper()]
    return code.upper()


def sort_key(name: str) -> str:
    """Orders names as a reader expects: Österreich beside Oman, not behind Zypern."""
    return fold(name)


def fold(text: str) -> str:
    """Small letters without accents; what is no letter, digit or vowel sign becomes one blank (i'm: im)."""
    text = _cut().sub("", without_dots(text).casefold().replace("’", "'"))
    text = unicodedata.normalize("NFKD", text)
    text = text.translate(BLANKS) if text.isascii() else _no_letter().sub(" ", _accents().sub("", text))
    return " ".join(text.split())


#: A blank for each character of ASCII that is no letter and no digit.
BLANKS = {code: " " for code in range(128) if not chr(code).isalnum()}
#: Beyond it no character combines with another, but for what chooses between two forms of one.
LAST_SCRIPT, CHOOSING = 0x1F000, (0xE0100, 0xE01F0)


def _ranges(wanted: Callable[[str], bool]) -> str:
    """These characters for a pattern, as ranges: one by one, those of rare scripts would be compared one by one."""
    every = [code for code in (*range(LAST_SCRIPT), *range(*CHOOSING)) if wanted(chr(code))]
    firsts = [code for code, before in zip(every, [-1, *every], strict=False) if code != before + 1]
    lasts = [code for code, after in zip(every, [*every[1:], -1], strict=True) if code != after - 1]
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in zip(firsts, lasts, strict=True))


@lru_cache(maxsize=1)
def _accents() -> re.Pattern[str]:
    """What only changes how a letter sounds."""
    return re.compile(f"[{_ranges(lambda char: bool(unicodedata.combining(char)))}]+")


@lru_cache(maxsize=1)
def _no_letter() -> re.Pattern[str]:
    """What is no letter, digit or vowel sign, once accents are gone."""
    signs = _ranges(lambda char: unicodedata.category(char)[0] == "M" and not unicodedata.combining(char))
    return re.compile(rf"(?:[^\w{signs}]|_)+")


@lru_cache(maxsize=1)
def _cut() -> re.Pattern[str]:
    """The apostrophe before what is no word of its own."""
    return re.compile(rf"'(?=(?:{'|'.join(sorted(gazetteer().cut)) or '(?!)'})\b)")


def without_dots(text: str) -> str:
    """The text with "U.A.E." as "UAE"."""
    return DOTTED.sub(lambda found: found[0].replace(".", ""), text)


@lru_cache(maxsize=1)
def codes() -> frozenset[str]:
    """Every code of two letters that stands for a country or territory."""
    known = Locale(DEFAULT_LANGUAGE).territories
    return frozenset(code for code in known if len(code) == 2 and code.isalpha()) - NOT_COUNTRIES


@lru_cache(maxsize=16)
def names(lang: str | None) -> dict[str, str]:
    """Folded name -> code, from Unicode's lists of the bot's languages (and `lang`) and the aliases."""
    others = {name: code for name, code in names_in(_languages()).items() if name not in gazetteer().english}
    return others | names_in((lang or DEFAULT_LANGUAGE,))


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
    for language in _languages():
        named = {zone: data.get("city") for zone, data in _locale(language).time_zones.items()}
        for zone, code in territories.items():
            found.setdefault(fold(named.get(zone) or zone.rpartition("/")[2]), code)
    return found


def _forms(name: str) -> set[str]:
    """A name, without what stands in brackets, and with signs and short forms written out."""
    plain = re.sub(r"\s*\(.*?\)", "", name)
    forms = {fold(name), fold(plain)}
    forms |= {fold(plain.replace(sign, f" {word} ")) for sign, word in gazetteer().signs.items()}
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
