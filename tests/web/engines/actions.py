"""Hands as WebDriver and WebDriver BiDi describe them; both take the same shapes."""

from typing import Any

#: Keys that are no letters, by the code points that WebDriver gives them.
NAMED = {"\n": "\ue007", "\x1b": "\ue00c", "\t": "\ue004"}


def click(x: float, y: float) -> list[dict[str, Any]]:
    """A mouse that goes somewhere and clicks."""
    moves = [
        {"type": "pointerMove", "x": round(x), "y": round(y), "duration": 0},
        {"type": "pointerDown", "button": 0},
        {"type": "pointerUp", "button": 0},
    ]
    return [{"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": moves}]


def press(text: str) -> list[dict[str, Any]]:
    """A keyboard that types a text."""
    values = [NAMED.get(letter, letter) for letter in text]
    strokes = [{"type": kind, "value": value} for value in values for kind in ("keyDown", "keyUp")]
    return [{"type": "key", "id": "keys", "actions": strokes}]
