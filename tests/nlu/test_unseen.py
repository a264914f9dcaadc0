"""Messages by people who did not know the training examples are understood. Figures only: no single one is mended.

Their writers knew topics, but not yet the questions that belong to topics. Who asks "how do I block him" is answered
better by that question than by the lesson about it, so a question counts as its topic, the one that its file names.
"""

from dataclasses import replace

import numpy as np
import pytest

from bot.assistant.examples import Example
from bot.assistant.nlu.model import IntentModel
from tests.bench.intents.crossvalidation import Answers
from tests.bench.intents.unseen import answers, load_unseen, only_new
from tests.conftest import real_examples, real_guide


@pytest.fixture(scope="module")
def messages(trained: IntentModel) -> list[Example]:
    return only_new(load_unseen(), list(real_examples()), trained)


@pytest.fixture(scope="module")
def said(trained: IntentModel, messages: list[Example]) -> Answers:
    said = answers(trained, messages)
    topics = {f"question_{name}": f"topic_{question.topic}" for name, question in real_guide().questions.items()}
    answered = [topics.get(guess, guess) for guess in said.guessed]
    return replace(said, guessed=np.array(answered))


def test_there_are_enough_of_every_intent(messages: list[Example]) -> None:
    known = {example.intent for example in real_examples()}
    known = {intent for intent in known if not intent.startswith("question_")}  # those are asked in tests/dialogues
    assert {message.intent for message in load_unseen()} == known
    assert len(messages) >= 700


@pytest.mark.slow
def test_intents_are_found(said: Answers) -> None:
    assert said.figures()["macro F1"] >= 90


@pytest.mark.slow
def test_what_is_none_of_its_business_is_refused_and_little_else(said: Answers) -> None:
    figures = said.figures()
    assert figures["out-of-scope recall"] >= 85
    assert figures["lost to the threshold"] <= 4


@pytest.mark.slow
def test_calls_for_help_are_heard_by_the_classifier_alone(said: Answers) -> None:
    assert said.figures()["help heard as any help"] >= 95
