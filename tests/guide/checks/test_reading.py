import socket

import pytest

from bot.guide.checks import check_data
from bot.guide.checks.reading import grade, levels, words_per_sentence
from tests.conftest import real_guide

EASY = ["The cat sat on the mat.", "It was a good cat.", "You can tell me."]
HARD = [
    "International organisations investigate technological exploitation of vulnerable individuals.",
    "Comprehensive educational interventions necessitate considerable institutional cooperation.",
]
TOPIC = "guide/en/topics/grooming.yml"


def test_easy_texts_have_a_low_grade() -> None:
    assert grade(EASY) < 2


def test_hard_texts_have_a_high_grade() -> None:
    assert grade(HARD) > 15


def test_the_grade_is_the_formulas() -> None:
    # 2 sentences, 8 words, 8 syllables: 0.39 * 4 + 11.8 * 1 - 15.59
    assert grade(["The big dog ran. The **cat** sat down"]) == pytest.approx(0.39 * 4 + 11.8 - 15.59)


def test_nothing_to_read_has_grade_zero() -> None:
    assert grade([]) == grade(["{contacts}"[:0], "…"]) == 0


def test_words_per_sentence() -> None:
    assert words_per_sentence(["One two three. Four five?", "Six"]) == 2


def test_it_needs_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object) -> None:
        raise AssertionError("tried to connect")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert grade(["An entirely unheard-of wordlet."]) > 0


def test_too_hard_a_topic_is_an_error(data) -> None:
    data.change(TOPIC, "Someone is very nice to you.", " ".join(HARD))
    place = data.place(TOPIC, "say:")
    [problem] = [p for p in check_data(data.folder) if "`say` reads like school grade" in p.message]
    assert (f"{problem.file}:{problem.line}", problem.severity) == (place, "error")
    assert problem.advice == "Use shorter words and shorter sentences."


def test_a_harder_simpler_version_is_a_warning(data) -> None:
    data.change(TOPIC, '"They are nice at first."', '"They can become enormously friendly at the beginning."')
    place = data.place(TOPIC, "simpler:")
    [problem] = [p for p in check_data(data.folder) if "`simpler` reads" in p.message]
    assert (f"{problem.file}:{problem.line}", problem.severity) == (place, "warning")


def test_long_sentences_of_short_words_are_a_warning(data) -> None:
    data.change(TOPIC, "Someone is very nice to you.", "So " + "he is so nice and " * 5 + "he is so nice to you too.")
    data.change(
        TOPIC, "They want you to trust them.", "It is " + "not so bad and " * 4 + "it is not so good, so you go out."
    )
    [problem] = [p for p in check_data(data.folder) if "words a sentence" in p.message]
    assert problem.severity == "warning"


@pytest.mark.parametrize(
    ("file", "words", "key"),
    [("help", "It is not your fault.", "help_self"), ("after_help", "No, it is not.", "my_fault")],
)
def test_phrases_of_help_are_read_too(data, file, words, key) -> None:
    place = data.change(f"guide/en/phrases/{file}.yml", words, HARD[0])
    [problem] = [p for p in check_data(data.folder) if f"`{key}` reads like" in p.message]
    assert problem.severity == "error"
    assert problem.line - int(place.rsplit(":", 1)[1]) in (-1, 0)


def test_easier_words_are_two_grades_easier(data) -> None:
    data.change(TOPIC, "Someone is very nice to you.", "Somebody is wonderful company for several evenings together.")
    data.change(TOPIC, '"They are nice at first."', '"They can be pleasant company for an evening together."')
    place = data.place(TOPIC, "simpler:")
    [problem] = [p for p in check_data(data.folder) if "`say` like" in p.message]
    assert (f"{problem.file}:{problem.line}", problem.severity) == (place, "error")


def test_every_topic_of_the_guide_reads_as_it_should() -> None:
    told = levels(real_guide().topics.values())
    assert max(told, key=lambda levels: levels.say).say <= 7
    assert min(told, key=lambda levels: levels.gap).gap >= 2
