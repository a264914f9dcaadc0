"""What is masked, what is not, and that it costs time in proportion to the text."""

import math
import time

import pytest

from bot.assistant.masking import mask
from bot.assistant.masking.shapes import MASK, is_card, is_iban

#: What a person typed, what the bot reads, the kind. All of it is made up; numbers are reserved for fiction.
MASKED = [
    ("call me on 07700 900123", "call me on •••", "phone"),
    ("+1 (555) 010-0123 is his", "••• is his", "phone"),
    ("my number is 0621 12", "my number is •••", "phone"),
    ("number: 12345", "number: •••", "phone"),
    ("zero seven seven double oh nine oh oh", "•••", "phone"),
    ("۰۷۷۰۰۹۰۰۱۲۳", "•••", "phone"),
    ("mail anna.b@example.org pls", "mail ••• pls", "email"),
    ("anna at example dot com", "•••", "email"),
    ("anna (at) example [dot] com", "•••", "email"),
    ("look https://example.org/a?b=1 now", "look ••• now", "link"),
    ("its on www.example.org", "its on •••", "link"),
    ("join example.gg/abc", "join •••", "link"),
    ("my snap is annalove", "my snap is •••", "handle"),
    ("my insta: anna_x", "my insta: •••", "handle"),
    ("add me on discord anna.x9", "add me on discord •••", "handle"),
    ("@anna.x9 posted it", "••• posted it", "handle"),
    ("anna#1234 sent it", "••• sent it", "handle"),
    ("his username is darklord", "his username is •••", "handle"),
    ("my name is anna and hes blackmailing me", "my name is ••• and hes blackmailing me", "name"),
    ("My name is Anna Maria Smith, help", "My name is •••, help", "name"),
    ("MY NAME IS ANNA HELP ME", "MY NAME IS ••• HELP ME", "name"),
    ("my name's: Tom", "my name's: •••", "name"),
    ("his name is john smith he is 40", "his name is ••• he is 40", "name"),
    ("Hi im Anna", "Hi im •••", "name"),
    ("i live at 12 oak street and hes coming", "i live at ••• and hes coming", "address"),
    ("its 12 rue de la Gare", "its •••", "address"),
    ("Hauptstraße 12", "•••", "address"),
    ("come to AB1 2CD", "come to •••", "address"),
    ("I go to St Mary's School", "I go to •••", "school"),
    ("born on 12/03/2010", "born on •••", "birth_date"),
    ("my birthday is the 3rd of may 2010", "my birthday is •••", "birth_date"),
    ("it was May 3rd, 2010", "it was •••", "birth_date"),
    ("2010-05-03", "•••", "birth_date"),
    ("4111 1111 1111 1111", "•••", "card"),
    ("DE89 3704 0044 0532 0130 00", "•••", "iban"),
    ("A1234567 on my passport", "••• on my passport", "number"),
    ("he is on 192.0.2.77", "he is on •••", "network"),
    ("my password is fluffy", "my password is •••", "password"),
]
#: What stays as it is: nothing of it points to anyone, and the answer depends on it.
KEPT = [
    "24/7",
    "he texts me 24/7",
    "13 years",
    "im 13 and he is 45",
    "100 euros",
    "he wants 100000 euros",
    "€1000000",
    "10000000 robux",
    "1000000 followers",
    "from 2010-2015",
    "at 12.30 - 14.30",
    "50% sure",
    "web 2.0",
    "gr8 m8 l8r",
    "he called me 50 times",
    "is 116111 a real number",
    "call 112",
    "they call me names",
    "im called fat every day",
    "call me later",
    "text me back",
    "my snap is hacked",
    "My insta is private",
    "follow me on insta",
    "my snap is gone",
    "my account is being attacked",
    "my name is on the gossip page of our school",
    "my name is being spread",
    "hi im scared",
    "Hi im Gay",
    "i live at home with my dad",
    "i live in germany",
    "24 hours on my way",
    "2 guys down the road",
    "my school is bad",
    "High School is hard",
    "At School they laugh",
    "my number is not safe",
    "he knows my number",
    "my password is stolen",
    "I met him on 3 may",
    "what is a ip address",
    "my address is known",
    "he sent 3 pics, 2 videos and 1 voice note",
    "you can call me anytime you want",
    "he has a name for it",
]


@pytest.mark.parametrize(("typed", "read", "kind"), MASKED)
def test_details_are_masked_and_the_rest_stays(typed, read, kind):
    assert mask(typed) == (read, {kind})


@pytest.mark.parametrize("typed", KEPT)
def test_what_is_no_detail_stays(typed):
    assert mask(typed) == (typed, frozenset())


@pytest.mark.parametrize("typed", [typed for typed, _, _ in MASKED])
def test_masking_twice_changes_nothing(typed):
    once = mask(typed).text
    assert mask(once) == (once, frozenset())


def test_several_details_in_one_message():
    masked = mask("my name is Anna, call 07700 900123 or anna@example.org")
    assert masked == (f"my name is {MASK}, call {MASK} or {MASK}", {"name", "phone", "email"})


def test_check_digits():
    assert is_card("4111111111111111") and not is_card("4111111111111112")
    assert is_iban("DE89370400440532013000") and not is_iban("DE89370400440532013001")


#: Texts that make a careless pattern slow.
UNITS = ["a", "1", "1 ", "a.", "a@", "my name is ", "x_", "+", "rue ", "one ", "12 oak ", "A1 ", "https://", "("]


@pytest.mark.parametrize("unit", UNITS)
def test_steps_grow_with_the_text_and_no_faster(unit, steps_of):
    short, long = (steps_of(lambda n=n: mask(unit * (n // len(unit)))) for n in (1500, 3000))
    assert long < 2.6 * short + 2000


def cost(text: str) -> float:
    """Seconds of this thread's own work, whatever else the machine does."""
    began = time.thread_time()
    mask(text)
    return time.thread_time() - began


@pytest.mark.parametrize("unit", UNITS)
def test_patterns_grow_with_the_text_and_no_faster(unit):
    """What a regular expression does inside shows on a clock only: 8 times the text, not 64 times as long.

    The least of several tries counts: other work on the machine makes one slower, none faster.
    """
    short, long = unit * (2000 // len(unit)), unit * (16000 // len(unit))
    least = {short: math.inf, long: math.inf}
    for _ in range(10):
        least = {text: min(seconds, cost(text)) for text, seconds in least.items()}
        if least[long] < 30 * least[short] + 0.05:
            return
    raise AssertionError(f"{least[short]:.4f} s for 2,000 characters, {least[long]:.4f} s for 16,000")
