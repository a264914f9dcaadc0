"""Scenarios: stories about somebody else, with choices."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import conint, root_validator

from bot.guide.content import Button, Content, ContentError, Id, Need, Reviewed, Sourced, Text, Title


class Choice(Content):
    """One thing the person in the story could do; `goto` names a step or an ending."""

    id: Id
    text: Button
    also: tuple[Text, ...] = ()
    feedback: tuple[Text, ...]
    goto: Id


#: How hard a story is to take, in the order in which stories are listed.
WEIGHTS = ("gentle", "middle", "heavy")


class Line(Content):
    """A message that somebody in the story writes, in their own voice."""

    by: Text
    text: Text


class Step(Content):
    """A moment of the story (told, then the messages that arrive) and the choices it leaves.

    `shows` names a card that the page draws beside the words.
    """

    id: Id
    say: tuple[Text, ...]
    shows: Literal["breath"] | None = None
    chat: tuple[Line, ...] = ()
    ask: Text
    choices: tuple[Choice, ...]

    def choice(self, choice_id: str) -> Choice:
        """The choice with that id; KeyError if there is none."""
        for choice in self.choices:
            if choice.id == choice_id:
                return choice
        raise KeyError(choice_id)


class Ending(Content):
    """How the story ends, and what helps in such a case."""

    id: Id
    say: tuple[Text, ...]
    helps: tuple[Text, ...]


class Scenario(Sourced):
    """A story in steps; the first step is the start. `minutes` is how long one way through takes."""

    id: Id
    title: Title
    about: Text
    minutes: conint(ge=1, le=20)
    weight: Literal["gentle", "middle", "heavy"]
    topics: tuple[Id, ...]
    reviewed: Reviewed
    need: Need
    intro: tuple[Text, ...]
    steps: tuple[Step, ...]
    endings: tuple[Ending, ...]

    @root_validator(skip_on_failure=True)
    def _can_be_told(cls, values: dict[str, Any]) -> dict[str, Any]:
        for part in ("steps", "endings"):
            if not values[part]:
                raise ContentError(f"the story has no {part}", f"Add at least one under `{part}`.")
        return values

    @property
    def place(self) -> tuple[int, int, str]:
        """Where the story stands in lists: the gentle ones first, then the short ones."""
        return WEIGHTS.index(self.weight), self.minutes, self.id

    @property
    def start(self) -> Step:
        """The first step."""
        return self.steps[0]

    def node(self, node_id: str) -> Step | Ending:
        """The step or ending with that id; KeyError if there is none."""
        for node in (*self.steps, *self.endings):
            if node.id == node_id:
                return node
        raise KeyError(node_id)
