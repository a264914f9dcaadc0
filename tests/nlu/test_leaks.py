"""No test message is a training example: a figure on seen messages would mean nothing."""

from functools import cache
from pathlib import Path

import pytest
import yaml

from bot.assistant.nlu.normalise import normalise
from tests.conftest import real_examples
from tests.safety.messages import load_messages

#: Shorter messages ("what is sexual abuse") coincide without anybody having copied them.
LONG_ENOUGH = 6
KNOWN_FAILURES = sorted(Path(__file__).parent.glob("*/known_failures.yml"))


@cache
def trained() -> set[str]:
    """Every training example, spelling made plain."""
    return {normalise(example.text) for example in real_examples()}


def test_no_safety_message_is_trained_on() -> None:
    known = trained()
    messages = [(message.group, normalise(message.text)) for message in load_messages()]
    assert [group for group, text in messages if text in known and len(text.split()) >= LONG_ENOUGH] == []


@pytest.mark.parametrize("path", KNOWN_FAILURES, ids=lambda path: path.parent.name)
def test_no_known_failure_is_trained_on(path: Path) -> None:
    known = trained()
    texts = [entry["text"] for entry in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)]
    assert [text for text in texts if normalise(text) in known] == []
    assert len({normalise(text) for text in texts}) == len(texts)
