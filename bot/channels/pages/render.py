"""Templates to answers: language, words, drawings, compression."""

from collections.abc import Callable
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import Response

from bot.assistant.library import Library
from bot.channels.answers import HTML, fetched
from bot.channels.kept import Kept
from bot.channels.pages.assets import WEB, Assets
from bot.channels.pages.drawings import Drawings
from bot.channels.pages.quiet import quiet
from bot.channels.pages.rich_text import inline, rich_text, safe_link
from bot.channels.pages.words import PageWords
from bot.partners import Partner
from bot.referrals import country_code
from bot.settings import Settings

#: Whose settings the project's own pages use.
PARTNER = "demo"
NEUTRAL = "https://www.wikipedia.org/"


class Renderer:
    """Renders the templates of bot/web/templates, always escaped.

    Args:
        settings: of this machine.
        library: guide and contacts.
    """

    def __init__(self, settings: Settings, library: Library) -> None:
        self.library = library
        self.words = PageWords(settings.data, library.guides)
        self.partner: Partner | None = library.partners.get(PARTNER)
        self._templates = Environment(
            loader=FileSystemLoader(WEB / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._kept = Kept(lambda: library.directory.current)
        self._templates.filters.update(rich=rich_text, inline=inline, safe_link=safe_link, quiet=quiet)
        self._templates.globals.update(art=Drawings(), file=Assets().address)

    def lang(self, request: Request) -> str:
        """The language that the address asks for, when it is live; else the default one."""
        return self.library.guide(request.query_params.get("lang")).language.code

    def page(self, request: Request, name: str, status: int = 200, **values: Any) -> Response:
        """An answer with the page `name`: template `<name>.html`, words `<name>.yml`, and `values`."""
        return fetched(request, self._drawn(name, self._common(request, name), values), HTML, status=status)

    def kept_page(self, request: Request, name: str, values: Callable[[], dict[str, Any]], *key: str) -> Response:
        """The same, drawn once a minute; `values` are asked for then only.

        Args:
            key: all that the page depends on besides address, language and country.
        """
        common = self._common(request, name)
        key = (name, common["language"].code, *(common[part] for part in ("path", "country", "query")), *key)
        return self._kept.answer(request, key, lambda: self._drawn(name, common, values()), HTML, {})

    def _drawn(self, name: str, common: dict[str, Any], values: dict[str, Any]) -> bytes:
        return self._templates.get_template(f"{name}.html").render(**common, **values).encode("utf-8")

    def _common(self, request: Request, name: str) -> dict[str, Any]:
        guide = self.library.guide(self.lang(request))
        code = guide.language.code
        return {
            "guide": guide,
            "words": self.words.of(name, code),
            "language": guide.language,
            "languages": [g.language for g in self.library.guides.values()],
            "partner": PARTNER if self.partner else "",
            "exit_url": self.partner.exit_url if self.partner else NEUTRAL,
            "path": request.url.path,
            "country": country_code(request.query_params.get("country")) or "",
            "query": "" if len(self.library.guides) < 2 or not request.query_params.get("lang") else f"?lang={code}",
        }
