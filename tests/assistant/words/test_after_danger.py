"""After danger, self-harm or blackmail no answer sounds as if all were well, and each names who helps."""

import dataclasses

import pytest

from bot.assistant.helped import GRAVE, Helped
from bot.assistant.library import library
from bot.assistant.nlg import SMALL_TALK, answer
from bot.assistant.words.contacts import contact_texts
from bot.assistant.words.turn import Turn

LIBRARY = library()
GUIDE = LIBRARY.guide("en")
PHRASES = GUIDE.phrases
FRESH = Turn(GUIDE, LIBRARY.directory.current, LIBRARY.contacting, {}, "")
SERIOUS = sorted(k for k, p in PHRASES.items() if k.startswith("help_") and p.need in ("danger", "crisis"))
AFTER = sorted({intent for phrase in PHRASES.values() for intent in phrase.after})
ASKED = sorted(key for key, phrase in PHRASES.items() if phrase.asked)
ALL_CLEAR = (
    "good.",
    "don't have to do anything",
    "at your own pace",
    "another day",
    "is a must",
    "just sit with it",
    "bye for now",
    "pick where",
    "you're welcome",
    "that's fine",
)


def told(key: str, intent: str, ago: int = 1, country: str | None = "GB", **more) -> Turn:
    helped = Helped(key, ago=ago, grave=key if key in GRAVE else "", grave_ago=ago)
    slots = {"country": country, "helped": helped.to_slot()}
    return dataclasses.replace(FRESH, slots=slots, intent=intent, **more)


def words(reply) -> str:
    return "\n".join(message["text"] for message in reply.messages)


@pytest.mark.parametrize("ago", [1, 2, 3])
@pytest.mark.parametrize("key", SERIOUS)
@pytest.mark.parametrize("intent", AFTER)
def test_small_talk_after_something_serious_names_who_helps(key, intent, ago):
    for country in ("GB", None):
        turn = told(key, intent, ago, country)
        said = words(answer(intent, turn))
        assert all(text in said for text in contact_texts(turn, PHRASES[key].need))
        assert not [phrase for phrase in ALL_CLEAR if phrase in said.lower()]


@pytest.mark.parametrize("key", GRAVE)
@pytest.mark.parametrize("name", sorted(SMALL_TALK - {"asked"}))
def test_whatever_is_answered_after_a_danger_to_life_names_who_helps(key, name):
    turn = told(key, name)
    assert contact_texts(turn, PHRASES[key].need)[0] in words(answer(name, turn))


@pytest.mark.parametrize("key", GRAVE)
@pytest.mark.parametrize("question", ASKED)
def test_questions_after_a_danger_to_life_are_answered_with_who_helps(key, question):
    turn = told(key, "out_of_scope", entities={"asked": question})
    assert contact_texts(turn, PHRASES[key].need)[0] in words(answer("asked", turn))


@pytest.mark.parametrize("question", ASKED)
def test_nobody_is_cleared_of_what_they_did(question):
    said = words(answer("asked", told("help_own_behaviour", "out_of_scope", entities={"asked": question})))
    assert "not your fault" not in said.lower()
    assert "not a crime of yours" not in said


@pytest.mark.parametrize("intent", AFTER)
def test_small_talk_clears_nobody_of_what_they_did(intent):
    for ago in (1, 2, 3):
        assert "not your fault" not in words(answer(intent, told("help_own_behaviour", intent, ago))).lower()


@pytest.mark.parametrize("key", ["help_found_material", "help_friend", "help_bullied", "help_self"])
def test_another_trouble_has_its_own_words_and_the_contacts_of_the_danger_first(key):
    helped = Helped(key, grave="help_danger_self_harm", grave_ago=1)
    turn = dataclasses.replace(FRESH, slots={"country": "GB", "helped": helped.to_slot()}, intent=key)
    reply = answer(key, turn)
    assert reply.messages[0]["text"] == PHRASES[key].say[0]
    told: set[str] = set()
    assert [message["text"] for message in reply.messages[1:3]] == contact_texts(turn, "crisis", told)
    if PHRASES[key].need == "report":
        assert reply.messages[3]["text"] == contact_texts(turn, "report", told)[0], "nobody is named twice"


@pytest.mark.parametrize("key", GRAVE)
def test_the_contacts_shown_beside_any_answer_stay_those_of_the_danger(key):
    assert answer("referrals", told(key, "topic_remove_images", 10)).need == PHRASES[key].need
    assert answer("referrals", told(key, "topic_remove_images", 11)).need is None
    assert answer("referrals", told("help_self_sextortion", "topic_remove_images")).need is None
