"""Which country somebody means: "helpline in kenia", "im from holland", "ich wohne in österreich".

A wrong country means a wrong number, so nothing is guessed. A name counts where the person says that they are
there, asks for help there, or says nothing else. "My friend Georgia", "he is from France" and "do you speak
German" are no answers; two countries that stand equal are none either.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.referrals.cities import city_country
from bot.referrals.country_names import cities, country_name, demonyms, fold, gazetteer, named, names, without_dots
from bot.referrals.gate import flag
from bot.referrals.slips import misspelt

__all__ = ["country_name", "find_country"]

LONGEST_NAME = 7  # words
LONGEST_CITY = 3  # words
FLAG = re.compile("[\U0001f1e6-\U0001f1ff]{2}")
LONGEST_TEXT = 60  # words; a country is never asked for in more
SHORT_TEXT = 8  # words; in longer ones only a word after "in", "from" or "for" may be a misspelt name
REACH = 6  # words before a name that can tell whose country it is
CLEARLY, RATHER, ALONE = 3, 2, 1
UNCLEAR = ""  # the code of a name that two countries share


@dataclass(frozen=True)
class Mention:
    """A country's name at `start`:`end` of the words."""

    code: str
    word: str
    start: int
    end: int
    demonym: bool = False
    city: bool = False


def origin(
    text: str, lang: str | None = None, everyday: Container[str] = frozenset(), here: str | None = None
) -> str | None:
    """The country that somebody says to come from while another one is set: they may be there, or not any more."""
    if here is None:
        return None
    code = told_country(text, lang, everyday, None)
    return code if code and code != here and find_country(text, lang, everyday, here) == here else None


def find_country(
    text: str, lang: str | None = None, everyday: Container[str] = frozenset(), here: str | None = None
) -> str | None:
    """The ISO 3166 code of the country that the person names as theirs, or None.

    Knows the names in English, French, German and Spanish (and in `lang`), also of countries that
    are not in the directory. None as well if the text names nobody's, somebody else's or several countries.

    everyday: words that people say for other reasons; none of them is a misspelt country.
    here: the country that is known so far. It stays where the text leaves it open which one is meant.
    """
    return told_country(text, lang, everyday, here) or None


def shares_its_name(
    text: str, lang: str | None = None, everyday: Container[str] = frozenset(), here: str | None = None
) -> bool:
    """Whether the country named is called like a part of another one, and nothing tells which of both it is."""
    return told_country(text, lang, everyday, here) == UNCLEAR


def told_country(
    text: str, lang: str | None = None, everyday: Container[str] = frozenset(), here: str | None = None
) -> str | None:
    """As `find_country`, and UNCLEAR for what `shares_its_name`: both questions at the price of one."""
    text = without_dots(_with_flags_named(text))
    words = fold(_with_the_us(text)).split()
    if not words or len(words) > LONGEST_TEXT:
        return None
    if code := _bare_code(text, lang) or _bare_name(text, lang):
        return code
    words, known = _settle(words, here)

    def settled(mentions: Iterable[Mention]) -> list[Mention]:
        return [replace(mention, code=known.get(mention.word, mention.code)) for mention in mentions]

    if here and _only_an_origin(words):
        return here
    exact = settled([*_exact(words, lang), *_city_mentions(words, here, everyday)])
    return _best(words, exact, here, lambda: settled(_slips(words, lang, everyday)))


def _settle(words: list[str], here: str | None) -> tuple[list[str], dict[str, str]]:
    """Which of its countries each shared name stands for; the words without what told it ("atlanta")."""
    known: dict[str, str] = {}
    for name, meanings in gazetteer().shared.items():
        if name in words:
            told = [code for code, clues in meanings.items() if not clues.isdisjoint(words)]
            known[name] = told[0] if len(told) == 1 else here if here in meanings else UNCLEAR
            clues = frozenset().union(*meanings.values())
            words = [word for word in words if word not in clues]
    return words, known


def names_nothing_else(text: str, lang: str | None = None, everyday: Container[str] = frozenset()) -> bool:
    """Whether the text is a country's name and words that add nothing to it ("kenya pls", "no i meant portugal")."""
    known = gazetteer()
    text = without_dots(text)
    words, _ = _settle(fold(_with_the_us(text)).split(), None)
    mentions = list(_exact(words, lang)) or list(_slips(words, lang, everyday))
    around = known.moved | known.meant | known.nots | known.before_place["to"]
    return _bare_code(text, lang) is not None or (bool(mentions) and _says_nothing_else(words, mentions, around))


