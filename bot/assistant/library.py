"""What the assistant speaks from: the guide in each live language, the contacts and the buttons."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

from bot.assistant.dialogue import steps
from bot.guide import Guide, languages, load_guide
from bot.guide.decisions import Book, book_of
from bot.guide.languages import DEFAULT_LANGUAGE
from bot.guide.pages import Pages, load_pages
from bot.guide.payloads import Payloads
from bot.partners import Partner, sound_partners
from bot.referrals import LiveDirectory, country_name
from bot.referrals.contacting import Contacting, read_contacting
from bot.settings import Settings, load_settings


@dataclass(frozen=True)
class Library:
    """Read-only and shared by all conversations of this process."""

    data: Path
    guides: Mapping[str, Guide]
    directory: LiveDirectory
    contacting: Contacting
    payloads: Payloads
    partners: Mapping[str, Partner]
    pages: Pages = field(default_factory=dict)

    def guide(self, lang: str | None) -> Guide:
        """The guide in that language, or in the default one."""
        return self.guides.get(lang or DEFAULT_LANGUAGE) or self.guides[DEFAULT_LANGUAGE]

    @cached_property
    def book(self) -> Book:
        """What decisions rest on; the same in every language."""
        guide = self.guide(None)
        return book_of(self.data, guide, steps(guide.activities))


def open_library(settings: Settings) -> Library:
    """Read the data folder.

    Raises:
        bot.guide.GuideError: the guide's files have faults; the error lists all of them.
    """
    live = [language.code for language in languages(settings.data) if language.status == "live"]
    guides = {code: load_guide(settings.data, code) for code in live}
    directory = LiveDirectory(settings.data, settings.database)
    codes = [country["code"] for country in directory.current.countries(DEFAULT_LANGUAGE)]
    names = {lang: {code: country_name(code, lang) for code in codes} for lang in live}
    payloads, contacting = Payloads(guides, names), read_contacting(settings.data)
    partners, pages = sound_partners(settings.data), load_pages(settings.data)
    return Library(settings.data, guides, directory, contacting, payloads, partners, pages)


@lru_cache(maxsize=1)
def library() -> Library:
    """The library of this process, opened on first use with this machine's settings."""
    return open_library(load_settings())
