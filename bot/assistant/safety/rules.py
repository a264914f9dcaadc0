"""What the safety net knows: words by language (data/lang/<code>/safety.yml), consequences for all (safety_net.yml)."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, Extra, Field, ValidationError

from bot.assistant.nlu.normalise import Normaliser, normaliser_of
from bot.assistant.safety.patterns import PatternError
from bot.assistant.safety.signals import AllSignals, SignalFinder
from bot.guide.wording import normalise as same_words
from bot.guide.yaml_lines import read_plain
from bot.referrals.emergency import emergency_numbers

#: Signals with places of their own in data/lang/<code>/safety.yml: `safe_words` and `figures`.
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
    """Signals that lift a message to an intent; a `sure` one whatever the classifier thinks.

    Any other needs a little (`share`, 0-1) of the classifier's certainty on help_*, if there is a classifier; which
    of them it is, the classifier may say, unless it says one of `never`.
    """

    intent: str
    sure: bool = False
    share: float = Field(0.05, alias="from")
    never: frozenset[str] = frozenset()

    def speaks(self, signals: frozenset[str], best: str, helps: float) -> bool:
        """Does it lift a message with these signals, when the classifier is so certain (0-1) of help_*?"""
        return self.fits(signals, best) and (self.sure or not best or helps >= self.share)


class Preference(When):
    """How much of the classifier's certainty (`share`, 0-1) on help_* is enough; `drop`: with less, it is none."""

    share: float = Field(alias="from")
    drop: bool = False


class Guard(_File):
    """An answer that needs a signal of `any`, or so much certainty of its own (`share`, 0-1) and no signal of `none`.

    What may not be given makes way for `instead`.
    """

    intent: str
    any: frozenset[str] = frozenset()
    none: frozenset[str] = frozenset()
    share: float = Field(alias="from")
    instead: str = Field(alias="else")

    def lets_through(self, signals: frozenset[str], certain: float) -> bool:
        """May it be answered to these signals, when the classifier is so certain (0-1) of it?"""
        return bool(self.any & signals) or (certain >= self.share and not self.none & signals)


class Net(_File):
    """data/lang/safety_net.yml."""

    lifts: tuple[Lift, ...]
    settled: float
    prefer_help: tuple[Preference, ...]
    guarded: tuple[Guard, ...]
    means: dict[str, tuple[str, ...]]


class Words(_File):
    """data/lang/<code>/safety.yml."""

    safe_words: tuple[str, ...]
    lists: dict[str, tuple[str, ...]]
    figures: tuple[str, ...]
    signals: dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class SafetyRules:
    """The rules of all languages together, compiled.

    Attributes:
        safe_words: messages that are always answered with people to reach, as `same_words` gives them; emergency
            numbers are among them.
        words: finds signals in every language.
        net: what follows from signals.
        normaliser: how messages are read before signals are looked for.
        names: of all signals that some language has words for, or that others mean.
    """

    safe_words: frozenset[str]
    words: AllSignals
    net: Net
    normaliser: Normaliser
    names: frozenset[str] = frozenset()

    def signals_in(self, text: str, plain: str | None = None) -> frozenset[str]:
        """Names of all signals in a message, in whichever language; `plain`: its words, where they were read before."""
        plain = self.normaliser(text) if plain is None else plain
        if same_words(text) in self.safe_words or (plain in self.safe_words and not plain.isdigit()):
            return frozenset({SAFE_WORD})
        found, figurative = self.words.signals_in(plain)
        found |= {FIGURATIVE} if figurative else set()
        return frozenset(found.union(*(self.net.means.get(name, ()) for name in found)))


@lru_cache(maxsize=2)
def load_rules(data: Path) -> SafetyRules:
    """Read and compile all rules in the data folder.

    Raises:
        RulesError: a file is missing a part, has an unknown one, or holds a pattern that cannot be read.
    """
    net = _read(data / "lang" / "safety_net.yml", Net)
    found = {path: _read(path, Words) for path in sorted((data / "lang").glob("*/safety.yml"))}
    finders, normaliser = [], normaliser_of(data)
    for path, words in found.items():
        try:
            finders.append(SignalFinder(words.signals, words.figures, words.lists, normaliser))
        except PatternError as error:
            raise RulesError(f"{path.parent.name}/{path.name}: {error}") from None
    names = {SAFE_WORD, FIGURATIVE}.union(*(words.signals for words in found.values()))
    _check_names(net, names)
    safe_words = frozenset(same_words(word) for words in found.values() for word in words.safe_words)
    all_names = frozenset(names.union(*net.means.values()))
    return SafetyRules(
        safe_words | emergency_numbers(data), AllSignals(finders, normaliser), net, normaliser, all_names
    )


def _read(path: Path, model: type[_File]) -> _File:
    content = read_plain(path)
    try:
        return model.parse_obj(content)
    except ValidationError as error:
        raise RulesError(f"{path.parent.name}/{path.name}: {error}") from None


def _check_names(net: Net, known: set[str]) -> None:
    named = {name for when in (*net.lifts, *net.prefer_help) for name in when.all | when.any | when.none}
    named |= {name for guard in net.guarded for name in guard.any | guard.none}
    named |= set(net.means)
    if unknown := named - known.union(*net.means.values()):
        raise RulesError(f"safety_net.yml: no language has words for {', '.join(sorted(unknown))}")
