"""What the safety net knows: words by language (data/nlu/<lang>/safety.yml), consequences for all (safety_net.yml)."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml
from pydantic import BaseModel, Extra, Field, ValidationError

from bot.assistant.nlu.normalise import Normaliser, default_normaliser, normalise
from bot.assistant.nlu.patterns import PatternError, compile_patterns

#: Signals with places of their own in data/nlu/<lang>/safety.yml: `safe_words` and `figures`.
SAFE_WORD, FIGURATIVE = "safe_word", "figurative"


class RulesError(ValueError):
    """A file of the safety net is wrong; the message says which, where and why."""


class _File(BaseModel):
    class Config:
        extra = Extra.forbid
        frozen = True


class When(_File):
    """A condition: `all` these signals, at least one of `any`, `none` of those; the best guess begins with `ahead`."""

    all: frozenset[str] = frozenset()
    any: frozenset[str] = frozenset()
    none: frozenset[str] = frozenset()
    ahead: tuple[str, ...] = ("",)

    def fits(self, signals: frozenset[str], best: str) -> bool:
        """Is it met by these signals, when the classifier's best guess is `best`?"""
        named = self.all <= signals and not self.none & signals and (not self.any or bool(self.any & signals))
        return named and best.startswith(self.ahead)


class Lift(When):
    """Signals that lift a message to an intent; a `sure` one whatever the classifier thinks."""

    intent: str
    sure: bool = False


class Preference(When):
    """How much of the classifier's certainty (`share`, 0-1) on help_* is enough."""

    share: float = Field(alias="from")


class Net(_File):
    """data/nlu/safety_net.yml."""

    lifts: tuple[Lift, ...]
    prefer_help: tuple[Preference, ...]
    means: dict[str, str]


class Words(_File):
    """data/nlu/<lang>/safety.yml."""

    safe_words: tuple[str, ...]
    lists: dict[str, tuple[str, ...]]
    figures: tuple[str, ...]
    signals: dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class SafetyRules:
    """The rules of all languages together, compiled.

    Attributes:
        safe_words: messages that are always answered with people to reach, normalised.
        words: a finder of signals for each language.
        net: what follows from signals.
    """

    safe_words: frozenset[str]
    words: tuple["SignalWords", ...]
    net: Net

    def signals_in(self, text: str) -> frozenset[str]:
        """Names of all signals in a normalised message, in whichever language."""
        if text in self.safe_words:
            return frozenset({SAFE_WORD})
        found = frozenset().union(*(words.signals_in(text) for words in self.words))
        return found | {self.net.means[name] for name in found if name in self.net.means}

    def with_safe_words(self, more: Iterable[str]) -> "SafetyRules":
        """The same rules with safe words of a partner added."""
        added = {normalise(word) for word in more} - {""}
        return SafetyRules(self.safe_words | added, self.words, self.net)


class SignalWords:
    """Finds the signals of one language."""

    def __init__(self, words: Words, normaliser: Normaliser) -> None:
        self._pairs = {short: pair for pair, short in normaliser.textspeak.pairs.items()}
        self._figures = compile_patterns(words.figures, words.lists, normaliser)
        self._signals = {
            name: compile_patterns(patterns, words.lists, normaliser) for name, patterns in words.signals.items()
        }

    def signals_in(self, text: str) -> frozenset[str]:
        """Names of the signals in a normalised message; figures of speech are only counted as such."""
        return frozenset().union(*(self._signals_as_spelt(spelling) for spelling in {text, self._long(text)}))

    def _signals_as_spelt(self, text: str) -> set[str]:
        meant, figures = self._figures.subn(" -", f" {text}")
        found = {name for name, pattern in self._signals.items() if pattern.search(meant)}
        return found | {FIGURATIVE} if figures else found

    def _long(self, text: str) -> str:
        """With "he is" for "hes": the normaliser shortens, and a pattern may be written either way."""
        return " ".join(self._pairs.get(word, word) for word in text.split())


@lru_cache(maxsize=2)
def load_rules(data: Path) -> SafetyRules:
    """Read and compile all rules in the data folder.

    Raises:
        RulesError: a file is missing a part, has an unknown one, or holds a pattern that cannot be read.
    """
    net = _read(data / "nlu" / "safety_net.yml", Net)
    found = {path: _read(path, Words) for path in sorted((data / "nlu").glob("*/safety.yml"))}
    finders, normaliser = [], default_normaliser()
    for path, words in found.items():
        try:
            finders.append(SignalWords(words, normaliser))
        except PatternError as error:
            raise RulesError(f"{path.parent.name}/{path.name}: {error}") from None
    _check_names(net, {SAFE_WORD, FIGURATIVE}.union(*(words.signals for words in found.values())))
    safe_words = frozenset(normalise(word) for words in found.values() for word in words.safe_words)
    return SafetyRules(safe_words, tuple(finders), net)


def _read(path: Path, model: type[_File]) -> _File:
    # The base loader reads all scalars as text: "no" and "on" are words here, not false and true.
    content = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    try:
        return model.parse_obj(content)
    except ValidationError as error:
        raise RulesError(f"{path.parent.name}/{path.name}: {error}") from None


def _check_names(net: Net, known: set[str]) -> None:
    named = {name for when in (*net.lifts, *net.prefer_help) for name in when.all | when.any | when.none}
    named |= set(net.means)
    if unknown := named - known - set(net.means.values()):
        raise RulesError(f"safety_net.yml: no language has words for {', '.join(sorted(unknown))}")
