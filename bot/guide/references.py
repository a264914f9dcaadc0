"""What the files of the guide name in each other must exist."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.guide.guide import Guide
from bot.guide.help import SPEAKERS
from bot.guide.platforms import PLATFORMS
from bot.guide.problems import Problem
from bot.guide.reader import Reader
from bot.guide.yaml_lines import Document, Location


def reference_problems(guide: Guide, reader: Reader) -> list[Problem]:
    """Topics, offences, regions, frameworks and sources that are named somewhere but do not exist."""
    home = f"guide/{guide.language.code}"
    # A topic whose file is broken exists all the same: its problems are reported once, not at each mention.
    topics = {path.stem for path in (reader.data_dir / home / "topics").glob("*.yml")}
    return [
        *_topics_named(guide, reader, home, topics),
        *_chapters(guide, reader.document(f"{home}/chapters.yml"), topics),
        *_tricks(guide, reader, home),
        *_law(guide, reader, f"{home}/law.yml"),
        *_platforms(guide, reader, f"{home}/platforms.yml"),
        *_sources(guide, reader),
    ]


def _topics_named(guide: Guide, reader: Reader, home: str, topics: set[str]) -> Iterator[Problem]:
    situations = {path.stem for path in (reader.data_dir / "help").glob("*.yml")} | set(SPEAKERS)
    for name, topic in guide.topics.items():
        document = reader.document(f"{home}/topics/{name}.yml")
        yield from _missing(document, ("next",), topic.next, topics)
        if topic.id in topic.next:
            yield document.problem(("next",), "the topic names itself in `next`", "Name another topic.")
    for name, question in guide.questions.items():
        document = reader.document(f"{home}/questions/{name}.yml")
        yield from _missing(document, ("topic",), [question.topic], topics)
        yield from _situations(document, ("suits",), question.suits, situations)
        for index, wording in enumerate(question.when):
            yield from _situations(document, ("when", index, "situations"), wording.situations, situations)
    for file in ("myths", "glossary"):
        document = reader.document(f"{home}/{file}.yml")
        for at, topic in _items(document, "topic"):
            yield from _missing(document, at, [topic], topics)
    for folder, things in {"scenarios": guide.scenarios, "chats": guide.chats, **guide.plays}.items():
        for name, thing in things.items():
            yield from _missing(reader.document(f"{home}/{folder}/{name}.yml"), ("topics",), thing.topics, topics)
    if (reader.data_dir / home / "sortings.yml").exists():
        for at, names in _items(reader.document(f"{home}/sortings.yml"), "topics"):
            yield from _missing(reader.document(f"{home}/sortings.yml"), at, names, topics)


def _tricks(guide: Guide, reader: Reader, home: str) -> Iterator[Problem]:
    """Tricks that a message of a chat names."""
    for name, chat in guide.chats.items():
        for index, line in enumerate(chat.lines):
            if line.trick and line.trick not in guide.tricks:
                document, at = reader.document(f"{home}/chats/{name}.yml"), ("lines", index, "trick")
                advice = f"Use one of {', '.join(guide.tricks)}, or add it to tricks.yml."
                yield document.problem(at, f"there is no trick `{line.trick}`", advice)


def _chapters(guide: Guide, document: Document, topics: set[str]) -> Iterator[Problem]:
    chapter_of: dict[str, str] = {}
    for at, names in _items(document, "topics"):
        names = [name for name in names if isinstance(name, str)] if isinstance(names, list) else []
        yield from _missing(document, at, names, topics)
        for index, name in enumerate(names):
            if name in chapter_of:
                advice = f"It is in `{chapter_of[name]}` already; each topic has one chapter."
                yield document.problem((*at, index), f"topic `{name}` stands in a chapter twice", advice)
            chapter_of[name] = str(document.data[at[0]].get("id"))
    for name in sorted(topics - set(chapter_of)):
        yield document.problem((), f"topic `{name}` is in no chapter", "Add it to the `topics` of one chapter.")


def _law(guide: Guide, reader: Reader, path: str) -> Iterator[Problem]:
    facts, words = reader.document("law/frameworks.yml"), reader.document(path)
    if words.problems or facts.problems:
        return
    for index, framework in enumerate(guide.law.facts):
        for offence in framework.offences.keys() - guide.law.offences.keys():
            yield _no_words(facts, (index, "offences", offence), f"offence `{offence}`", words)
        if framework.region not in guide.law.regions:
            yield _no_words(facts, (index, "region"), f"region `{framework.region}`", words)
        if framework.id not in guide.law.frameworks:
            yield _no_words(facts, (index, "id"), f"framework `{framework.id}`", words)
    known = {framework.id for framework in guide.law.facts}
    yield from _missing_keys(words, "frameworks", guide.law.frameworks, known)
    yield from _missing_keys(words, "offences", guide.law.offences, _offences(guide))
    regions = {framework.region for framework in guide.law.facts}
    yield from _missing_keys(words, "regions", guide.law.regions, regions)


def _platforms(guide: Guide, reader: Reader, path: str) -> Iterator[Problem]:
    """Steps for each app that has been checked, and for no other: nobody may be told what nobody saw."""
    if guide.steps:
        facts, words = reader.document(PLATFORMS), reader.document(path)
        checked = {platform.id for platform in guide.platforms if platform.checked}
        for name in sorted(checked - guide.steps.keys()):
            yield _no_words(facts, (), f"app `{name}`", words)
        for name in sorted(guide.steps.keys() - checked):
            advice = f"Prove it in {facts.name}, or delete it here."
            yield words.problem((name,), f"nobody has checked how to report on `{name}`", advice)


def _no_words(document: Document, at: Location, what: str, words: Document) -> Problem:
    return document.problem(at, f"{what} has no words", f"Add them to {words.name}.")


def _offences(guide: Guide) -> set[str]:
    return {offence for framework in guide.law.facts for offence in framework.offences}


def _missing_keys(document: Document, part: str, used: Iterable[str], known: set[str]) -> Iterator[Problem]:
    for name in used:
        if name not in known:
            advice = "Add it to data/law/frameworks.yml, or delete it here."
            yield document.problem((part, name), f"`{name}` is not in the law table", advice)


def _sources(guide: Guide, reader: Reader) -> Iterator[Problem]:
    if reader.document("sources.yml").problems:
        return
    for document in list(reader.documents.values()):
        for at, text in document.texts():
            if at[-1] == "seed" and text not in guide.sources:
                advice = f"data/sources.yml knows {', '.join(sorted(guide.sources))}."
                yield document.problem(at, f"there is no source document `{text}`", advice)


def _missing(document: Document, at: Location, names: Iterable[str], topics: set[str]) -> Iterator[Problem]:
    for index, name in enumerate(names):
        if isinstance(name, str) and name not in topics:
            where = (*at, index) if (*at, index) in document.lines else at
            yield document.problem(where, f"there is no topic `{name}`", "Name a file of the folder topics.")


def _situations(document: Document, at: Location, names: Iterable[str], known: set[str]) -> Iterator[Problem]:
    for index, name in enumerate(names):
        if name not in known:
            where = (*at, index) if (*at, index) in document.lines else at
            advice = "Name a file of data/help, or who speaks: child, friend, parent, teacher."
            yield document.problem(where, f"there is no situation `{name}`", advice)


def _items(document: Document, key: str) -> Iterator[tuple[Location, object]]:
    for index, item in enumerate(document.data if isinstance(document.data, list) else []):
        if isinstance(item, dict) and key in item:
            yield (index, key), item[key]
