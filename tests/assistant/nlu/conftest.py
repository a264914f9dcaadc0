"""What the tests of the language understanding share."""

import sys
from collections.abc import Callable

import pytest


@pytest.fixture
def steps_of() -> Callable[[Callable], int]:
    """Counts the lines of Python that a call runs: the same on a fast and a slow machine."""

    def count(call: Callable) -> int:
        steps = 0

        def trace(frame, event, arg):
            nonlocal steps
            steps += event == "line"
            return trace

        before = sys.gettrace()
        sys.settrace(trace)
        try:
            call()
        finally:
            sys.settrace(before)
        return steps

    return count
