"""The whole guide in one language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from operator import itemgetter
from typing import Any

from bot.guide.activities import Activity
from bot.guide.chats import Chat, Trick
from bot.guide.content import Source, SourceDocument
from bot.guide.help import HelpWords, Kind
from bot.guide.intents import Intent
from bot.guide.items import VERDICTS, Item, checks
from bot.guide.languages import Language
from bot.guide.law import Law
from bot.guide.platforms import Platform, Steps
from bot.guide.questions import Question
from bot.guide.reference import GlossaryTerm, Myth, Organisation, Phrase, RegionAction
from bot.guide.scenarios import Scenario
from bot.guide.school import School
from bot.guide.sortings import PlanStep, Sorting
from bot.guide.topics import Chapter, Topic
from bot.guide.wording import normalise

#: The folder of the stories that stand by themselves, on pages and in lists.
SCENARIOS = "scenarios"


@dataclass(frozen=True)
class Guide:
    """Everything the bot can say in one language. Topics are in the order of the chapters, kinds gravest first."""

    language: Language
    topics: Mapping[str, Topic]
    chapters: tuple[Chapter, ...]
    scenarios: Mapping[str, Scenario]
    questions: Mapping[str, Question]
    glossary: tuple[GlossaryTerm, ...]
    myths: tuple[Myth, ...]
    organisations: tuple[Organisation, ...]
    actions: tuple[RegionAction, ...]
    law: Law
    phrases: Mapping[str, Phrase]
    kinds: Mapping[str, Kind]
    help: Mapping[str, HelpWords]
    ui: Mapping[str, Any]
    intents: tuple[Intent, ...]
    sources: Mapping[str, SourceDocument]
    activities: tuple[Activity, ...] = ()
    bank: tuple[Item, ...] = ()
    school: School | None = None
    plays: Mapping[str, Mapping[str, Scenario]] = field(default_factory=dict)
    chats: Mapping[str, Chat] = field(default_factory=dict)
    tricks: Mapping[str, Trick] = field(default_factory=dict)
    sortings: Mapping[str, Sorting] = field(default_factory=dict)
    plan: tuple[PlanStep, ...] = ()
    platforms: tuple[Platform, ...] = ()
    steps: Mapping[str, Steps] = field(default_factory=dict)

    def topic(self, topic_id: str) -> Topic:
        """The topic with that id (without `topic_`); KeyError if there is none."""
        return self.topics[topic_id]

    def scenario(self, scenario_id: str) -> Scenario:
        """The scenario with that id; KeyError if there is none."""
        return self.scenarios[scenario_id]

    def activity(self, name: str | None) -> Activity | None:
        """The activity of that id, if there is one."""
        return next((activity for activity in self.activities if activity.id == name), None)

    def listed(self, name: str) -> Activity:
        """The activity of that id; KeyError if there is none."""
        activity = self.activity(name)
        if activity is None:
            raise KeyError(name)
        return activity

    def stories(self, activity: Activity) -> Mapping[str, Scenario]:
        """The stories that an activity plays, by its folder."""
        return self.scenarios if activity.folder == SCENARIOS else self.plays.get(activity.folder or "", {})

    def cite(self, source: Source, publisher: bool = False) -> str:
        """A source in one line; with `publisher`, also who published the document."""
        if source.page:
            return f"{source.page} ({source.dated[:4]})" if source.dated else source.page
        if not source.seed:
            return source.note or ""
        document = self.sources[source.seed]
        year = f" ({document.year})" if document.year else ""
        return f"{document.title}{year}{f', {document.publisher}' if publisher else ''}: {source.section}"

    @cached_property
    def items(self) -> Mapping[str, Item]:
        """Every question by id: those of the bank, and the topics' own."""
        return {item.id: item for item in (*self.bank, *checks(self.topics.values()))}

    def option(self, item: Item, number: int) -> str:
        """The words of an answer; IndexError if there is none."""
        text = item.options[number]
        return self.ui["buttons"][text] if text in VERDICTS else text

    def platform(self, name: str | None) -> Platform | None:
        """The app of that id, if it is known."""
        return next((platform for platform in self.platforms if platform.id == name), None)

    def chapter_of(self, topic_id: str) -> Chapter:
        """The chapter that holds the topic; KeyError if none does."""
        for chapter in self.chapters:
            if topic_id in chapter.topics:
                return chapter
        raise KeyError(topic_id)

    def find_term(self, text: str) -> GlossaryTerm | None:
        """The glossary term that `text` names, alone or inside a sentence; the longest name wins."""
        words = normalise(text).split()
        runs = (" ".join(words[at : at + size]) for size in self._name_sizes for at in range(len(words) - size + 1))
        found = [self._names[run] for run in runs if run in self._names]
        return min(found, key=itemgetter(0))[1] if found else None

    @cached_property
    def _names(self) -> dict[str, tuple[int, GlossaryTerm]]:
        """The forms of all names, each with the place of its name: the longest have the first places."""
        names = {normalise(name): term for term in self.glossary for name in (term.term, *term.also)}
        forms: dict[str, tuple[int, GlossaryTerm]] = {}
        for place, name in enumerate(sorted(names, key=len, reverse=True)):
            for end in ("", *self.language.speech.plurals):
                forms.setdefault(f"{name}{end}", (place, names[name]))
        return forms

    @cached_property
    def _name_sizes(self) -> range:
        """How many words a name may have."""
        return range(1, max((len(form.split()) for form in self._names), default=0) + 1)
