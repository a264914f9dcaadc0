"""What is sent, as it is meant in this talk."""

from dataclasses import replace

import pytest

from bot.assistant.heard import Heard
from bot.assistant.library import library
from bot.assistant.reading import read
from bot.assistant.state import State, Trouble
from bot.guide.payloads import payload


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


class Alarmed:
    """Stands in for the ear, of what is a button: it is only asked whether the words alarm."""

    def __init__(self, alarming: bool) -> None:
        self.alarming = alarming

    def is_alarming(self, *_: object) -> bool:
        return self.alarming

    def hear(self, *_: object) -> Heard:
        raise AssertionError("it was heard")


@pytest.mark.parametrize(
    ("text", "alarming", "intent"),
    [
        ("Something is happening to me", False, "help_self"),
        ("something is HAPPENING to me!", True, "help_self"),
        ("the second", False, "menu"),
    ],
)
def test_what_means_a_button_is_not_heard(text: str, alarming: bool, intent: str) -> None:
    slots = {"offered": ["/help_self", "/menu"]}
    assert read(text, slots, lambda: Alarmed(alarming), library()).intent == intent


@pytest.mark.parametrize("text", ["the second", "something happening to me"])
def test_what_alarms_is_heard_unless_it_is_a_buttons_own_words(text: str) -> None:
    slots = {"offered": ["/help_self", "/menu"]}
    with pytest.raises(AssertionError, match="it was heard"):
        read(text, slots, lambda: Alarmed(True), library())


def test_the_words_on_a_parents_button_are_that_button_even_where_they_alarm() -> None:
    """What stands on the screen is what they would say ("Somebody threatens them"), and not the title for a child."""
    name, source = payload("trouble", "threat"), library()
    title = source.payloads.title(name, "en", "parent")
    assert title != source.payloads.title(name, "en")
    slots = {"offered": [name], "state": State(trouble=Trouble("something", "parent")).to_slot()}
    assert read(title, slots, lambda: Alarmed(True), source) == Heard.button(name)
