"""What is likely in a talk about trouble: the same words ask, or tell, something else where the trouble is known."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from functools import cache

from bot.assistant.kinds import ADULTS
from bot.assistant.nlu.model import Prediction
from bot.assistant.safety.assessment import DANGER, HELP_PREFIX, HUMAN
from bot.guide.questions import Question

QUESTION_PREFIX = "question_"
#: How much a question counts that nobody asks in such a trouble ("how long does a removal take" from somebody who was
#: touched); nothing where a life is in danger.
UNSUITED = 0.05
#: How much a question counts that is made for the adult who speaks.
OF_THE_SPEAKER = 3.0
#: How much "something is happening" counts in a question from somebody whose trouble is known: it may sound like that
#: trouble ("is it my fault, I had trusted him") and asks something about it.
TOLD_BEFORE = 0.03
#: The same where nothing is asked: it tells more, or says as a worry what others ask.
TELLS_ON = 0.1
#: The same of a person who is asked for: their contacts were named.
WANTED_BEFORE = 0.3


class Fitting:
    """Weighs what a message may mean by what the talk is about.

    Args:
        questions: of the guide. grave: kinds of trouble that are a danger to life.
    """

    def __init__(self, questions: Collection[Question], grave: Collection[str]) -> None:
        self._suits = {question.intent: question.suits for question in questions}
        self._grave = frozenset(grave)
        self._sorts: dict[tuple[object, ...], str] = {}
        self.alike = cache(self._first_of_its_sort)

    def __call__(self, predicted: Prediction, trouble: tuple[str, ...], asks: bool, adult: bool) -> Prediction:
        """The prediction weighed by what is likely in a talk about this trouble.

        Args:
            trouble: what it is about, and who told it. asks: it is put as a question. adult: one may have written it.
        """
        alike = {name: self.alike(name) for name, _ in predicted.intents}
        likely = {first: self.likely(first, trouble, asks, adult) for first in set(alike.values())}
        shares = {name: share * likely[alike[name]] for name, share in predicted.intents}
        # What is taken from a question that nobody asks here makes no other one likelier.
        lost = {first for first in likely if self._misplaced(first, trouble)}
        total = sum(share if alike[name] in lost else shares[name] for name, share in predicted.intents)
        ranked = sorted(((name, share / total) for name, share in shares.items()), key=lambda item: -item[1])
        return replace(predicted, intents=ranked, sure=predicted.sure and ranked[0][0] == predicted.best[0])

    def likely(self, intent: str, trouble: tuple[str, ...], asks: bool, adult: bool) -> float:
        """How much an intent counts in such a talk, where 1 is as much as at the beginning of one."""
        suits = self._suits.get(intent)
        if suits and set(suits) <= set(ADULTS) and not set(ADULTS).intersection(trouble):
            return 1.0 if adult else 0.0  # words for adults
        if self._misplaced(intent, trouble):
            return 0.0 if self._grave.intersection(trouble) else UNSUITED
        if suits and set(suits).intersection(ADULTS).intersection(trouble):
            return OF_THE_SPEAKER
        if intent == HUMAN:
            return WANTED_BEFORE
        if intent.startswith(HELP_PREFIX) and intent != DANGER:
            return TOLD_BEFORE if asks else TELLS_ON
        return 1.0

    def _misplaced(self, intent: str, trouble: tuple[str, ...]) -> bool:
        """Is it a question that nobody asks in such a trouble?"""
        suits = self._suits.get(intent) or ()
        return bool(suits) and set(suits).isdisjoint(trouble)

    def _first_of_its_sort(self, intent: str) -> str:
        """The intent that stands for all that are as likely in any talk: intents are of half as many sorts."""
        asked = intent.startswith(QUESTION_PREFIX), self._suits.get(intent)
        helps = intent.startswith(HELP_PREFIX), intent in (HUMAN, DANGER) and intent
        return self._sorts.setdefault((*asked, *helps), intent)
