"""Which app somebody wants to report in: "how do i report someone on snapchat", "block on insta", "its on discord"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.guide.languages import Asking
from bot.guide.names import ALIKE, LONG, without_first
from bot.guide.platforms import Platform
from bot.guide.wording import closest, normalise

#: Names of so few letters count only behind "on" and the like ("report him on x").
SHORT = 3
#: Words of the longest name, and of what may follow it when it comes first ("instagram how do i report").
LONGEST_NAME, TAIL = 3, 4
#: Who names an app and nothing else needs no more words: "its all still there on the snapchat app".
ALONE = 12


class AppsNamed:
    """The apps of the directory, and the ways in which one language asks to report in them."""

    def __init__(self, platforms: Iterable[Platform], asking: Asking | None) -> None:
        self._names = {normalise(name): p.id for p in platforms for name in (p.name, *p.also)}
        self._begin = {name.split()[0] for name in self._names if name}
        self._asking = asking
        self._ways = (*asking.how, *asking.before, *asking.articles, *asking.after) if asking else ()
        self._acts = _words(asking.report) if asking else ()
        self._there = _words(asking.there) if asking else ()

    def to_report_in(self, text: str) -> str | None:
        """The app in which somebody wants to report or block, or None."""
        words = normalise(text)
        if not self._asking or not (found := self._first_named(words.split())):
            return None
        before, app, after = found
        asked = without_first(before, self._ways)
        wants = any(f"{asked} ".startswith(f"{act} ") for act in self._acts)
        if wants or (not asked and self._is_an_act(after)):
            return app
        return None

    def alone(self, text: str) -> str | None:
        """The app that a text names and nothing else: "its on snapchat"."""
        words = normalise(text).split()
        found = self._first_named(words) if len(words) <= ALONE else None
        if not self._asking or not found or found[2]:
            return None
        return found[1] if not without_first(found[0], (*self._asking.there, *self._asking.articles)) else None

    def _is_an_act(self, after: str) -> bool:
        """Whether what follows a name asks to report: "report button", "how do i block someone"."""
        asked = without_first(after, self._ways)
        act = next((act for act in self._acts if f"{asked} ".startswith(f"{act} ")), None)
        return act is not None and len(asked.removeprefix(act).split()) <= TAIL

    def _first_named(self, words: list[str]) -> tuple[str, str, str] | None:
        """What stands before the first app's name, the app, and what stands behind the name."""
        for start, end in self._spans(words):
            name = " ".join(words[start:end])
            app = self._names.get(name) or (self._alike(name) if end == start + 1 else None)
            before = " ".join(words[:start]) if app else ""
            if app and (len(name) >= SHORT or not before or self._behind_a_cue(before)):
                return before, app, " ".join(words[end:])
        return None

    def _spans(self, words: list[str]) -> Iterator[tuple[int, int]]:
        """Places of names among these words: from the left, the longest first; one word alone may be misspelt."""
        for start, word in enumerate(words):
            longest = LONGEST_NAME if word in self._begin else 1
            if longest > 1 or len(word) >= LONG:
                yield from ((start, end) for end in range(min(len(words), start + longest), start, -1))

    def _behind_a_cue(self, before: str) -> bool:
        return f" {before}".endswith(tuple(f" {way}" for way in self._there))

    def _alike(self, name: str) -> str | None:
        close = closest(name, self._names.keys(), ALIKE) if len(name) >= LONG else None
        return self._names[close] if close else None


def _words(ways: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(map(normalise, ways), key=len, reverse=True))
