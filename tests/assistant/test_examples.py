"""Examples below `kinds` teach an intent, and the kind of trouble that they tell of."""

from pathlib import Path

from bot.assistant.examples import Example, load_examples, load_kinds
from tests.conftest import DATA, real_guide

FILE = """intent: help_self
examples:
  - something is wrong
kinds:
  threat:
    - he wants money or he posts it
"""


def test_an_example_with_its_kind_teaches_both(tmp_path: Path) -> None:
    (tmp_path / "nlu" / "en").mkdir(parents=True)
    (tmp_path / "nlu" / "en" / "help_self.yml").write_text(FILE, "utf-8")
    texts = ["something is wrong", "he wants money or he posts it"]
    assert load_examples(tmp_path) == [Example(text, "help_self", "en") for text in texts]
    assert load_kinds(tmp_path) == [(texts[1], "threat")]


def test_what_stands_on_a_questions_button_is_typed_as_well() -> None:
    known = {(example.text, example.intent) for example in load_examples(DATA)}
    for question in real_guide().questions.values():
        assert {(title, question.intent) for title in question.all_titles} <= known, question.id
