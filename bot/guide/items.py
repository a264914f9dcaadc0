"""Questions to learn by: the item bank (guide/<language>/items/), and what counts as answered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal

from pydantic import conint, root_validator

from bot.guide.content import Button, Content, ContentError, Id, Text
from bot.guide.topics import Topic

Kind = Literal["one", "several", "order", "match", "part", "spot"]
#: Answers to a claim that may be true in part; their words are buttons of phrases/ui.yml.
VERDICTS = ("all_true", "part_true", "not_true")
TRUTHS = ("true", "part", "false")
#: The keys that hold the answers of each kind.
NEEDS = {
    "one": ("right", "wrong"),
    "several": ("right", "wrong"),
    "order": ("order",),
    "match": ("pairs",),
    "part": ("truth",),
    "spot": ("lines", "turn"),
}
ANSWERS = ("right", "wrong", "order", "pairs", "truth", "lines", "turn")


class Item(Content):
    """One question; `kind` says how it is answered, `level` (1 easy to 3 hard) when it comes.

    `why_not` may say of a wrong answer why it does not fit.
    """

    id: Id
    kind: Kind
    topic: Id
    level: conint(ge=1, le=3)
    ask: Text
    right: tuple[Button, ...] = ()
    wrong: tuple[Button, ...] = ()
    order: tuple[Button, ...] = ()
    pairs: Mapping[str, Button] = {}
    truth: Literal["true", "part", "false"] | None = None
    lines: tuple[Text, ...] = ()
    turn: int | None = None
    because: Text
    why_not: Mapping[str, Text] = {}

    @root_validator(skip_on_failure=True)
    def _has_its_answers(cls, values: dict[str, Any]) -> dict[str, Any]:
        kind = values["kind"]
        given = tuple(key for key in ANSWERS if values[key])
        if given != NEEDS[kind]:
            raise ContentError(f"a question of kind `{kind}` has other answers", f"Give {', '.join(NEEDS[kind])}.")
        if kind == "one" and len(values["right"]) != 1:
            raise ContentError("`one` has one right answer", "Use `several` for more.")
        if kind == "spot" and not 1 <= values["turn"] <= len(values["lines"]):
            raise ContentError("`turn` names no line", f"Count from 1 to {len(values['lines'])}.")
        return values

    @property
    def options(self) -> tuple[str, ...]:
        """Every answer, each known by its place here; sorted, so that the place gives nothing away."""
        if self.kind == "part":
            return VERDICTS
        return self.lines or tuple(sorted((*self.right, *self.wrong, *self.order, *self.pairs.values())))

    @property
    def shuffled(self) -> bool:
        """May the answers come in any order? A chat and the three verdicts may not."""
        return self.kind not in ("spot", "part")

    def fitting(self, picked: Iterable[int]) -> frozenset[int]:
        """The answers that are right next, after those picked rightly before."""
        picked = tuple(picked)
        if self.kind == "part":
            return frozenset({TRUTHS.index(self.truth or "true")})
        if self.kind == "spot":
            return frozenset({(self.turn or 1) - 1})
        in_turn = self.order or tuple(self.pairs.values())
        wanted = in_turn[len(picked) : len(picked) + 1] if in_turn else self.right
        return frozenset(self.options.index(text) for text in wanted) - frozenset(picked)

    def steps(self) -> int:
        """How many right answers it takes; the last one of a row follows from the others."""
        in_turn = len(self.order or self.pairs)
        return in_turn - 1 if in_turn else max(1, len(self.right))

    def asked_about(self, picked: Iterable[int]) -> str | None:
        """The left side of the pair that is asked for next."""
        left = tuple(self.pairs)
        return left[len(tuple(picked))] if left else None


def checks(topics: Iterable[Topic]) -> Iterable[Item]:
    """The topics' own questions as items; each has its topic's id."""
    for topic in topics:
        options = topic.check.options
        right = tuple(option.text for option in options if option.right)
        wrong = tuple(option.text for option in options if not option.right)
        because = next(option.because for option in options if option.right)
        why_not = {option.text: option.because for option in options if not option.right}
        yield Item.construct(
            id=topic.id, kind="one", topic=topic.id, level=1, ask=topic.check.question, right=right, wrong=wrong,
            order=(), pairs={}, truth=None, lines=(), turn=None, because=because, why_not=why_not,
        )  # fmt: skip
