import pytest

from bot.guide.checks import check_data
from bot.guide.checks.wordings import Rule

TOPIC = "guide/en/topics/grooming.yml"
SCENARIO = "guide/en/scenarios/new_friend.yml"


def errors(data) -> list[str]:
    return [str(problem) for problem in check_data(data.folder) if problem.severity == "error"]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (TOPIC, "Someone is very nice to you.", "Monsters are very nice."),
        (TOPIC, "Many people do.", "A **monster** might."),
        (TOPIC, "They like cats", "They look like a monster"),
        (SCENARIO, "Tell a friend", "Ask the monster"),
        (SCENARIO, "It goes on.", "The monster goes on."),
        ("guide/en/glossary.yml", "Pictures of a crime.", "Pictures that monsters make."),
        ("guide/en/phrases/help.yml", "It is not your fault.", "It is your fault."),
    ],
)
def test_a_forbidden_term_is_named_with_its_line(data, file: str, old: str, new: str) -> None:
    place = data.change(file, old, new)
    [error] = errors(data)
    assert error.startswith(f"{place}: says “")
    assert "Better: " in error


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (TOPIC, "  - um what is grooming now", "  - is he a monster"),
        (SCENARIO, "write back", "call him a monster"),
        ("nlu/en/greet.yml", "  - um hello now", "  - hello monster"),
        (TOPIC, "They are tall", "It is your fault"),
    ],
)
def test_young_peoples_words_and_bad_ideas_on_buttons_are_theirs(data, file: str, old: str, new: str) -> None:
    data.change(file, old, new)
    assert errors(data) == []


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (TOPIC, "Then they ask for something.", "So what happened?"),
        (TOPIC, "Then they ask for something.", "Please tell me more."),
        (SCENARIO, "What could Sam do?", "What happened?"),
        ("guide/en/phrases/talk.yml", "Hello.", "Hi. What happened to you? I can help."),
        ("guide/en/glossary.yml", "Pictures of a crime.", "Tell me if you see one."),
    ],
)
def test_the_bot_asks_for_no_details(data, file: str, old: str, new: str) -> None:
    place = data.change(file, old, new)
    [error] = errors(data)
    assert error.startswith(f"{place}: the bot asks “")


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (TOPIC, "Then they ask for something.", "You need not say what happened. What next?"),
        (TOPIC, "Then they ask for something.", "They ask: 'What happened? Tell me, don't be shy.' That is a sign."),
        (TOPIC, "Then they ask for something.", "They say “tell me” a lot."),
        (TOPIC, "They are tall", "They say tell me"),
        (TOPIC, "  - um what is grooming now", "  - tell me about it"),
        (TOPIC, "A heading", "What happened?"),
        ("guide/en/myths.yml", "It happens to boys too.", "Tell me about it."),
    ],
)
def test_stories_quotes_and_allowed_places_may_say_it(data, file: str, old: str, new: str) -> None:
    data.change(file, old, new)
    assert errors(data) == []


def test_a_broken_pattern_is_named(data) -> None:
    place = data.change("forbidden_terms.yml", "monsters?", "monsters(?")
    [error] = [error for error in errors(data) if "pattern" in error]
    assert error.startswith(f"{place}: this pattern is broken: ")


@pytest.mark.parametrize("name", ["forbidden_terms.yml", "forbidden_questions.yml", "intents.yml"])
@pytest.mark.parametrize("text", ["", "[]"])
def test_without_rules_nothing_passes(data, name: str, text: str) -> None:
    data.write(name, text)
    assert any(error.startswith(f"data/{name}:1: ") for error in errors(data))


def test_a_rule_matches_without_regard_to_capitals() -> None:
    rule = Rule(pattern=r"\bfoo\b", unless=r"\bnot\b", why="w", instead="i")
    assert rule.match("A Foo here") == "Foo"
    assert rule.match("Not a foo") is None
    assert rule.match("food") is None
