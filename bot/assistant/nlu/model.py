"""The intent classifier: what a message is about, how sure that is, who tells it, and which language it is in.

Knows nothing of Rasa. bot.assistant.hear makes a Rasa component of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, field, replace
from functools import cache, cached_property, lru_cache, partial
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from bot.assistant.nlu import vectors
from bot.assistant.nlu.archive import read_archive, write_archive
from bot.assistant.nlu.calibration import NONE, Calibration, HeldBack, Limits, Scores, hold_back
from bot.assistant.nlu.features import Reading, Vector, Vectoriser
from bot.assistant.nlu.heads import Heads, Speaks, spread
from bot.assistant.nlu.linear import Features, Linear, Meaning, directions
from bot.assistant.nlu.near import Near
from bot.assistant.nlu.normalise import Normaliser, default_normaliser
from bot.assistant.nlu.textspeak import TextSpeak
from bot.settings import load_settings

#: The intent of explicit examples of what is none of the bot's business.
OUT_OF_SCOPE = "out_of_scope"
#: How large a part (0-1) of all messages is expected to fit no intent at all.
UNKNOWN = 0.4
#: What a message can be, by the beginning of its intent's name; `TALK` for all others.
GROUPS = {"help_": "help", "question_": "question", "topic_": "topic", OUT_OF_SCOPE: "none"}
TALK = "talk"
#: A message of which a smaller share is known (0-1) is read by its meaning alone, and what it is about is never sure.
FOREIGN = 0.4
#: What is so likely (0-1), and so many times likelier than all else, is answered without asking back.
LIKELY, ALONE = 0.2, 2.0
#: Groups of what somebody tells or asks who is in trouble, or knows somebody who is.
OF_SOMEBODY = ("help", "question")


@cache
def group_of(intent: str) -> str:
    """Something is happening, a question about it, a learning question, talk with the bot, or none of its business."""
    return next((group for start, group in GROUPS.items() if intent.startswith(start)), TALK)


@dataclass(frozen=True)
class Said:
    """A message as typed, read once for all that listen to it: its plain words, and its meaning as a vector."""

    text: str
    normaliser: Normaliser

    @cached_property
    def plain(self) -> str:
        """The words as the classifier and the safety net read them."""
        return self.normaliser(self.text)

    @cached_property
    def _readings(self) -> dict[int, Reading]:
        return {}

    def read_by(self, vectoriser: Vectoriser) -> Reading:
        """Its plain words as a model's vectoriser reads them, however often somebody asks."""
        if id(vectoriser) not in self._readings:
            self._readings[id(vectoriser)] = vectoriser.reading(self.plain, self.cut)
        return self._readings[id(vectoriser)]

    @cached_property
    def cut(self) -> dict[str, list[str]]:
        """Its words in pieces, as far as somebody has cut them: both models read the same ones."""
        return {}

    @cached_property
    def meaning(self) -> np.ndarray:
        """The sentence vector."""
        return vectors.encode([self.text])[0]


@dataclass(frozen=True)
class Prediction:
    """What a message is about.

    Attributes:
        intents: with their probabilities (0-1), likeliest first.
        lang: its language (None: cannot tell), and how sure that is.
        kind, kind_share: the kind of trouble it tells of, if any, and how likely that is (0-1).
        speaks: who tells it, where somebody is in trouble.
        known: whether it is any of the bot's business.
        sure: whether the likeliest intent may be answered without asking back.
    """

    intents: list[tuple[str, float]]
    lang: str | None
    lang_confidence: float
    known: bool = True
    sure: bool = True
    kind: str | None = None
    kind_share: float = 0.0
    speaks: Speaks = field(default_factory=Speaks)

    @property
    def best(self) -> tuple[str, float]:
        """The likeliest intent and its probability."""
        return self.intents[0]

    @cached_property
    def groups(self) -> dict[str, float]:
        """Probability of each group."""
        shares: dict[str, float] = {}
        for intent, share in self.intents:
            shares[group_of(intent)] = shares.get(group_of(intent), 0.0) + share
        return shares


