"""`staysafe rasa ...`: Rasa's own commands under our runtime, with our files where Rasa expects its own."""

import sys

from bot import runtime


def passed_on(argv: list[str]) -> int:
    """Run Rasa's command line with `argv`; returns its exit code."""
    runtime.prepare()
    from rasa.__main__ import main

    sys.argv = ["rasa", *argv]
    try:
        main()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    return 0