def _with_the_us(text: str) -> str:
    """US in capitals is the country; "us" is a pronoun, unless nothing else is said."""
    words, meant = text.split(), gazetteer().pronouns
    spoken = [word.strip(".,!?") for word in words]
    if not text.isupper() or len(words) == 1:
        shouted = [word.lower() if word.isupper() else "" for word in spoken]
        words = [meant.get(word, whole) for word, whole in zip(shouted, words, strict=True)]
    alone = spoken[0].lower() if len(spoken) == 1 else ""
    return meant.get(alone) or " ".join(words)


def _only_an_origin(words: list[str]) -> bool:
    """Whether the words say where somebody comes from, and not where they are ("i am from syria, i live in a camp")."""
    known = gazetteer()
    pairs = list(pairwise(words))
    comes = any(verb in known.come and cue in known.before_place["from"] for verb, cue in pairs)
    return (comes or not known.born.isdisjoint(words)) and not any(_is_there(words, at) for at in range(len(words)))


def _is_there(words: list[str], at: int) -> bool:
    """Whether a country or big city stands at `at` behind a word for being there."""
    known = gazetteer()
    rest = [" ".join(words[at : at + size]) for size in range(1, LONGEST_CITY + 1)]
    named_here = any(name in names(None) or city_country(name, None) for name in rest)
    before = [word for word in words[max(0, at - 2) : at] if word not in known.between]
    there = bool(before) and (before[-1] in known.before_place["in"] or before[-1] in known.live | known.moved)
    return named_here and there and not any(word in known.born for word in words[max(0, at - 4) : at])


def _with_flags_named(text: str) -> str:
    """Each flag as the name of its country."""
    pairs = FLAG.findall(text)
    for pair in pairs:
        if code := flag(pair):
            text = text.replace(pair, f" {country_name(code)} ")
    return text


def _bare_name(text: str, lang: str | None) -> str | None:
    """The country, if the text is its name in other letters than ours ("日本", "Україна")."""
    return None if fold(text).isascii() else named(text, lang)


def _bare_code(text: str, lang: str | None) -> str | None:
    """A two-letter code in capitals that is no word of its own ("DE", but not "NO" or "IT")."""
    code = text.strip()
    known = len(code) == 2 and code.isupper() and code in names(lang).values()
    return code if known and code not in gazetteer().not_codes else None


def _exact(words: list[str], lang: str | None) -> Iterator[Mention]:
    index, people = names(lang), demonyms()
    start = 0
    while start < len(words):
        for end in range(min(len(words), start + LONGEST_NAME), start, -1):
            word = " ".join(words[start:end])
            if word in index or word in people:
                yield Mention(index.get(word) or people[word], word, start, end, word not in index)
                start = end - 1
                break
        start += 1


def _city_mentions(words: list[str], here: str | None, everyday: Container[str]) -> Iterator[Mention]:
    """Big cities; one that is a word that people use every day only behind a word for being there ("im in london")."""
    for start in range(len(words)):
        for end in range(min(len(words), start + LONGEST_CITY), start, -1):
            name = " ".join(words[start:end])
            if (code := city_country(name, here)) is None:
                continue
            if name not in everyday or len(words) == end - start or _after_a_cue(words, start):
                yield Mention(code, name, start, end, city=True)
                break


def _slips(words: list[str], lang: str | None, everyday: Container[str]) -> Iterator[Mention]:
    """Misspelt names. A word that is right as it is, or that people use every day, is none."""
    for start in range(len(words)):
        if len(words) > SHORT_TEXT and not _after_a_cue(words, start):
            continue
        for end in range(min(len(words), start + 2), start, -1):
            name = misspelt(" ".join(words[start:end]), lang)
            if name and not any(_is_a_word(word, everyday) for word in words[start:end] if word not in name.split()):
                yield Mention(names(lang)[name], name, start, end)
                break


def _is_a_word(word: str, everyday: Container[str]) -> bool:
    known = gazetteer()
    return any(word in words for words in (everyday, known.never, known.english, known.between, demonyms()))


def _after_a_cue(words: list[str], start: int) -> bool:
    cues = gazetteer().before_place
    before = _before(words, Mention("", "", start, start))
    return bool(before) and any(before[-1] in cue for cue in cues.values())


def _best(
    words: list[str], mentions: list[Mention], here: str | None, or_else: Callable[[], list[Mention]] = list
) -> str | None:
    """The country that is named most clearly; of several, the one known so far. If none is, the same of others."""
    weighed = [(_weight(words, mention, mentions), mention.code) for mention in mentions]
    top = max((weight for weight, _ in weighed), default=0)
    if not top:
        others = or_else()
        return _best(words, others, here) if others else None
    codes = {code for weight, code in weighed if weight == top}
    return codes.pop() if len(codes) == 1 else here if here in codes else None


