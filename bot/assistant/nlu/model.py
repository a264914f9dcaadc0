"""The intent classifier: what a message is about, how sure that is, and which language it is in.

Knows nothing of Rasa. bot.assistant.hear makes a Rasa component of it.
"""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from bot.assistant.nlu.archive import read_archive, write_archive
from bot.assistant.nlu.calibration import Calibration
from bot.assistant.nlu.features import Ngrams, Vector, Vectoriser
from bot.assistant.nlu.held_back import NONE, HeldBack, hold_back
from bot.assistant.nlu.linear import Linear
from bot.assistant.nlu.normalise import Normaliser, default_normaliser
from bot.assistant.nlu.textspeak import TextSpeak
from bot.assistant.nlu.thresholds import Thresholds

#: The intent of explicit examples of what is none of the bot's business.
OUT_OF_SCOPE = "out_of_scope"
#: How large a part (0-1) of all messages is expected to fit no intent at all.
UNKNOWN = 0.4


@dataclass(frozen=True)
class Settings:
    """How a model is trained. `folds` are the parts in which examples are held back to calibrate (0: not at all)."""

    words: int = 2
    shortest: int = 2
    longest: int = 5
    strength: float = 1.0
    folds: int = 12

    @property
    def ngrams(self) -> Ngrams:
        """The n-grams to cut messages into."""
        return Ngrams(self.words, self.shortest, self.longest)


@dataclass(frozen=True)
class Prediction:
    """Intents with their probabilities (0-1), likeliest first, and the language (None: cannot tell)."""

    intents: list[tuple[str, float]]
    lang: str | None
    lang_confidence: float

    @property
    def best(self) -> tuple[str, float]:
        """The likeliest intent and its probability."""
        return self.intents[0]


@dataclass(frozen=True)
class Reason:
    """A word n-gram, or a piece of a word, and how much it spoke for the likeliest intent (below 0: against)."""

    kind: str
    ngram: str
    weight: float


