import pytest

from bot.guide.checks.passages import Passage, passages, sentences
from bot.guide.loader import read_guide
from bot.guide.yaml_lines import Document


def test_each_text_has_the_voice_of_who_says_it(data) -> None:
    reading = read_guide(data.folder, "en")
    voices = {passage.text: passage.voice for passage in passages(reading.reader.documents, "en")}
    assert voices["Somebody writes to Sam."] == voices["Pictures of a crime."] == voices["CSAM"] == "bot"
    assert voices["Tell a friend"] == voices["They are tall"] == "button"
    assert voices["write back"] == voices["um hello now"] == voices["um what is harm now"] == "person"


def test_ids_addresses_and_marks_are_no_prose(data) -> None:
    reading = read_guide(data.folder, "en")
    texts = {passage.text for passage in passages(reading.reader.documents, "en")}
    assert not texts & {"grooming", "004", "A heading", "www.example.org", "moved", "false", "menu", "told", "help"}


@pytest.mark.parametrize(
    ("places", "inside"),
    [
        (("guide/*/law.yml",), True),
        (("guide/*/law.yml#frameworks",), True),
        (("guide/*/law.yml#offences",), False),
        (("guide/*/myths.yml", "guide/en/law.yml"), True),
        ((), False),
    ],
)
def test_places(places: tuple[str, ...], inside: bool) -> None:
    passage = Passage(Document("data/x"), "guide/en/law.yml", ("frameworks", "a", "name"), "Text", "bot")
    assert passage.stands_in(places) is inside


def test_sentences() -> None:
    assert sentences("**One.** Two? 'Three!' Four\nFive… six.") == ["One.", "Two?", "'Three!", "Four", "Five…", "six."]
