"""Spelling made plain: what the classifier reads instead of what was typed.

Small letters without accents; emoji, shortenings and typed faces as words; stretched, disguised and
look-alike letters set right; numbers reduced to how long they are. Doing it twice changes nothing more.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path

import emoji

from bot.assistant.nlu.textspeak import TextSpeak
from bot.guide.wording import ends
from bot.settings import load_settings

#: Letters of other scripts (and phonetic or barred Latin ones) that pass for a plain Latin letter.
LOOK_ALIKES = str.maketrans(
    {
        **dict(zip("авеорсухіјѕкмнтѵԁԛԝ", "abeopcyxijskmhtvdqw", strict=True)),  # Cyrillic
        **dict(zip("αονρτυικεη", "aovptuiken", strict=True)),  # Greek
        **dict(zip("ıɡɑøđħł", "igaodhl", strict=True)),  # Latin
    }
)
#: Digits that stand for a letter in the middle of a word ("n00ds").
LEET = str.maketrans("013457", "oieast")
#: Numbers keep their length up to this: a year, a code and a phone number differ; which one it is does not matter.
LONGEST_NUMBER = 6
#: Most letters of what is read: an emoji or a shortening may stand for many. Above it the middle is left out.
LONGEST = 2000
#: Where Unicode has accents and what cannot be seen; nine tenths of its places are empty or signs of whole words.
LAST_SCRIPT, UNSEEN = 0x20000, (0xE0000, 0xE0200)

_APOSTROPHES = re.compile("[’‘`´ʼ′＇]")
_SIGNS_IN_WORDS = re.compile(r"(?<=[^\W\d_])(?:[@$](?=[^\W\d_]+(?![^\W\d_]*\.\w))|[*'](?=[^\W\d_]))")
_SPELT_OUT = re.compile(r"\b(?:[^\W\d_][.\-]){2,}[^\W\d_]?\b")  # k.y.s
_WORD = re.compile(r"[^\W_]+")
_LEET_RUN = re.compile(r"(?<=[^\W\d_])[013457]+(?=[^\W\d_])")
_STRETCHED = re.compile(r"([^\W\d_])\1\1+")
_PLAIN = re.compile(r"(?!.*(.)\1\1)[a-z]+")
_NUMBER_AT_EDGE = re.compile(r"^\d+|\d+$")
_SKIN_TONE_OR_SELECTOR = re.compile("[\U0001f3fb-\U0001f3ff\ufe0f]")
_REPEATED = re.compile(r"([^\W\d_])\1+")


def normalise(text: str) -> str:
    """`text` as the classifier reads it, by the tables in the data folder. Idempotent; never raises."""
    return default_normaliser()(text)


@lru_cache(maxsize=1)
def default_normaliser() -> Normaliser:
    """The normaliser for this installation's data folder."""
    return normaliser_of(load_settings().data)


@lru_cache(maxsize=2)
def normaliser_of(data: Path) -> Normaliser:
    """The normaliser for a data folder, read once."""
    return Normaliser(TextSpeak.read(data))


