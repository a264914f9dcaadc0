"""A typed answer to what was offered: "b", "the second", "tell my sister" stand for a button.

Only what clearly means one of the buttons is taken; anything else goes to the classifier, and whatever sounds
like somebody in trouble is never taken for a button (see `is_alarming` of the safety net).
"""

from collections.abc import Iterable

from rapidfuzz import fuzz, process

from bot.assistant.examples import everyday_words
from bot.guide.payloads import Payloads, payload
from bot.guide.wording import normalise
from bot.referrals import UNKNOWN_PLACE, bare_country, unknown_answer
from bot.settings import load_settings

#: How alike (0-100) typed words and a button's words must be.
ALIKE = 86
#: Longer texts tell something; they do not pick a button.
LONGEST = 60
#: Places by letter, number and word, in the guide's language. Only for choices, answers and cards.
ORDINALS = {
    "en": (
        ("a", "1", "one", "first", "1st"),
        ("b", "2", "two", "second", "2nd"),
        ("c", "3", "three", "third", "3rd"),
        ("d", "4", "four", "fourth", "4th"),
    )
}
FRAMES = {"en": ("the ", "option ", "answer ", "number ", "choice ", "i pick ", "i choose ", "its ", "i think ")}
#: Offered where a country was asked for.
NO_COUNTRY = payload("set_country", "none")
COUNTED = ("/choose", "/answer", "/judge")


def chosen(text: str, offered: Iterable[str], payloads: Payloads, lang: str) -> str | None:
    """The offered payload that `text` means, or None.

    Args:
        text: what was typed; it is compared and forgotten.
        offered: payloads of the buttons shown last, in their order.
    """
    words = normalise(text)
    offered = [name for name in offered if name in payloads]
    if not words or len(words) > LONGEST or not offered:
        return None
    picked = _by_place(words, offered, lang) or _by_words(words, offered, payloads, lang)
    return picked or (_country(text, lang) if NO_COUNTRY in offered else None)


def _country(text: str, lang: str) -> str | None:
    """The answer to "in which country are you?": that country, or one that nobody knows; None for anything else."""
    if code := bare_country(text, lang):
        return payload("set_country", code)
    unknown = unknown_answer(text, everyday_words(load_settings().data), lang)
    return payload("set_country", UNKNOWN_PLACE) if unknown else None


def _by_place(words: str, offered: list[str], lang: str) -> str | None:
    counted = [name for name in offered if name.startswith(COUNTED)]
    for frame in FRAMES.get(lang, ()):
        words = words.removeprefix(frame)
    words = words.removesuffix(" one") if words != "one" else words
    for place, names in zip(counted, ORDINALS.get(lang, ORDINALS["en"]), strict=False):
        if words in names:
            return place
    return None


def _by_words(words: str, offered: list[str], payloads: Payloads, lang: str) -> str | None:
    known = {normalise(wording): name for name in offered for wording in payloads.wordings(name, lang)}
    if words in known:
        return known[words]
    counted = [wording for wording, name in known.items() if name.startswith(COUNTED)]
    best = process.extract(words, counted, scorer=fuzz.token_sort_ratio, score_cutoff=ALIKE, limit=2)
    names = {known[wording] for wording, _, _ in best}
    return names.pop() if len(names) == 1 else None
