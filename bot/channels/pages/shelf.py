"""The directory as sections of a page: a country with who listens, who acts, who removes pictures, and the others."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from babel import Locale

from bot.guide.wording import normalise
from bot.referrals import Directory
from bot.referrals.card import emergency_card, service_card
from bot.referrals.service import KINDS, Service
from bot.referrals.words import LanguageWords, in_language

INTERNATIONAL = "ZZ"
#: How long "open now" is right enough.
KEPT = timedelta(minutes=1)
#: The way that is offered first: to talk, a voice or a chat; to report, the form. As in the widget.
FIRST = {
    "talk": ("phone", "chat", "text", "whatsapp", "site"),
    "report": ("form", "site", "phone"),
    "remove": ("form", "site", "phone"),
}
PLAIN_ORDER = ("phone", "chat", "text", "whatsapp", "form", "site")

Card = dict[str, Any]


@dataclass(frozen=True)
class Section:
    """A country on the page.

    Attributes:
        first: who listens, who acts, who takes pictures down, each with its `role`; of any country where it has none.
        cards: its others, without those that are for adults only: these are in `adults`.
    """

    code: str
    name: str
    emergency: Card | None
    first: list[Card]
    cards: list[Card]
    adults: list[Card]

    @property
    def all(self) -> list[Card]:
        """Every card."""
        return [*self.first, *self.cards, *self.adults]


class Shelf:
    """The sections in one language: countries by name, then what works anywhere."""

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
        texts = [section.name, *(f"{card['name']} {card['kind_name']}" for card in section.all)]
        return any(normalise(search) in normalise(text) for text in texts)

    def bare(self, code: str, name: str) -> Section:
        """The section of a country without data: who helps anywhere."""
        return self._section(code, name)

    def _section(self, code: str, name: str) -> Section:
        services = self._directory.services(code)
        shown = sorted((s for s in services if s.shown), key=lambda s: KINDS.index(s.kind))
        emergency = next((s for s in shown if s.kind == "emergency" and s.ways("phone")), None)
        first = self._promised(None if code == INTERNATIONAL else code)
        told = {service.id for service in first.values()}
        rest = [service for service in shown if service.kind != "emergency" and service.id not in told]
        return Section(
            code,
            name,
            emergency_card(emergency, self._lang, self.words) if emergency and code != INTERNATIONAL else None,
            [self._card(service, role) for role, service in first.items()],
            [self._card(service) for service in rest if not service.adults_only],
            [self._card(service) for service in rest if service.adults_only],
        )

    def _promised(self, code: str | None) -> dict[str, Service]:
        """The contract of the country by role."""
        found = self._directory.choose(code, "report", self._lang, now=self.now).contract
        talk = self._directory.choose(code, "help", self._lang, now=self.now).contract.talk
        roles = {"talk": talk, "report": found.report, "remove": found.remove}
        return {role: service for role, service in roles.items() if service}

    def _card(self, service: Service, role: str | None = None) -> Card:
        card = service_card(service, self._lang, self.words, self.now)
        order = FIRST.get(role or "", PLAIN_ORDER)
        rank = {way: at for at, way in enumerate((*order, *(way for way in PLAIN_ORDER if way not in order)))}
        routes = sorted((route for route in card["routes"] if _usable(route)), key=lambda route: rank[route["by"]])
        names = [self._languages.get(code, code) for code in service.languages]
        return card | {"role": role, "routes": routes, "language_names": names}


def _usable(route: Card) -> bool:
    """A link that is safe to open, or a number."""
    return route["by"] in ("phone", "text", "whatsapp") or str(route["value"]).startswith("https://")
