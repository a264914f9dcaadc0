"""For the classroom: lessons with their minutes, talks about stories, sheets to print, questions before and after."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import conint, root_validator

from bot.guide.content import Content, ContentError, Id, Need, Reviewed, Source, Sourced, Text, Title

#: What a step of a lesson is: it decides what the class sees.
StepKind = Literal["opening", "slides", "story", "activity", "pairs", "paper", "hands", "closing"]


class Talk(Content):
    """A question for the class, answers that are likely, and what to say to them."""

    ask: Text
    likely: tuple[Text, ...]
    say: Text


class LessonStep(Content):
    """A stretch of a lesson.

    Attributes:
        show: what stands on the screen, one idea a slide.
        notes: for the person who leads it, never shown to the class.
        story, activity, sheet: what is played or handed out, by id.
        entry: which chat, game or chapter of the activity; where there is nothing to choose, it is left out.
    """

    title: Title
    kind: StepKind
    minutes: conint(ge=1, le=30)
    show: tuple[Text, ...] = ()
    notes: tuple[Text, ...]
    talk: tuple[Talk, ...] = ()
    story: Id | None = None
    activity: Id | None = None
    entry: Id | None = None
    sheet: Id | None = None


class Curriculum(Content):
    """What lessons answer in a public framework; lessons name it by its id."""

    id: Id
    name: Text
    part: Text
    url: Text
    read: Text


class Lesson(Sourced):
    """A lesson that somebody can give tomorrow. Its minutes are those of its steps."""

    id: Id
    title: Text
    about: Text
    minutes: conint(ge=5, le=90)
    ages: tuple[int, int]
    topics: tuple[Id, ...]
    reviewed: Reviewed
    goals: tuple[Text, ...]
    prepare: tuple[Text, ...]
    steps: tuple[LessonStep, ...]
    further: tuple[Text, ...]
    curricula: tuple[Id, ...]

    @root_validator(skip_on_failure=True)
    def _minutes_add_up(cls, values: dict[str, Any]) -> dict[str, Any]:
        steps = sum(step.minutes for step in values["steps"])
        if steps != values["minutes"]:
            raise ContentError(f"the steps take {steps} minutes, not {values['minutes']}", "Change one of the two.")
        kinds = [step.kind for step in values["steps"]]
        if kinds[:1] != ["opening"] or kinds[-1:] != ["closing"]:
            raise ContentError("a lesson begins with `opening` and ends with `closing`", "Add that step.")
        return values


class Discussion(Content):
    """How a class talks about a story afterwards; the file is called like the story."""

    id: Id
    talk: tuple[Talk, ...]
    change_your_mind: Text


class Part(Content):
    """A piece of a sheet of paper; which of the keys it needs depends on `kind`."""

    kind: Literal[
        "text", "lead", "list", "steps", "ticks", "chat", "lines", "table", "survey", "contacts", "code", "page"
    ]
    title: Text | None = None
    text: Text | None = None
    items: tuple[Any, ...] = ()
    head: tuple[Text, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    height: int = 14
    count: int = 3


class Sheet(Content):
    """A worksheet or handout; `need` says which contacts fit."""

    id: Id
    need: Need = "help"
    title: Text
    about: Text
    intro: Text | None = None
    source: tuple[Source, ...]
    parts: tuple[Part, ...]


class SurveyItem(Content):
    """A question that is asked before and after; `better` are the options that one hopes for, `short` says it so."""

    id: Id
    measures: Literal["knowledge", "confidence", "intention"]
    ask: Text
    short: Title
    options: tuple[Text, ...]
    better: tuple[int, ...]


class Classroom(Content):
    """What every lesson shares (data/guide/<lang>/classroom.yml)."""

    rules: tuple[Text, ...]
    distance: tuple[Text, ...]
    signpost: Text
    closing: tuple[Text, ...]
    before: tuple[Text, ...]
    during: tuple[Text, ...]
    told: tuple[Text, ...]
    after: tuple[Text, ...]
    survey: tuple[SurveyItem, ...]
    curricula: tuple[Curriculum, ...]