def _weight(words: list[str], mention: Mention, mentions: list[Mention]) -> int:
    """How clearly a name says where the person is: 0 for not at all."""
    known = gazetteer()
    before = _before(words, mention)
    if _corrects(words, mention, before):
        return CLEARLY
    if _denied(before) or _somebody_elses(before):
        return 0
    alone = _says_nothing_else(words, mentions)
    if mention.demonym:
        return _weight_of_demonym(words, mention, before, alone)
    cue = before[-1] if before else ""
    doubtful = mention.city or mention.word in known.ambiguous
    if cue in known.before_place["in"] and not (doubtful and cue in known.doubtful_in):
        return CLEARLY if _lives_there(before, mentions) else RATHER
    if cue in known.live and mention.city:
        return RATHER
    if cue in known.live and not doubtful and len({other.code for other in mentions}) > 1:  # "from Syria, now Germany"
        return CLEARLY
    moved = cue in known.before_place["to"] and _last(before, known.moved.__contains__) is not None
    if moved and mention.word not in known.languages:  # "switch to German" is about words
        return CLEARLY
    if cue in known.before_place["for"] and (alone or not doubtful):
        return RATHER
    if doubtful:
        return _weight_of_doubtful(words, mention, before)
    if cue in known.before_place["from"] and (len(before) < 2 or before[-2] in known.come):
        return RATHER
    return ALONE * alone


def _lives_there(before: list[str], mentions: list[Mention]) -> bool:
    """ "I live in ...": the last name between the two words takes the first one for itself."""
    names_before = frozenset(word for mention in mentions for word in mention.word.split())
    lives, named = _last(before, gazetteer().live.__contains__), _last(before, names_before.__contains__)
    return lives is not None and (named is None or lives > named)


def _corrects(words: list[str], mention: Mention, before: list[str]) -> bool:
    """ "No i meant Portugal", "actually Jordan": whatever came before, this is what they want to say."""
    known = gazetteer()
    cue = bool(before) and before[-1] in known.meant
    after = words[mention.end :]
    return cue and not mention.demonym and not _somebody_elses(before) and set(after) <= known.fillers | known.meant


def _weight_of_doubtful(words: list[str], mention: Mention, before: list[str]) -> int:
    """Georgia and Jordan are people as well: "from Jordan" may be a message."""
    known = gazetteer()
    if before and before[-1] in known.before_place["from"]:
        return RATHER * (len(before) < 2 or before[-2] in known.come)
    rest = words[: mention.start] + words[mention.end :]
    return ALONE * (set(rest) <= known.polite)


def _weight_of_demonym(words: list[str], mention: Mention, before: list[str], alone: bool) -> int:
    known = gazetteer()
    after = words[mention.end] if mention.end < len(words) else ""
    if before and before[-1] in known.self:
        return RATHER
    if after in known.served:
        return RATHER
    return ALONE * (alone and mention.word not in known.languages and not before)


def _before(words: list[str], mention: Mention) -> list[str]:
    """The last few words before a name, without articles and its own cities right in front of it."""
    before = words[max(0, mention.start - REACH) : mention.start]
    while before and (before[-1] in gazetteer().between or cities().get(before[-1]) == mention.code):
        before.pop()
    return before


def _denied(before: list[str]) -> bool:
    """ "Im not in ...", "not ..."; the "no" of "no, I'm in ..." denies what was said before."""
    said, me = _last(before, gazetteer().nots.__contains__), _last(before, gazetteer().me.__contains__)
    return said is not None and (me is None or said > me)


def _somebody_elses(before: list[str]) -> bool:
    """Whether the last person spoken of before the name is somebody else."""
    known = gazetteer()
    other, self = _last(before, known.others.__contains__), _last(before, known.me.__contains__)
    return other is not None and (self is None or other > self)


def _says_nothing_else(words: list[str], mentions: list[Mention], also: frozenset[str] = frozenset()) -> bool:
    named = {place for mention in mentions for place in range(mention.start, mention.end)}
    codes, fillers = {mention.code for mention in mentions}, gazetteer().fillers | also
    return all(at in named or word in fillers or cities().get(word) in codes for at, word in enumerate(words))


def _last(words: list[str], holds: Callable[[str], bool]) -> int | None:
    return max((place for place, word in enumerate(words) if holds(word)), default=None)
