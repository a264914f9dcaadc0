"""What a page may send."""

import json
import re
import unicodedata
from pathlib import Path

import pytest

from bot.channels.incoming import LONGEST_MESSAGE, BadRequest, clean, read
from tests.conftest import real_guide

ROOT = Path(__file__).resolve().parents[2]


def body(**parts) -> bytes:
    return json.dumps({"message": "hi", **parts}).encode()


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        (b"", "not_json"),
        (b"{", "not_json"),
        (b"\xff\xfe", "not_json"),
        (b"[" * 100_000, "not_json"),
        (b"[]", "not_an_object"),
        (b'"hi"', "not_an_object"),
        (b"{}", "message_is_missing"),
        (b'{"message": null}', "message_is_missing"),
        (body(message=3), "message_is_no_text"),
        (body(message=["hi"]), "message_is_no_text"),
        (body(message=" \u200b\x00 "), "empty"),
        (body(session=1), "session_is_no_text"),
        (body(lang={}), "lang_is_no_text"),
        (body(mode="party"), "unknown_mode"),
    ],
)
def test_what_does_not_fit_is_named(sent, code):
    with pytest.raises(BadRequest) as refused:
        read(sent)
    assert refused.value.code == code
    assert 400 <= refused.value.status < 500


@pytest.mark.parametrize("wrong", [{"message": ""}, {"message": 3}, {"message": "hi", "mode": "party"}, {"session": 1}])
def test_what_does_not_fit_is_said_in_the_persons_language_with_the_contacts_of_their_country(wrong):
    with pytest.raises(BadRequest) as refused:
        read(json.dumps({"lang": "fr", "country": "lu", **wrong}).encode())
    assert (refused.value.lang, refused.value.country) == ("fr", "LU")


def test_every_refusal_has_words():
    """Each code raised in the channel has words in ui.yml."""
    errors = real_guide().ui["errors"]
    code = "".join(path.read_text() for path in (ROOT / "bot" / "channels").glob("*.py"))
    raised = set(re.findall(r'BadRequest\("(\w+)"', code))
    raised |= {f"{name}_is_no_text" for name in ("message", "session", "lang", "country", "partner", "mode")}
    assert len(raised) > 10
    assert raised <= set(errors)


def test_a_good_message_is_read():
    incoming = read(body(message="  what is grooming ", lang="EN", country="gb", session="abc", mode="class"))
    assert (incoming.message, incoming.lang, incoming.country) == ("what is grooming", "en", "GB")
    assert (incoming.session, incoming.mode) == ("abc", "class")


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("\u202eolleh\u202c", "olleh"),
        ("a\x00b", "a b"),
        ("fam \U0001f468\u200d\U0001f469\u200d\U0001f467", "fam \U0001f468\u200d\U0001f469\u200d\U0001f467"),
        ("\ud800x", "x"),
    ],
)
def test_hidden_characters_go_and_emoji_stay(text, cleaned):
    assert clean(text) == cleaned


@pytest.mark.parametrize("character", ["㌖", "ﷺ", "ﷲ", "한", "ﬃ", "a", "é", "😭", "各", "\u0344"])
def test_what_unfolds_is_cut_after_unfolding(character):
    """2,000 of a character that stands for eighteen must not become 36,000."""
    message = read(body(message=character * LONGEST_MESSAGE)).message
    assert 0 < len(unicodedata.normalize("NFKD", message)) <= LONGEST_MESSAGE


def test_of_what_is_too_long_the_beginning_and_the_end_are_read():
    assert not read(body(message="a" * LONGEST_MESSAGE)).long
    incoming = read(body(message="he has my pics " + "bla " * 10_000 + "help me now"))
    assert incoming.long and len(incoming.message) <= LONGEST_MESSAGE
    assert incoming.message.startswith("he has my pics") and incoming.message.endswith("help me now")


def test_of_what_is_cut_the_end_is_kept_too():
    message = read(body(message="ﷺ" * 1900 + " HELP me now please")).message
    assert message.endswith("HELP me now please")
