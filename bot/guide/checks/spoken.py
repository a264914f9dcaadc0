"""What a language needs besides its guide before it may be offered: to be heard, masked, stopped, kept to rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bot.guide.languages import DEFAULT_LANGUAGE, PARTS
from bot.guide.loader import Reading
from bot.guide.problems import Problem
from bot.guide.yaml_lines import Document, Location

#: Rules about what the bot says, for each language of their own.
RULES = ("forbidden_terms.yml", "forbidden_questions.yml")
#: How the directory speaks.
DIRECTORY = "referrals/words.yml"
#: Keys below which each entry of the measure is needed too: one signal without words is one cry that nobody hears.
DEEP = ("signals",)
EMPTY_IS_FINE = "Write it; where this language has nothing of the kind, write `{key}: []`."


def spoken_problems(reading: Reading) -> Iterator[Problem]:
    """What is missing, measured by the default language."""
    lang, reader = reading.guide.language.code, reading.reader
    for name, why in PARTS.items():
        path = f"lang/{lang}/{name}"
        if not (reader.data_dir / path).exists():
            yield Problem(f"{reader.data_dir.name}/{path}", 0, f"there is no such file: {why}", "Write it.")
        elif lang != DEFAULT_LANGUAGE and name != "tested.yml":
            measure = reader.document(f"lang/{DEFAULT_LANGUAGE}/{name}").data
            yield from _lacking(reader.document(path), measure, ())
    for path in RULES:
        rules = reader.document(path)
        known = {rule.get("lang", DEFAULT_LANGUAGE) for rule in _list(rules.data) if isinstance(rule, Mapping)}
        if lang not in known:
            yield rules.problem(
                (), f"no rule is about {lang}", f"Write what the bot never says in it, with `lang: {lang}`."
            )
    words = reader.document(DIRECTORY)
    if isinstance(words.data, Mapping) and lang not in words.data:
        yield words.problem((), f"the directory does not speak {lang}", f"Write `{lang}:` as the others are.")


def _lacking(document: Document, measure: Any, at: Location) -> Iterator[Problem]:
    """Keys of the measure that the document has not."""
    found = document.data
    for key in at:
        found = found[key]
    for key, value in measure.items() if isinstance(measure, Mapping) and isinstance(found, Mapping) else ():
        if key not in found:
            yield document.problem(at, f"`{key}` is missing", EMPTY_IS_FINE.format(key=key))
        elif key in DEEP:
            yield from _lacking(document, value, (*at, key))


def _list(data: Any) -> list[Any]:
    return data if isinstance(data, list) else []
