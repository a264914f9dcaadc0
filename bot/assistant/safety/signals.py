"""Finds signals in a message. Only patterns whose rarest words are there are tried at all."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.assistant.nlu.normalise import Normaliser
from bot.assistant.safety.patterns import Pattern

#: A pattern's key when it names no word that must be there.
ALWAYS = ""
#: A signal's name (None: a figure of speech) and a pattern of it.
Named = tuple[str | None, Pattern]


class SignalFinder:
    """One language's patterns: signals by name, and figures of speech that are taken out before.

    Args:
        signals: patterns by the name of their signal.
        figures: patterns of what is said without meaning it.
        lists: lists of words that patterns refer to.
    Raises:
        PatternError: a pattern cannot be read.
    """

    def __init__(
        self,
        signals: Mapping[str, Sequence[str]],
        figures: Sequence[str],
        lists: Mapping[str, Sequence[str]],
        normaliser: Normaliser,
    ) -> None:
        named = [(name, Pattern(p, lists, normaliser)) for name, group in signals.items() for p in group]
        named += [(None, Pattern(figure, lists, normaliser)) for figure in figures]
        self.by_key = _indexed(named)


class AllSignals:
    """Finds the signals of all languages at once: what is the same for all of them is worked out once.

    Args:
        finders: one for each language.
        normaliser: how messages are read before.
    """

    def __init__(self, finders: Sequence[SignalFinder], normaliser: Normaliser) -> None:
        self._pairs = {short: pair for pair, short in normaliser.textspeak.pairs.items()}
        self._by_key: dict[str, list[tuple[int, Named]]] = defaultdict(list)
        for language, finder in enumerate(finders):
            for key, group in finder.by_key.items():
                self._by_key[key] += [(language, named) for named in group]
        starts = [key.removesuffix("*") for key in self._by_key if key.endswith("*")]
        self._beginnings = frozenset(start[:end] for start in starts for end in range(1, len(start) + 1))

    def signals_in(self, text: str) -> tuple[set[str], bool]:
        """Names of the signals in a normalised message, and whether it holds a figure of speech."""
        found: set[str] = set()
        figurative = False
        for spelling in {text, self._long(text)}:
            for candidates in self._candidates(spelling).values():
                names, figures = _read(spelling, candidates)
                found |= names
                figurative |= figures
        return found, figurative

    def _long(self, text: str) -> str:
        """With "he is" for "hes": the normaliser shortens, and a pattern may be written either way."""
        words = text.split()
        return text if self._pairs.keys().isdisjoint(words) else " ".join(self._pairs.get(word, word) for word in words)

    def _candidates(self, text: str) -> dict[int, list[Named]]:
        """The patterns that may match, by language."""
        found: dict[int, list[Named]] = defaultdict(list)
        for key in _keys(text, self._beginnings):
            for language, named in self._by_key.get(key, ()):
                found[language].append(named)
        return found


def _read(text: str, candidates: list[Named]) -> tuple[set[str], bool]:
    """Names of the signals of one language, looked for in what is left without figures of speech."""
    meant = text
    for _, figure in (pair for pair in candidates if pair[0] is None):
        meant = figure.taken_out(meant)
    found: set[str] = set()
    for name, pattern in candidates:
        if name is not None and name not in found and pattern.found_in(meant):
            found.add(name)
    return found, meant != text


def _indexed(named: Iterable[Named]) -> dict[str, list[Named]]:
    """Patterns by each word of the set, among those they need, that is rarest among all patterns."""
    named = list(named)
    common = Counter(word for _, pattern in named for need in pattern.needs for word in need)
    by_key: dict[str, list[Named]] = defaultdict(list)
    for name, pattern in named:
        needs = pattern.needs or [frozenset({ALWAYS})]
        for key in min(needs, key=lambda need: sum(common[word] for word in need)):
            by_key[key].append((name, pattern))
    return dict(by_key)


def _keys(text: str, beginnings: frozenset[str]) -> Iterator[str]:
    """What a pattern that matches this message can stand under: its words, and those of their beginnings that are
    `beginnings` of a pattern's."""
    yield ALWAYS
    seen = dict.fromkeys(text.split())
    yield from seen
    yield from dict.fromkeys(f"{start}*" for word in seen for start in _starts(word, beginnings))


def _starts(word: str, beginnings: frozenset[str]) -> Iterator[str]:
    for end in range(1, len(word) + 1):
        if word[:end] not in beginnings:
            return
        yield word[:end]
