"""A title on a button, in other words for who speaks of somebody else."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import validator

from bot.guide.content import Content, ContentError, Id, Title

#: Those who speak of somebody else.
HELPERS = ("friend", "parent", "teacher")


class Titled(Content):
    """What has a title for the person concerned, and may have `titles` for a friend, a parent, a teacher."""

    title: Title | None = None
    titles: Mapping[Id, Title] = {}

    @validator("titles")
    def _of_helpers(cls, titles: Mapping[str, str]) -> Mapping[str, str]:
        stranger = next((who for who in titles if who not in HELPERS), None)
        if stranger:
            raise ContentError(f"`{stranger}` has no title of its own", f"Name one of: {', '.join(HELPERS)}.")
        return titles

    def title_for(self, speaker: str | None) -> str:
        """The title as this speaker would say it ("Will my child be angry?"); empty where there is none."""
        return self.titles.get(speaker or "", self.title or "")

    @property
    def all_titles(self) -> tuple[str, ...]:
        """The title, then those for helpers."""
        return tuple(dict.fromkeys(title for title in (self.title, *self.titles.values()) if title))
