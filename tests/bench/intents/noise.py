"""The same messages as they are really typed. Deterministic: the same message is always spoilt the same way."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable

ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
BESIDE = {key: row[max(0, i - 1) : i] + row[i + 1 : i + 2] for row in ROWS for i, key in enumerate(row)}
#: Words shorter than this are seldom mistyped, and unreadable when they are.
TYPO_FROM = 4
EMOJI = ("😭", "😂", "🙏", "💀", "😳", "❤️", "🥺", "😅")
#: Written down from how people text, not from the bot's own table.
TEXTED = {
    "you": "u", "are": "r", "your": "ur", "please": "plz", "because": "cuz", "people": "ppl", "picture": "pic",
    "pictures": "pics", "what": "wut", "don't": "dont", "to": "2", "for": "4", "before": "b4", "someone": "sum1",
    "know": "kno", "with": "wit", "that": "dat", "this": "dis", "the": "da", "really": "rlly", "though": "tho",
    "friend": "frend", "about": "abt", "have": "hav", "messages": "msgs", "message": "msg", "want": "wnt",
    "should": "shud", "could": "cud", "would": "wud", "thanks": "thx", "something": "smth", "going": "goin",
    "doing": "doin", "getting": "gettin", "being": "bein", "videos": "vids", "video": "vid", "okay": "k",
    "school": "skool", "tonight": "2nite", "right": "rite", "and": "n", "see": "c", "why": "y", "everyone": "evry1",
}  # fmt: skip
#: Function words of three other languages that slip in when two languages are spoken at home.
MIXED = {
    "and": "y", "but": "aber", "please": "por favor", "with": "mit", "my": "mi", "because": "porque", "is": "es",
    "for": "pour", "or": "oder", "in": "dans", "very": "muy", "friend": "amigo", "school": "escuela", "yes": "oui",
    "no": "nein", "help": "ayuda", "the": "la", "you": "tu", "who": "quien", "how": "como",
}  # fmt: skip


def typos(text: str) -> str:
    """One slip in each word of four letters or more."""
    chance = random.Random(text)
    return re.sub(rf"[^\W\d_]{{{TYPO_FROM},}}", lambda word: _slip(word[0], chance), text)


def no_accents(text: str) -> str:
    """é to e."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def no_spaces(text: str) -> str:
    """Sentences and clauses glued together; where there is no sign, one glued on."""
    glued = re.sub(r"([.,!?;:])\s+", r"\1", text)
    return glued if glued != text else re.sub(r"^(\S+) (\S+) ", r"\1 \2,", text)


def emoji(text: str) -> str:
    """An emoji or two at the end, one in the middle of long messages."""
    chance = random.Random(text)
    words = text.split(" ")
    if len(words) > 6:
        words.insert(len(words) // 2, chance.choice(EMOJI))
    return " ".join(words) + " " + chance.choice(EMOJI) * chance.choice((1, 2))


def texted(text: str) -> str:
    """Short forms, and the last letter of some words drawn out."""
    words = [TEXTED.get(word.lower(), word) for word in text.split(" ")]
    if words[-1][-1:].isalpha() and len(words[-1]) > 2:
        words[-1] += words[-1][-1] * 3
    return " ".join(words)


def mixed(text: str) -> str:
    """At most two words in another language, and a greeting or a sigh."""
    words, left = text.split(" "), 2
    for place, word in enumerate(words):
        if left and word.lower() in MIXED:
            words[place], left = MIXED[word.lower()], left - 1
    return " ".join(["hola", *words] if left else [*words, "merci"])


KINDS: dict[str, Callable[[str], str]] = {
    "typos (1 per word)": typos,
    "no accents": no_accents,
    "all caps": str.upper,
    "no spaces after punctuation": no_spaces,
    "emoji": emoji,
    "text-speak": texted,
    "mixed language": mixed,
}


def _slip(word: str, chance: random.Random) -> str:
    place, kind = chance.randrange(len(word) - 1), chance.randrange(4)
    if kind == 0:  # two letters swapped
        return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    if kind == 1:  # a letter missing
        return word[: place + 1] + word[place + 2 :]
    if kind == 2:  # a letter doubled
        return word[: place + 1] + word[place:]
    return word[:place] + chance.choice(BESIDE.get(word[place].lower()) or word[place]) + word[place + 1 :]
