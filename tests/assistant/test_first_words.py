"""A first answer to a call for help is in the language of the message, where there are words in it."""

import itertools

import pytest

from bot.assistant.decide import Decision
from bot.assistant.heard import Heard
from bot.assistant.tell import tell
from tests.assistant.talks import GUIDE, LIBRARY, turn, words


def said(
    kind: str, lang: str | None, stage: str = "first", speaker: str | None = None, country: str | None = "GB"
) -> str:
    decided = Decision("", "", None, "help", None, kind, speaker, stage, 0, GUIDE.kinds[kind].need)
    slots = {"country": country, "state": {"tongue": lang}}
    return words(tell(turn(slots, Heard("help_self", 0.9), decided)))


@pytest.mark.parametrize("lang", LIBRARY.pages)
def test_every_kind_begins_in_the_language_of_the_message_and_names_contacts(lang: str) -> None:
    for kind, country in itertools.product(GUIDE.kinds, ("none", "GB", "BR")):
        text, page = said(kind, lang, country=country), LIBRARY.pages[lang][kind].first[0]
        for line in page.say:
            assert line == "{contacts}" or line in text
        assert "http" in text and "{" not in text


def test_a_friend_gets_the_words_for_friends() -> None:
    assert LIBRARY.pages["it"]["friend"].first[0].say[0] in said("threat", "it", speaker="friend")


@pytest.mark.parametrize(
    ("lang", "stage"), [("en", "first"), (None, "first"), ("xx", "first"), ("it", "again"), ("it", "told")]
)
def test_all_else_is_in_the_language_of_the_guide(lang: str | None, stage: str) -> None:
    text = said("threat", lang, stage)
    assert text == said("threat", "en", stage)
    assert not any(page["threat"].first[0].say[0] in text for page in LIBRARY.pages.values())
