"""The one gate for a country: whatever a page, a partner's file or a person gives becomes a known code, or unknown.

Never a prefix, never a guess: a wrong country means a wrong number. Codes are those of ISO 3166 as Unicode knows them.
"""

from __future__ import annotations

import unicodedata

from babel.core import get_global

from bot.referrals.country_names import codes, named, without_dots

LONGEST = 80
#: Codes that are in use beside ISO's own.
ALSO = {"UK": "GB", "EL": "GR"}
#: Regional indicator symbols spell a code (🇰🇪); a black flag with letters behind it is a part of the United Kingdom.
INDICATORS = {chr(0x1F1E6 + at): chr(ord("A") + at) for at in range(26)}
TAGS = {chr(0xE0061 + at): chr(ord("a") + at) for at in range(26)}
BLACK_FLAG, VARIATION = "\U0001f3f4", "\ufe0f"
PARTS = frozenset({"gbeng", "gbsct", "gbwls"})


def country_code(value: object, lang: str | None = None) -> str | None:
    """The ISO 3166 code (two letters) that `value` certainly stands for, or None.

    Taken are alpha-2 and alpha-3 codes, UK and EL, flags, and the names of countries in any of Unicode's languages;
    where two languages use one name for two countries, that of `lang` counts.
    """
    if not isinstance(value, str) or not 2 <= len(value) <= LONGEST:
        return None
    text = without_dots(unicodedata.normalize("NFKC", value).strip())
    return flag(text) or _code(text) or named(text, lang)


def flag(text: str) -> str | None:
    """The country whose flag `text` is, and nothing else."""
    text = text.replace(VARIATION, "")
    if text.startswith(BLACK_FLAG):
        return "GB" if "".join(TAGS.get(char, "") for char in text) in PARTS else None
    return _code("".join(INDICATORS[char] for char in text)) if set(text) <= INDICATORS.keys() else None


def _code(code: str) -> str | None:
    """A code of two or three letters as one of two. Old codes that became several countries are none."""
    if not (code.isascii() and code.isalpha() and len(code) in (2, 3)):
        return None
    if len(code) == 2:
        found = ALSO.get(code.upper(), code.upper())
        return found if found in codes() else None
    if code == code.title():  # "Nga" is Vietnamese for Russia, NGA is Nigeria
        return None
    meant = get_global("territory_aliases").get(code.upper(), [])
    return meant[0] if len(meant) == 1 and meant[0] in codes() else None
