"""Every intent of data/intents.yml is answered and has examples, and nothing else claims to be one."""

from __future__ import annotations

from collections.abc import Iterator

from bot.guide.decisions import read_rows
from bot.guide.intents import Intent
from bot.guide.loader import Reading
from bot.guide.problems import Problem
from bot.guide.reference import CONTACTS, FACTS, WRITING
from bot.guide.yaml_lines import Document

#: Messages that show who helps.
SHOWS = frozenset({CONTACTS, FACTS, WRITING})


def intent_problems(reading: Reading, intents: list[Intent]) -> Iterator[Problem]:
    """Topics, examples and phrases that are missing for an intent, or that belong to none."""
    listed = reading.reader.document("intents.yml")
    learning = {intent.id for intent in intents if intent.group == "learning"}
    others = {intent.id for intent in intents if intent.group in ("help", "conversation")}
    topics = {topic.intent for topic in reading.guide.topics.values()}
    if intents:
        yield from _both_ways(reading, listed, learning, topics)
        yield from _examples(reading, listed, others)
        yield from _contacts_at_once(reading)
        yield from _answered(reading, listed, intents)


def _both_ways(reading: Reading, listed: Document, learning: set[str], topics: set[str]) -> Iterator[Problem]:
    lang, document_of = reading.guide.language.code, reading.reader.document
    folder = reading.reader.data_dir / "guide" / lang / "topics"
    for intent in sorted(learning - topics):
        name = intent.removeprefix("topic_")
        if not (folder / f"{name}.yml").exists():
            advice = f"Add data/guide/{lang}/topics/{name}.yml."
            yield listed.problem(_place(listed, intent), f"`{intent}` has no topic ({lang})", advice)
    for intent in sorted(topics - learning):
        document = document_of(f"guide/{lang}/topics/{intent.removeprefix('topic_')}.yml")
        yield document.problem(("id",), f"`{intent}` is not in data/intents.yml", "Add it, group learning.")


def _examples(reading: Reading, listed: Document, others: set[str]) -> Iterator[Problem]:
    lang = reading.guide.language.code
    for intent in sorted(others - reading.examples.keys()):
        document = reading.reader.documents.get(f"nlu/{lang}/{intent}.yml")
        if document is None:
            advice = f"Add data/nlu/{lang}/{intent}.yml."
            yield listed.problem(_place(listed, intent), f"`{intent}` has no examples ({lang})", advice)
        elif not document.problems:
            yield document.problem((), "the file holds no examples", "It needs `intent` and `examples`.")
    for name in sorted(reading.examples.keys() - others):
        document = reading.reader.document(f"nlu/{lang}/{name}.yml")
        advice = "Add it to data/intents.yml; a topic's examples go into its `ask`."
        yield document.problem(("intent",), f"`{name}` is no intent of help or conversation", advice)


def _answered(reading: Reading, listed: Document, intents: list[Intent]) -> Iterator[Problem]:
    """Without a row of its own in the table, an activity or a phrase, nothing answers an intent."""
    rows = read_rows(reading.reader)
    named = {name for row in rows for name in row.when.intent or ()}
    played = {name for activity in reading.guide.activities for name in activity.intents}
    for intent in intents:
        if intent.group in ("conversation", "command") and intent.id not in named | played | set(reading.guide.phrases):
            advice = "Write a phrase of that name, or a row in data/decisions.yml."
            yield listed.problem(_place(listed, intent.id), f"nothing answers `{intent.id}`", advice)


def _contacts_at_once(reading: Reading) -> Iterator[Problem]:
    home = f"guide/{reading.guide.language.code}/phrases"
    for file in ("help", "after_help"):
        document = reading.reader.document(f"{home}/{file}.yml")
        for name in document.data if isinstance(document.data, dict) else ():
            phrase = reading.guide.phrases.get(name)
            if phrase and phrase.kind == "help" and SHOWS.isdisjoint(phrase.say[:2]):
                advice = 'Make "{contacts}" the first or second message.'
                yield document.problem((name,), f"`{name}` shows no contacts at once", advice)


def _place(listed: Document, intent: str) -> tuple[int | str, ...]:
    ids = [item.get("id") if isinstance(item, dict) else None for item in listed.data]
    return (ids.index(intent), "id") if intent in ids else ()
