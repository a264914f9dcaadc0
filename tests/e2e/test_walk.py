"""A walk through everything, over HTTP, against the running Staysafe."""

import pytest

from bot.guide import load_intents, paths
from bot.guide.payloads import payload
from tests.conftest import DATA, payloads, real_examples, real_guide, texts

GUIDE = real_guide()
INTENTS = [intent.id for intent in load_intents(DATA) if intent.group != "command"]


def examples(intent: str) -> list[str]:
    """Six messages of an intent, from all over the files that authors edit."""
    found = [example.text for example in real_examples() if example.intent == intent and example.lang == "en"]
    return found[:: len(found) // 6][:6]


def has_contacts(answer: dict) -> bool:
    """Every turn carries a helpline or the way to find one."""
    return bool(answer["referrals"]["services"] or answer["referrals"]["fallback"])


def expected_words(intent: str) -> set[str]:
    """Sentences of which one must be in the answer: the intent's own content."""
    if intent == "topic_organisations":  # one that is named is told of by itself, with its address
        return {GUIDE.topic("organisations").say[0], *(one.what for one in GUIDE.organisations)}
    if intent.startswith("topic_"):
        topic = GUIDE.topic(intent.removeprefix("topic_"))
        return {
            topic.say[0],
            *(question.answer[0] for question in GUIDE.questions.values() if question.topic == topic.id),
        }
    kinds = list(GUIDE.kinds)  # its examples are spread over the kinds of trouble
    if intent.startswith("help_"):
        firsts = [answer for kind in kinds for answer in GUIDE.help[kind].first]
        firsts += [answer for kind in kinds for rows in GUIDE.help[kind].speakers.values() for answer in rows.first]
        return {text for answer in firsts for text in answer.say if "{" not in text}
    keys = {
        "start_scenario": ["scenario_list"],
        "start_quiz": ["quiz_start"],
        "simpler": ["simpler_none"],
        "repeat": ["repeat_none"],
        "change_country": ["change_country", "country_set", "country_unknown", "country_not_found", "country_shared"],
    }.get(intent, [intent])
    return {text.split("{")[0] for key in keys for text in GUIDE.phrases[key].say if text != "{contacts}"}


@pytest.mark.parametrize("intent", INTENTS)
def test_every_intent_is_answered_by_its_own_content(stack, intent):
    """Six messages of each intent, every one in a conversation of its own; four must be understood."""
    understood = 0
    for message in examples(intent):
        answer = stack.say(message)
        assert has_contacts(answer)
        assert answer["messages"]
        understood += any(words and words in texts(answer) for words in expected_words(intent))
    assert understood >= 4


@pytest.mark.parametrize("asked", ["who are ecpat", "what is {}", "tell me about {}"])
def test_an_organisation_that_is_named_is_the_one_that_is_told_of(stack, asked):
    ecpat = next(one for one in GUIDE.organisations if one.id == "ecpat")
    answer = stack.say(asked.format("ecpat"))
    assert ecpat.what in texts(answer) and ecpat.now_url in texts(answer)
    assert not [one.id for one in GUIDE.organisations if one is not ecpat and one.what in texts(answer)]


@pytest.mark.parametrize("topic_id", GUIDE.topics)
def test_every_topic_by_button_has_its_words_and_source(stack, topic_id):
    topic = GUIDE.topic(topic_id)
    answer = stack.say(payload(topic.intent))
    assert all(text in texts(answer) for text in topic.say)
    assert any(message.get("source") for message in answer["messages"])
    assert has_contacts(answer)
    easier = stack.say(payload("simpler"), answer["session"])
    assert all(text in texts(easier) for text in topic.simpler)


@pytest.mark.parametrize("scenario_id", GUIDE.scenarios)
def test_every_scenario_by_button_to_each_ending(stack, scenario_id):
    scenario = GUIDE.scenario(scenario_id)
    to_ending = {path.ending.id: path for path in paths(scenario)}
    assert set(to_ending) == {ending.id for ending in scenario.endings}
    for ending in scenario.endings:
        answer = stack.say(payload("start_scenario", scenario_id))
        for step, choice in to_ending[ending.id].choices:
            assert step.ask in texts(answer)
            answer = stack.say(payload("choose", f"{scenario_id}.{step.id}.{choice.id}"), answer["session"])
            assert choice.feedback[0] in texts(answer)
            assert has_contacts(answer)
        assert ending.say[0] in texts(answer)
        assert payload("menu") in payloads(answer)


def test_the_tour_goes_through_every_chapter(stack):
    session = None
    for chapter in GUIDE.chapters:
        answer = stack.say(payload("start_tour", chapter.id), session)
        session = answer["session"]
        for number, topic_id in enumerate(chapter.topics, 1):
            assert GUIDE.topic(topic_id).say[0] in texts(answer)
            progress = next(m["progress"] for m in answer["messages"] if "progress" in m)
            assert (progress["at"], progress["of"]) == (number, len(chapter.topics))
            assert has_contacts(answer)
            answer = stack.say(payload("next"), session)
        assert chapter.done in texts(answer)
