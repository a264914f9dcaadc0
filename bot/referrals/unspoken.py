"""Ways to reach the emergency services without speaking: a text, an app, a video call in sign language."""

from __future__ import annotations

import re
from typing import Any, Literal

from pydantic import Field, validator

from bot.guide.content import Content, ContentError, Text
from bot.guide.languages import DEFAULT_LANGUAGE
from bot.referrals.check_date import CheckDate

#: `call` is a call in which nobody has to speak: keys are pressed, or a chat opens.
By = Literal["text", "call", "video", "app"]


class Unspoken(Content):
    """One way, and the page on which it was read.

    Attributes:
        value: the number to text or to call, as printed; None where it is an app, or a number that is not public.
        register: one must sign up before, so that it helps nobody at once.
        say: what to do, in one to three short sentences, by language; English at least.
        source: the address of the page that says so; checked: the day on which that was read there.
        remark: for whoever checks it. Never shown.
    """

    by: By
    value: Text | None = None
    register_first: bool = Field(False, alias="register")
    say: dict[str, Text]
    source: Text
    checked: CheckDate
    remark: Text | None = None

    @validator("say")
    def _in_english_at_least(cls, say: dict[str, str]) -> dict[str, str]:
        if DEFAULT_LANGUAGE not in say:
            raise ContentError(f"`say` lacks `{DEFAULT_LANGUAGE}`", "Write it: it stands for every other language.")
        return say

    @validator("source")
    def _is_an_address(cls, source: str) -> str:
        if not re.fullmatch(r"https?://[^\s/]+\.\S+", source):
            raise ContentError(f"`{source}` is no address of a page", "Give the page that says so.")
        return source

    @property
    def dial(self) -> str | None:
        """The number in digits; None where there is none."""
        return re.sub(r"\D", "", self.value or "") or None

    def card(self, lang: str) -> dict[str, Any]:
        """As the widget and the pages get it; `link` is what a tap opens."""
        scheme = {"text": "sms", "call": "tel"}.get(self.by)
        return {
            "by": self.by,
            "value": self.value,
            "link": f"{scheme}:{self.dial}" if scheme and self.dial else None,
            "register": self.register_first,
            "say": self.say.get(lang) or self.say.get(lang.split("-")[0]) or self.say[DEFAULT_LANGUAGE],
        }
