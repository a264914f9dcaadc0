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
from bot.loading import loading
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


def library(settings: Settings | None = None) -> Library:
    """What this process speaks from, opened on first use; by default with this machine's settings.

    Raises:
        bot.guide.GuideError: the guide's files have faults; the error lists all of them.
    """
    settings = settings or load_settings()
    return _opened(settings.data, settings.database)


@lru_cache(maxsize=2)
@loading()
def _opened(data: Path, database: str) -> Library:
    live = [language.code for language in languages(data) if language.status == "live"]
    guides = {code: load_guide(data, code) for code in live}
    directory = LiveDirectory(data, database)
    codes = [country["code"] for country in directory.current.countries(DEFAULT_LANGUAGE)]
    names = {lang: {code: country_name(code, lang) for code in codes} for lang in live}
    payloads, contacting = Payloads(guides, names), read_contacting(data)
    return Library(data, guides, directory, contacting, payloads, sound_partners(data), load_pages(data))
