from typing import get_args

from bot.guide.content import Need
from bot.referrals import NEEDS


def test_the_needs_of_the_guide_are_those_of_the_directory() -> None:
    assert set(get_args(Need)) == set(NEEDS)
