import pytest

from bot.guide.wording import normalise


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("  What's GROOMING?! ", "whats grooming"),
        ("what’s grooming", "whats grooming"),
        ("Économie_d'été", "economie dete"),
        ("Straße", "strasse"),
        ("child-sexual  abuse", "child sexual abuse"),
        ("हिन्दी", "हिन्दी"),
        ("👍", ""),
    ],
)
def test_normalise(text: str, plain: str) -> None:
    assert normalise(text) == plain


def test_vowel_signs_of_other_scripts_are_kept_apart() -> None:
    assert normalise("की") != normalise("क")
