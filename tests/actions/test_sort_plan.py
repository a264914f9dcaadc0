"""Sort it and my plan: every card to its heap, every tap of the plan, nothing but numbers kept."""

from itertools import product

import pytest

from actions.registry import play
from actions.state import State
from tests.conftest import real_guide

GUIDE = real_guide()


def go(name: str, intent: str, at: str, place: dict) -> tuple[dict, str]:
    done = play(name)(State(GUIDE, intent, at, place))
    return {**place, **done.slots}, "\n".join(m["text"] for m in done.reply.messages)


@pytest.mark.parametrize(("game", "rightly"), product(GUIDE.sortings, (True, False)))
def test_a_game_from_the_first_card_to_the_last(game, rightly):
    sorting = GUIDE.sortings[game]
    place, _ = go("sort", "start_sort", game, {})
    for at in range(6):
        assert place["sorting"]["at"] == at
        card = sorting.cards[place["sorting"]["cards"][at]]
        heap = next(heap for heap in sorting.heaps if (heap == card.heap) is rightly)
        place, words = go("sort", "sort", f"{game}.{card.id}.{heap}", place)
        assert card.because in words
        assert sorting.heaps[card.heap] in words
    assert place["score"] == {"right": 6 if rightly else 0, "of": 6}
    assert place["activity"] == "none"


@pytest.mark.parametrize("game", GUIDE.sortings)
def test_heaps_are_of_like_size_so_that_one_guess_for_all_does_not_win(game):
    sorting = GUIDE.sortings[game]
    sizes = [sum(card.heap == heap for card in sorting.cards) for heap in sorting.heaps]
    assert max(sizes) - min(sizes) <= 1


def test_every_plan_holds_what_was_tapped():
    for picked in product(*(range(len(step.options)) for step in GUIDE.plan)):
        place, _ = go("plan", "start_plan", "", {})
        for step, number in zip(GUIDE.plan, picked, strict=True):
            place, words = go("plan", "plan", f"{step.id}.{number}", place)
        for step, number in zip(GUIDE.plan, picked, strict=True):
            assert step.options[number].plan in words
        assert place["plan"] is None


def test_a_tap_of_the_plan_can_be_changed():
    place, _ = go("plan", "start_plan", "", {})
    place, _ = go("plan", "plan", f"{GUIDE.plan[0].id}.1", place)
    place, _ = go("plan", "plan", f"{GUIDE.plan[1].id}.0", place)
    place, words = go("plan", "plan", f"{GUIDE.plan[0].id}.2", place)
    assert place["plan"] == {"picked": [2]}
    assert GUIDE.plan[1].ask in words
