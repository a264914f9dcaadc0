import pytest

from bot.guide.checks import check_data


def errors(data) -> list[str]:
    return [str(problem) for problem in check_data(data.folder) if problem.severity == "error"]


def test_an_intent_without_topic_is_named(data) -> None:
    data.write("intents.yml", (data.folder / "intents.yml").read_text().replace("topic_harm", "topic_law"))
    found = errors(data)
    assert "data/intents.yml:3: `topic_law` has no topic (en). Add data/guide/en/topics/law.yml." in found
    assert "data/guide/en/topics/harm.yml:1: `topic_harm` is not in data/intents.yml. Add it, group learning." in found


def test_an_intent_without_examples_is_named(data) -> None:
    data.remove("nlu/en/greet.yml")
    assert errors(data) == ["data/intents.yml:5: `greet` has no examples (en). Add data/nlu/en/greet.yml."]


def test_other_answers_of_the_kind_leave_the_contacts_to_the_bar(data) -> None:
    data.change("guide/en/phrases/talk.yml", "greet: {say", "greet: {kind: help, say")
    assert errors(data) == []


def test_a_file_without_examples_is_named(data) -> None:
    data.write("nlu/en/greet.yml", "words: [hello]\n")
    assert errors(data) == ["data/nlu/en/greet.yml:1: the file holds no examples. It needs `intent` and `examples`."]


def test_examples_of_no_intent_are_named(data) -> None:
    data.change("intents.yml", "id: greet", "id: hello")
    assert any("nlu/en/greet.yml:1: `greet` is no intent of help or conversation" in e for e in errors(data))


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (', "{contacts}"', "", "`help_self` shows no contacts at once"),
        ('"It is not', '"a", "b", "It is not', "`help_self` shows no contacts at once"),
    ],
)
def test_an_answer_of_help_shows_contacts(data, old: str, new: str, says: str) -> None:
    data.change("guide/en/phrases/help.yml", old, new)
    [error] = errors(data)
    assert says in error


def test_an_intent_that_nothing_answers_is_an_error(data) -> None:
    place = data.change("intents.yml", "id: greet", "id: help_hacked")
    data.change("nlu/en/greet.yml", "intent: greet", "intent: help_hacked")
    assert any(place.split(":")[0] in error and "nothing answers `help_hacked`" in error for error in errors(data))
