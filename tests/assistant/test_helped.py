"""What help was given last: which words answer a cry, and how later messages count."""

import pytest

from bot.assistant.helped import Helped, after_cry, after_other, after_question, help_key


def cry(before: Helped | None, intent: str, *signals: str) -> Helped:
    return after_cry(before, intent, {"signals": ",".join(signals)})


@pytest.mark.parametrize(
    ("intent", "signals", "key"),
    [
        ("help_self", {"sextortion", "threat"}, "help_self_sextortion"),
        ("help_self", {"distress"}, "help_self"),
        ("help_danger_now", {"self_harm", "first_person"}, "help_danger_self_harm"),
        ("help_danger_now", {"self_harm", "friend_self_harm", "friend"}, "help_friend_self_harm"),
        ("help_danger_now", {"self_harm", "friend_self_harm", "other_person", "happening"}, "help_friend_self_harm"),
        # A goodbye note of one's own, in words that fit a friend's as well.
        ("help_danger_now", {"self_harm", "friend_self_harm", "first_person", "meant"}, "help_danger_self_harm"),
        ("help_danger_now", {"self_harm", "friend_self_harm", "other_person", "meant"}, "help_danger_self_harm"),
        ("help_danger_now", {"here_now"}, "help_danger_now"),
        ("help_danger_now", frozenset(), "help_danger_now"),
        # Nothing says where the danger comes from: the words must fit both.
        ("help_danger_now", {"first_person", "unease"}, "help_danger_unclear"),
        ("help_human", {"safe_word"}, "safe_word"),
    ],
)
def test_signals_choose_the_words(intent, signals, key):
    assert help_key(intent, frozenset(signals)) == key


@pytest.mark.parametrize(
    "first",
    [
        ("help_self", "sextortion"),
        ("help_danger_now", "self_harm"),
        ("help_danger_now",),
        ("help_bullied",),
        ("help_friend",),
    ],
)
def test_a_vague_cry_goes_on_about_the_trouble_that_was_told(first):
    told = cry(None, *first)
    later = cry(told, "help_self", "distress", "first_person")
    assert (later.key, later.said) == (told.key, 2)


def test_a_trouble_of_ones_own_is_heard_while_the_talk_is_about_a_friend():
    assert cry(cry(None, "help_friend"), "help_self", "threat", "sextortion").key == "help_self_sextortion"


def test_the_button_for_oneself_is_no_talk_about_the_friend():
    assert cry(cry(None, "help_friend"), "help_self").key == "help_self"


def test_another_trouble_starts_afresh():
    later = cry(cry(None, "help_self"), "help_bullied")
    assert (later.key, later.said) == ("help_bullied", 1)


def test_asking_for_a_person_keeps_what_it_is_about():
    told = cry(None, "help_self", "sextortion")
    assert cry(told, "help_human") == told


def test_after_a_question_the_full_answer_is_still_to_come():
    asked = after_question(None)
    assert not asked.here
    assert cry(asked, "help_self").said == 1


def test_time_and_other_things_lead_away():
    told = cry(None, "help_self")
    assert after_other(told, "tell_words", leads_away=False) == told
    assert all(after.recent for after in _turns(told, 10, leads_away=False))
    assert not _turns(told, 11, leads_away=False)[-1].recent
    assert not _turns(told, 1, leads_away=True)[-1].here
    assert _turns(told, 6, leads_away=True)[-1].recent
    long_ago = _turns(told, 7, leads_away=True)[-1]
    assert not long_ago.recent
    assert cry(long_ago, "help_self").said == 1


def _turns(told: Helped, count: int, leads_away: bool) -> list[Helped]:
    """The state after each of some turns."""
    passed = [told]
    for _ in range(count):
        passed.append(after_other(passed[-1], "thanks", leads_away))
    return passed


@pytest.mark.parametrize("intent", ["just_asking", "wrong"])
def test_a_misunderstanding_takes_the_help_back(intent):
    assert after_other(cry(None, "help_self"), intent, leads_away=False) is None


SELF_HARM, DANGER = ("help_danger_now", "self_harm"), ("help_danger_now", "here_now")


@pytest.mark.parametrize(
    "other", [("help_found_material", "found"), ("help_friend", "friend_event"), ("help_bullied", "bullying")]
)
def test_a_danger_to_life_stays_while_another_trouble_is_told(other):
    later = cry(cry(None, *SELF_HARM), *other)
    assert (later.key, later.grave) == (other[0], "help_danger_self_harm")
    assert all(after.in_danger and after.recent for after in _turns(later, 9, leads_away=True))
    assert not _turns(later, 10, leads_away=True)[-1].in_danger


def test_a_danger_told_again_begins_its_time_anew():
    later = _turns(cry(None, *SELF_HARM), 8, leads_away=False)[-1]
    assert cry(later, "help_self", "distress").grave_ago == 0
    assert cry(later, "help_bullied", "bullying").grave_ago == 9


def test_the_worst_danger_decides():
    assert cry(cry(None, *SELF_HARM), *DANGER).grave == "help_danger_self_harm"
    assert cry(cry(None, *DANGER), *SELF_HARM).grave == "help_danger_self_harm"


def test_speaking_of_a_sister_is_no_trouble_of_hers():
    told = cry(None, *SELF_HARM)
    assert cry(told, "help_friend", "first_person", "friend").key == "help_danger_self_harm"
    assert cry(told, "help_friend", "friend", "friend_event").key == "help_friend"
    pictures = cry(told, "help_self", "image_out", "first_person")
    assert cry(pictures, "help_friend", "first_person", "friend").key == pictures.key


def test_only_a_false_alarm_takes_a_danger_back():
    told = cry(None, *SELF_HARM)
    assert after_other(told, "wrong", leads_away=False).in_danger
    assert after_other(told, "just_asking", leads_away=False) is None


@pytest.mark.parametrize(
    ("intent", "signals"),
    [("help_friend", ("other_person", "cry")), ("help_self", ("has_image",)), ("help_self", ("distress",))],
)
def test_what_the_person_did_stays_what_the_talk_is_about(intent, signals):
    assert cry(cry(None, "help_own_behaviour"), intent, *signals).key == "help_own_behaviour"


@pytest.mark.parametrize(
    ("intent", "signals"),
    [
        ("help_self", ()),  # the button
        ("help_self", ("threat",)),
        ("help_friend", ("friend", "friend_event")),
        ("help_danger_now", ("here_now",)),
    ],
)
def test_a_trouble_of_ones_own_is_heard_after_what_the_person_did(intent, signals):
    assert cry(cry(None, "help_own_behaviour"), intent, *signals).key != "help_own_behaviour"


def test_the_slot_holds_it_all():
    told = cry(None, "help_self", "sextortion")
    assert Helped.of({"helped": told.to_slot()}) == told
    assert Helped.of({}) is None
