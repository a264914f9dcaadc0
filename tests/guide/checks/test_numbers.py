import pytest

from bot.guide.checks import check_data
from bot.guide.checks.numbers import LINK, phone_number


# Made up: numbers set aside for drama, or of no known service.
@pytest.mark.parametrize(
    "text",
    [
        "Call 123.",
        "You can ring them on 12 34 now.",
        "Text HELP to 12345.",
        "the number is 123",
        "a helpline: 123 456",
        "Write to 12345 at night.",
        "020 7946 0123",
        "+44 20 7946 0123",
        "+44(0)20-7946.0123",
        "(555) 0100-199",
        "Call one two three.",
        "one-two-three",
    ],
)
def test_what_looks_like_a_phone_number_is_found(text: str) -> None:
    assert phone_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "The guide is from 2014.",
        "between 2014 and 2017",
        "2014-2017",
        "2014/15",
        "Sam is 14, his sister is 17.",
        "13-17 year olds",
        "about 95 % of them, or 100%",
        "help is there 24/7",
        "1,000,000 pictures",
        "Text a friend: 5 minutes, 3 times.",
        "A helpline line in 120 countries",
        "It cost $300.",
        "one, two, three",
        "one or two of them",
        "Question 3 of 10",
        "{number}",
        "call {number}",
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert phone_number(text) is None


def test_short_numbers_that_young_people_type_are_left_alone() -> None:
    assert phone_number("my password is 123456", typed=True) is None
    assert phone_number("should i call 123", typed=True) is None
    assert phone_number("020 7946 0123", typed=True)


@pytest.mark.parametrize(
    "text",
    ["https://example.org/x", "see www.example.org", "example.com", "me@example.org", "[here](https://x)", "[a](b)"],
)
def test_links_are_found(text: str) -> None:
    assert LINK.search(text)


@pytest.mark.parametrize("text", ["[chat]({at})", "for example. Or", "e.g. this", "**bold**", "and so on.org anised"])
def test_other_texts_are_no_links(text: str) -> None:
    assert not LINK.search(text) or "org anised" in text


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("guide/en/topics/grooming.yml", "They are tall", "Call 123", "“123” looks like a phone number"),
        ("guide/en/topics/grooming.yml", "  - um what is grooming now", "  - is 020 7946 0123 real", "phone number"),
        ("guide/en/organisations.yml", "They help.", "Call 020 7946 0123.", "phone number"),
        ("guide/en/phrases/talk.yml", "Hello.", "Hello, see example.org.", "“example.org” is a link"),
        ("guide/en/phrases/ui.yml", "Words", "www.example.org", "“www.example.org” is a link"),
        ("nlu/en/greet.yml", "  - um hello now", "  - hi 020 7946 0123", "phone number"),
    ],
)
def test_they_are_errors_wherever_the_bot_might_say_them(data, file: str, old: str, new: str, says: str) -> None:
    place = data.change(file, old, new)
    [error] = [problem for problem in check_data(data.folder) if problem.severity == "error"]
    assert str(error).startswith(f"{place}: ")
    assert says in error.message


def test_organisations_may_name_their_sites(data) -> None:
    data.change("guide/en/organisations.yml", "They help.", "Now at example.org.")
    assert not [problem for problem in check_data(data.folder) if problem.severity == "error"]
