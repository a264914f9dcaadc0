"""From the data folder to the guide: everything is read and checked before anything is used."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bot.guide.activities import activities_of
from bot.guide.chats import Chat, Trick
from bot.guide.content import SourceDocument
from bot.guide.graph import graph_problems
from bot.guide.guide import SCENARIOS, Guide
from bot.guide.help import HelpWords, Kind
from bot.guide.intents import Examples, Intent
from bot.guide.items import Item
from bot.guide.languages import DEFAULT_LANGUAGE, Asking, Commands, Language, Speech
from bot.guide.law import Framework, Law
from bot.guide.platforms import PLATFORMS, Platform, Steps
from bot.guide.played import entries
from bot.guide.problems import GuideError, Problem
from bot.guide.questions import Question
from bot.guide.reader import Reader
from bot.guide.reference import GlossaryTerm, Myth, Organisation, Phrase, RegionAction
from bot.guide.references import reference_problems
from bot.guide.scenarios import Scenario
from bot.guide.school import read_school, school_problems
from bot.guide.sortings import PlanStep, Sorting
from bot.guide.topics import Chapter, Topic
from bot.loading import loading

PHRASE_FILES = ("help", "after_help", "talk", "activities")


@dataclass
class Reading:
    """One language as far as it could be read, the files it came from, and what is wrong with them."""

    guide: Guide
    reader: Reader
    examples: dict[str, Examples] = field(default_factory=dict)
    commands: dict[str, tuple[str, ...]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def load_guide(data_dir: Path, lang: str = DEFAULT_LANGUAGE) -> Guide:
    """The guide in one language.

    Args:
        data_dir: the folder `data` of the repository.
        lang: a language code of data/languages.yml.
    Raises:
        GuideError: with every problem of every file, when there is any.
    """
    reading = read_guide(data_dir, lang)
    if reading.problems:
        raise GuideError(reading.problems)
    return reading.guide


def languages(data_dir: Path) -> list[Language]:
    """The languages of data/languages.yml, in its order. Raises GuideError."""
    return _all_or_error(Reader(data_dir), Language, "languages.yml")


def load_intents(data_dir: Path) -> list[Intent]:
    """What a message can be about: data/intents.yml, in its order. Raises GuideError."""
    return _all_or_error(Reader(data_dir), Intent, "intents.yml")


@loading()
def read_guide(data_dir: Path, lang: str) -> Reading:
    """Read one language and everything that is wrong with it, without raising."""
    reader = Reader(data_dir)
    guide = _guide(reader, lang)
    examples = _examples(reader, f"nlu/{lang}")
    found = [*reader.problems, *reference_problems(guide, reader)]
    if guide.school:
        home, playable = f"guide/{lang}", {one.id: [at for at, _ in entries(guide, one)] for one in guide.activities}
        found += school_problems(guide.school, reader, home, guide.topics, guide.scenarios, playable)
    for folder, stories in {SCENARIOS: guide.scenarios, **guide.plays}.items():
        for name, story in stories.items():
            found += graph_problems(story, reader.document(f"guide/{lang}/{folder}/{name}.yml"))
    return Reading(guide, reader, examples, guide.language.commands, sorted(set(found)))


def _guide(reader: Reader, lang: str) -> Guide:
    home = f"guide/{lang}"
    chapters = tuple(reader.many(Chapter, f"{home}/chapters.yml"))
    activities = activities_of(reader)
    plays = [activity.folder for activity in activities if activity.folder not in (None, SCENARIOS)]
    return Guide(
        language=read_language(reader, lang),
        topics=_in_order(reader.folder(Topic, f"{home}/topics"), chapters),
        chapters=chapters,
        scenarios=_gentle_first(reader.folder(Scenario, f"{home}/scenarios")),
        questions=reader.folder(Question, f"{home}/questions"),
        glossary=tuple(reader.many(GlossaryTerm, f"{home}/glossary.yml")),
        myths=tuple(reader.many(Myth, f"{home}/myths.yml")),
        organisations=tuple(reader.many(Organisation, f"{home}/organisations.yml")),
        actions=tuple(reader.many(RegionAction, f"{home}/young_people_in_action.yml")),
        law=_law(reader, f"{home}/law.yml"),
        phrases=_phrases(reader, f"{home}/phrases"),
        kinds=_kinds(reader),
        help=reader.folder(HelpWords, f"{home}/help"),
        ui=_ui(reader, f"{home}/phrases/ui.yml"),
        intents=tuple(reader.many(Intent, "intents.yml")),
        sources={source.id: source for source in reader.many(SourceDocument, "sources.yml")},
        school=read_school(reader, home) if (reader.data_dir / home / "classroom.yml").exists() else None,
        activities=activities,
        bank=tuple(_lists(reader, Item, f"{home}/items")),
        plays={folder: _gentle_first(reader.folder(Scenario, f"{home}/{folder}")) for folder in plays},
        chats=reader.folder(Chat, f"{home}/chats"),
        tricks={trick.id: trick for trick in _if_there(reader, Trick, f"{home}/tricks.yml")},
        sortings={sorting.id: sorting for sorting in _if_there(reader, Sorting, f"{home}/sortings.yml")},
        plan=tuple(_if_there(reader, PlanStep, f"{home}/plan.yml")),
        platforms=tuple(_if_there(reader, Platform, PLATFORMS)),
        steps=reader.mapping(Steps, steps) if (reader.data_dir / (steps := f"{home}/platforms.yml")).exists() else {},
    )


def read_language(reader: Reader, lang: str) -> Language:
    """The language with the words by which it is read; what is wrong with them is kept in the reader."""
    known = {language.code: language for language in reader.many(Language, "languages.yml")}
    if lang in known:
        return _with_words(reader, known[lang])
    if not reader.document("languages.yml").problems:
        document = reader.document("languages.yml")
        document.complain((), f"there is no language `{lang}`", f"Add it, or use one of: {', '.join(known)}.")
    # Stands in so that the language's own files are read and checked all the same.
    return Language.construct(code=lang, name=lang, english=lang, direction="ltr", status="draft")


def _with_words(reader: Reader, language: Language) -> Language:
    """With the words by which it is read (data/lang/<code>)."""
    home = f"lang/{language.code}"
    commands = reader.optional(Commands, f"{home}/commands.yml")
    words = {
        "speech": reader.optional(Speech, f"{home}/speech.yml") or Speech(),
        "asking": reader.optional(Asking, f"{home}/asking.yml"),
        "commands": commands.__root__ if commands else {},
    }
    return language.copy(update=words)


def _in_order(topics: dict[str, Topic], chapters: tuple[Chapter, ...]) -> dict[str, Topic]:
    order = [topic_id for chapter in chapters for topic_id in chapter.topics]
    return {topic_id: topics[topic_id] for topic_id in dict.fromkeys([*order, *topics]) if topic_id in topics}


def _gentle_first(scenarios: dict[str, Scenario]) -> dict[str, Scenario]:
    return {story.id: story for story in sorted(scenarios.values(), key=lambda story: story.place)}


def _examples(reader: Reader, folder: str) -> dict[str, Examples]:
    """Files with an `intent`; the folder's other files are word lists that the classifier's parts read."""
    found: dict[str, Examples] = {}
    for file in sorted((reader.data_dir / folder).glob("*.yml")):
        document = reader.document(f"{folder}/{file.name}")
        if isinstance(document.data, dict) and not {"intent", "examples"}.isdisjoint(document.data):
            item = reader.named(Examples, f"{folder}/{file.name}", "intent")
            found |= {file.stem: item} if item else {}
    return found


def _if_there(reader: Reader, model: type, path: str) -> list:
    return reader.many(model, path) if (reader.data_dir / path).exists() else []


def _lists(reader: Reader, model: type, folder: str) -> Iterator:
    """The entries of every file of a folder."""
    for file in sorted((reader.data_dir / folder).glob("*.yml")):
        yield from reader.many(model, f"{folder}/{file.name}")


def _law(reader: Reader, path: str) -> Law:
    words = reader.one(Law, path) or Law(intro=(), offences={}, regions={}, frameworks={})
    return words.copy(update={"facts": tuple(reader.many(Framework, "law/frameworks.yml"))})


def _kinds(reader: Reader) -> dict[str, Kind]:
    kinds = reader.folder(Kind, "help")
    return dict(sorted(kinds.items(), key=lambda item: (-item[1].gravity, item[0])))


def _phrases(reader: Reader, folder: str) -> dict[str, Phrase]:
    phrases: dict[str, Phrase] = {}
    for name in PHRASE_FILES:
        for key, phrase in reader.mapping(Phrase, f"{folder}/{name}.yml").items():
            if key in phrases:
                document = reader.document(f"{folder}/{name}.yml")
                document.complain((key,), f"`{key}` stands in another file of phrases too", "Keep one of them.")
            phrases[key] = phrase
    return phrases


def _ui(reader: Reader, path: str) -> dict:
    document = reader.document(path)
    if not document.problems and not isinstance(document.data, dict):
        document.complain((), "the file must hold `key: value` lines", "Compare it with another file of phrases.")
    return document.data if isinstance(document.data, dict) else {}


def _all_or_error(reader: Reader, model: type, path: str) -> list:
    items = reader.many(model, path)
    if reader.problems:
        raise GuideError(reader.problems)
    return items
