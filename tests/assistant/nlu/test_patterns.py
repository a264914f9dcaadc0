"""The pattern language of the safety net."""

import pytest

from bot.assistant.safety.patterns import Pattern, PatternError

LISTS = {"they": ["he", "some guy"], "image": ["picture*", "video"]}


def pattern(source: str) -> Pattern:
    return Pattern(source, LISTS, str.casefold)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("hurt me", "he hurt me again"),
        ("threat*", "he threatens her"),
        ("(kill|hurt) me", "hurt me"),
        ("(kill (him|her)|hurt) now", "kill her now"),
        ("he .. me", "he wants to hurt me"),
        ("he .. me", "he me"),
        ("really? scared", "scared"),
        ("really? scared", "really scared"),
        ("(so|very)? scared", "so scared"),
        ("<they> has <image>", "some guy has pictures"),
        ("^ help $", "help"),
        ("he (wins|$)", "and he"),
    ],
)
def test_matches(source, text):
    assert pattern(source).found_in(text)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("hurt me", "hurt men"),
        ("hurt me", "unhurt me"),
        ("threat*", "a treat"),
        ("he .. me", "he one two three four me"),
        ("^ help $", "help me"),
        ("^ help", "please help"),
        ("he (wins|$)", "he loses"),
    ],
)
def test_does_not_match(source, text):
    assert not pattern(source).found_in(text)


def test_words_are_normalised_as_messages_are():
    plain = {"u": "you", "kms": "kill myself"}
    assert Pattern("kms", {}, lambda word: plain.get(word, word)).found_in("i will kill myself")


def test_takes_out_what_matches():
    assert pattern("dying of (laughter|heat)").taken_out("i am dying of laughter here") == "i am - here"


@pytest.mark.parametrize(
    ("source", "needs"),
    [
        ("he .. hurts? me", [{"he"}, {"me"}]),
        ("(kill|hurt*) me", [{"kill", "hurt*"}, {"me"}]),
        ("(he|$) me", [{"me"}]),
    ],
)
def test_knows_which_words_must_be_there(source, needs):
    assert [set(need) for need in pattern(source).needs] == needs


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("(a|b", "`)` is missing"),
        ("a)", "not expected"),
        ("(a|)", "something is missing"),
        ("<them> a", "no list `them`"),
        ("? a", "not expected"),
        ("(photos?|video) of", "may not be empty"),
        ("really?", "may not be empty"),
        ("", "something is missing"),
    ],
)
def test_says_what_is_wrong(source, why):
    with pytest.raises(PatternError, match="pattern `"):
        pattern(source)
    with pytest.raises(PatternError) as error:
        pattern(source)
    assert why in str(error.value)
