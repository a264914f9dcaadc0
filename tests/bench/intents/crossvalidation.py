"""How well the classifier does on examples of its own kind that it has not seen."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from sklearn.metrics import f1_score
from sklearn.model_selection import StratifiedKFold

from bot.assistant.examples import Example
from bot.assistant.nlu.model import OUT_OF_SCOPE, IntentModel

SEED = 0


@dataclass(frozen=True)
class Answers:
    """What a classifier said to messages that it had not seen; one entry a message."""

    wanted: np.ndarray
    guessed: np.ndarray
    confidence: np.ndarray
    refused: np.ndarray  # under the threshold, or taken for out of scope
    unsure: np.ndarray  # above the threshold, but asks back

    @property
    def in_scope(self) -> np.ndarray:
        """Which messages are the bot's business."""
        return self.wanted != OUT_OF_SCOPE

    @property
    def right(self) -> np.ndarray:
        """Where the likeliest intent is the wanted one."""
        return self.guessed == self.wanted

    def figures(self) -> dict[str, float]:
        """Shares in per cent (0-100)."""
        known, right = self.in_scope, self.right
        under = self.refused & (self.guessed != OUT_OF_SCOPE)
        helps = np.char.startswith(self.wanted, "help_")
        return {
            "macro F1": 100 * f1_score(self.wanted, self.guessed, average="macro"),
            "in-scope accuracy": 100 * right[known].mean(),
            "lost to the threshold": 100 * (right & under)[known].mean(),
            "out-of-scope recall": 100 * self.refused[~known].mean(),
            "help heard as any help": 100 * np.char.startswith(self.guessed[helps], "help_").mean(),
            "asks back": 100 * self.unsure[known].mean(),
            "right when it does not ask back": 100 * right[known & ~self.unsure & ~self.refused].mean(),
        }

    def by_intent(self) -> list[tuple[float, str]]:
        """(F1 in per cent, intent), lowest first."""
        names = np.unique(self.wanted)
        scores = f1_score(self.wanted, self.guessed, average=None, labels=names, zero_division=0)
        return sorted((100 * float(score), str(name)) for score, name in zip(scores, names, strict=True))

    def mistakes(self) -> list[tuple[int, str, str]]:
        """(how often, wanted, guessed), most frequent first."""
        pairs, counts = np.unique([*zip(self.wanted, self.guessed, strict=True)], axis=0, return_counts=True)
        found = [(int(n), str(a), str(b)) for (a, b), n in zip(pairs, counts, strict=True) if a != b]
        return sorted(found, reverse=True)


def folds(examples: list[Example], count: int) -> list[tuple[IntentModel, np.ndarray]]:
    """A model for each part of the examples, trained on the others, and the places of that part."""
    intents = [example.intent for example in examples]
    splits = StratifiedKFold(count, shuffle=True, random_state=SEED).split(intents, intents)
    return [(_train([examples[i] for i in seen]), asked) for seen, asked in splits]


def ask(models: list[tuple[IntentModel, np.ndarray]], texts: list[str], intents: list[str]) -> Answers:
    """Each model answers the part that it has not seen."""
    places = np.concatenate([asked for _, asked in models])
    said = [model.predict(texts[place]) for model, asked in models for place in asked]
    guessed, confidence = np.array([p.best[0] for p in said]), np.array([p.best[1] for p in said])
    refused = ~np.array([p.known for p in said])
    unsure = ~refused & ~np.array([p.sure for p in said])
    return Answers(np.array(intents)[places], guessed, confidence, refused, unsure)


def _train(examples: list[Example]) -> IntentModel:
    texts, intents, langs = zip(*examples, strict=True)
    return IntentModel.train(list(texts), list(intents), list(langs))
