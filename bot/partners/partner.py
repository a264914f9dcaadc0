"""A partner's settings: one file each in data/partners, described in data/partners/README.md."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import constr, validator

from bot.addresses import is_origin, is_public
from bot.guide import GuideError, Problem
from bot.guide.content import Content, ContentError, Id, Text
from bot.guide.reader import Reader
from bot.referrals import country_code

logger = logging.getLogger("staysafe.partners")

if TYPE_CHECKING:  # a checker of types reads them as what they are made of
    Colour = str
    Https = str
else:
    Colour = constr(regex=r"^#[0-9a-fA-F]{6}$")
    Https = constr(regex=r"^https://\S+$")


class Colours(Content):
    """The partner's colours as #rrggbb; the widget darkens or lightens what would be hard to read."""

    primary: Colour = "#0b5d66"
    accent: Colour = "#f2b84b"


class Partner(Content):
    """An organisation that shows the widget on its pages.

    Attributes:
        origins: pages that may talk to the bot: scheme, host and port, as in https://youth.example.
        country: ISO code that the widget starts with, or None to ask.
        pinned: ids of services (data/referrals) shown first.
        exit_url: where "Leave now" goes.
        topics_off: ids of topics this partner does not show.
        safe_word: a word of the partner's own that means "help" in every state.
    """

    id: Id
    name: Text
    origins: tuple[constr(regex=r"^https?://[^/\s]+$"), ...] = ()
    country: Text | None = None
    languages: tuple[constr(regex=r"^[a-z]{2,3}$"), ...] = ()
    pinned: tuple[Text, ...] = ()
    colours: Colours = Colours()
    persona: Text = "Staysafe"
    exit_url: Https
    topics_off: tuple[Id, ...] = ()
    safe_word: Text | None = None

    @validator("origins", each_item=True)
    def _safe_origin(cls, origin: str) -> str:
        if not is_origin(origin.lower()):
            raise ContentError(f"{origin} is no origin", "Write scheme, host and port of each, without `*` or a path.")
        local = origin.split("://")[1].split(":")[0] in ("localhost", "127.0.0.1")
        if not origin.startswith("https://") and not local:
            raise ContentError(f"{origin} is not encrypted", "Use https://; http:// is for localhost only.")
        return origin

    @validator("exit_url")
    def _leads_away(cls, address: str) -> str:
        if not is_public(address, "https"):
            raise ContentError(
                f"{address} leads nowhere", "Write the whole address, such as https://www.wikipedia.org/"
            )
        return address

    @validator("country")
    def _known_country(cls, country: str | None) -> str | None:
        code = country and country_code(country)
        if country and not code:
            raise ContentError(f"`{country}` is no country that we know", "Write its code, such as GB.")
        return code

    def public(self) -> dict[str, Any]:
        """What the partner's pages may know: no list of origins, no safe word."""
        shown = self.dict(include={"id", "name", "country", "languages", "persona", "exit_url", "topics_off"})
        return shown | {"colours": self.colours.dict()}


def load_partners(data_dir: Path) -> dict[str, Partner]:
    """Partners by id. Raises GuideError with every problem of every file."""
    reader = Reader(data_dir)
    partners = reader.folder(Partner, "partners")
    if reader.problems:
        raise GuideError(reader.problems)
    return partners


def sound_partners(data_dir: Path, say: Callable[[str], object] = logger.error) -> dict[str, Partner]:
    """Partners whose file has no fault, by id; `say` gets what is wrong with the others: a slip costs that one."""
    reader = Reader(data_dir)
    partners = reader.folder(Partner, "partners")
    for problem in reader.problems:
        say(f"a partner is left out: {problem}")
    faulty = {Path(problem.file).stem for problem in reader.problems}
    return {name: partner for name, partner in partners.items() if name not in faulty}


def partner_problems(data_dir: Path, topics: set[str], services: set[str], languages: set[str]) -> list[Problem]:
    """What is wrong with the partners' files, also where they name topics, services or languages there are not."""
    reader = Reader(data_dir)
    known = {"topics_off": topics, "pinned": services, "languages": languages}
    for name, partner in reader.folder(Partner, "partners").items():
        document = reader.document(f"partners/{name}.yml")
        for key, there_are in known.items():
            for number, value in enumerate(getattr(partner, key)):
                if value not in there_are:
                    document.complain((key, number), f"there is no `{value}`", "Correct it, or take it out.")
    return reader.problems
