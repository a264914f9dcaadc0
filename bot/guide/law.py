"""The agreements between countries: facts (data/law/frameworks.yml) and their words in one language (law.yml)."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import root_validator

from bot.guide.content import Content, ContentError, Id, Month, Sourced, Text

Coverage = Literal["covered", "left_out", "partly", "not_stated"]


class Framework(Sourced):
    """A treaty or other framework: dates as YYYY-MM, where it counts, and which offences it covers.

    `remark` is for whoever keeps the file: what sources disagree about, and what was decided. It is never shown.
    """

    id: Id
    opened: Month | None = None
    in_force: Month | None = None
    adopted: Month | None = None
    region: Id
    offences: dict[Id, Coverage]
    remark: Text | None = None

    @root_validator(skip_on_failure=True)
    def _has_a_date(cls, values: dict[str, Any]) -> dict[str, Any]:
        if not (values["opened"] or values["in_force"] or values["adopted"]):
            raise ContentError("the agreement has no date", "Give `in_force`, `opened` or `adopted` as YYYY-MM.")
        return values


class FrameworkWords(Content):
    """What a framework is called (`also`: by other names), and what it does for the reader, in one language."""

    name: Text
    also: tuple[Text, ...] = ()
    what: Text


class Law(Content):
    """The words of the cards; `facts` holds the frameworks themselves, in the order of the cards."""

    intro: tuple[Text, ...]
    offences: dict[Id, Text]
    regions: dict[Id, Text]
    frameworks: dict[Id, FrameworkWords]
    facts: tuple[Framework, ...] = ()
