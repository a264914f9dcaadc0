"""What the classifier is known to get wrong. The list may only shrink: a message that is understood must leave it."""

from pathlib import Path

import pytest
import yaml

from bot.assistant.nlu.model import IntentModel

FAILURES = [
    pytest.param(entry["text"], entry["intent"], id=f"{path.parent.name}-{place}")
    for path in sorted(Path(__file__).parent.glob("*/known_failures.yml"))
    for place, entry in enumerate(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))
]
#: No more than this, ever. Lower it when the file has shrunk.
AT_MOST = 2


@pytest.mark.slow
@pytest.mark.xfail(strict=True, reason="known to be misunderstood; if it passes, take it out of the file")
@pytest.mark.parametrize(("text", "intent"), FAILURES)
def test_known_failure(trained: IntentModel, text: str, intent: str) -> None:
    assert trained.predict(text).best[0] == intent


def test_the_list_only_shrinks() -> None:
    assert len(FAILURES) <= AT_MOST
