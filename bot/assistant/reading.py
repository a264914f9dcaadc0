"""What is sent, as it is meant in this talk: a button, the words of one, or a message that the ear reads.

Of a typed answer to what was offered ("b", "the second", "tell my sister") only what clearly means one of the buttons
is taken; anything else is what the ear heard, and whatever sounds like somebody in trouble is only taken for a button
when it is exactly its words (`alarming` in bot/assistant/heard.py).
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from rapidfuzz import fuzz, process

from bot.assistant.examples import everyday_words
from bot.assistant.hear import Ear
from bot.assistant.heard import Heard
from bot.assistant.library import Library
from bot.assistant.lookups import LAST, place_of
from bot.assistant.state import State, answering, starts
from bot.guide.languages import Language
from bot.guide.payloads import Payloads, payload
from bot.guide.wording import normalise
from bot.referrals import SHARED_PLACE, UNKNOWN_PLACE, bare_country, unknown_answer
from bot.settings import load_settings

#: How alike (0-100) typed words and a button's words must be.
ALIKE = 86
#: Longer texts tell something; they do not pick a button.
LONGEST = 60
#: Offered where a country was asked for.
NO_COUNTRY = payload("set_country", "none")
#: Buttons that stand in lists, each with its place in the guide; those of the activities too.
LISTED = ("/in_app{", "/glossary{", "/law_table{", "/organisations{", "/set_country{")
LETTERS = frozenset("abcdef")
RESUME = payload("resume")


def read(text: str, slots: Mapping[str, Any], ear: Callable[[], Ear], source: Library) -> Heard:
    """What `text` says where the talk stands as the slots say. It is read once, and not kept.

    A button is what it sends; a typed answer becomes a button; any other text loses a leading slash.
    """
    if text in source.payloads:
        return Heard.button(text)
    partner = source.partners.get(slots.get("partner") or "")
    if partner and partner.safe_word and normalise(text) == normalise(partner.safe_word):
        return Heard.button(payload("help_human"))
    language, country = source.guide(slots.get("lang")).language, slots.get("country")
    state = State.of(slots)
    about = state.trouble.about if state.trouble and state.trouble.recent else ()
    said = text.lstrip("/ ") or text.strip("/ ") or "?", language.code, country, about

    def alarming() -> bool:
        return ear().is_alarming(*said)

    # What is a button is heard no further: most of what hearing costs is of no use then.
    button = meant(text, alarming, slots.get("offered") or [], source.payloads, language, country, state.speaker)
    if not button and not about:
        # In a talk about trouble, the title of a story may be somebody's answer: "the teacher".
        title = source.payloads.titled(normalise(text), language.code)
        button = title if title and not alarming() else None
    return Heard.button(button) if button else ear().hear(*said)


def chosen(
    text: str, offered: Iterable[str], payloads: Payloads, language: Language, country: str | None = None
) -> str | None:
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
    place = place_of(text, language)
    if place:
        return _at_place(place, _countable(offered, letter=words in LETTERS))
    picked = _by_words(words, offered, payloads, language)
    return picked or (_country(text, language.code, country) if NO_COUNTRY in offered else None)


def meant(
    text: str,
    alarming: Callable[[], bool],
    offered: Iterable[str],
    payloads: Payloads,
    language: Language,
    country: str | None = None,
    speaker: str | None = None,
) -> str | None:
    """The offered payload that `text` means, or None; what is alarming only where it is a button's own words.

    Those are the bot's words, which stand on the screen: they tell nothing of the person.

    Args:
        alarming: whether it sounds like somebody in trouble; asked only where it may mean a button.
        speaker: who reads the buttons, in their words for it.
    """
    words, shown = normalise(text), [name for name in offered if name in payloads]
    own = next((name for name in shown if words == normalise(payloads.title(name, language.code, speaker))), None)
    found = chosen(text, offered, payloads, language, country)
    return own if (own or found) and alarming() else found


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


def _by_words(words: str, offered: list[str], payloads: Payloads, language: Language) -> str | None:
    known = {normalise(wording): name for name in offered for wording in payloads.wordings(name, language.code)}
    if words in known:
        return known[words]
    own = language.speech.retold
    counted = {_told(wording, own): name for wording, name in known.items() if name.startswith(answering())}
    best = process.extract(_told(words, own), list(counted), scorer=fuzz.token_sort_ratio, score_cutoff=ALIKE, limit=2)
    names = {counted[wording] for wording, _, _ in best}
    return names.pop() if len(names) == 1 else None


def _told(words: str, own: dict[str, str]) -> str:
    """The words as if told of somebody else."""
    return " ".join(own.get(word, word) for word in words.split())
