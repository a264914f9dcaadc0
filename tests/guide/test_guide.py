import pytest

from bot.guide import Guide, load_guide


@pytest.fixture
def guide(data) -> Guide:
    return load_guide(data.folder)


def test_topics_stand_in_the_order_of_the_chapters(guide: Guide) -> None:
    assert list(guide.topics) == ["harm", "grooming", "consent"]


def test_things_are_found_by_id(guide: Guide) -> None:
    assert guide.topic("grooming").intent == "topic_grooming"
    assert guide.chapter_of("consent").id == "more"
    assert guide.scenario("new_friend").node("push").ask == "And now?"
    assert guide.scenario("new_friend").node("told").helps == ("Telling someone",)
    assert guide.scenario("new_friend").start.choice("answer").goto == "push"
    assert guide.phrases["quiz_end"].say == ("You got {right} of {count}.",)
    assert guide.ui["buttons"]["menu"] == "Words"
    assert guide.law.facts[0].opened == "2007-10"
    assert guide.sources["004"].year == 2014


@pytest.mark.parametrize("look_up", ["topic", "scenario", "chapter_of"])
def test_what_does_not_exist_is_a_key_error(guide: Guide, look_up: str) -> None:
    with pytest.raises(KeyError):
        getattr(guide, look_up)("nothing")


def test_steps_and_choices_that_do_not_exist_are_key_errors(guide: Guide) -> None:
    with pytest.raises(KeyError):
        guide.scenario("new_friend").node("nothing")
    with pytest.raises(KeyError):
        guide.scenario("new_friend").start.choice("nothing")


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("sexual abuse", "abuse"),
        ("SEXUAL ÀBUSE!", "abuse"),
        ("what is sexual abuse material", "abuse_material"),
        ("whats csam?", "abuse_material"),
        ("are csams bad", "abuse_material"),
        ("asexual abuses", None),
        ("", None),
    ],
)
def test_a_term_is_found_alone_or_in_a_sentence_longest_first(guide: Guide, text: str, term: str | None) -> None:
    found = guide.find_term(text)
    assert (found.id if found else None) == term


def test_content_cannot_be_changed(guide: Guide) -> None:
    with pytest.raises(TypeError):
        guide.topic("grooming").title = "Other"
