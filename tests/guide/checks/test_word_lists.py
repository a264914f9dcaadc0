"""A word list of a language needs one file of data and nothing else: the steps of data/lang/README.md."""

from bot.assistant.lookups import place_of
from bot.guide.checks.check import check_data
from bot.guide.loader import read_guide
from tests.guide.conftest import Data

#: Names of places, with every key of the English file.
SPEECH = """\
places:
  - [a, premier, premiere]
  - [b, deuxieme, second]
last: [dernier]
before_place: [le, la]
behind_place: []
retold: {mon: son}
before_question: [mais]
behind_question: [alors]
plurals: [s]
"""


def errors(data: Data) -> list[str]:
    return [str(problem) for problem in check_data(data.folder) if problem.severity == "error"]


def test_the_places_of_a_list_in_another_language(data: Data) -> None:

    def place() -> str | None:
        return place_of("le deuxième", read_guide(data.folder, "fr").guide.language)

    assert place() is None
    data.write("lang/fr/speech.yml", SPEECH)
    assert (place(), errors(data)) == ("2", [])

    data.write("lang/fr/speech.yml", SPEECH.replace("last:", "lst:"))
    assert any(error.startswith("data/lang/fr/speech.yml:4: ") for error in errors(data)), errors(data)
    data.write("lang/fr/speach.yml", SPEECH)
    assert any("data/lang/fr/speach.yml: nothing reads this file" in error for error in errors(data))
