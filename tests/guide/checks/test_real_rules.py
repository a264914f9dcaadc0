"""The reviewed word lists themselves: what they catch, and what they must leave alone."""

from types import SimpleNamespace

import pytest

from bot.guide.checks.passages import Passage
from bot.guide.checks.wordings import Rule, forbidden_questions, forbidden_terms
from bot.guide.reader import Reader
from bot.guide.yaml_lines import Document
from tests.conftest import DATA

READER = Reader(DATA)
TERMS = READER.listed(Rule, "forbidden_terms.yml")
QUESTIONS = READER.listed(Rule, "forbidden_questions.yml")


def said(text: str, place: str = "guide/en/phrases/help.yml") -> Passage:
    return Passage(Document("data/x.yml"), place, ("x", "say", 0), text, "bot")


def test_the_lists_are_sound() -> None:
    assert READER.problems == []
    assert len(TERMS) >= 10
    assert len(QUESTIONS) >= 10


@pytest.mark.parametrize(
    "text",
    [
        "What happened?",
        "I am sorry. Can you say what happened?",
        "Tell me more.",
        "How old are you?",
        "Where do you live?",
        "Where are you right now?",
        "Which school do you go to?",
        "What's your name?",
        "May I know your name?",
        "Can I have your phone number?",
        "Who did this to you?",
        "When did it start?",
        "Send me the chat.",
        "Upload a screenshot.",
        "Please share the picture.",
        "Why did you send it?",
        "Why didn't you tell anyone?",
        "Did he touch you?",
        "What did she say?",
        "Have you sent pictures?",
        "Do you know him?",
        "Are you alone?",
        "Is he a relative?",
        "How long has this been going on?",
        "Can you give more details?",
        "Describe what you saw.",
    ],
)
def test_questions_for_details_are_caught(text: str) -> None:
    assert list(forbidden_questions(said(text), QUESTIONS))


@pytest.mark.parametrize(
    "text",
    [
        "You do not have to say what happened.",
        "Do you want to see who can help?",
        "Which country's helplines shall I show?",
        "They may ask: 'How old are you? Where do you live?'",
        "Never send your address to someone you do not know.",
        "Would you like a story or a quiz?",
        "If someone asks who you are, you can stay silent.",
        "Send them a kind message.",
        "Is that what you meant?",
        "You can tell them as much or as little as you like.",
    ],
)
def test_what_the_bot_may_say_is_left_alone(text: str) -> None:
    assert list(forbidden_questions(said(text), QUESTIONS)) == []


@pytest.mark.parametrize(
    "text",
    [
        "child pornography",
        "Child porn is a crime.",
        "a child prostitute",
        "revenge porn",
        "online predators",
        "a paedophile",
        "It is your own fault.",
        "You should have said no.",
        "You shouldn't have sent it.",
        "I promise it will be fine.",
        "It is 100% anonymous.",
        "Nobody will ever find out.",
        "Save the pictures as proof.",
        "He committed suicide.",
        "That was stupid.",
        "sex with a child",
    ],
)
def test_terms_not_to_use_are_caught(text: str) -> None:
    assert list(forbidden_terms(said(text), TERMS))


@pytest.mark.parametrize(
    "text",
    [
        "It is not your fault.",
        "It's never your fault.",
        "It isn't your fault at all.",
        "Do not keep the pictures as proof.",
        "I can't promise that it stays secret.",
        "child sexual abuse material",
        "You should know that you are not alone.",
    ],
)
def test_good_words_are_left_alone(text: str) -> None:
    assert list(forbidden_terms(said(text), TERMS)) == []


def test_the_term_may_stand_where_it_is_explained() -> None:
    passage = said("Why not say child pornography?", "guide/en/topics/abuse_material.yml")
    assert list(forbidden_terms(passage, TERMS)) == []


def test_buttons_may_offer_a_bad_idea_but_not_a_bad_word() -> None:
    button = SimpleNamespace(**{**vars(said("Save the pictures as proof")), "voice": "button"})
    passage = Passage(**vars(button))
    assert list(forbidden_terms(passage, TERMS)) == []
    assert list(forbidden_terms(Passage(**{**vars(button), "text": "Ask the predator"}), TERMS))
