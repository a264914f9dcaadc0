"""Questions that people ask about a trouble, each with a direct answer."""

from __future__ import annotations

from pydantic import validator

from bot.guide.content import Content, ContentError, Id, Need, Reviewed, Sourced, Text, Title
from bot.guide.titled import Titled


class Wording(Content):
    """Words for one or more situations: a kind of trouble (data/help), or who speaks (bot.guide.help.SPEAKERS)."""

    situations: tuple[Id, ...]
    answer: tuple[Text, ...]


class Question(Sourced, Titled):
    """One question in one language; the intent `question_<id>` asks it.

    Attributes:
        title: the question on a button; titles: the same for somebody who speaks of another person, by who they are.
        topic: the topic it belongs to.
        suits: the situations in which somebody may sensibly ask it; empty where it suits all of them.
        need: which contacts fit.
        no_calls: who taps its title says that they cannot make a call.
        answer: two or three short messages; a yes/no question begins with yes, no or "it depends".
        when: other words where the talk is about such a trouble.
        next: buttons that follow: other questions (`question_<id>`), topics (`topic_<id>`), plain buttons.
        ask: ways of asking.
    """

    id: Id
    title: Title
    topic: Id
    reviewed: Reviewed
    suits: tuple[Id, ...] = ()
    need: Need
    no_calls: bool = False
    answer: tuple[Text, ...]
    when: tuple[Wording, ...] = ()
    next: tuple[Text, ...]
    ask: tuple[Text, ...]

    @validator("suits")
    def _none_twice(cls, suits: tuple[str, ...]) -> tuple[str, ...]:
        twice = next((situation for situation in suits if suits.count(situation) > 1), None)
        if twice:
            raise ContentError(f"`{twice}` stands here twice", "Name each situation once.")
        return suits

    @validator("when")
    def _each_once(cls, when: tuple[Wording, ...]) -> tuple[Wording, ...]:
        named = [situation for wording in when for situation in wording.situations]
        for situation in named:
            if named.count(situation) > 1:
                raise ContentError(f"`{situation}` stands here twice", "Keep one of the two wordings.")
        return when

    @property
    def intent(self) -> str:
        """Name of the intent that asks it."""
        return f"question_{self.id}"

    def answer_in(self, *situations: str | None) -> tuple[str, ...]:
        """The words for the first of these situations that has words of its own, else those for anybody."""
        for situation in situations:
            found = next((wording.answer for wording in self.when if situation in wording.situations), None)
            if found:
                return found
        return self.answer
