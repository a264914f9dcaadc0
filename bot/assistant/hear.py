"""Hear: everything that is read from a message, in one place and once.

:class:`Ear` does it; :class:`Hear` is Rasa's component around it. The channel asks the ear of the component that Rasa
loaded, and gives Rasa what was heard in the place of the text: it is masked and read once, and never reaches Rasa.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, METADATA, METADATA_EXAMPLE, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.assistant.examples import load_kinds, load_reactions, load_speakers
from bot.assistant.heard import UNSURE, Heard
from bot.assistant.kinds import ADULTS, about_whom, is_named, kind_of
from bot.assistant.learnt import forget, learn_once
from bot.assistant.library import Library, library
from bot.assistant.lookups import Guess, Lookups
from bot.assistant.masking import mask
from bot.assistant.nlu import vectors
from bot.assistant.nlu.archive import ArchiveError
from bot.assistant.nlu.model import OUT_OF_SCOPE, IntentModel, Prediction, Reason, Said, Settings
from bot.assistant.parts import clauses, with_parts
from bot.assistant.reactions import Reacted, Reactions
from bot.assistant.safety.assessment import DANGER, HELP_PREFIX, HUMAN, SELF, TOPIC_PREFIX, assess_signals
from bot.assistant.safety.rules import SafetyRules, load_rules
from bot.assistant.tongues import Tongues
from bot.guide.languages import DEFAULT_LANGUAGE
from bot.settings import load_settings

#: What may have been asked: where two of these are close, the answer asks back.
QUESTION_PREFIX = "question_"
ASKED = (TOPIC_PREFIX, QUESTION_PREFIX)
#: What shows that something is asked: the sign, or the signal of the safety net.
ASKS, QUESTION = "?", "question"
#: Signals: somebody does something; it is told of oneself.
HAPPENING, FIRST_PERSON = "happening", "first_person"
#: From this share on, and so many times likelier than all that is none, a doubtful question is worth an answer in
#: trouble: an answer to something else hurts more than to be asked back.
STANDS_OUT, AHEAD = 0.25, 1.8
#: How much a question counts that nobody asks in such a trouble ("how long does a removal take" from somebody who was
#: touched); nothing where a life is in danger.
UNSUITED = 0.05
#: How much a question counts that is made for the adult who speaks.
OF_THE_SPEAKER = 3.0
#: How much "something is happening" counts in a question from somebody whose trouble is known: it may sound like that
#: trouble ("is it my fault, I had trusted him") and asks something about it.
TOLD_BEFORE = 0.03
#: A statement that is less certainly (0-1) what it sounds like is rather a call for help.
CLEAR = 0.8
#: From these shares (0-1) on a kind is sure, and help in danger is thought of.
SURE_KIND, THOUGHT_OF = 0.9, 0.03
#: How likely (0-1) a danger to life must be, by what else people say in a talk about trouble: where words name it,
#: where it only sounds like it, and where the first model did not think of it.
NAMED, SOUNDS, UNTHOUGHT = 0.05, 0.3, 0.6
#: One in so many of the guide's own wordings shows the letters of its language as well as all of them.
FEW = 4
#: Needs of questions that mostly somebody in danger asks.
OF_DANGER = ("danger", "crisis")
#: Where a clause ends.
CLAUSE = re.compile(r"[.,;:!?…\n]+")
#: Folder of the second model, beside the first.
REACTIONS = "reactions"
#: Confidence in what was said exactly, and in an intent that the classifier did not think of.
CERTAIN = 1.0


class Ear:
    """Reads messages. Immutable, shared by all conversations, keeps nothing of what it is asked.

    Args:
        reactions: hears what is said in a talk about trouble when nothing is asked.
    """

    def __init__(
        self,
        model: IntentModel,
        source: Library,
        rules: SafetyRules,
        reactions: Reactions | None = None,
    ) -> None:
        self._model, self._rules, self._lookups, self._reactions = model, rules, Lookups(source), reactions
        self._kinds, self._tongues = source.guide(None).kinds, tongues_of(source)
        self._grave = {name for name, kind in self._kinds.items() if kind.grave}
        whens = [when for name in self._grave for when in self._kinds[name].when]
        self._alarms = frozenset(signal for when in whens for signal in (*when.any, *when.all))
        questions = source.guide(None).questions.values()
        self._suits = {question.intent: question.suits for question in questions}
        self._needs = {question.intent: question.need for question in questions}

    def hear(
        self, text: str, lang: str | None = None, country: str | None = None, trouble: tuple[str, ...] = ()
    ) -> Heard:
        """What is said in `text`.

        Args:
            lang: the language of the page.
            country: the one that is set; it tells which of two places with one name is meant.
            trouble: the kinds that the talk is about, so that "same" and "it came back" mean something, and only
                such questions are asked as belong to it.
        """
        masked = mask(text)
        said, *parts = self._said([masked.text, *(reversed(clauses(masked.text)) if trouble else ())])
        whole = replace(self._read(said, lang, country, trouble), details=masked.found)
        if self._decided(whole, trouble):
            return whole
        return with_parts(whole, (self._read(part, lang, country, trouble) for part in parts))

    def _said(self, texts: list[str]) -> list[Said]:
        """A message and its parts; their vectors are made together, which takes half as long as one by one.

        Misspelt words are mended before: letters in a wrong order have another meaning, or none. A message with letters
        of other languages is read as typed, for plain words have lost their accents.
        """
        said = [Said(text, self._rules.normaliser) for text in texts]
        read = [(self._model.vectoriser.mended(one.plain) if _is_plain(one.text) else None) or one.text for one in said]
        for one, meaning in zip(said, vectors.encode(read), strict=True):
            vars(one)["meaning"] = meaning
        return said

    def _decided(self, heard: Heard, trouble: tuple[str, ...]) -> bool:
        """Does the message as a whole say what to answer, so that no part of it may change that?"""
        kind = self._kinds.get(heard.kind or "")
        if heard.command or heard.asked or heard.place or kind is None:
            return bool(heard.command or heard.asked or heard.place)
        gravest = max((self._kinds[name].gravity for name in trouble if name in self._kinds), default=0)
        return kind.grave or (kind.gravity > gravest and is_named(self._kinds, heard))

    def _read(self, said: Said, lang: str | None, country: str | None, trouble: tuple[str, ...]) -> Heard:
        """What a message says, or a part of it (masked)."""
        in_trouble, text = bool(trouble), said.text
        signals = self._rules.signals_in(text, said.plain)
        asks = ASKS in text or QUESTION in signals
        predicted = self._model.hear(said)
        # "I told my mum" may be the first that is said, and sounds like a question.
        reacts = self._reactions and (in_trouble or predicted.best[0].startswith(QUESTION_PREFIX))
        reacted = self._reactions.to(said) if reacts else Reacted()
        if in_trouble:
            predicted, signals = self._alarmed(predicted, signals, reacted)
            predicted = self._fitting(predicted, trouble, asks)
        guess = Guess(predicted.best[0] if predicted.known else OUT_OF_SCOPE, predicted.best[1])
        named = self._lookups.look_up(text, lang or DEFAULT_LANGUAGE, country, guess, in_trouble)
        asked = asks or (not in_trouble and self._asks_somewhere(text))
        intent, confidence, sure = self._weighed(predicted, named.guess, signals, in_trouble, asked)
        about = about_whom(intent, signals, predicted.speaker)
        certain = _certain(predicted) and (not in_trouble or reacted.share >= UNTHOUGHT)
        return Heard(
            intent=intent,
            confidence=confidence,
            ranking=tuple(predicted.intents[:10]),
            kind=kind_of(self._kinds, intent, signals, about, predicted.kind, confidence, certain),
            about=about,
            speaker=predicted.speaker,
            signals=signals,
            sure=sure,
            alarming=(assess_signals(signals, (), self._rules).intent or "").startswith(HELP_PREFIX),
            topic=_closest(predicted, TOPIC_PREFIX),
            question=_closest(predicted, QUESTION_PREFIX),
            command=named.command,
            place=named.place,
            asks=asks,
            term=named.term,
            country=named.country,
            at=named.at,
            asked=named.asked,
            reaction=reacted.row,
            lang=self._tongues.of(text) or predicted.lang,
            lang_confidence=predicted.lang_confidence,
        )

    def explain(self, text: str) -> list[Reason]:
        """The parts of words that spoke most for and against the likeliest intent, strongest first."""
        return self._model.explain(mask(text).text)

    def _alarmed(
        self, predicted: Prediction, signals: frozenset[str], reacted: Reacted
    ) -> tuple[Prediction, frozenset[str]]:
        """The prediction and the signals as what else is said in such a talk has them: a danger to life, or none."""
        if self._reactions is None:
            return predicted, signals
        shares = dict(predicted.intents)
        if reacted.share >= UNTHOUGHT:
            shares[DANGER] = max(shares.get(DANGER, 0.0), reacted.share)
            predicted = replace(predicted, kind=reacted.grave)
        elif reacted.share < (NAMED if signals & self._alarms else SOUNDS):
            shares[DANGER] = 0.0
            signals -= self._alarms
        return replace(predicted, intents=sorted(shares.items(), key=lambda item: -item[1])), signals

    def _fitting(self, predicted: Prediction, trouble: tuple[str, ...], asks: bool) -> Prediction:
        """The prediction weighed by what is likely in a talk about this trouble."""
        shares = {name: share * self._likely(name, trouble, asks) for name, share in predicted.intents}
        total = sum(shares.values())
        ranked = sorted(((name, share / total) for name, share in shares.items()), key=lambda item: -item[1])
        return replace(predicted, intents=ranked, sure=predicted.sure and ranked[0][0] == predicted.best[0])

    def _likely(self, intent: str, trouble: tuple[str, ...], asks: bool) -> float:
        suits = self._suits.get(intent)
        if suits and not set(suits).intersection(trouble):
            return 0.0 if self._grave.intersection(trouble) else UNSUITED
        if suits and set(suits).intersection(ADULTS).intersection(trouble):
            return OF_THE_SPEAKER
        return TOLD_BEFORE if asks and intent.startswith(HELP_PREFIX) and intent not in (DANGER, HUMAN) else 1.0

    def _weighed(
        self, predicted: Prediction, guess: Guess, signals: frozenset[str], in_trouble: bool, asks: bool
    ) -> tuple[str, float, bool]:
        """The intent, its confidence, and whether it is sure: the guess, unless the safety net or doubt speaks."""
        best, confidence = predicted.best
        # Beside an exact command ("stop") the classifier's guess counts for nothing; what the words say still does.
        ranking: Sequence[tuple[str, float]] = () if guess.exact else predicted.intents
        found = assess_signals(signals, ranking, self._rules, understood=guess.intent == best)
        if found.intent:
            return found.intent, dict(predicted.intents).get(found.intent, CERTAIN), found.sure
        told = None if in_trouble or asks else self._told(predicted, guess, signals)
        if told:
            return told, confidence, False
        undecided = guess.intent == best and best.startswith(ASKED) and not guess.exact
        if in_trouble and not guess.exact and best.startswith(QUESTION_PREFIX) and not (undecided and predicted.sure):
            # There an answer to something else hurts more than buttons with what may have been meant.
            return (UNSURE if _stands_out(predicted) else OUT_OF_SCOPE), confidence, found.sure
        if undecided and not predicted.sure:
            return UNSURE, confidence, found.sure
        return guess.intent, guess.confidence, found.sure

    def _asks_somewhere(self, text: str) -> bool:
        """Does any of its clauses have the form of a question ("he used a fake name, can they find him")?"""
        parts = [part for part in CLAUSE.split(text) if part.strip()]
        return len(parts) > 1 and any(
            QUESTION in self._rules.signals_in(part, self._rules.normaliser(part)) for part in parts
        )

    def _told(self, predicted: Prediction, guess: Guess, signals: frozenset[str]) -> str | None:
        """The help for who asks nothing, and tells what somebody in trouble does ("he told me no one will believe me").

        Later in the talk that is answered like the question it sounds like; as the first that is said it is a call for
        help: for danger, where only somebody in danger says so.
        """
        suits = self._suits.get(predicted.best[0])
        if not suits or guess.exact:
            return None
        if self._needs[predicted.best[0]] in OF_DANGER:
            return DANGER
        doubtful = FIRST_PERSON in signals and predicted.best[1] < CLEAR
        return SELF if HAPPENING in signals or doubtful else None


def _is_plain(text: str) -> bool:
    return all(char.isascii() for char in text if char.isalpha())


def _certain(predicted: Prediction) -> bool:
    """Is the kind of trouble sure, and help in danger at least thought of?"""
    return predicted.kind_share >= SURE_KIND and dict(predicted.intents).get(DANGER, 0.0) >= THOUGHT_OF


def _stands_out(predicted: Prediction) -> bool:
    """Is the likeliest guess a question about a trouble, far ahead of all that is none? That is worth an answer."""
    best, share = predicted.best
    no_question = max((share for name, share in predicted.intents if not name.startswith(QUESTION_PREFIX)), default=0.0)
    return best.startswith(QUESTION_PREFIX) and share >= STANDS_OUT and share >= AHEAD * no_question


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class Hear(GraphComponent, IntentClassifier):
    """The one component of Rasa's pipeline; named in config/config.yml."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Settings in config.yml."""
        return {
            "settings": {},  # how the model is trained: see bot.assistant.nlu.model.Settings
        }

    def __init__(
        self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, ear: Ear | None = None
    ) -> None:
        """Rasa calls `create` or `load` instead."""
        self._config, self._storage, self._resource, self.ear = config, model_storage, resource, ear

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Hear:
        """A component without a model, to be trained."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> Hear:
        """The trained component. Raises ValueError when nothing was trained: a deaf bot must not start."""
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as directory:
            component._listen_with(*_learnt(directory))
        return component

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the examples and their languages, unless that was done before; store the model."""
        given = _examples(training_data, self._config.get("settings") or {}, load_settings().data)
        shelf = load_settings().learnt
        with self._storage.write_to(self._resource) as directory:
            learn_once(given, directory, shelf, partial(_learn, given))
            try:
                self._listen_with(*_learnt(directory))
            except ArchiveError:  # a full disk or a power cut left a part of it
                forget(shelf)
                learn_once(given, directory, shelf, partial(_learn, given))
                self._listen_with(*_learnt(directory))
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Put what is heard in the place of each text, except buttons ("/menu"), which Rasa reads itself."""
        if self.ear is None:
            raise ValueError("There is no model yet. Run `./staysafe train` first.")
        for message in messages:
            text = message.get(TEXT) or ""
            if not text.startswith("/"):
                about = message.get(METADATA) or {}
                heard = self.ear.hear(text, about.get("lang"), about.get("country"))
                for key, value in heard.parse_data().items():
                    message.set(key, value, add_to_output=True)
        return messages

    def _listen_with(self, model: IntentModel, reactions: Reactions) -> None:
        self.ear = Ear(model, library(), load_rules(load_settings().data), reactions)


def ear_of(agent: Agent) -> Ear:
    """The ear of the model that the agent has loaded."""
    return agent.processor.graph_runner.component(Hear).ear


def tongues_of(source: Library) -> Tongues:
    """Tells the languages that have first words of help from the one of the guide."""
    guide, pages = source.guide(None), source.pages.items()
    home = (text for part in (guide.topics, guide.questions) for one in part.values() for text in one.ask[::FEW])
    return Tongues(home, {lang: [text for page in of.values() for text in page.first[0].say] for lang, of in pages})


def _closest(predicted: Prediction, prefix: str) -> str | None:
    names = (name.removeprefix(prefix) for name, _ in predicted.intents if name.startswith(prefix))
    return next(names, None)


def _examples(training_data: TrainingData, settings: dict[str, Any], data: Path) -> dict[str, Any]:
    """Everything that is learnt from."""
    examples = training_data.intent_examples
    return {
        "texts": [example.get(TEXT) for example in examples],
        "intents": [example.get(INTENT) for example in examples],
        "langs": [_lang(example) for example in examples],
        "settings": settings,
        "kinds": load_kinds(data),
        "speakers": load_speakers(data),
        "reactions": load_reactions(data),
        "graves": sorted(name for name, kind in library().guide(None).kinds.items() if kind.grave),
    }


def _learn(given: dict[str, Any], directory: Path) -> None:
    """Train both models and write them."""
    model = {name: given[name] for name in ("texts", "intents", "langs", "kinds", "speakers")}
    # What a process may not do twice at once stands in bot/assistant/nlu/model.py.
    with ProcessPoolExecutor(1, get_context("fork")) as beside:
        reacting = beside.submit(_learn_reactions, given, directory / REACTIONS)
        IntentModel.train(**model, settings=Settings(**given["settings"])).save(directory)
        reacting.result()


def _learn_reactions(given: dict[str, Any], directory: Path) -> None:
    pairs = zip(given["texts"], given["intents"], strict=True)
    asked = [text for text, intent in pairs if intent.startswith(QUESTION_PREFIX)]
    graves: dict[str, list[str]] = {}
    for text, kind in given["kinds"]:
        if kind in given["graves"]:
            graves.setdefault(kind, []).append(text)
    Reactions.train(given["reactions"], given["texts"], asked, graves).save(directory)


def _learnt(directory: Path) -> tuple[IntentModel, Reactions]:
    return IntentModel.load(directory), Reactions.load(directory / REACTIONS)


def _lang(example: Message) -> str:
    metadata = (example.get(METADATA) or {}).get(METADATA_EXAMPLE) or {}
    return metadata.get("lang") or DEFAULT_LANGUAGE
