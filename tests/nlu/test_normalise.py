"""Spelling is made plain, and doing so twice changes nothing more."""

import emoji
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.assistant.nlu.normalise import Normaliser, _drawn, normalise
from bot.assistant.nlu.textspeak import TextSpeak, TextSpeakError

SPELLINGS = [
    ("HELP me", "help me"),
    ("café Straße ñandú", "cafe strasse nandu"),
    ("sooooo scareddd", "so scared"),
    ("cooool feeeling", "cool feeling"),
    ("i’m / I'm / i am", "im im im"),
    ("do not, don't, dont", "dont dont dont"),
    ("he'll hes we're", "he will hes we are"),
    ("l'école j'ai", "l ecole jai"),
    ("pls hlp, idk what 2 do", "please help i dont know what to do"),
    ("n00ds s3nd p1cs", "nudes send pictures"),
    ("k.y.s", "kill yourself"),
    ("su*cide", "sucide"),
    ("he\u200bl\u00adp", "help"),
    ("\u202ehelp\u202c", "help"),
    ("sаm аsked", "sam asked"),  # Cyrillic letters a
    ("Ｈｅｌｐ ᴴᵉˡᵖ ⓗⓔⓛⓟ", "help help help"),
    ("ok.stop,please", "ok stop please"),
    ("snake_case", "snake case"),
    ("😭😭", "crying"),
    ("what is grooming 😭😂", "whats grooming"),
    ("👍🏽", "ok"),
    (":( <3", "sad love"),
    ("im scared :(", "im scared"),
    ("i am 14, not 15", "im 00 not 00"),
    ("0123456789", "000000"),
]
HOSTILE = ["", " ", "\0\0", "\u202e\u200f", "👨‍👩‍👧" * 500, "a" * 10_000, "!?" * 5_000, "\ud800", "'" * 100]


@pytest.mark.parametrize(("typed", "plain"), SPELLINGS)
def test_spelling_is_made_plain(typed: str, plain: str) -> None:
    assert normalise(typed) == plain


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_input_is_harmless_and_stable(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_stable(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@settings(deadline=None)
@given(st.text(alphabet="abceilnosu0134578 .'*@$-2гас😭(:<3é’", max_size=30))
def test_disguised_text_is_stable(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


def test_a_shortening_is_spelt_out_fully_or_refused() -> None:
    with pytest.raises(TextSpeakError, match="spell it out"):
        TextSpeak.from_dict({"words": {"idk": "i dont knw", "knw": "know"}})
    with pytest.raises(TextSpeakError, match="two words"):
        TextSpeak.from_dict({"pairs": {"do not ever": "dont"}})


def test_languages_may_not_contradict_each_other(tmp_path) -> None:
    for lang, meaning in (("en", "am"), ("de", "im")):
        (tmp_path / "lang" / lang).mkdir(parents=True)
        (tmp_path / "lang" / lang / "textspeak.yml").write_text(f"words: {{xm: {meaning}}}")
    with pytest.raises(TextSpeakError, match="another language"):
        TextSpeak.read(tmp_path)


def test_a_normaliser_works_without_any_table() -> None:
    assert Normaliser(TextSpeak())("Pls HELP 👋") == "pls help"
    assert Normaliser(TextSpeak())("👋") == "waving hand"


#: What emoji are made of, and what stands beside them.
SIGNS = ["\u200d", "\ufe0f", "\ufe0e", "\u20e3", "🏽", "👩", "❤", "🏳", "🌈", "🇬", "🇧", "🏴", "\U000e0067", "\U000e007f"]


@given(st.lists(st.sampled_from([*SIGNS, *emoji.EMOJI_DATA, "a", " ", "1", "#", "é", "日"]), max_size=14))
def test_emoji_are_found_in_what_is_drawn_as_in_the_whole(parts: list[str]) -> None:
    text, whole, apart = "".join(parts), [], []
    shown = emoji.replace_emoji(text, lambda sign, _: whole.append(sign) or "-")
    assert shown == _drawn().sub(lambda run: emoji.replace_emoji(run[0], lambda s, _: apart.append(s) or "-"), text)
    assert whole == apart
