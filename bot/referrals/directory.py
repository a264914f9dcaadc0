"""The directory in memory: which services to show, and which countries are in it."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from bot.guide.languages import DEFAULT_LANGUAGE
from bot.guide.problems import GuideError
from bot.referrals.asking import Asker
from bot.referrals.card import emergency_card, service_card
from bot.referrals.choosing import choose
from bot.referrals.contract import Contract
from bot.referrals.country_names import codes, country_name, sort_key
from bot.referrals.file_format import read_folder, referrals_folder
from bot.referrals.plans import NEEDS
from bot.referrals.record import INTERNATIONAL
from bot.referrals.service import Service
from bot.referrals.words import Words, in_language, read_words

PROMISED = tuple(field.name for field in fields(Contract))
#: How long a choice counts (opening hours are part of it), in seconds, and how many are kept.
COUNTS, KEPT = 60, 500


@dataclass(frozen=True)
class Referrals:
    """Whom somebody can turn to. `to_dict` gives it in the shape of the public interface."""

    country: str | None
    need: str
    lang: str
    contract: Contract
    emergency: Service | None
    anywhere: Service | None
    services: tuple[Service, ...]
    fallback: tuple[Service, ...]
    more: int
    now: datetime
    words: Words
    writes: bool = False

    def to_dict(self) -> dict[str, Any]:
        """Plain data: the contract, `services` of the country, and `fallback`, which works anywhere, never empty."""
        words = in_language(self.words, self.lang)
        promised = {name: getattr(self.contract, name) for name in PROMISED}
        known = {s.id: s for s in (*promised.values(), *self.services, *self.fallback) if s}

        @cache
        def made(service_id: str) -> dict[str, Any]:
            return service_card(known[service_id], self.lang, words, self.now, self.writes)

        def card(service: Service | None) -> dict[str, Any] | None:
            return service and dict(made(service.id))

        return {
            "country": self.country,
            "country_name": self.country and country_name(self.country, self.lang),
            "need": self.need,
            "written": self.writes,
            **{name: card(service) for name, service in promised.items()},
            "emergency": emergency_card(self.emergency, self.lang, words, self.writes) if self.emergency else None,
            "emergency_anywhere": self.anywhere and emergency_card(self.anywhere, self.lang, words),
            "services": [card(service) for service in self.services],
            "more": self.more,
            "fallback": [card(service) for service in self.fallback],
        }


def _emergency(services: Iterable[Service]) -> Service | None:
    return next((s for s in services if s.kind == "emergency" and s.shown and s.ways("phone")), None)


class Directory:
    """All services, ready to be asked. It never changes: a newer one takes its place (see LiveDirectory)."""

    def __init__(self, services: Iterable[Service], words: Words) -> None:
        self.words = words
        self._shown = lru_cache(KEPT)(self._made)
        self.by_country: dict[str, list[Service]] = {}
        for service in services:
            self.by_country.setdefault(service.country, []).append(service)
        self.international = self.by_country.pop(INTERNATIONAL, [])

    @classmethod
    def from_files(cls, data_dir: Path) -> Directory:
        """Read data/referrals, or the folder `referrals` in `data_dir`.

        Raises GuideError, which names every fault with file and line.
        """
        folder = read_folder(data_dir)
        if folder.problems:
            raise GuideError(folder.problems)
        return cls(folder.services, read_words(referrals_folder(data_dir)))

    def choose(
        self,
        country: str | None,
        need: str = "help",
        lang: str = DEFAULT_LANGUAGE,
        age: int | None = None,
        pinned: tuple[str, ...] = (),
        now: datetime | None = None,
        all: bool = False,
        writes: bool = False,
    ) -> Referrals:
        """Two or three services for a need (or `all`), the emergency number, and what works anywhere.

        country: ISO 3166 code, see country_code; None, or one that is not in the directory, gives no national service.
        need: one of NEEDS; anything else counts as "help". age: in years, where the person offered it.
        pinned: ids to put first, if they are of this country or international. now: with a time zone.
        writes: the person cannot make a call.
        """
        known = country.upper() if country and country.upper() in codes() else None
        asker = Asker(need if need in NEEDS else "help", lang, age, now or datetime.now(UTC), tuple(pinned), writes)
        national = self.by_country.get(known, []) if known else []
        choice = choose([s for s in national if s.kind != "emergency"], self.international, asker, all)
        emergency = _emergency(national)
        return Referrals(
            country=known,
            need=asker.need,
            lang=lang,
            contract=choice.contract,
            emergency=emergency,
            anywhere=None if emergency else _emergency(self.international),
            services=tuple(choice.services),
            fallback=tuple(choice.fallback),
            more=choice.more,
            now=asker.now,
            words=self.words,
            writes=writes,
        )

    def shown(
        self,
        country: str | None,
        need: str,
        lang: str,
        pinned: tuple[str, ...] = (),
        all: bool = False,
        writes: bool = False,
    ) -> dict[str, Any]:
        """What `choose` gives, as plain data to read and not to change: chosen once for all that shows it.

        Whoever asks the same within a minute gets the same: the words of an answer and the card beside them.
        """
        return self._shown(int(time.time() // COUNTS), country, need, lang, pinned, all, writes)

    def _made(
        self,
        minute: int,
        country: str | None,
        need: str,
        lang: str,
        pinned: tuple[str, ...],
        all: bool,
        writes: bool,
    ) -> dict[str, Any]:
        return self.choose(country, need, lang, pinned=pinned, all=all, writes=writes).to_dict()

    def cards(self, services: Iterable[Service], lang: str = DEFAULT_LANGUAGE) -> list[dict[str, Any]]:
        """Services as pages get them, without emergency numbers, which stand for themselves."""
        words, now = in_language(self.words, lang), datetime.now(UTC)
        return [service_card(service, lang, words, now) for service in services if service.kind != "emergency"]

    def countries(self, lang: str = DEFAULT_LANGUAGE) -> list[dict[str, str]]:
        """The countries in the directory, with their names in `lang`, sorted by name."""
        named = [{"code": code, "name": country_name(code, lang)} for code in self.by_country]
        return sorted(named, key=lambda country: sort_key(country["name"]))

    def country_known(self, code: str) -> bool:
        """Whether the directory has services of this country."""
        return code.upper() in self.by_country

    def services(self, country: str | None = None) -> list[Service]:
        """Every entry, unconfirmed ones too, of one country (ZZ: international) or of all."""
        if country is None:
            national = [service for services in self.by_country.values() for service in services]
            return [*national, *self.international]
        known = {**self.by_country, INTERNATIONAL: self.international}
        return list(known.get(country.upper(), []))