@dataclass(frozen=True)
class Reason:
    """A word n-gram, or a piece of a word, and how much it spoke for the likeliest intent (below 0: against)."""

    kind: str
    ngram: str
    weight: float


@dataclass(frozen=True)
class IntentModel:
    """A trained classifier. Immutable; safe to share between threads; keeps nothing of what it is asked."""

    normaliser: Normaliser
    vectoriser: Vectoriser
    directions: np.ndarray
    intents: tuple[str, ...]
    intent_scores: Linear
    group_scores: Linear
    group_meaning: Meaning
    near: Near
    calibration: Calibration = field(default_factory=Calibration)
    limits: dict[str, Limits] = field(default_factory=dict)
    langs: tuple[str, ...] = ()
    lang_scores: Linear | None = None
    heads: Heads = field(default_factory=Heads)

    @classmethod
    def train(
        cls,
        texts: list[str],
        intents: list[str],
        langs: list[str] | None = None,
        normaliser: Normaliser | None = None,
        kinds: Sequence[tuple[str, str]] = (),
        speakers: Sequence[tuple[str, str]] = (),
        folds: int = 12,
    ) -> IntentModel:
        """Learn from examples, one intent (and language) each, and from messages with their kind of trouble or speaker.

        In `folds` parts examples are held back to calibrate (0: not at all). Same input, same model. Raises ValueError.
        """
        _check(texts, intents, langs)
        normaliser = normaliser or default_normaliser()
        read, names = [normaliser(text) for text in texts], tuple(sorted(set(intents)))
        labels = np.array([names.index(intent) for intent in intents])
        whole = vectors.encode_examples(texts, load_settings().var / "vectors")
        main = directions(whole)
        meaning = whole @ main
        # A process of its own: in one, two fits would take turns at liblinear's chance numbers, never the same turns.
        with ProcessPoolExecutor(1, get_context("fork")) as beside:
            held_back = beside.submit(_held_back, read, meaning, labels, names, folds) if folds else None
            vectoriser, ngrams = Vectoriser.learn(read)
            features = Features(ngrams, meaning)
            groups, places = _groups(names)
            grouping = beside.submit(Linear.train, features, places[labels], len(groups))
            by_intent = Linear.train(features, labels, len(names))
            by_meaning = Meaning.train(whole, places[labels], len(groups))
            near = Near.learn(meaning, labels, len(names))
            scores = by_intent.without_zeros(), grouping.result()
            model = cls(normaliser, vectoriser, main, names, *scores, by_meaning, near)
            read_once = partial(model._read, known=dict(zip(texts, range(len(texts)), strict=True)), features=features)
            model = replace(model, heads=Heads.train(features, intents, kinds, speakers, read_once))
            if langs:
                model = model._with_languages(features, langs)
            return model._calibrated(held_back.result()) if held_back else model

    def predict(self, text: str) -> Prediction:
        """What `text`, as typed, is about. Never raises; a message that cannot be read has no likely intent."""
        return self.hear(Said(text, self.normaliser))

    def hear(self, said: Said) -> Prediction:
        """The same for a message that others read too."""
        vector, meaning = said.read_by(self.vectoriser).vector, said.meaning
        probabilities = self._probabilities(vector, meaning)
        order = np.argsort(-probabilities, kind="stable")
        ranked = [*zip(map(self.intents.__getitem__, order.tolist()), probabilities[order].tolist(), strict=True)]
        groups, places = _groups(self.intents)
        place, best = places[order[0]], ranked[0][1]
        group, share = groups[place], float(probabilities[places == place].sum())
        limits = self.limits.get(group, Limits())
        second = ranked[1][1] if len(ranked) > 1 else 0.0
        known = group != GROUPS[OUT_OF_SCOPE] and share >= limits.known
        message = vector.columns, vector.values, meaning @ self.directions
        kind, kind_share = self.heads.kind(*message)
        return Prediction(
            ranked,
            *self._language(*message, vector.known),
            known=known,
            sure=known and (best >= limits.sure or best >= max(LIKELY, ALONE * second)) and vector.known >= FOREIGN,
            kind=kind,
            kind_share=kind_share,
            speaks=self.heads.speaks(*message),
        )

    def explain(self, text: str, top: int = 12) -> list[Reason]:
        """The n-grams of `text` that spoke most for, or against, the likeliest intent."""
        vector, meaning = self.vectoriser.vector(self.normaliser(text)), vectors.encode([text])[0]
        best = int(self._probabilities(vector, meaning).argmax())
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
        return cls(
            normaliser=Normaliser(TextSpeak.from_dict(facts["textspeak"])),
            vectoriser=Vectoriser(facts["vocabularies"], arrays["idf"], facts["unknown_idf"]),
            directions=arrays["directions"],
            intents=tuple(facts["intents"]),
            intent_scores=_linear(arrays, "intent"),
            group_scores=_linear(arrays, "group"),
            group_meaning=Meaning(arrays["meaning"]),
            near=Near(*(arrays[f"near_{name}"] for name in ("rows", "scale", "ends"))),
            calibration=Calibration(**facts["calibration"]),
            limits={group: Limits(**limits) for group, limits in facts["limits"].items()},
            langs=tuple(facts["langs"]),
            lang_scores=_linear(arrays, "lang"),
            heads=Heads(tuple(facts["kinds"]), _linear(arrays, "kind"), _linear(arrays, "speaker")),
        )

    def _read(self, texts: list[str], known: dict[str, int], features: Features) -> Features:
        """Examples only: their vectors are kept, and most of them were read before (`known`: where in `features`)."""
        new = [text for text in dict.fromkeys(texts) if text not in known]
        if new:
            meaning = vectors.encode_examples(new, load_settings().var / "vectors") @ self.directions
            read = Features(self.vectoriser.table(self.normaliser(text) for text in new), meaning)
            known = known | {text: len(features.meaning) + place for place, text in enumerate(new)}
            features = Features.together([features, read])
        return features.of(np.array([known[text] for text in texts]))

    def _probabilities(self, vector: Vector, meaning: np.ndarray) -> np.ndarray:
        groups, places = _groups(self.intents)
        given = vector.columns, vector.values, meaning @ self.directions
        scores = self.near.added(self.intent_scores.scores(*given), given[-1]), self.group_scores.scores(*given)
        probabilities = self.calibration.probabilities(*scores, places)[0]
        if len(groups) == 1 or vector.known >= FOREIGN:
            return probabilities
        # Of a message in other words than the examples', the vector alone says which group it belongs to.
        within = probabilities / np.bincount(places, probabilities)[places]
        return within * self.group_meaning.probabilities(meaning)[places]

    def _language(
        self, columns: np.ndarray, values: np.ndarray, meaning: np.ndarray, known: float
    ) -> tuple[str | None, float]:
        if self.lang_scores is None or not known:
            return None, 0.0
        scores = self.lang_scores.scores(columns, values, meaning)
        powers = np.exp(LANG_GAIN * (scores - scores.max()))
        best = int(scores.argmax())
        confidence = float(powers[best] / powers.sum()) * known
        return (self.langs[best] if confidence >= LANG_THRESHOLD else None), confidence

    def _with_languages(self, features: Features, langs: list[str]) -> IntentModel:
        names = tuple(sorted(set(langs)))
        rows = np.concatenate(
            [spread([place for place, lang in enumerate(langs) if lang == name], OF_LANG) for name in names]
        )
        labels = np.array([names.index(langs[row]) for row in rows])
        blind = Features(features.ngrams[rows], np.zeros_like(features.meaning[rows]))
        return replace(self, langs=names, lang_scores=Linear.train(blind, labels, len(names)))

    def _calibrated(self, held_back: HeldBack) -> IntentModel:
        names, places = _groups(self.intents)
        calibration = Calibration.fit(held_back, places, UNKNOWN)
        inside = held_back.labels != NONE
        probabilities = calibration.probabilities(held_back.intents, held_back.groups, places)[inside]
        labels, best = held_back.labels[inside], probabilities.argmax(axis=1)
        limits = {}
        for place, group in enumerate(names):
            heard = places[best] == place
            share = probabilities[heard][:, places == place].sum(axis=1)
            rightly = places[labels[heard]] == place
            right, top = (best == labels)[heard], probabilities[heard].max(axis=1)
            limits[group] = Limits.choose(share[rightly], top, right)
        return replace(self, calibration=calibration, limits=limits)

    def _facts(self) -> dict:
        return {
            "textspeak": self.normaliser.textspeak.to_dict(),
            "vocabularies": self.vectoriser.vocabularies,
            "unknown_idf": self.vectoriser.unknown_idf,
            "intents": self.intents,
            "calibration": asdict(self.calibration),
            "limits": {group: asdict(limits) for group, limits in self.limits.items()},
            "langs": self.langs,
            "kinds": self.heads.kinds,
        }

    def _arrays(self) -> dict[str, np.ndarray]:
        heads = {"intent": self.intent_scores, "group": self.group_scores, "lang": self.lang_scores}
        heads |= {"kind": self.heads.kind_scores, "speaker": self.heads.speaker_scores}
        there = {head: scores for head, scores in heads.items() if scores}
        named = {f"{head}_{name}": array for head, scores in there.items() for name, array in scores.arrays().items()}
        named |= {f"near_{name}": array for name, array in vars(self.near).items()}
        return named | {
            "directions": self.directions,
            "idf": self.vectoriser.idf,
            "meaning": self.group_meaning.weights,
        }


