"""What is said in a talk about trouble when nothing is asked: from where on it counts."""

from types import SimpleNamespace

import pytest

from bot.assistant.nlu.model import Prediction, Said
from bot.assistant.reactions import GRAVE, LONGEST, NONE, ROW, SURE, Reacted, Reactions


def heard(text: str, *ranking: tuple[str, float]) -> Reacted:
    model = SimpleNamespace(hear=lambda said: Prediction(list(ranking), "en", 0.9))
    return Reactions(model).to(Said(text, str))  # type: ignore[arg-type]


@pytest.mark.parametrize(("share", "row"), [(0.41, "told"), (0.39, None)])
def test_a_row_counts_from_two_fifths_on(share, row):
    assert SURE == 0.4
    assert heard("i told my aunt", (f"{ROW}told", share), (NONE, 0.05)).row == row


@pytest.mark.parametrize(
    ("thought", "share", "row"), [("violence", 0.11, "violence"), ("violence", 0.09, None), ("threat", 0.3, None)]
)
def test_a_plan_to_hurt_somebody_counts_sooner_where_both_models_think_of_it(thought, share, row):
    model = SimpleNamespace(hear=lambda said: Prediction([(f"{ROW}violence", share), (NONE, 0.05)], "en", 0.9))
    assert Reactions(model).to(Said("off we go", str), thought).row == row  # type: ignore[arg-type]


@pytest.mark.parametrize("best", [NONE, f"{GRAVE}danger"])
def test_neither_all_else_nor_a_danger_is_a_row(best):
    assert heard("well", (best, 0.6), (f"{ROW}told", 0.4)).row is None


def test_it_says_how_likely_something_is_asked():
    assert heard("well", (f"{ROW}told", 0.7), (NONE, 0.15)).asked == 0.15
    assert heard("well", (f"{ROW}told", 0.7)).asked == 0.0


def test_a_long_text_tells_something():
    assert heard("a" * LONGEST, (f"{ROW}told", 0.9)).row == "told"
    assert heard("a" * (LONGEST + 1), (f"{ROW}told", 0.9)).row is None


def test_the_danger_is_the_likeliest_and_its_share_that_of_all():
    told = heard("he is here", (f"{GRAVE}danger", 0.4), (f"{ROW}told", 0.3), (f"{GRAVE}medical", 0.2))
    assert (told.grave, round(told.share, 2)) == ("danger", 0.6)


def test_no_letter_is_silence():
    assert heard("...", (f"{ROW}told", 0.9)).row == "silence"


@pytest.mark.parametrize(("other", "row"), [("its_other", "its_me"), ("told", None)])
def test_what_was_misheard_counts_together(other, row):
    assert heard("no its me", (f"{ROW}its_me", 0.25), (f"{ROW}{other}", 0.2)).row == row
