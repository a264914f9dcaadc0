"""Three browser engines behind one small face: open a page, run a script in it, point, tap and type as a hand does."""

import json
import os
import shutil
import time
from typing import Any, Protocol

import pytest

#: Longest wait for something on a page, in seconds. The machine may be busy.
PATIENCE = 20


class Engine(Protocol):
    """One tab of a browser."""

    def go(self, url: str) -> None:
        """Open an address and wait until it has loaded."""

    def run(self, expression: str) -> Any:
        """The JSON value of a JavaScript expression (or promise) in the page."""

    def tap(self, x: float, y: float) -> None:
        """A real click at a point of the window."""

    def keys(self, text: str) -> None:
        """Real keys, one after the other; `\\n` is Enter, `\\x1b` Escape."""

    def size(self, width: int, height: int) -> None:
        """Resize the window's inside, as nearly as the engine can."""


def wait(engine: Engine, expression: str, told: str = "") -> Any:
    """The first value of an expression that is true; fails after PATIENCE with what the page shows."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            found = engine.run(expression)
        except ScriptError:  # the page is between two documents
            found = None
        if found:
            return found
        time.sleep(0.1)
    raise AssertionError(f"{told or expression}: not within {PATIENCE} s")


class ScriptError(Exception):
    """A script failed in the page."""


def as_json(expression: str) -> str:
    """An expression that gives its value (or that of its promise) as JSON text; undefined becomes null."""
    return f"Promise.resolve({expression}).then((value) => JSON.stringify(value ?? null))"


def from_json(text: str | None) -> Any:
    """The value of what `as_json` gave."""
    return None if text is None else json.loads(text)


def needed(*programs: str) -> str:
    """Path of the first of these programs; without any the test is skipped, on a build server it fails."""
    path = next((found for name in programs if (found := shutil.which(name))), None)
    if path is None:
        message = f"{programs[0]} is not installed (.ci/run says how); its browser tests cannot run."
        pytest.fail(message) if os.environ.get("CI") == "true" else pytest.skip(message)
    return path
