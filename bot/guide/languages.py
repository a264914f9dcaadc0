"""The languages of the guide (data/languages.yml)."""

from __future__ import annotations

from typing import Literal

from pydantic import constr

from bot.guide.content import Content, Text


class Language(Content):
    """A language: `name` as its speakers write it; only a `live` one is offered and must be complete."""

    code: constr(regex=r"^[a-z]{2,3}$")
    name: Text
    english: Text
    direction: Literal["ltr", "rtl"]
    status: Literal["live", "draft"]
