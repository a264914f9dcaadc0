"""What is sent, as it is meant in this talk: a button, the words of one, or a message that the ear reads."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.assistant.answers import meant
from bot.assistant.hear import Ear
from bot.assistant.heard import Heard
from bot.assistant.library import DEFAULT_LANGUAGE, Library
from bot.assistant.state import State
from bot.guide.payloads import payload
from bot.guide.wording import normalise


def read(text: str, slots: Mapping[str, Any], ear: Callable[[], Ear], source: Library) -> Heard:
    """What `text` says where the talk stands as the slots say. It is read once, and not kept.

    A button is what it sends; a typed answer becomes a button; any other text loses a leading slash.
    """
    if text in source.payloads:
        return Heard.button(text)
    partner = source.partners.get(slots.get("partner") or "")
    if partner and partner.safe_word and normalise(text) == normalise(partner.safe_word):
        return Heard.button(payload("help_human"))
    lang, country = slots.get("lang") or DEFAULT_LANGUAGE, slots.get("country")
    trouble = State.of(slots).trouble
    in_trouble = bool(trouble and trouble.recent)
    heard = ear().hear(text.lstrip("/ ") or text.strip("/ ") or "?", lang, country, in_trouble=in_trouble)
    button = meant(text, heard.alarming, slots.get("offered") or [], source.payloads, lang, country)
    if not button and not heard.alarming and not in_trouble:
        # In a talk about trouble, the title of a story may be somebody's answer: "the teacher".
        button = source.payloads.titled(normalise(text), lang)
    return Heard.button(button) if button else heard
