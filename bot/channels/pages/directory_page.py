"""`/referrals`: every contact by country, to search and to print, and how fresh each is."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from babel import Locale
from starlette.requests import Request
from starlette.responses import Response

from bot.channels.pages.freshness import EXPECTED, LEVELS, Freshness, freshness, level_of, total
from bot.channels.pages.render import Renderer
from bot.channels.routes import Pages
from bot.guide.wording import normalise
from bot.referrals import Directory, country_code
from bot.referrals.card import emergency_card, service_card
from bot.referrals.service import KINDS, Service
from bot.referrals.words import LanguageWords, in_language

LONGEST_SEARCH = 80
INTERNATIONAL = "ZZ"
#: How long "open now" is right enough.
KEPT = timedelta(minutes=1)


@dataclass(frozen=True)
class Section:
    """A country on the page: cards as the widget gets them, each with the level of its last check."""

    code: str
    name: str
    emergency: dict[str, Any] | None
    cards: list[dict[str, Any]]
    state: Freshness


def add_directory_page(site: Pages, renderer: Renderer) -> None:
    """Add the route to `site`."""
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
        rows = [section.state for section in sections if section.code != INTERNATIONAL]
        found = [s for s in sections if (not code or s.code in (code, INTERNATIONAL)) and shelf.matches(s, search)]
        return {
            "sections": found,
            "countries": [(section.code, section.name) for section in sections],
            "chosen": code,
            "search": search,
            "rows": rows,
            "total": total(rows),
            "gaps": {kind: sum(kind in row.gaps for row in rows) for kind in EXPECTED},
            "levels": LEVELS,
            "kinds": shelf.words.kinds,
            "today": shelf.now.date().isoformat(),
        }


def _code(value: str | None, lang: str) -> str:
    """The country, or what works anywhere; "" for whatever is neither."""
    return INTERNATIONAL if value == INTERNATIONAL else country_code(value, lang) or ""


def _shelf(renderer: Renderer, lang: str, kept: dict[str, "Shelf"]) -> "Shelf":
    """The sections in a language; made anew when the directory changed or opening hours may have."""
    directory = renderer.library.directory.current
    shelf = kept.get(lang)
    if shelf is None or not shelf.fresh(directory):
        shelf = kept[lang] = Shelf(directory, lang, renderer.words.of("referrals", lang)["anywhere"])
    return shelf


class Shelf:
    """The directory as sections of the page in one language: countries by name, then what works anywhere."""

    def __init__(self, directory: Directory, lang: str, anywhere: str) -> None:
        self._directory, self._lang = directory, lang
        self.words: LanguageWords = in_language(directory.words, lang)
        self.now = datetime.now(UTC)
        self._languages = Locale.parse(lang).languages
        named = [(country["code"], country["name"]) for country in directory.countries(lang)]
        self.sections = [self._section(code, name) for code, name in [*named, (INTERNATIONAL, anywhere)]]

    def fresh(self, directory: Directory) -> bool:
        """Is this still the directory, and not older than a minute?"""
        return directory is self._directory and datetime.now(UTC) - self.now < KEPT

    def matches(self, section: Section, search: str) -> bool:
        """Does the country or one of its services answer the search?"""
        if not search:
            return True
        texts = [section.name, *(f"{card['name']} {card['kind_name']}" for card in section.cards)]
        return any(normalise(search) in normalise(text) for text in texts)

    def _section(self, code: str, name: str) -> Section:
        services = self._directory.services(code)
        shown = sorted((s for s in services if s.shown), key=lambda s: KINDS.index(s.kind))
        emergency = next((s for s in shown if s.kind == "emergency" and s.ways("phone")), None)
        return Section(
            code,
            name,
            emergency_card(emergency, self._lang, self.words) | self._level(emergency) if emergency else None,
            [self._card(service) for service in shown if service.kind != "emergency"],
            freshness(code, name, services, self.now.date()),
        )

    def _card(self, service: Service) -> dict[str, Any]:
        card = service_card(service, self._lang, self.words, self.now) | self._level(service)
        return card | {"language_names": [self._languages.get(code, code) for code in service.languages]}

    def _level(self, service: Service) -> dict[str, str]:
        return {"level": level_of(service, self.now.date())}
