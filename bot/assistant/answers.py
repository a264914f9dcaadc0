"""A typed answer to what was offered: "b", "the second", "tell my sister" stand for a button.

Only what clearly means one of the buttons is taken; anything else goes to the classifier, and whatever sounds
like somebody in trouble is only taken for a button when it is exactly its words (`alarming` in bot/assistant/heard.py).
"""

from collections.abc import Iterable

from rapidfuzz import fuzz, process

from bot.assistant.examples import everyday_words
from bot.assistant.playing import answering
from bot.assistant.playing import listed as starts
from bot.guide.payloads import Payloads, payload
from bot.guide.wording import normalise
from bot.referrals import SHARED_PLACE, UNKNOWN_PLACE, bare_country, unknown_answer
from bot.settings import load_settings

#: How alike (0-100) typed words and a button's words must be.
ALIKE = 86
#: Longer texts tell something; they do not pick a button.
LONGEST = 60
#: Places by letter, number and word, in the guide's language; the last line is the last place, wherever that is.
ORDINALS = {
    "en": (
        ("a", "1", "one", "first", "1st"),
        ("b", "2", "two", "second", "2nd"),
        ("c", "3", "three", "third", "3rd"),
        ("d", "4", "four", "fourth", "4th"),
        ("e", "5", "five", "fifth", "5th"),
        ("f", "6", "six", "sixth", "6th"),
        ("7", "seven", "seventh", "7th"),
        ("8", "eight", "eighth", "8th"),
        ("9", "nine", "ninth", "9th"),
        ("10", "ten", "tenth", "10th"),
        ("11", "eleven", "eleventh", "11th"),
        ("12", "twelve", "twelfth", "12th"),
        ("last", "very last"),
    )
}
#: Offered where a country was asked for.
NO_COUNTRY = payload("set_country", "none")
#: What may stand before a place.
FRAMES = {
    "en": ("the ", "option ", "answer ", "number ", "nr ", "choice ", "story ", "i pick ", "i choose ", "i take ")
    + ("ill take ", "its ", "i think ", "maybe ", "pick ", "take ")
}
#: Words about oneself that stand, in a story, for the person it is about: "tell my sister".
OWN = {"en": {"my": "their", "his": "their", "her": "their", "me": "them", "him": "them", "i": "they"}}
#: Buttons that stand in lists, each with its place in the guide; those of the activities too.
LISTED = ("/in_app{", "/glossary{", "/law_table{", "/organisations{", "/set_country{")
LETTERS = frozenset("abcdef")
RESUME = payload("resume")
LAST = "-1"


def chosen(text: str, offered: Iterable[str], payloads: Payloads, lang: str, country: str | None = None) -> str | None:
    """The offered payload that `text` means, or None.

    Args:
        text: what was typed; it is compared and forgotten.
        offered: payloads of the buttons shown last, in their order.
        country: the one that is set.
    """
    words = normalise(text)
    offered = [name for name in offered if name in payloads]
    if not words or len(words) > LONGEST or not offered:
        return None
    place = place_of(text, lang)
    if place:
        return _at_place(place, _countable(offered, letter=words in LETTERS))
    picked = _by_words(words, offered, payloads, lang)
    return picked or (_country(text, lang, country) if NO_COUNTRY in offered else None)


def meant(
    text: str, alarming: bool, offered: Iterable[str], payloads: Payloads, lang: str, country: str | None = None
) -> str | None:
    """The offered payload that `text` means, or None; what is alarming only where it is a button's own words.

    Those are the bot's words, which stand on the screen: they tell nothing of the person.
    """
    if not alarming:
        return chosen(text, offered, payloads, lang, country)
    words = normalise(text)
    return next((name for name in offered if name in payloads and words == normalise(payloads.title(name, lang))), None)


def _country(text: str, lang: str, here: str | None) -> str | None:
    """The answer to "in which country are you?": that country, or one that is not clear; None for anything else.

    A place that is unclear changes nothing: the country that is set stays.
    """
    everyday = everyday_words(load_settings().data)
    code = bare_country(text, lang, everyday=everyday, here=here)
    if code and code != SHARED_PLACE:
        return payload("set_country", code)
    if code or unknown_answer(text, everyday, lang):
        return payload("change_country", code or UNKNOWN_PLACE)
    return None


def place_of(text: str, lang: str) -> str | None:
    """The place that `text` names and nothing else: "2" for "b" or "the second one", "-1" for "the last"."""
    words = _unframed(normalise(text), FRAMES.get(lang, ()))
    words = words.removesuffix(" one") if words != "one" else words
    ordinals = ORDINALS.get(lang, ORDINALS["en"])
    place = next((number for number, names in enumerate(ordinals, start=1) if words in names), None)
    return None if place is None else LAST if place == len(ordinals) else str(place)


def _unframed(words: str, frames: tuple[str, ...]) -> str:
    bare = next((words.removeprefix(frame) for frame in frames if words.startswith(frame)), words)
    return bare if bare == words else _unframed(bare, frames)


def _at_place(place: str, among: list[str]) -> str | None:
    index = int(place) - 1 if place != LAST else len(among) - 1
    return among[index] if 0 <= index < len(among) else None


def _countable(offered: list[str], letter: bool) -> list[str]:
    """Answers to an open question, else a list's entries, else all buttons; these are never meant by a letter.

    After an aside ("Carry on where I was" is offered) a place means the question that is still open, and only the
    action server knows that one.
    """
    counted = [name for name in offered if name.startswith(answering())]
    listed = [name for name in offered if name.startswith((*LISTED, *starts()))]
    if counted or len(listed) > 1:
        return counted or listed
    return [] if letter or RESUME in offered else offered


def _by_words(words: str, offered: list[str], payloads: Payloads, lang: str) -> str | None:
    known = {normalise(wording): name for name in offered for wording in payloads.wordings(name, lang)}
    if words in known:
        return known[words]
    own = OWN.get(lang, {})
    counted = {_told(wording, own): name for wording, name in known.items() if name.startswith(answering())}
    best = process.extract(_told(words, own), list(counted), scorer=fuzz.token_sort_ratio, score_cutoff=ALIKE, limit=2)
    names = {counted[wording] for wording, _, _ in best}
    return names.pop() if len(names) == 1 else None


def _told(words: str, own: dict[str, str]) -> str:
    """The words as if told of somebody else."""
    return " ".join(own.get(word, word) for word in words.split())
