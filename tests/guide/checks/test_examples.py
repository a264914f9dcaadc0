from bot.guide.checks import check_data

TOPIC = "guide/en/topics/grooming.yml"
SCENARIO = "guide/en/scenarios/new_friend.yml"


def found(data, severity: str) -> list[str]:
    return [str(p) for p in check_data(data.folder) if p.severity == severity and p.line]


def test_one_wording_under_two_intents_is_an_error(data) -> None:
    first = data.place(TOPIC, "um what is grooming now")
    place = data.change("nlu/en/greet.yml", "um hello now", "Um... what is grooming, NOW?")
    assert found(data, "error") == [
        f"{place}: “Um... what is grooming, NOW?” leads to greet here and to topic_grooming on {first}. "
        "Keep it in one place, or make it clearer."
    ]


def test_one_wording_twice_under_an_intent_is_a_warning(data) -> None:
    first = data.place(TOPIC, "um what is grooming now")
    place = data.change(TOPIC, "hey what is grooming now", "Um, what is grooming now")
    assert found(data, "warning") == [f"{place}: “Um, what is grooming now” stands here twice. First on {first}."]


def test_a_command_is_no_other_intents_example(data) -> None:
    place = data.change("lang/en/commands.yml", '"go back"', '"um hello now"')
    [error] = found(data, "error")
    assert error.startswith(f"{place}: “um hello now” leads to back here and to greet on data/nlu/en/greet.yml:3")


def test_wordings_without_letters_are_not_compared(data) -> None:
    data.change(TOPIC, "um what is grooming now", "'?'")
    data.change("nlu/en/greet.yml", "um hello now", "'👋'")
    assert found(data, "error") == []


def test_words_that_fit_two_choices_of_a_step_are_an_error(data) -> None:
    data.change(SCENARIO, "write back", "tell a FRIEND!")
    place = data.place(SCENARIO, "- id: tell")
    assert found(data, "error") == [f"{place}: “Tell a friend” fits `tell` and `answer`. Keep it with one of them."]
