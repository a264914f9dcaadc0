"""From a document to a model, and from pydantic's errors to words a teacher understands."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic.error_wrappers import ErrorWrapper, get_exc_type

from bot.guide.content import ContentError
from bot.guide.problems import Problem
from bot.guide.yaml_lines import Document, Location

Model = TypeVar("Model", bound=BaseModel)

WORDS = {
    "type_error.none.not_allowed": ("`{key}` is empty", "Write something there."),
    "type_error.str": ("`{key}` must be a text", "If it holds a colon, put it in double quotes."),
    "type_error.tuple": ("`{key}` must be a list", 'Write each item on its own line: - "..."'),
    "type_error.dict": ("`{key}` must hold `key: value` lines", "Indent them by two spaces."),
    "type_error.bool": ("`{key}` must be true or false", ""),
    "value_error.strictbool": ("`{key}` must be true or false", ""),
    "type_error.integer": ("`{key}` must be a whole number", ""),
    "value_error.date": ("`{key}` must be a date", "Write it as YYYY-MM-DD."),
    "value_error.any_str.min_length": ("`{key}` is empty", "Write something there."),
    "value_error.any_str.max_length": ("`{key}` is longer than {limit_value} characters", "Shorten it."),
}
PATTERNS = {
    r"^[a-z][a-z0-9_]*$": "Use small letters, digits and _ only, beginning with a letter.",
    r"^\d{4}-(0[1-9]|1[0-2])$": "Write year and month as YYYY-MM.",
    r"^https://\S+$": "Write an address that begins with https://.",
    r"^https?://\S+$": "Write an address that begins with https://.",
    r"^\d{4}(-\d\d){0,2}$": 'Write it as "2025", "2025-04" or "2025-04-10", in quotes.',
    r"^[a-z]{2,3}$": "Write a language code such as en.",
}


def parse(model: type[Model], document: Document, at: Location = ()) -> Model | None:
    """The part of `document` at `at` as a `model`; None (and problems in the document) if it does not fit."""
    data = document.data
    for key in at:
        data = data[key]
    if not isinstance(data, dict):
        document.complain(at, "`key: value` lines are expected here", "Compare it with its neighbours.")
        return None
    try:
        return model.parse_obj(data)
    except ValidationError as error:
        document.problems += [_problem(model, document, (*at, *loc), exc) for loc, exc in _flat(error)]
        return None


def _flat(error: ValidationError) -> list[tuple[Location, Exception]]:
    found: list[tuple[Location, Exception]] = []

    def collect(errors: Any, at: Location) -> None:
        for item in errors:
            if isinstance(item, list):
                collect(item, at)
            elif isinstance(item, ErrorWrapper):
                where = at + tuple(part for part in item.loc_tuple() if part != "__root__")
                if isinstance(item.exc, ValidationError):
                    collect(item.exc.raw_errors, where)
                else:
                    found.append((where, item.exc))

    collect(error.raw_errors, ())
    return found


def _problem(model: type[BaseModel], document: Document, at: Location, error: Exception) -> Problem:
    key = str(at[-1]) if at else ""
    code = get_exc_type(type(error))
    context = getattr(error, "__dict__", {})
    if isinstance(error, ContentError):
        return document.problem(at, context["message"], context["advice"])
    if code == "value_error.missing":
        return document.problem(at[:-1], f"`{key}` is missing{_inside(at[:-1])}", "Add it.")
    if code == "value_error.extra":
        return document.problem(at, f"`{key}` is not a key known here", _meant(model, key))
    if code == "value_error.str.regex":
        return document.problem(at, f"`{key}` is not written as it must be", PATTERNS.get(context["pattern"], ""))
    if code == "value_error.const":
        allowed = ", ".join(map(str, context["permitted"]))
        return document.problem(at, f"`{key}` must be one of {allowed}", "Choose one of them.")
    message, advice = WORDS.get(code, (f"`{key}`: {error}", ""))
    return document.problem(at, message.format(key=key, **context), advice)


def _inside(at: Location) -> str:
    parts = [str(part + 1) if isinstance(part, int) else part for part in at]
    return f" in {' '.join(parts)}" if parts else ""


def _meant(model: type[BaseModel], key: str) -> str:
    close = get_close_matches(key, _keys(model), n=1)
    return f"Did you mean `{close[0]}`?" if close else "Delete it, or look at data/README.md for the right key."


def _keys(model: type[BaseModel]) -> set[str]:
    keys: set[str] = set()
    for field in model.__fields__.values():
        keys.add(field.name)
        if isinstance(field.type_, type) and issubclass(field.type_, BaseModel):
            keys |= _keys(field.type_)
    return keys
