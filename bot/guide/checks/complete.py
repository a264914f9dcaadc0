"""A live language has everything that English has: the same ids, the same stories, the same buttons."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from bot.guide.help import SCREENS, HelpWords
from bot.guide.loader import PHRASE_FILES, Reading
from bot.guide.problems import Problem
from bot.guide.questions import Question
from bot.guide.reference import Phrase
from bot.guide.scenarios import Scenario, Step
from bot.guide.topics import Topic

PLACEHOLDER = re.compile(r"\{\w*\}")
TRANSLATE = "Translate it from the English file."
SAME = "Change the words only; what holds them together is the same in every language."


def complete_problems(english: Reading, other: Reading) -> Iterator[Problem]:
    """What `other` lacks, has too much of, or ties together differently."""
    for path, ours, theirs in _parts(english, other):
        document = other.reader.document(f"guide/{other.guide.language.code}/{path}")
        for name in ours:
            if name not in theirs:
                yield document.problem((), f"`{name}` is missing", TRANSLATE)
            elif ours[name] != theirs[name]:
                yield document.problem(_at(document.data, name), f"`{name}` differs from English", SAME)
        for name in theirs:
            if name not in ours:
                yield document.problem(_at(document.data, name), f"`{name}` is not in English", "Delete it.")
    lang = other.guide.language.code
    for name in english.examples.keys() - other.examples.keys():
        document = other.reader.document(f"nlu/{lang}/{name}.yml")
        yield document.problem((), f"there are no examples of `{name}` in {lang}", "Write some.")


Part = tuple[str, Mapping[str, Any], Mapping[str, Any]]


def _parts(ours: Reading, theirs: Reading) -> Iterator[Part]:
    """Pairs of (file, English, other), each a mapping from an id to what must be the same."""
    for path, part in _files(ours):
        yield path, part, dict(_files(theirs)).get(path, {})
    english = dict(_files(ours))
    for path, part in _files(theirs):
        if path not in english:
            yield path, {}, part


def _files(reading: Reading) -> Iterator[tuple[str, Mapping[str, Any]]]:
    guide = reading.guide
    yield "chapters.yml", {chapter.id: chapter.topics for chapter in guide.chapters}
    for name, topic in guide.topics.items():
        yield f"topics/{name}.yml", {name: _topic(topic)}
    for name, scenario in guide.scenarios.items():
        yield f"scenarios/{name}.yml", _scenario(scenario)
    for name, question in guide.questions.items():
        yield f"questions/{name}.yml", {name: _question(question)}
    for name, words in guide.help.items():
        yield f"help/{name}.yml", _help(words)
    yield "glossary.yml", {term.id: None for term in guide.glossary}
    yield "myths.yml", {myth.id: (myth.fact, myth.topic) for myth in guide.myths}
    yield "organisations.yml", {o.id: (o.status, o.now_url) for o in guide.organisations}
    yield "young_people_in_action.yml", {action.id: None for action in guide.actions}
    words = {**guide.law.offences, **guide.law.regions, **guide.law.frameworks}
    yield "law.yml", dict.fromkeys(words)
    yield "platforms.yml", dict.fromkeys(guide.steps)
    for name in PHRASE_FILES:
        data = reading.reader.document(f"guide/{guide.language.code}/phrases/{name}.yml").data
        keys = [key for key in data if key in guide.phrases] if isinstance(data, dict) else []
        yield f"phrases/{name}.yml", {key: _phrase(guide.phrases[key]) for key in keys}
    yield "phrases/ui.yml", dict(_leaves(guide.ui))


def _topic(topic: Topic) -> tuple:
    return topic.next, topic.need, topic.opens, [option.right for option in topic.check.options]


def _question(question: Question) -> tuple:
    worded = [wording.situations for wording in question.when]
    return question.topic, question.need, question.next, question.suits, sorted(question.titles), worded


def _help(words: HelpWords) -> dict[str, Any]:
    found = {words.id: (words.like, bool(words.title), sorted(words.titles))}
    for who, rows in (("", words), *words.speakers.items()):
        for row in rows.given():
            lines = getattr(rows, row)
            found[f"{who} {row}".strip()] = None if row in SCREENS else [answer.suggest for answer in lines]
    return found


def _phrase(phrase: Phrase) -> tuple:
    return phrase.kind, phrase.need, phrase.suggest, _placeholders(" ".join(phrase.say))


def _scenario(scenario: Scenario) -> dict[str, Any]:
    nodes = (*scenario.steps, *scenario.endings)
    links = {n.id: [(c.id, c.goto) for c in n.choices] if isinstance(n, Step) else None for n in nodes}
    return {scenario.id: (scenario.need, scenario.topics, scenario.start.id), **links}


def _leaves(value: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(value, Mapping):
        for key, child in value.items():
            yield from _leaves(child, f"{name}.{key}".lstrip("."))
    else:
        texts = value if isinstance(value, list) else [value]
        yield name, _placeholders(" ".join(text for text in texts if isinstance(text, str)))


def _placeholders(text: str) -> list[str]:
    return sorted(PLACEHOLDER.findall(text))


def _at(data: Any, name: str) -> tuple[int | str, ...]:
    if isinstance(data, list):
        return next(((i,) for i, item in enumerate(data) if isinstance(item, dict) and item.get("id") == name), ())
    if isinstance(data, dict) and isinstance(data.get("steps"), list):
        for part in ("steps", "endings"):
            found = _at(data.get(part), name)
            if found:
                return (part, *found)
    return tuple(name.split("."))