#: How sharply language scores become a probability, and what is needed to name a language.
LANG_GAIN = 4.0
LANG_THRESHOLD = 0.5
#: So many examples of each language tell it from the others.
OF_LANG = 2000


@lru_cache(maxsize=4)
def _groups(intents: tuple[str, ...]) -> tuple[tuple[str, ...], np.ndarray]:
    """The groups of some intents, and the place of each intent's group among them."""
    names = tuple(sorted({group_of(intent) for intent in intents}))
    return names, np.array([names.index(group_of(intent)) for intent in intents])


def _held_back(
    texts: list[str], meaning: np.ndarray, labels: np.ndarray, names: tuple[str, ...], folds: int
) -> HeldBack:
    groups, places = _groups(names)

    def ask(seen: np.ndarray, asked: np.ndarray) -> Scores:
        vectoriser, ngrams = Vectoriser.learn(_pick(texts, seen))
        known = Features(ngrams, meaning[seen])
        by_intent = Linear.train(known, labels[seen], len(names))
        by_group = Linear.train(known, places[labels[seen]], len(groups))
        features = Features(vectoriser.table(_pick(texts, asked)), meaning[asked])
        near = Near.learn(meaning[seen], labels[seen], len(names))
        return near.all_added(by_intent.all_scores(features), meaning[asked]), by_group.all_scores(features)

    return hold_back(labels, len(groups), folds, ask)


def _pick(texts: list[str], which: np.ndarray) -> list[str]:
    return [texts[place] for place in np.flatnonzero(which)]


def _check(texts: list[str], intents: list[str], langs: list[str] | None) -> None:
    if not texts or len(texts) != len(intents) or (langs is not None and len(langs) != len(texts)):
        raise ValueError("Training needs at least one example, and one intent (and language) for each.")


def _linear(arrays: dict[str, np.ndarray], head: str) -> Linear | None:
    own = {name.removeprefix(f"{head}_"): array for name, array in arrays.items() if name.startswith(f"{head}_")}
    return Linear.of(own) if own else None
