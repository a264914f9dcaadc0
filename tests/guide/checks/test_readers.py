import pytest

from bot.guide.checks import check_data


def errors(data) -> list[str]:
    return [str(problem) for problem in check_data(data.folder) if problem.severity == "error"]


@pytest.mark.parametrize(
    "name", ["sites_that_are_gone.yml", "nlu/en/leftover_list.yml", "law/frameworks_2014.yml", "law/notes.txt"]
)
def test_a_file_that_nothing_reads_fails_the_check(data, name: str) -> None:
    data.write(name, "sites: []\n")
    assert f"data/{name}: nothing reads this file. Look at its name and folder, or delete it." in errors(data)


def test_words_that_nothing_asks_for_fail_the_check(data) -> None:
    place = data.change("guide/en/phrases/ui.yml", "buttons:", "zebra_words: {stripes: Stripes}\nbuttons:")
    found = errors(data)
    assert f"{place}: nothing reads `zebra_words`. Look at its spelling, or delete it." in found


def test_words_of_a_page_that_nothing_asks_for_fail_the_check(data) -> None:
    data.write("guide/en/pages/topic.yml", 'simpler: "In easier words"\nzebra_crossing: "Hello"\n')
    found = errors(data)
    assert [line for line in found if "zebra_crossing" in line] and not [line for line in found if "`simpler`" in line]


def test_a_phrase_that_nothing_says_fails_the_check(data) -> None:
    place = data.change("guide/en/phrases/talk.yml", "greet:", 'zebra_talk: {say: ["Hi."]}\ngreet:')
    assert f"{place}: nothing says `zebra_talk`. Look at its spelling, or delete it." in errors(data)