@dataclass(frozen=True)
class IntentModel:
    """A trained classifier. Immutable; safe to share between threads; keeps nothing of what it is asked."""

    settings: Settings
    normaliser: Normaliser
    vectoriser: Vectoriser
    intents: tuple[str, ...]
    intent_scores: Linear
    calibration: Calibration
    thresholds: Thresholds
    langs: tuple[str, ...] = ()
    lang_scores: Linear | None = None

    @classmethod
    def train(
        cls,
        texts: list[str],
        intents: list[str],
        langs: list[str] | None = None,
        settings: Settings | None = None,
        normaliser: Normaliser | None = None,
    ) -> IntentModel:
        """Learn from examples, one intent (and language) each. Same input, same model. Raises ValueError."""
        _check(texts, intents, langs)
        settings, normaliser = settings or Settings(), normaliser or default_normaliser()
        read = [normaliser(text) for text in texts]
        vectoriser, vectors = Vectoriser.learn(read, settings.ngrams)
        names, labels = _labels(intents)
        # A process of its own: in one, two fits would take turns at liblinear's chance numbers, never the same turns.
        with ProcessPoolExecutor(1, get_context("fork")) as beside:
            held_back = beside.submit(_held_back, read, labels, len(names), settings)
            intent_scores = Linear.train(vectors, labels, len(names), settings.strength)
        model = cls(
            settings=settings,
            normaliser=normaliser,
            vectoriser=vectoriser,
            intents=names,
            intent_scores=intent_scores,
            calibration=Calibration(),
            thresholds=Thresholds(),
        )
        if langs:
            lang_names, lang_labels = _labels(langs)
            scores = Linear.train(vectors, lang_labels, len(lang_names), settings.strength)
            model = replace(model, langs=lang_names, lang_scores=scores)
        return model._calibrated(held_back.result()) if settings.folds else model

    @property
    def threshold(self) -> float:
        """Below this confidence a message is out of scope."""
        return self.thresholds.threshold

    @property
    def unsure(self) -> float:
        """From this confidence on, the answer is given without asking back."""
        return self.thresholds.unsure

    def predict(self, text: str) -> Prediction:
        """What `text`, as typed, is about. Never raises; a message that cannot be read has no likely intent."""
        vector = self.vectoriser.vector(self.normaliser(text))
        probabilities = self.calibration.probabilities(self.intent_scores.scores(*vector[:2]))
        order = np.argsort(-probabilities, kind="stable")
        ranked = [(self.intents[place], float(probabilities[place])) for place in order]
        return Prediction(ranked, *self._language(vector))

    def explain(self, text: str, top: int = 12) -> list[Reason]:
        """The n-grams of `text` that spoke most for, or against, the likeliest intent."""
        vector = self.vectoriser.vector(self.normaliser(text))
        best = int(self.intent_scores.scores(*vector[:2]).argmax())
        weights = vector.values * self.intent_scores.weights_of(best, vector.columns)
        order = np.argsort(-np.abs(weights), kind="stable")[:top]
        names = self.vectoriser.names(vector.columns[order].tolist())
        return [Reason(kind, gram, round(float(w), 4)) for (kind, gram), w in zip(names, weights[order], strict=True)]

    def save(self, directory: Path) -> None:
        """Write the model into `directory` (made if missing), all of it or nothing."""
        write_archive(directory, self._facts(), self._arrays())

    @classmethod
    def load(cls, directory: Path) -> IntentModel:
        """Read a saved model. Raises ArchiveError when it is missing, damaged or of another version."""
        facts, arrays = read_archive(directory)
        settings = Settings(**facts["settings"])
        lang_scores = _linear(arrays, "lang") if facts["langs"] else None
        return cls(
            settings=settings,
            normaliser=Normaliser(TextSpeak.from_dict(facts["textspeak"])),
            vectoriser=Vectoriser(settings.ngrams, facts["vocabularies"], arrays["idf"], facts["unknown_idf"]),
            intents=tuple(facts["intents"]),
            intent_scores=_linear(arrays, "intent"),
            calibration=Calibration(**facts["calibration"]),
            thresholds=Thresholds(**facts["thresholds"]),
            langs=tuple(facts["langs"]),
            lang_scores=lang_scores,
        )

    def _language(self, vector: Vector) -> tuple[str | None, float]:
        if self.lang_scores is None or not vector.known:
            return None, 0.0
        scores = self.lang_scores.scores(vector.columns, vector.values)
        powers = np.exp(LANG_GAIN * (scores - scores.max()))
        best = int(scores.argmax())
        confidence = float(powers[best] / powers.sum()) * vector.known
        return (self.langs[best] if confidence >= LANG_THRESHOLD else None), confidence

    def _calibrated(self, held_back: HeldBack) -> IntentModel:
        calibration = Calibration.fit(held_back, UNKNOWN)
        answerable = held_back.labels != NONE
        if OUT_OF_SCOPE in self.intents:
            answerable &= held_back.labels != self.intents.index(OUT_OF_SCOPE)
        probabilities = calibration.probabilities(held_back.scores[answerable])
        right = probabilities.argmax(axis=1) == held_back.labels[answerable]
        floor = float(calibration.probabilities(self.intent_scores.bias).max())
        thresholds = Thresholds.choose(probabilities.max(axis=1), right, floor)
        return replace(self, calibration=calibration, thresholds=thresholds)

    def _facts(self) -> dict:
        return {
            "settings": self.settings.__dict__,
            "textspeak": self.normaliser.textspeak.to_dict(),
            "vocabularies": self.vectoriser.vocabularies,
            "unknown_idf": self.vectoriser.unknown_idf,
            "intents": self.intents,
            "calibration": self.calibration.__dict__,
            "thresholds": self.thresholds.__dict__,
            "langs": self.langs,
        }

    def _arrays(self) -> dict[str, np.ndarray]:
        heads = {"intent": self.intent_scores} | ({"lang": self.lang_scores} if self.lang_scores else {})
        named = {f"{head}_{name}": array for head, scores in heads.items() for name, array in vars(scores).items()}
        return named | {"idf": self.vectoriser.idf}


#: How sharply language scores become a probability, and what is needed to name a language.
LANG_GAIN = 4.0
LANG_THRESHOLD = 0.5


def _held_back(texts: list[str], labels: np.ndarray, count: int, settings: Settings) -> HeldBack | None:
    if not settings.folds:
        return None
    return hold_back(texts, labels, count, settings.ngrams, settings.strength, settings.folds)


def _check(texts: list[str], intents: list[str], langs: list[str] | None) -> None:
    if not texts or len(texts) != len(intents) or (langs is not None and len(langs) != len(texts)):
        raise ValueError("Training needs at least one example, and one intent (and language) for each.")


def _labels(names: list[str]) -> tuple[tuple[str, ...], np.ndarray]:
    known, places = np.unique(np.array(names, dtype=str), return_inverse=True)
    return tuple(str(name) for name in known), places


def _linear(arrays: dict[str, np.ndarray], head: str) -> Linear:
    return Linear(*(arrays[f"{head}_{name}"] for name in ("levels", "scale", "bias")))
