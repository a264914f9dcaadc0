"""Buttons: each has its words, and whatever names a button or command names one that exists."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import get_args

from bot.guide.content import Need
from bot.guide.intents import Intent
from bot.guide.loader import Reading
from bot.guide.payloads import plain_buttons
from bot.guide.problems import Problem
from bot.guide.reference import ALONE, BUTTON, LINE
from bot.guide.yaml_lines import Document, Location

NEEDS = get_args(Need)
#: A button that a sentence names by the words on it.
TAPPED = re.compile(r"[Tt]ap \*\*([^*]+)\*\*")


def button_problems(reading: Reading, intents: list[Intent]) -> Iterator[Problem]:
    """Buttons without words, suggestions, commands and intents that do not exist, contacts inside a sentence."""
    activities = reading.guide.activities
    buttons, resumes = plain_buttons(activities), [activity.resume for activity in activities if activity.resume]
    known = {*buttons, *resumes, *(intent.id for intent in intents)}
    known |= {question.intent for question in reading.guide.questions.values()}
    yield from _without_words(reading)
    yield from _unknown_commands(reading, known)
    yield from _unknown_next(reading, known)
    yield from _opened(reading, known)
    folders = tuple(f"guide/{reading.guide.language.code}/{folder}/" for folder in ("phrases", "help", "questions"))
    written = _words_of_buttons(reading)
    for path, document in list(reading.reader.documents.items()):
        for at, text in document.texts() if path.startswith(folders) else ():
            if "suggest" in at[-2:] and text not in known:
                advice = f"Use one of {', '.join(sorted(buttons))}, or topic_<id>, or question_<id>."
                yield document.problem(at, f"`{text}` is no button", advice)
            if at[-2:-1] in (("say",), ("simpler",), ("answer",)):
                yield from _stand_ins(document, at, text, buttons)
            for words in TAPPED.findall(text):
                if words not in written:
                    yield document.problem(at, f"no button says “{words}”", "Name it: {button:remove_guide}.")


def _words_of_buttons(reading: Reading) -> set[str]:
    ui = reading.guide.ui
    shown = [ui.get(part) for part in ("buttons", "widget")]
    return {str(words) for part in shown if isinstance(part, dict) for words in part.values()}


def _stand_ins(document: Document, at: Location, text: str, buttons: Collection[str]) -> Iterator[Problem]:
    """Contacts inside a sentence, a line for a need that does not exist, a button that does not exist."""
    for name in ALONE:
        if name in text and text != name:
            yield document.problem(at, f"{name} stands inside a sentence", "Make it its own message.")
    for name in BUTTON.findall(text):
        if name not in buttons:
            advice = f"Use one of {', '.join(sorted(buttons))}."
            yield document.problem(at, f"{{button:{name}}} names no button", advice)
    for need in LINE.findall(text):
        if need not in NEEDS:
            yield document.problem(at, f"{{line:{need}}} names no need", f"Use one of {', '.join(NEEDS)}.")
        elif LINE.fullmatch(text) is None:
            yield document.problem(at, f"{{line:{need}}} stands inside a sentence", "Make it its own message.")


def _unknown_next(reading: Reading, known: set[str]) -> Iterator[Problem]:
    for name, question in reading.guide.questions.items():
        document = reading.reader.document(f"guide/{reading.guide.language.code}/questions/{name}.yml")
        for index, button in enumerate(question.next):
            if button not in known:
                yield document.problem(
                    ("next", index), f"`{button}` is no button", "Use a plain button, topic_<id> or question_<id>."
                )


def _opened(reading: Reading, known: set[str]) -> Iterator[Problem]:
    for name, topic in reading.guide.topics.items():
        if topic.opens and topic.opens not in known:
            document = reading.reader.document(f"guide/{reading.guide.language.code}/topics/{name}.yml")
            yield document.problem(
                ("opens",), f"`{topic.opens}` is no button", "Use glossary, law_table or organisations."
            )


def _without_words(reading: Reading) -> Iterator[Problem]:
    document = reading.reader.document(f"guide/{reading.guide.language.code}/phrases/ui.yml")
    words = reading.guide.ui.get("buttons")
    for name in plain_buttons(reading.guide.activities) if not document.problems else ():
        if not isinstance(words, dict) or not isinstance(words.get(name), str):
            yield document.problem(("buttons", name), f"the button `{name}` has no words", "Add them to `buttons`.")


def _unknown_commands(reading: Reading, known: set[str]) -> Iterator[Problem]:
    document = reading.reader.document(f"lang/{reading.guide.language.code}/commands.yml")
    for name in sorted(reading.commands.keys() - known):
        yield document.problem((name,), f"there is no command `{name}`", "Use the name of a button or an intent.")
