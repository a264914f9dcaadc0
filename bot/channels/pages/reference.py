"""The pages to look things up and to print: organisations, treaties, what young people did, words."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from bot.assistant.words.reference import since
from bot.channels.pages.render import Renderer
from bot.channels.routes import Pages
from bot.guide import Guide
from bot.guide.content import Sourced


class Card(NamedTuple):
    """One thing on such a page: `link` is its address; `lists` holds titles and lines; `sources` text and address."""

    id: str
    title: str
    texts: tuple[str, ...]
    lists: tuple[tuple[str, list[str]], ...] = ()
    link: str | None = None
    sources: tuple[tuple[str, str | None], ...] = ()


def add_reference_pages(site: Pages, renderer: Renderer) -> None:
    """Add the routes to `site`."""
    for path, cards in PAGES.items():
        site.get(f"/{path}")(_page(renderer, path, cards))


def _page(renderer: Renderer, path: str, cards: Callable[[Guide], Iterator[Card]]) -> Callable:
    async def page(request: Request) -> Response:
        guide = renderer.library.guide(renderer.lang(request))
        return renderer.page(request, "reference", which=path, cards=list(cards(guide)))

    return page


def _organisations(guide: Guide) -> Iterator[Card]:
    for one in guide.organisations:
        texts = (one.what, *([one.note] if one.note else []))
        yield Card(one.id, one.name, texts, link=one.now_url, sources=_sources(guide, one))


def _laws(guide: Guide) -> Iterator[Card]:
    labels = guide.ui["law"]
    for framework in guide.law.facts:
        words = guide.law.frameworks[framework.id]
        where = f"{since(guide, framework)}. {labels['where']} {guide.law.regions[framework.region]}."
        lists = tuple(
            (labels[c], lines) for c in ("covered", "partly", "left_out") if (lines := _acts(guide, framework, c))
        )
        yield Card(framework.id, words.name, (words.what, where), lists, sources=_sources(guide, framework))


def _acts(guide: Guide, framework: Any, coverage: str) -> list[str]:
    return [guide.law.offences[name] for name, covered in framework.offences.items() if covered == coverage]


def _young_people(guide: Guide) -> Iterator[Card]:
    for action in guide.actions:
        yield Card(action.id, f"{action.region}: {action.title}", action.say, sources=_sources(guide, action))


def _words(guide: Guide) -> Iterator[Card]:
    heading = guide.ui["headings"]["not_terms"]
    for term in guide.glossary:
        avoided = [f"**{word.term}**: {word.why}" for word in term.not_terms]
        yield Card(
            term.id, term.term, (term.means,), ((heading, avoided),) if avoided else (), sources=_sources(guide, term)
        )


def _sources(guide: Guide, thing: Sourced) -> tuple[tuple[str, str | None], ...]:
    return tuple(dict.fromkeys((guide.cite(source, publisher=True), source.url) for source in thing.source))


PAGES = {"organisations": _organisations, "laws": _laws, "young-people": _young_people, "words": _words}