class Normaliser:
    """Applies one set of text-speak tables. A model keeps the set it was trained with."""

    def __init__(self, textspeak: TextSpeak) -> None:
        self.textspeak = textspeak
        self._pairs = {tuple(pair.split()): short for pair, short in textspeak.pairs.items()}
        self._emoji = _names() | {_bare(sign): _fold(words.casefold()) for sign, words in textspeak.emoji.items()}
        self._faces = _faces_pattern(textspeak.emoticons)
        self._contraction = re.compile(rf"(?<=\w)'({_any_of(textspeak.contractions)})\b")
        self._elision = re.compile(rf"\b({_any_of(textspeak.elisions)})'(?=\w)")
        doubled = [word + ending for word in textspeak.doubled for ending in ("", *textspeak.endings)]
        self._doubled = {_single(word): word for word in reversed(doubled)}

    def __call__(self, text: str) -> str:
        """Words separated by single spaces; "" when nothing can be read."""
        text, drawn = self._draw_out(text.casefold())
        text = _fold(text)
        text = self._elision.sub(r"\1 ", _APOSTROPHES.sub("'", text))
        text = self._contraction.sub(lambda found: f" {self.textspeak.contractions[found[1]]}", text)
        text = _SPELT_OUT.sub(lambda found: re.sub(r"[.\-]", "", found[0]), text)
        text = _SIGNS_IN_WORDS.sub(lambda found: {"@": "a", "$": "s"}.get(found[0], ""), text)
        if not _WORD.search(text):
            text = " ".join(dict.fromkeys(drawn))
        words = " ".join(self._read_word(word) for word in _WORD.findall(text)).split()
        return ends(" ".join(self._join_pairs(words)), LONGEST)

    def _draw_out(self, text: str) -> tuple[str, list[str]]:
        """The text without emoji and typed faces, and what those say.

        They count when nothing else is said: beside words, the same face means laughing to one and crying to
        another.
        """
        drawn: list[str] = []

        def take(words: str) -> str:
            drawn.append(words)
            return " "

        def read(sign: str, _: object) -> str:
            return take(self._emoji.get(_bare(sign), ""))

        text = self._faces.sub(lambda found: take(_fold(self.textspeak.emoticons[found[0]].casefold())), text)
        if not _signs().isdisjoint(text):
            text = _drawn().sub(lambda found: emoji.replace_emoji(found[0], read), text)
        return text, drawn

    def _read_word(self, word: str) -> str:
        known = self.textspeak.words.get(word)
        if known is not None:
            return known
        if _PLAIN.fullmatch(word):
            return word
        word = _LEET_RUN.sub(lambda found: found[0].translate(LEET), word)
        if not word.isascii() and re.search("[a-z]", word):
            word = word.translate(LOOK_ALIKES)
        if _STRETCHED.search(word):
            word = self._doubled.get(_single(word)) or _STRETCHED.sub(r"\1", word)
        return self.textspeak.words.get(word) or _NUMBER_AT_EDGE.sub(_length_only, word)

    def _join_pairs(self, words: list[str]) -> list[str]:
        joined: list[str] = []
        for word in words:
            short = self._pairs.get((joined[-1], word)) if joined else None
            if short:
                joined[-1] = short
            else:
                joined.append(word)
        return joined


def _fold(text: str) -> str:
    """Compatibility forms to plain letters, accents and invisible characters dropped."""
    if text.isascii():
        return text
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    marks = _marks()
    return "".join([char for char in text if char not in marks])


@cache
def _marks() -> frozenset[str]:
    """Accents and what cannot be seen."""
    places = chain(range(LAST_SCRIPT), range(*UNSEEN))
    return frozenset(char for char in map(chr, places) if unicodedata.category(char) in ("Mn", "Me", "Cf"))


def _single(word: str) -> str:
    return _REPEATED.sub(r"\1", word)


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True)) or "(?!)"


def _bare(sign: str) -> str:
    """An emoji without skin tone, and without the variation selector that only some keyboards send."""
    return _SKIN_TONE_OR_SELECTOR.sub("", sign)


@cache
def _signs() -> frozenset[str]:
    """What every emoji has one of: to look for them all in a text without any takes longer than all other reading."""
    return frozenset(sign for drawn in emoji.EMOJI_DATA for sign in drawn if not sign.isascii())


@cache
def _drawn() -> re.Pattern[str]:
    """What may be drawn: the library goes through all that it is given letter by letter, and is given only this."""
    every = sorted({ord(sign) for sign in _signs()} | {ord(sign) for sign in "#*0123456789\ufe0e"})
    firsts = [code for code in every if code - 1 not in every]
    lasts = [code for code in every if code + 1 not in every]
    ranges = "".join(f"{chr(first)}-{chr(last)}" for first, last in zip(firsts, lasts, strict=True))
    return re.compile(f"[{ranges}]+")


@cache
def _names() -> dict[str, str]:
    """What every emoji is called in English, by the emoji as `_bare` gives it."""
    data = emoji.EMOJI_DATA
    known = {_bare(sign): data.get(_bare(sign)) or about for sign, about in data.items()}
    return {sign: _fold(about["en"].casefold().strip(":").replace("_", " ")) for sign, about in known.items()}


def _faces_pattern(faces: dict[str, str]) -> re.Pattern[str]:
    signs = sorted(faces, key=len, reverse=True)
    return re.compile("|".join(rf"{re.escape(s)}(?!\w)" if s[-1].isalnum() else re.escape(s) for s in signs) or "(?!)")


def _length_only(digits: re.Match[str]) -> str:
    return "0" * min(len(digits[0]), LONGEST_NUMBER)
