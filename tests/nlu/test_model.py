"""The classifier learns, says how sure it is, and comes back from disk unchanged."""

import json

import numpy as np
import pytest

from bot.assistant.nlu.archive import VERSION, ArchiveError
from bot.assistant.nlu.model import IntentModel
from bot.assistant.nlu.normalise import Normaliser
from bot.assistant.nlu.textspeak import TextSpeak

EXAMPLES = {
    ("greet", "en"): ["hi", "hello there", "hey bot", "good morning", "hiya", "hello"],
    ("thanks", "en"): ["thank you", "thanks a lot", "many thanks", "cheers", "thanks for that", "thank u"],
    ("topic_grooming", "en"): ["what is grooming", "how do groomers work", "signs of grooming", "grooming meaning"],
    ("help_human", "en"): ["i want to talk to a person", "a helpline please", "give me a number", "talk to a human"],
    ("out_of_scope", "en"): ["what is the weather", "order a pizza", "who won the match", "tell me a recipe"],
    ("greet", "fr"): ["bonjour", "salut", "bonsoir", "coucou toi", "salut le bot", "bien le bonjour"],
    ("thanks", "fr"): ["merci", "merci beaucoup", "je te remercie", "merci bien", "mille mercis", "un grand merci"],
}
TEXTS = [text for texts in EXAMPLES.values() for text in texts]
INTENTS = [intent for (intent, _), texts in EXAMPLES.items() for _ in texts]
LANGS = [lang for (_, lang), texts in EXAMPLES.items() for _ in texts]
HOSTILE = ["", "\0\0", "\u202e\u200f", "😭😭😭", "a" * 10_000, "word " * 2_000, "?!", "\ud800", "日本語", "12345"]


@pytest.fixture(scope="module")
def model() -> IntentModel:
    return IntentModel.train(TEXTS, INTENTS, LANGS)


@pytest.mark.parametrize(
    ("text", "intent", "lang"),
    [
        ("helllooo", "greet", "en"),
        ("thankss a lot!!", "thanks", "en"),
        ("grooming?", "topic_grooming", "en"),
        ("can i talk to a person", "help_human", "en"),
        ("bonjour", "greet", "fr"),
        ("MERCI beaucoup", "thanks", "fr"),
    ],
)
def test_finds_intent_and_language(model: IntentModel, text: str, intent: str, lang: str) -> None:
    prediction = model.predict(text)
    assert prediction.best[0] == intent
    assert prediction.lang == lang


def test_probabilities_are_ranked_and_leave_room_for_none_of_them(model: IntentModel) -> None:
    probabilities = [probability for _, probability in model.predict("hello").intents]
    assert probabilities == sorted(probabilities, reverse=True)
    assert 0 < sum(probabilities) < 1
    assert len(probabilities) == len(set(INTENTS))


def test_gibberish_is_less_certain_than_any_example(model: IntentModel) -> None:
    gibberish = model.predict("zxqv wvvk jjq").best[1]
    assert gibberish < min(model.predict(text).best[1] for text in TEXTS)
    assert not model.predict("zxqv wvvk jjq").sure


def test_says_which_ngrams_decided(model: IntentModel) -> None:
    reasons = model.explain("what is grooming", top=5)
    assert len(reasons) == 5
    assert ("word", "grooming") in {(reason.kind, reason.ngram) for reason in reasons}
    assert reasons[0].weight > 0
    assert [abs(r.weight) for r in reasons] == sorted((abs(r.weight) for r in reasons), reverse=True)
    assert model.explain("ŋŋ") == []


def test_what_cannot_be_read_has_no_language(model: IntentModel) -> None:
    assert model.predict("日本語").lang is None
    assert model.predict("").lang is None


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_input_gets_an_ordinary_answer(model: IntentModel, text: str) -> None:
    prediction = model.predict(text)
    assert all(0 <= probability <= 1 for _, probability in prediction.intents)
    assert {intent for intent, _ in prediction.intents} == set(INTENTS)


def test_training_twice_gives_the_same_model(model: IntentModel) -> None:
    again = IntentModel.train(TEXTS, INTENTS, LANGS)
    assert again.calibration == model.calibration
    assert again.limits == model.limits
    for name, array in model.intent_scores.arrays().items():
        np.testing.assert_array_equal(again.intent_scores.arrays()[name], array)


def test_a_saved_model_answers_the_same(model: IntentModel, tmp_path) -> None:
    model.save(tmp_path / "intent")
    loaded = IntentModel.load(tmp_path / "intent")
    assert [loaded.predict(text) for text in TEXTS + HOSTILE] == [model.predict(text) for text in TEXTS + HOSTILE]
    assert loaded.limits == model.limits


def test_the_files_are_json_and_plain_arrays(model: IntentModel, tmp_path) -> None:
    model.save(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["arrays.npz", "model.json"]
    assert json.loads((tmp_path / "model.json").read_text())["version"] == VERSION
    with np.load(tmp_path / "arrays.npz", allow_pickle=False) as arrays:
        assert all(arrays[name].dtype.kind in "if" for name in arrays.files)


def test_another_version_missing_or_damaged_is_refused(model: IntentModel, tmp_path) -> None:
    with pytest.raises(ArchiveError, match="Train it again"):
        IntentModel.load(tmp_path / "nowhere")
    model.save(tmp_path)
    (tmp_path / "arrays.npz").write_bytes(b"\x80\x04pickle")
    with pytest.raises(ArchiveError, match="Train it again"):
        IntentModel.load(tmp_path)
    (tmp_path / "model.json").write_text('{"version": 0}')
    with pytest.raises(ArchiveError, match="version 0"):
        IntentModel.load(tmp_path)


def test_one_language_is_recognised_too() -> None:
    english = [(t, i) for t, i, lang in zip(TEXTS, INTENTS, LANGS, strict=True) if lang == "en"]
    model = IntentModel.train([t for t, _ in english], [i for _, i in english], ["en"] * len(english))
    assert model.predict("thank you").lang == "en"
    assert model.predict("szia uram").lang is None


def test_one_example_or_one_intent_is_enough() -> None:
    model = IntentModel.train(["hello"], ["greet"])
    assert model.predict("hello").best[0] == "greet"


def test_examples_without_intents_are_refused() -> None:
    with pytest.raises(ValueError, match="one intent"):
        IntentModel.train(["hello"], [])
    with pytest.raises(ValueError, match="at least one"):
        IntentModel.train([], [])


def test_a_model_keeps_the_text_speak_it_was_trained_with(tmp_path) -> None:
    normaliser = Normaliser(TextSpeak(words={"gm": "good morning"}))
    IntentModel.train(TEXTS, INTENTS, folds=0, normaliser=normaliser).save(tmp_path)
    assert IntentModel.load(tmp_path).predict("gm").best[0] == "greet"
