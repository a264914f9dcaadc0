"""`/referrals`: who helps, by country, to tap, to search and to print. `/referrals/board`: how fresh each entry is."""

from datetime import date
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from bot.channels.pages.freshness import EXPECTED, LEVELS, evidence, freshness, total
from bot.channels.pages.render import Renderer
from bot.channels.pages.shelf import INTERNATIONAL, Shelf
from bot.channels.routes import Pages
from bot.referrals import country_code, country_name

LONGEST_SEARCH = 80


def add_directory_page(site: Pages, renderer: Renderer) -> None:
    """Add the routes to `site`."""
    shelves: dict[str, Shelf] = {}

    @site.get("/referrals")
    async def referrals(request: Request) -> Response:
        code = _code(request.query_params.get("country"), renderer.lang(request))
        search = (request.query_params.get("q") or "")[:LONGEST_SEARCH].strip()
        if search:
            return renderer.page(request, "referrals", **values(renderer.lang(request), code, search))
        return renderer.kept_page(request, "referrals", lambda: values(renderer.lang(request), code, ""), code)

    def values(lang: str, code: str, search: str) -> dict[str, Any]:
        shelf = _shelf(renderer, lang, shelves)
        sections = shelf.sections
        if code and code not in {section.code for section in sections}:
            sections = [shelf.bare(code, country_name(code, lang)), *sections]
        found = [s for s in sections if (not code or s.code in (code, INTERNATIONAL)) and shelf.matches(s, search)]
        return {
            "sections": found,
            "countries": [(section.code, section.name) for section in sections],
            "chosen": code,
            "search": search,
            "today": shelf.now.date().isoformat(),
        }

    @site.get("/referrals/board")
    async def board(request: Request) -> Response:
        lang, directory = renderer.lang(request), renderer.library.directory.current
        code, today = _code(request.query_params.get("country"), lang), date.today()
        named = [(country["code"], country["name"]) for country in directory.countries(lang)]
        rows = [freshness(code, name, directory.services(code), today) for code, name in named]
        return renderer.page(
            request,
            "board",
            chosen=code,
            chosen_name=country_name(code, lang) if code and code != INTERNATIONAL else "",
            entries=[evidence(service, today) for service in directory.services(code)] if code else [],
            rows=rows,
            total=total(rows),
            gaps={kind: sum(kind in row.gaps for row in rows) for kind in EXPECTED},
            levels=LEVELS,
            kinds=_shelf(renderer, lang, shelves).words.kinds,
            today=today.isoformat(),
        )


def _code(value: str | None, lang: str) -> str:
    """The country, or what works anywhere; "" for whatever is neither."""
    return INTERNATIONAL if value == INTERNATIONAL else country_code(value, lang) or ""


def _shelf(renderer: Renderer, lang: str, kept: dict[str, Shelf]) -> Shelf:
    """The sections in a language; made anew when the directory changed or opening hours may have."""
    directory = renderer.library.directory.current
    shelf = kept.get(lang)
    if shelf is None or not shelf.fresh(directory):
        shelf = kept[lang] = Shelf(directory, lang, renderer.words.of("referrals", lang)["anywhere"])
    return shelf
