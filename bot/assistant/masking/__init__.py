"""Hide the personal details in a message: what a person should not have typed, nobody and nothing reads."""

from pathlib import Path
from typing import NamedTuple

from bot.assistant.masking.announced import mask_announced
from bot.assistant.masking.clues import load_clues
from bot.assistant.masking.shapes import mask_shapes
from bot.settings import ROOT


class Masked(NamedTuple):
    """A text without personal details, and the kinds of detail that were in it (never the details)."""

    text: str
    found: frozenset[str]


def mask(text: str, data: Path = ROOT / "data") -> Masked:
    """Replace personal details in `text`; masking the result again changes nothing.

    Kinds: phone, email, link, handle, name, address, school, birth_date, card, iban, number, network,
    password.

    Args:
        data: the folder with lang/<code>/masking.yml; the clues of all its languages count.
    """
    clues = load_clues(data)
    shaped, by_shape = mask_shapes(text, clues.words["counted"])
    masked, by_clue = mask_announced(shaped, clues)
    return Masked(masked, frozenset(by_shape | by_clue))
