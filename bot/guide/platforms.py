"""The apps that young people use: what they are called, where their help page is, and how to report in each."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import constr, root_validator

from bot.guide.content import Content, ContentError, Id, Source, Text

#: Where they stand, below the data folder.
PLATFORMS = "referrals/platforms.yml"


class Platform(Content):
    """One app (data/referrals/platforms.yml). `also`: other names for it; `remark` is never shown."""

    id: Id
    name: Text
    also: tuple[Text, ...] = ()
    page: constr(regex=r"^https://\S+$") | None = None
    confidence: Literal["high", "medium", "low"] = "low"
    remark: Text | None = None
    source: tuple[Source, ...] = ()

    @root_validator(skip_on_failure=True)
    def _is_proved(cls, values: dict[str, Any]) -> dict[str, Any]:
        if values["confidence"] != "low" and not (values["source"] and values["page"]):
            raise ContentError("nothing says how to report there", "Give `page` and `source`, or `confidence: low`.")
        return values

    @property
    def checked(self) -> bool:
        """Whether its steps may be shown."""
        return self.confidence != "low"


class Steps(Content):
    """How to report an account, a message, and a picture of somebody under 18, in one language."""

    account: Text
    message: Text
    picture: Text
