"""Inputs at random, for tests that try thousands: words, characters of all of Unicode, JSON, bytes, things heard."""

import json
import random
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, TypeVar
from urllib.parse import urlencode

from bot.assistant.heard import Heard
from bot.guide import Guide

Made = TypeVar("Made")
Chance = random.Random

WORDS = ["what", "is", "grooming", "help", "me", "pics", "he", "wants", "my", "b", "2", "same", "no"]
WORDS += ["/menu", "/choose", "{}", "kms", "stop", "country", "france"]
#: What careless code stumbles over: signs that join, turn the direction round, vanish, unfold or end lines.
ODD = "\0\t\n\r\x7f\x85\xa0\xad\u200b\u200d\u200e\u202e\u2066\ufeff"
ODD += "\ufdfa\u0301\u20e0\u01c5\u00df\u0130\u0131\u0661\u00b2\u00bd"
ODD += "\U0001f468\u2640\ufe0f\U0001f1ec\U0001f1e7\U0001f1fd\U000e0067\U0010ffff"
ODD += "'\"\\/{}<>&%;"
INTENTS = ("choose", "answer", "judge", "start_tour", "glossary", "set_country", "x", "restart")
PLACES = ("game_chat.offer.x", "GB", "grooming.1", "none")
KEYS = ("message", "session", "lang", "country", "partner", "mode", "extra")
NAMES = ("country", "lang", "need", "all", "x")
SIGNALS = ("threat", "self_harm", "image_out", "meeting", "sent_own", "none such")


def each(times: int, seed: int, make: Callable[[Chance], Made], try_one: Callable[[Made], object]) -> None:
    """Try so many; what fails is told with the seed that makes it again."""
    chance = Chance(seed)
    for number in range(times):
        made = make(chance)
        try:
            try_one(made)
        except Exception as error:
            raise AssertionError(f"number {number} of STAYSAFE_SEED={seed}: {made!r}") from error


def text(chance: Chance, longest: int = 40) -> str:
    """Any characters, the odd ones more often than they are met."""
    return "".join(map(_character, [chance] * chance.randint(0, longest)))


def said(chance: Chance) -> str:
    """What somebody could type or tap, or nobody could."""
    kinds: tuple[Callable[[], str], ...] = (
        lambda: text(chance),
        lambda: " ".join(chance.choices(WORDS, k=chance.randint(0, 8))),
        lambda: f'/{chance.choice(INTENTS)}{{"at":"{chance.choice((text(chance, 20), *PLACES))}"}}',
    )
    return chance.choice(kinds)()


def value(chance: Chance, depth: int = 3) -> Any:
    """Any JSON."""
    kinds: list[Callable[[], Any]] = [
        lambda: None,
        lambda: chance.random() < 0.5,
        lambda: chance.choice((0, 1, -1, 2**31, -(2**63), 10**30, chance.randint(-9, 9))),
        lambda: chance.choice((0.0, -0.0, 1e308, 5e-324, chance.uniform(-9, 9))),
        lambda: text(chance, 20),
    ]
    if depth:
        kinds.append(lambda: [value(chance, depth - 1) for _ in range(chance.randint(0, 4))])
        kinds.append(lambda: {text(chance, 8): value(chance, depth - 1) for _ in range(chance.randint(0, 4))})
    return chance.choice(kinds)()


def body(chance: Chance) -> bytes:
    """Bytes, JSON that may be cut off, or a message whose fields are anything."""
    if chance.random() < 0.3:
        return chance.randbytes(chance.randint(0, 200))
    fields = {key: value(chance) for key in chance.choices(KEYS, k=chance.randint(0, 6))}
    made = json.dumps(fields, ensure_ascii=chance.random() < 0.5).encode()
    return made[: chance.randint(0, len(made))] if chance.random() < 0.2 else made


def query(chance: Chance) -> str:
    """Parameters of an address."""
    return urlencode({name: text(chance, 12) for name in chance.choices(NAMES, k=chance.randint(0, 4))})


def anything_heard(guide: Guide) -> Callable[[Chance], Heard]:
    """Whatever an ear could say of a message, likely or not."""
    intents = [f"topic_{name}" for name in guide.topics]
    intents += ["help_self", "help_danger_now", "help_friend", "unsure", "out_of_scope", ""]
    fields: dict[str, Iterable[Any]] = {
        "intent": intents,
        "confidence": (0.0, 0.05, 0.3, 0.6, 1.0),
        "kind": (None, *guide.kinds),
        "about": ("me", "other", "nobody"),
        "sure": (True, False),
        "alarming": (True, False),
        "topic": (None, *guide.topics),
        "question": (None, *guide.questions),
        "command": (None, "stop", "repeat", "help_human"),
        "place": (None, "1", "12", "-1"),
        "country": (None, "KE", "XX"),
        "reaction": (None, "told", "love", "none such"),
        "lang": (None, "en", "fr", "zz"),
    }
    choices = {name: tuple(values) for name, values in fields.items()}

    def make(chance: Chance) -> Heard:
        found = {name: chance.choice(values) for name, values in choices.items()}
        return replace(Heard(), **found, signals=frozenset(chance.choices(SIGNALS, k=chance.randint(0, 3))))

    return make


def _character(chance: Chance) -> str:
    where = chance.random()
    if where < 0.4:
        return chr(chance.randint(32, 126))
    if where < 0.6:
        return chance.choice(ODD)
    number = chance.randint(0, 0xFFFF if where < 0.9 else 0x10FFFF)
    return chr(number) if not 0xD800 <= number < 0xE000 else "\ufffd"
