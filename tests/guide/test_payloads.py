"""What buttons send: a closed list, each with words."""

from bot.guide.payloads import PLAIN, Payloads, payload
from tests.conftest import real_guide

GUIDE = real_guide()
PAYLOADS = Payloads({"en": GUIDE}, {"en": {"GB": "United Kingdom"}})


def test_a_payload_is_an_intent_and_a_place():
    assert payload("menu") == "/menu"
    assert payload("start_tour", "basics") == '/start_tour{"at":"basics"}'


def test_everything_in_the_guide_has_a_button_with_words():
    names = [payload(name) for name in PLAIN] + [payload(topic.intent) for topic in GUIDE.topics.values()]
    names += [payload("start_scenario", scenario) for scenario in GUIDE.scenarios]
    names += [payload("glossary", term.id) for term in GUIDE.glossary]
    names += [payload("set_country", "GB"), payload("set_country", "none"), payload("set_language", "en")]
    for name in names:
        assert name in PAYLOADS
        assert PAYLOADS.title(name, "en")


def test_a_draft_language_gets_the_words_of_the_default_one():
    assert PAYLOADS.title("/menu", "fr") == PAYLOADS.title("/menu", "en")


def test_rasas_own_commands_and_inventions_are_not_on_the_list():
    for name in ("/restart", "/back{}", "/session_start", '/set_country{"at":"ZZ"}', '/topic_grooming{"at":"x"}', ""):
        assert name not in PAYLOADS


def test_phrases_only_suggest_what_exists():
    for key, phrase in GUIDE.phrases.items():
        for name in phrase.suggest:
            assert payload(name) in PAYLOADS, (key, name)


def test_a_question_bears_the_title_of_who_speaks_and_each_title_means_it():
    question = next(question for question in GUIDE.questions.values() if question.titles)
    name = payload(question.intent)
    for speaker, title in question.titles.items():
        assert PAYLOADS.title(name, "en", speaker) == title
        assert title in PAYLOADS.wordings(name, "en")
    assert PAYLOADS.title(name, "en") == PAYLOADS.title(name, "en", "child") == question.title
    assert PAYLOADS.title("/menu", "en", "parent") == PAYLOADS.title("/menu", "en")
