"""What all models of the guide share: the base model, short types, sources, reviews."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, constr, root_validator, validator
from pydantic.errors import PydanticValueError

if TYPE_CHECKING:  # a checker of types reads them as what they are made of
    Id = str
    Text = str
    Title = str
    Button = str
    Month = str
else:
    Id = constr(regex=r"^[a-z][a-z0-9_]*$")
    Text = constr(strip_whitespace=True, min_length=1)
    Title = constr(strip_whitespace=True, min_length=1, max_length=40)
    Button = constr(strip_whitespace=True, min_length=1, max_length=60)
    Month = constr(regex=r"^\d{4}-(0[1-9]|1[0-2])$")
Need = Literal["help", "danger", "crisis", "threat", "touched", "report", "remove", "own_behaviour", "bullied"]


class ContentError(PydanticValueError):
    """A rule of the content that a value breaks: what is wrong and what to do."""

    code = "content"
    msg_template = "{message}"

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(message=message, advice=advice)


class Content(BaseModel):
    """A piece of the guide: cannot be changed once read, and knows no other keys than its own."""

    class Config:
        extra = "forbid"
        frozen = True


class Source(Content):
    """Where a text comes from: a section of a document in data/sources.yml, a public page, or a note.

    A page has `page` (who says it, and what it is), `url`, `dated` (2025, 2025-04 or 2025-04-10; null when
    it bears none), `read` (the day somebody read it, or a stored copy of it) and `says` (what it says, for editors).
    """

    seed: str | None = None
    section: Text | None = None
    note: Text | None = None
    page: Text | None = None
    url: constr(regex=r"^https?://\S+$") | None = None
    dated: constr(regex=r"^\d{4}(-\d\d){0,2}$") | None = None
    read: date | None = None
    says: Text | None = None

    @root_validator(skip_on_failure=True)
    def _says_something(cls, values: dict[str, Any]) -> dict[str, Any]:
        if not values["seed"] and not values["note"] and not values["page"]:
            raise ContentError("the source says nothing", "Give `seed` and `section`, a `page`, or a `note`.")
        if values["seed"] and not values["section"]:
            raise ContentError("the source has no `section`", "Name the heading in the document.")
        if values["page"] and not (values["url"] and values["read"]):
            raise ContentError("the page has no `url` or no `read`", "Give its address and the day it was read.")
        return values


class Reviewed(Content):
    """Who read the text for safety and when; both None as long as nobody has."""

    by: Text | None = None
    on: date | None = None

    @root_validator(skip_on_failure=True)
    def _both_or_none(cls, values: dict[str, Any]) -> dict[str, Any]:
        if (values["by"] is None) != (values["on"] is None):
            raise ContentError("`by` and `on` belong together", "Give both, or null for both.")
        return values


class Sourced(Content):
    """Content that must say where it comes from."""

    source: tuple[Source, ...]

    @validator("source", pre=True)
    def _list_of_sources(cls, value: Any) -> Any:
        return [value] if isinstance(value, dict) else value

    @validator("source")
    def _at_least_one(cls, value: tuple[Source, ...]) -> tuple[Source, ...]:
        if not value:
            raise ContentError("no source is given", "Name the document and section, or add a `note`.")
        return value


class SourceDocument(Content):
    """A document the guide is made from (data/sources.yml)."""

    id: str
    title: Text
    publisher: Text
    year: int | None = None
    kind: Text
    note: Text | None = None
