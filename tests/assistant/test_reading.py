"""What is sent, as it is meant in this talk."""

from dataclasses import replace

import pytest

from bot.assistant.heard import Heard
from bot.assistant.library import library
from bot.assistant.reading import read


class Deaf:
    """Stands in for the ear, for what must not reach it."""

    def hear(self, text: str, *_: object, **__: object) -> Heard:
        return Heard("menu", 0.9)


@pytest.mark.parametrize(("text", "intent"), [("blue elephant", "help_human"), ("the blue elephant sleeps", "menu")])
def test_the_safe_word_of_a_site_brings_people_to_reach(text: str, intent: str) -> None:
    demo = library().partners["demo"].copy(update={"safe_word": "Blue Elephant!"})
    source = replace(library(), partners={"demo": demo})
    assert read(text, {"partner": "demo"}, Deaf, source).intent == intent
    assert read(text, {}, Deaf, source).intent == "menu"
