import pytest

from bot.guide.checks.syllables import syllables


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (1, "cat you young two take liked times while youth don't clothes a i through hmm"),
        (2, "about never people someone something adult safely homework being telling doesn't isn't someone's"),
        (3, "anyone idea video together family examples everything images abusing"),
        (4, "anybody information exploitation"),
        (5, "organisation"),
    ],
)
def test_syllables(count: int, words: str) -> None:
    assert {word: syllables(word) for word in words.split()} == dict.fromkeys(words.split(), count)


def test_capitals_and_apostrophes_do_not_matter() -> None:
    assert syllables("SOMEONE’S") == syllables("someone") == 2
