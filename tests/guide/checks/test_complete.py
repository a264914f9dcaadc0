import pytest

from bot.guide.checks import check_data


@pytest.fixture
def french(data):
    """French, live, word for word the English files."""
    data.copy_language("fr")
    data.change("languages.yml", "status: draft", "status: live")
    return data


def errors(data) -> list[str]:
    return [str(problem) for problem in check_data(data.folder) if problem.severity == "error"]


def test_a_complete_language_is_fine(french) -> None:
    assert errors(french) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("chapters.yml", "[harm, grooming]", "[grooming, harm]", "`basics` differs from English"),
        ("topics/harm.yml", "need: help", "need: report", "`harm` differs from English"),
        ("topics/harm.yml", "[grooming, consent]", "[consent, grooming]", "`harm` differs from English"),
        ("scenarios/new_friend.yml", "goto: push", "goto: told", "`offer` differs from English"),
        ("scenarios/new_friend.yml", "id: block\n", "id: stop\n", "`push` differs from English"),
        ("glossary.yml", "- {id: abuse,", "- {id: harm,", "`harm` is not in English. Delete it."),
        ("glossary.yml", "- {id: abuse,", "- {id: harm,", "`abuse` is missing. Translate it"),
        ("myths.yml", "fact: false", "fact: true", "`only_girls` differs from English"),
        ("organisations.yml", "status: moved", "status: renamed", "`a_group` differs from English"),
        ("young_people_in_action.yml", "id: europe", "id: asia", "`europe` is missing"),
        ("phrases/activities.yml", "{count}", "{total}", "`quiz_end` differs from English"),
        ("phrases/talk.yml", "greet:", "hello:", "`greet` is missing"),
        ("phrases/ui.yml", "  menu: Words\n", "", "`buttons.menu` is missing"),
        ("phrases/ui.yml", "menu: Words", "menu: 'W {x}'", "`buttons.menu` differs from English"),
    ],
)
def test_what_differs_from_english_is_named(french, file: str, old: str, new: str, says: str) -> None:
    french.change(f"guide/fr/{file}", old, new)
    assert any(f"data/guide/fr/{file}:" in error and says in error for error in errors(french)), errors(french)


def test_a_difference_stands_at_its_line(french) -> None:
    french.change("guide/fr/scenarios/new_friend.yml", "goto: blocked", "goto: told")
    place = french.place("guide/fr/scenarios/new_friend.yml", "- id: push")
    assert any(error.startswith(f"{place}: `push` differs") for error in errors(french))


def test_missing_files_are_named(french) -> None:
    for name in ("guide/fr/topics/harm.yml", "guide/fr/scenarios/new_friend.yml", "nlu/fr/greet.yml"):
        french.remove(name)
    found = "\n".join(errors(french))
    assert "data/guide/fr/topics/harm.yml:1: `harm` is missing" in found
    assert "data/guide/fr/scenarios/new_friend.yml:1: `new_friend` is missing" in found
    assert "data/nlu/fr/greet.yml:1: there are no examples of `greet` in fr" in found


def test_a_draft_is_only_warned_about(data) -> None:
    data.copy_language("fr")
    data.remove("guide/fr/myths.yml")
    place = data.change("guide/fr/topics/harm.yml", "need: help", "need: money")
    problems = check_data(data.folder)
    assert not [problem for problem in problems if problem.severity == "error"]
    told = [str(problem) for problem in problems]
    assert any(line.startswith(f"{place}: `need`") for line in told)
    assert "data/guide/fr/myths.yml:1: `only_girls` is missing. Translate it from the English file." in told
