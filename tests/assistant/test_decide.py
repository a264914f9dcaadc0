"""Decide: the table holds for every kind, stage and kind of message, and what must always hold does."""

import itertools
import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.assistant.decide import KINDS, Decision, decide
from bot.assistant.dialogue import answers
from bot.assistant.facts import MAY_ASK, MAY_TELL, kind_told
from bot.assistant.heard import Heard
from bot.assistant.kinds import BACK, FIRST, MEANWHILE, kind_of, speaker_of, who_speaks
from bot.assistant.nlu.heads import Speaks
from bot.assistant.state import FADES, WHILE_STILL, State
from bot.guide.decisions import When
from bot.guide.help import SPEAKERS, STAGES, written
from bot.guide.payloads import payload
from tests.assistant.talks import BOOK, GUIDE, LIBRARY, Talk, typed, words

SCREAM = {
    "threat": ("help_self", "threat", "sextortion"),
    "self_harm": ("help_danger_now", "self_harm"),
    "danger": ("help_danger_now", "here_now"),
    "friend": ("help_friend", "friend_event"),
    "bullied": ("help_bullied", "bullying"),
    "found": ("help_found_material", "found"),
    "own_picture": ("help_own_behaviour", "own_act"),
    "something": ("help_self",),
}
LIKE = ("topic_", "question_")
INTENTS = [name for name in answers(GUIDE) if not name.startswith(LIKE)] + ["topic_grooming", "question_pay"]
#: Rows for what only sounds like danger.
NO_DANGER = ("wrong", "good_night", "no_alarm")
REACTIONS = [row for row in STAGES if row in BOOK.words["something"].given()]


def told(*kinds: str) -> Talk:
    talk = Talk()
    for kind in kinds:
        talk.say(typed(*SCREAM[kind]))
    return talk


def test_every_kind_has_words_for_every_stage_and_speaker():
    for kind, speaker, row in itertools.product(BOOK.kinds, (None, *SPEAKERS), STAGES):
        assert written(BOOK.words, kind, speaker, row), (kind, speaker, row)


@pytest.mark.parametrize("kind", BOOK.kinds)
def test_every_message_in_every_trouble_has_a_row(kind):
    state = decide(Heard("help_self", 0.9, kind=kind, about="me"), State(), BOOK).state
    messages = [typed(intent) for intent in INTENTS] + [typed("out_of_scope", reaction=row) for row in REACTIONS]
    for heard in messages:
        decision = decide(heard, state, BOOK)
        assert decision.row and decision.why
        assert bool(decision.answer) != bool(decision.action)


def test_each_row_can_be_reached_by_something():
    """A row that hides behind those before it is no row."""
    for place, row in enumerate(BOOK.rows[:-1]):
        assert row.when != When(), f"{row.id} hides all rows after it"
        assert row.when not in [earlier.when for earlier in BOOK.rows[:place]], row.id


@pytest.mark.parametrize("kind", SCREAM)
def test_a_new_trouble_gets_its_full_answer_with_all_contacts(kind):
    talk = told(kind)
    assert (talk.decision.kind, talk.decision.stage, talk.decision.contacts) == (kind, "first", "full")


@pytest.mark.parametrize("first", SCREAM)
def test_a_vague_cry_goes_on_about_the_trouble_that_was_told(first):
    talk = told(first)
    talk.say(typed("help_self", "distress", "first_person"))
    assert (talk.trouble.kind, talk.trouble.said, talk.decision.stage) == (first, 2, "again")


@pytest.mark.parametrize(("before", "now"), [("friend", "threat"), ("something", "bullied"), ("threat", "self_harm"),
    ("own_picture", "danger"), ("own_picture", "friend"), ("self_harm", "found"), ("self_harm", "friend")])  # fmt: skip
def test_another_trouble_that_is_named_starts_afresh(before, now):
    talk = told(before, now)
    assert (talk.trouble.kind, talk.decision.stage) == (now, "first")


@pytest.mark.parametrize(
    ("before", "heard"),
    [
        ("threat", typed("help_self", "asked")),
        ("self_harm", typed("help_bullied")),  # "they will send me to hospital"
        ("self_harm", typed("help_friend", "friend", "first_person")),  # "my sister is in the next room"
        ("own_picture", typed("help_friend", "other_person", "cry")),  # "she doesnt know"
        ("own_picture", typed("help_self", "distress")),
    ],
)
def test_what_only_sounds_like_another_trouble_is_still_the_same(before, heard):
    talk = told(before)
    talk.say(heard)
    assert talk.trouble.kind == before


@pytest.mark.parametrize("button", ["help_self", "help_friend"])
def test_a_button_says_what_it_says(button):
    talk = told("own_picture")
    talk.say(button)
    assert talk.decision.kind == {"help_self": "something", "help_friend": "friend"}[button]


def test_asking_for_a_person_keeps_what_it_is_about():
    talk = told("threat")
    talk.say(typed("help_human"))
    assert (talk.decision.kind, talk.trouble.kind, talk.decision.contacts) == ("person", "threat", "full")


def test_who_speaks_is_kept_and_told_by_signals():
    talk = Talk()
    talk.say(typed("help_friend", "friend_event", "as_parent"))
    assert talk.decision.speaker == "parent"
    talk.say(typed("help_self", "distress"))
    assert talk.decision.speaker == "parent"


def test_a_sound_of_danger_without_a_word_of_it_is_answered_softly():
    talk = Talk()
    talk.say(typed("help_danger_now", "first_person", confidence=0.2))
    assert (talk.decision.kind, talk.decision.danger) == ("soft", None)
    talk.say(typed("help_danger_now", "self_harm", confidence=0.2))
    assert (talk.decision.kind, talk.decision.danger) == ("self_harm", "crisis")


def test_a_danger_fades_from_the_words_and_stays_beside_the_talk_longer():
    talk = told("self_harm")
    for turn in range(1, WHILE_STILL + 2):
        talk.say(typed("topic_grooming"))
        assert bool(talk.decision.danger) == (turn <= FADES)
        assert (talk.bar == "crisis") == (turn <= WHILE_STILL)


def test_a_danger_that_is_named_again_begins_its_time_anew():
    talk = told("self_harm")
    for _ in range(3):
        talk.say(typed("topic_grooming"))
        talk.say(typed("help_danger_now", "self_harm"))
    assert talk.trouble.calm == 0
    assert talk.decision.contacts == "full"


def test_the_worst_danger_decides():
    assert told("self_harm", "danger").trouble.grave == "self_harm"
    assert told("danger", "self_harm").trouble.grave == "self_harm"


@pytest.mark.parametrize("button", ["just_asking", "wrong"])
@pytest.mark.parametrize("kind", ["threat", "self_harm"])
def test_a_misunderstanding_ends_it(kind, button):
    talk = told(kind)
    talk.say(button)
    assert talk.trouble is None
    talk.say(typed("thanks"))
    assert talk.decision.row == "plain"


def test_time_and_other_things_lead_away():
    talk = told("something")
    talk.say("tell_words")
    assert talk.trouble.ago == 0
    talk.say("topic_grooming")
    assert not talk.trouble.here and talk.trouble.recent
    for _ in range(7):
        talk.say("topic_grooming")
    assert not talk.trouble.recent
    talk.say(typed("help_self"))
    assert talk.decision.stage == "first"


def test_contacts_are_named_in_full_once_then_in_one_line_unless_asked_for():
    talk = told("threat")
    talk.say(typed("out_of_scope", reaction="told"))
    assert talk.decision.contacts == "line"
    talk.say(typed("help_human"))
    assert talk.decision.contacts == "full"
    talk.say(typed("help_found_material", "found"))
    assert (talk.decision.need, talk.decision.contacts) == ("report", "full")


def test_what_was_hardly_understood_names_the_emergency_number_and_what_was_heard_does_not():
    talk = told("threat")
    talk.say(typed("help_self"))
    assert (talk.decision.stage, talk.decision.contacts) == ("again", "line_and_emergency")
    talk.say(typed("out_of_scope"))
    assert (talk.decision.stage, talk.decision.contacts) == ("unclear", "line_and_emergency")
    for reaction in ("told", "again"):
        talk.say(typed("out_of_scope", reaction=reaction))
        assert (talk.decision.stage, talk.decision.contacts) == (reaction, "line")


@pytest.mark.parametrize("hint, need", [("self_harm", "crisis"), ("meeting_now", "danger")])
def test_a_hint_of_danger_changes_no_answer_and_names_who_helps_last(hint, need):
    talk, plain = told("threat"), told("threat")
    said = plain.say(typed("question_pay"))
    hinted = talk.say(typed("question_pay", hint=hint))
    assert (talk.decision.name, talk.decision.hint) == (plain.decision.name, need)
    assert not talk.trouble.in_danger
    count = len(said.messages)
    assert hinted.messages[:count] == said.messages
    number = LIBRARY.directory.current.choose("GB", "danger").to_dict()["emergency"]["number"]
    assert number in "".join(message["text"] for message in hinted.messages[count:])
    talk.say(typed("help_self", hint=hint))
    assert (talk.decision.stage, talk.decision.contacts) == ("again", "line")


@pytest.mark.parametrize("kind, hint", [("self_harm", "crisis"), ("danger", None)])
def test_despair_that_is_taken_back_leaves_who_helps_and_no_alarm(kind, hint):
    talk = told("threat", kind)
    talk.say(typed("out_of_scope", reaction="not_danger"))
    assert (talk.decision.name, talk.decision.hint, talk.decision.danger) == ("help:threat::not_danger:0", hint, None)
    talk.say(typed("out_of_scope", reaction="told"))
    assert talk.decision.hint is None


def test_a_hint_says_nothing_new_where_a_danger_was_told():
    talk = told("self_harm")
    talk.say(typed("question_pay", hint="self_harm"))
    assert talk.decision.hint is None and talk.decision.danger == "crisis"


def test_words_of_danger_and_the_thought_of_violence_make_violence():
    talk = told("threat")
    talk.say(typed("help_danger_now", "meeting_now", kind="violence"))
    assert (talk.decision.row, talk.decision.kind) == ("violence_in_words_of_danger", "violence")


def test_nothing_said_at_first_is_met_with_a_soft_line_and_within_a_talk_with_that_of_the_talk():
    talk = Talk()
    talk.say(typed("affirm", reaction="silence"))
    assert talk.decision.name == "quiet"
    talk = told("threat")
    talk.say(typed("affirm", reaction="silence"))
    assert talk.decision.stage == "silence"


@pytest.mark.parametrize("share, row", [(0.9, "only_angry"), (0.4, "danger_told")])
def test_feared_anger_is_no_danger_where_it_is_surely_that(share, row):
    talk = told("threat")
    shares = (("question_parents_angry", share), ("help_danger_now", 0.1))
    talk.say(typed("help_danger_now", "violence_now", ranking=shares))
    assert talk.decision.row == row


@pytest.mark.parametrize(
    ("question", "share", "row"),
    [
        ("parents_angry", 0.9, "only_angry_at_first"),
        ("parents_angry", 0.4, "danger_told"),
        ("family_honour", 0.9, "danger_told"),
    ],
)
def test_feared_anger_at_first_is_no_danger_unless_it_may_be_about_honour(question, share, row):
    talk = Talk()
    shares = ((f"question_{question}", share), ("help_danger_now", 0.1))
    talk.say(typed("help_danger_now", "violence_now", ranking=shares))
    assert talk.decision.row == row


@pytest.mark.parametrize(("before", "kind"), [("self_harm", "self_harm"), ("threat", "threat")])
def test_who_feels_the_same_as_a_friend_who_wants_to_die_gets_help_for_that(before, kind):
    talk = Talk()
    talk.say(typed(*SCREAM[before], about="other", speaker="friend"))
    talk.say(said("same"))
    assert talk.decision.kind == kind
    assert (talk.decision.speaker, talk.decision.stage) == (
        (None, "first") if before == "self_harm" else ("friend", "same")
    )


@pytest.mark.parametrize(("over", "row"), [(True, "feels_the_same_still"), (False, "feels_the_same")])
def test_who_feels_the_same_gets_that_help_also_once_the_friend_is_safe(over, row):
    talk = Talk()
    talk.say(typed(*SCREAM["self_harm"], about="other", speaker="friend"))
    if over:
        talk.say(said("not_danger", about="other", speaker="friend"))
    talk.say(said("same"))
    assert (talk.decision.row, talk.decision.kind, talk.decision.speaker) == (row, "self_harm", None)


@pytest.mark.parametrize(("asks", "row"), [(True, "not_in_danger_and_asks"), (False, "not_in_danger")])
def test_who_says_that_there_is_no_danger_and_asks_gets_the_answer(asks, row):
    talk = told("threat")
    heard = typed("question_pay", ranking=(("question_pay", 0.8),))
    talk.say(replace(heard, reaction="not_danger", asks=asks))
    assert talk.decision.row == row


@pytest.mark.parametrize("share, row", [(0.9, "about_me_and_asks"), (0.15, "about_me")])
def test_who_says_that_its_them_gets_an_answer_to_a_question_only_where_they_surely_ask_it(share, row):
    talk = told("friend")
    talk.say(typed("help_self", reaction="its_me", ranking=(("question_he_says_over", share), ("help_friend", 0.1))))
    assert talk.decision.row == row


def test_a_visit_that_is_planned_has_words_of_its_own_and_in_danger_those_of_the_danger():
    talk = told("something")
    talk.say(typed("help_self", reaction="visit"))
    assert talk.decision.name == "help:something::visit:0"
    talk = told("danger")
    talk.say(typed("help_self", reaction="visit"))
    assert talk.decision.danger and talk.decision.stage == "again"


def test_a_question_about_the_trouble_is_answered_before_comfort():
    talk = told("threat")
    talk.say(typed("help_self", ranking=(("question_pay", 0.5), ("help_self", 0.3))))
    assert talk.decision.name == "either:pay"


def test_a_question_that_is_not_sure_is_answered_by_its_name_and_close_ones_are_buttons():
    talk = told("threat")
    questions = GUIDE.questions
    near = (("question_pay", 0.59), ("question_money_back", 0.2), ("question_block", 0.1))
    reply = talk.say(typed("question_pay", ranking=near))
    texts = [message["text"] for message in reply.messages]
    assert texts[1].startswith(f"**{questions['pay'].title}**\n")
    assert len(texts) == 1 + len(questions["pay"].answer_in(None, "threat"))
    assert not any(questions["money_back"].title in text for text in texts)
    assert reply.suggestions[:2] == ["/question_money_back", "/question_block"]


@pytest.mark.parametrize(
    ("first", "share", "offered"), [("threat", 0.3, True), ("threat", 0.05, False), ("danger", 0.3, False)]
)
def test_what_is_asked_in_telling_a_trouble_is_the_first_button_beside_the_help(first, share, offered):
    intent, *signals = SCREAM[first]
    talk = Talk()
    reply = talk.say(typed(intent, *signals, ranking=(("question_money_back", share), (intent, 0.2))))
    assert (talk.decision.stage, talk.decision.kind) == ("first", first)
    assert (reply.suggestions[0] == "/question_money_back") == offered


def test_a_tap_on_what_was_answered_by_its_name_is_answered_and_not_taken_for_a_repetition():
    talk = told("threat")
    talk.say(typed("question_pay", ranking=(("question_pay", 0.5),)))
    assert talk.decision.name == "either:pay"
    talk.say(Heard.button("/question_pay"))
    assert talk.decision.name == "question:pay"


def test_what_asks_nothing_and_hardly_sounds_like_a_question_is_answered_as_one_only_where_it_is_sure():
    for share, row in ((0.79, "hardly_told"), (0.81, "question_in_trouble")):
        talk = told("threat")
        reply = talk.say(replace(typed("question_pay", ranking=(("question_pay", share),)), tells=True))
        assert talk.decision.row == row
        assert "/question_pay" in reply.suggestions[:3] or row == "question_in_trouble"
    talk = told("threat")
    talk.say(typed("question_pay", ranking=(("question_pay", 0.61),)))
    assert talk.decision.row == "question_in_trouble"


def test_another_language_stays_the_one_that_was_heard_first():
    """Neighbours look alike: who begins in Portuguese is not answered in Spanish or Italian a turn later."""
    talk = Talk()
    said = LIBRARY.pages["pt"]["touched"].first[0].say[0]
    assert said in words(talk.say(replace(typed("help_self", "sexual_contact", kind="touched"), tongue="pt")))
    for tongue, held in (("it", "pt"), (None, "pt"), ("es", "pt"), ("en", None), ("fr", "fr")):
        talk.say(replace(typed("out_of_scope"), tongue=tongue))
        assert talk.decision.state.tongue == held
    talk.say(Heard.button("/menu"))
    assert talk.decision.state.tongue == "fr"


def test_what_goes_on_about_hurting_somebody_gets_no_thanks_before_it():
    for heard in (
        typed("out_of_scope", reaction="again"),
        typed("unsure", ranking=(("question_pay", 0.2),)),
        typed("help_self", kind="violence"),
    ):
        talk = told("threat")
        talk.say(typed("out_of_scope", reaction="violence"))
        talk.say(heard)
        assert (talk.decision.kind, talk.decision.stage, talk.decision.lead) == ("violence", "again", None)
        assert talk.decision.contacts == "full"


def test_a_plan_to_hurt_somebody_is_not_praised_for_its_sound():
    talk = told("threat")
    talk.say(Heard("help_self", 0.9, kind="violence", about="me", reaction="will_tell"))
    assert (talk.decision.row, talk.decision.kind, talk.decision.stage) == ("sounds_violent", "violence", "first")


def test_an_adult_is_not_made_of_the_person_concerned_without_a_word_of_it():
    talk = told("threat")
    talk.say(Heard("help_danger_now", 0.9, kind="danger", about="other", speaker="parent"))
    assert (talk.decision.kind, talk.decision.speaker) == ("danger", None)


@pytest.mark.parametrize("kind", ["threat", "friend", "bullied", "something"])
def test_who_means_to_hurt_somebody_is_asked_not_to_and_hears_it_again_in_other_words(kind):
    talk = told(kind)
    talk.say(typed("out_of_scope", reaction="violence"))
    assert (talk.decision.row, talk.decision.kind, talk.decision.stage) == ("becomes_violence", "violence", "first")
    assert (talk.decision.need, talk.decision.contacts) == ("danger", "full")
    first = talk.decision.name
    talk.say(typed("out_of_scope", reaction="violence"))
    assert (talk.decision.row, talk.decision.stage) == ("violence_still", "again")
    assert talk.decision.name != first


def test_more_of_a_trouble_in_the_words_of_a_question_gets_its_answer():
    talk = told("threat")
    talk.say(typed("help_self", "threat", ranking=(("help_self", 0.5), ("question_knows_where", MAY_TELL))))
    assert (talk.decision.row, talk.decision.name) == ("told_or_asked", "either:knows_where")
    talk.say(typed("help_self", "threat", ranking=(("help_self", 0.6), ("question_pay", MAY_TELL - 0.01))))
    assert talk.decision.row == "trouble_again"


def test_what_is_hardly_asked_is_only_a_button():
    """Put as a question it is said that there is no answer; else it tells something, and is thanked for."""
    talk = told("threat")
    hardly = (("question_pay", MAY_ASK - 0.01), ("question_block", 0.1))
    reply = talk.say(replace(typed("unsure", ranking=hardly), asks=True))
    assert (talk.decision.row, talk.decision.stage) == ("hardly_asked", "cant_answer")
    assert "/question_pay" in reply.suggestions[:3]
    likelier = (("question_pay", MAY_TELL - 0.01), ("question_block", 0.1))
    reply = talk.say(typed("unsure", ranking=likelier))
    assert (talk.decision.row, talk.decision.stage, talk.decision.lead) == ("hardly_told", "again", "more")
    assert "/question_pay" in reply.suggestions[:3]
    assert talk.say(replace(typed("unsure", ranking=likelier), asks=True)) and talk.decision.answer == "either"


def test_in_danger_what_is_hardly_told_has_no_word_before_it():
    talk = told("danger")
    talk.say(typed("unsure", ranking=(("question_ambulance_wait", 0.3),)))
    assert (talk.decision.row, talk.decision.lead) == ("hardly_told_in_danger", None)


def test_after_a_wrong_alarm_the_talk_is_about_what_it_was_about_before():
    talk = told("threat")
    talk.say(typed("help_danger_now", "self_harm"))
    assert talk.decision.kind == "self_harm"
    talk.say(typed("unsure", reaction="not_danger"))
    assert (talk.decision.row, talk.decision.name) == ("not_danger", "help:threat::not_danger:0")
    talk.say(typed("help_danger_now", "self_harm"))
    talk.say(typed("question_tell_now", reaction="not_danger", ranking=(("question_tell_now", 0.9),)))
    assert (talk.decision.row, talk.decision.name) == ("not_danger_and_asks", "question:tell_now")
    assert (talk.decision.state.trouble.kind, talk.decision.danger) == ("threat", None)


def test_what_somebody_else_threatens_is_answered_as_that():
    """They say they'll die if I leave: where that is surely meant it is answered, with all contacts."""
    talk, sounds = told("bullied"), replace(typed("help_danger_now"), kind="self_harm")
    talk.say(replace(sounds, ranking=(("question_hurt_themselves", 0.9), ("help_danger_now", 0.1))))
    assert (talk.decision.answer, talk.decision.at) == ("question", "hurt_themselves")
    assert talk.decision.contacts == "full"
    talk.say(replace(sounds, ranking=(("question_hurt_themselves", 0.5), ("help_danger_now", 0.4))))
    assert (talk.decision.kind, talk.decision.stage) == ("self_harm", "first")


def test_beside_a_step_taken_in_danger_nothing_far_is_offered():
    near = (("question_am_i_bad", 0.2), ("question_sibling_too", 0.1))
    for kind, offered in (("self_harm", ()), ("bullied", tuple(name for name, _ in near))):
        talk = told(kind)
        talk.say(replace(typed("out_of_scope", reaction="told"), ranking=near))
        assert (talk.decision.stage, talk.decision.guesses) == ("told", offered)


def test_two_troubles_with_the_same_first_words_get_them_once():
    """What a teacher is told first is the same for many kinds: of the next one they hear something else to try."""
    talk = Talk()
    tells = Heard("help_friend", 0.9, kind="something", about="other", speaker="teacher", sure_kind=True)
    first = words(talk.say(tells))
    second = words(talk.say(replace(tells, kind="body")))
    assert (talk.decision.kind, talk.decision.stage) == ("body", "again") and first != second
    own = told("bullied")
    own.say(typed(*SCREAM["threat"]))
    assert own.decision.stage == "first"


def test_the_same_doubtful_question_is_not_answered_twice_in_a_row():
    talk = told("threat")
    near = (("question_pay", 0.5), ("question_money_back", 0.2))
    talk.say(typed("question_pay", ranking=near))
    assert talk.decision.name == "either:pay"
    talk.say(typed("question_pay", ranking=near))
    assert (talk.decision.row, talk.decision.stage) == ("question_again", "again")


def test_repeat_after_an_answer_by_its_name_says_it_as_an_answer():
    talk = told("threat")
    talk.say(typed("question_pay", ranking=(("question_pay", 0.5), ("question_money_back", 0.2))))
    talk.say(typed("repeat"))
    assert talk.decision.name == "question:pay"


def test_the_country_that_is_named_with_a_question_counts():
    talk = told("threat")
    talk.say(typed("unsure", country="PH", ranking=(("question_contact_hours", 0.7),)))
    assert (talk.decision.answer, talk.decision.slots) == ("question", (("country", "PH"),))


def test_danger_comes_before_a_known_question_and_a_known_question_before_a_sound():
    assert decide(typed("help_danger_now", "self_harm", asked="heavy"), State(), BOOK).row == "danger_told"
    assert decide(typed("help_self", asked="my_fault"), State(), BOOK).name == "asked:my_fault"


@pytest.mark.parametrize("activity", ["scenario", "quiz", "myths"])
def test_a_letter_answers_the_open_question_whatever_it_sounds_like(activity):
    asking = State.of({"activity": activity})
    assert decide(typed("goodbye", place="2"), asking, BOOK).action == "action_pick"
    assert decide(typed("help_human", "safe_word", place="1"), asking, BOOK).kind == "safe_word"
    assert decide(typed("help_self", asked="dont_know"), asking, BOOK).action == "action_dont_know"
    assert decide(typed("goodbye", place="2"), State(), BOOK).answer == "nothing_to_pick"


def test_not_knowing_in_a_story_after_help_is_about_the_help():
    talk = told("threat")
    talk.slots["activity"] = "quiz"
    talk.say(typed("help_self", asked="dont_know"))
    assert talk.decision.name == "asked:dont_know"


def test_back_leads_to_the_help_and_again_to_the_open_question():
    talk = told("threat")
    first = talk.decision.name
    talk.say("tell_words")
    talk.say("back")
    assert talk.decision.name == first
    step = State.of({"activity": "quiz", "state": {"said": ["step:action_quiz"]}})
    assert decide(typed("repeat"), step, BOOK).action == "action_resume"


def test_a_country_alone_right_after_help_is_an_answer():
    talk = told("threat")
    talk.say(typed("help_self", "distress", country="BR"))
    assert dict(talk.decision.slots) == {"country": "BR"}


def test_small_talk_is_not_said_again():
    talk = Talk()
    for heard in ("topic_grooming", typed("thanks"), typed("repeat")):
        talk.say(heard)
    assert talk.decision.name == "topic:grooming"


def test_the_same_topic_twice_in_a_row_is_told_simpler_and_simplest_once():
    talk = Talk()
    names = []
    for heard in (typed("topic_grooming"), typed("topic_grooming"), typed("simpler")):
        talk.say(heard)
        names.append(talk.decision.name)
    assert names == ["topic:grooming", "topic_simpler:grooming", "simplest"]


HEARD = st.builds(
    lambda intent, signals, reaction, asked, country, share: typed(
        intent, *signals, reaction=reaction, asked=asked, country=country, confidence=share
    ),
    st.sampled_from(INTENTS),
    st.lists(st.sampled_from(sorted({s for cry in SCREAM.values() for s in cry[1:]} | {"distress"})), max_size=2),
    st.sampled_from([None, None, *REACTIONS]),
    st.sampled_from([None, None, None, "my_fault", "dont_know", "heavy"]),
    st.sampled_from([None, None, "BR"]),
    st.sampled_from([0.2, 0.9]),
)
TALKS = st.lists(HEARD, min_size=1, max_size=9)


def walked(messages: list[Heard]) -> list[tuple[State, Heard, Decision]]:
    """Every step of a talk; the state goes through its slot, as it does in the bot."""
    state, steps = State(country="GB"), []
    for heard in messages:
        decision = decide(heard, state, BOOK)
        steps.append((state, heard, decision))
        kept = json.loads(json.dumps(decision.state.to_slot()))
        state = State.of({"state": kept, "country": "GB"})
    return steps


@settings(max_examples=300, deadline=None)
@given(TALKS)
def test_what_holds_in_every_talk(messages):
    steps = walked(messages)
    for state, heard, decision in steps:
        assert decision == decide(heard, state, BOOK), "the same in, the same out"
        assert (decision.action is None) != (decision.answer == ""), "one answer, never two"
        assert Decision.of(json.loads(json.dumps(decision.to_dict()))).name == decision.name
        if decision.kind and not decision.danger:
            assert decision.need == BOOK.kinds[decision.kind].need, "the contacts fit the need"
    for (_, heard, first), (_, _, second) in itertools.pairwise(steps):
        taken_back = second.row in ("wrong", "told_otherwise", "not_danger")
        if heard.kind and BOOK.kinds[heard.kind].grave and first.row not in NO_DANGER and not taken_back:
            assert second.state.trouble is None or second.danger, "a danger is not lost while it is recent"
        if second.answer == "help" and second.stage != "first" and second.row != "repeat":
            assert first.name != second.name, "nothing word for word twice in a row"


def test_what_is_remembered_is_small_and_holds_no_text():
    talk = told("threat", "self_harm", "found")
    kept = json.dumps(talk.slots["state"])
    assert len(kept) < 700
    assert " the " not in kept


def test_by_its_sound_somebody_is_a_teacher_at_the_first_message_alone():
    first = decide(replace(typed("help_friend"), speaker="teacher"), State(), BOOK)
    assert first.speaker == "teacher"
    later = decide(
        replace(typed("help_friend"), speaker="teacher"), decide(typed("help_self"), State(), BOOK).state, BOOK
    )
    assert later.speaker != "teacher"


def test_what_is_not_understood_in_trouble_comes_with_what_may_have_been_meant():
    told = decide(typed("help_self", "threat"), State(), BOOK).state
    ranking = (("question_pay", 0.08), ("help_self", 0.04), ("question_outed", 0.01))
    found = decide(replace(typed("out_of_scope"), ranking=ranking), told, BOOK)
    assert (found.stage, found.guesses) == ("unclear", ("question_pay", "help_self"))


def said(reaction: str, **more) -> Heard:
    """A short message that means something in a talk about trouble alone."""
    return typed("out_of_scope", reaction=reaction, **more)


@pytest.mark.parametrize("before", ["threat", "something", "friend", "found"])
def test_a_danger_that_comes_near_is_heard_in_any_trouble(before):
    talk = told(before)
    talk.say(said("near"))
    assert (talk.decision.kind, talk.decision.stage, talk.decision.contacts) == ("danger", "first", "full")
    talk.say(said("near"))
    assert (talk.decision.kind, talk.decision.danger) == ("danger", "danger")


def test_near_means_nothing_where_no_trouble_was_told():
    assert decide(said("near"), State(), BOOK).row == "plain"


def test_an_alarm_that_was_wrong_ends_and_the_trouble_before_it_goes_on():
    talk = told("threat", "self_harm")
    talk.say(said("not_danger"))
    assert (talk.decision.stage, talk.decision.danger) == ("not_danger", None)
    assert (talk.trouble.kind, talk.bar) == ("threat", "crisis"), "who listens stays beside the talk"
    talk.say(typed("question_pay"))
    assert (talk.decision.name, talk.decision.danger) == ("question:pay", None)


def test_who_takes_it_back_and_names_a_danger_in_one_message_is_in_danger():
    talk = told("self_harm")
    talk.say(typed("help_danger_now", "self_harm", reaction="not_danger"))
    assert talk.decision.danger == "crisis"


def test_a_danger_that_grows_gets_another_answer_and_all_contacts():
    talk = told("self_harm")
    talk.say(said("worse"))
    assert (talk.decision.stage, talk.decision.contacts, talk.trouble.calm) == ("worse", "full", 0)


@pytest.mark.parametrize("reaction", ["told", "will_tell", "help_coming"])
def test_after_pills_each_answer_names_the_emergency_number(reaction):
    talk = Talk()
    talk.say(typed("help_danger_now", "overdose"))
    for heard in (
        said(reaction),
        typed("out_of_scope", asks=True),
        typed("thanks"),
        said("told"),
    ):
        assert "**999**" in words(talk.say(heard)), heard


@pytest.mark.parametrize(("reaction", "becomes"), [("threatens", "threat"), ("posted", "picture_out")])
def test_a_trouble_becomes_another_by_what_is_told_next(reaction, becomes):
    talk = told("something")
    talk.say(said(reaction))
    assert (talk.decision.kind, talk.decision.stage) == (becomes, "first")
    talk.say(said(reaction))
    assert talk.trouble.kind == becomes and talk.decision.stage == reaction


def test_who_it_is_about_can_be_put_right_both_ways():
    talk = told("friend")
    talk.say(said("its_me"))
    assert (talk.decision.kind, talk.decision.speaker, talk.decision.stage) == ("something", None, "first")
    talk.say(said("its_other"))
    assert (talk.decision.speaker, talk.decision.stage) == ("friend", "first")


def test_a_question_that_was_not_understood_is_answered_honestly_and_with_somebody_to_ask():
    talk = told("threat")
    for heard in (typed("out_of_scope", asks=True), typed("help_self", asks=True)):
        talk.say(heard)
        assert talk.decision.stage == "cant_answer"


def test_the_button_of_a_language_sets_it_and_a_question_about_languages_does_not():
    tapped = decide(Heard.button('/set_language{"at":"en"}'), State(), BOOK)
    assert (tapped.row, tapped.answer, dict(tapped.slots)) == ("language_set", "set_language", {"lang": "en"})
    asked = decide(typed("change_language"), State(), BOOK)
    assert (asked.answer, asked.slots) == ("change_language", ())


@pytest.mark.parametrize("asks", [False, True])
def test_whoever_comes_near_is_danger_beside_talk_of_suicide(asks):
    talk = told("self_harm")
    talk.say(typed("help_danger_now", "here_now", asks=asks))
    assert (talk.decision.kind, talk.decision.stage) == ("danger", "first")
    talk = told("self_harm")
    talk.say(said("near"))
    assert (talk.decision.kind, talk.decision.stage) == ("danger", "first")


def test_nobody_is_believed_to_be_well_in_their_own_danger():
    talk = told("danger")
    talk.say(said("theyre_ok"))
    assert talk.trouble.in_danger and talk.decision.stage != "theyre_ok"


def test_after_help_has_come_the_alarm_ends_by_itself():
    talk = told("danger")
    talk.say(said("help_coming"))
    assert (talk.decision.stage, talk.trouble.in_danger) == ("help_coming", True)
    for _ in range(FADES + 1):
        talk.say(typed("thanks"))
    assert not talk.trouble.in_danger


def test_what_was_not_answered_is_offered_again_with_a_sorry():
    talk = told("threat")
    talk.say(typed("out_of_scope", asks=True, ranking=(("question_pay", 0.2), ("out_of_scope", 0.1))))
    talk.say(said("not_answered"))
    assert talk.decision.stage == "not_answered" and "question_pay" in talk.decision.guesses


def test_a_correction_ends_what_the_bot_took_it_for():
    talk = told("threat")
    talk.say(said("not_that"))
    assert (talk.decision.kind, talk.decision.stage, talk.trouble.kind) == ("something", "misread", "something")
    talk = told("bullied", "threat")
    talk.say(replace(said("not_that"), asks=True))
    assert (talk.decision.kind, talk.decision.stage, talk.trouble.kind) == ("bullied", "misread", "bullied")


def test_what_is_told_in_place_of_what_was_misheard_needs_no_more_proof():
    talk = told("threat")
    talk.say(Heard("help_self", 0.4, kind="sent", about="me", reaction="not_that"))
    assert (talk.decision.row, talk.trouble.kind) == ("trouble_named", "sent")
    talk = told("threat")
    talk.say(Heard("help_self", 0.4, kind="sent", about="me"))
    assert talk.trouble.kind == "threat"
    for kind in ("threat", "something"):
        talk = told("bullied", "threat")
        talk.say(Heard("help_self", 0.4, kind=kind, about="me", reaction="not_that"))
        assert (talk.decision.stage, talk.trouble.kind) == ("misread", "bullied")


def test_a_correction_calms_a_danger_and_changes_no_trouble_beside_it():
    talk = told("danger")
    talk.say(Heard("help_self", 0.4, kind="sent", about="me", reaction="not_that"))
    assert talk.decision.row == "not_danger"


def test_that_another_one_is_in_danger_is_answered_for_that_one():
    talk = told("self_harm")
    talk.say(Heard("help_danger_now", 0.9, kind="self_harm", about="other", reaction="its_other"))
    assert (talk.decision.row, talk.decision.speaker, talk.decision.contacts) == ("danger_of_another", "friend", "full")
    talk = told("self_harm")
    talk.say(Heard("help_danger_now", 0.9, kind="self_harm", about="me", reaction="its_other"))
    assert talk.trouble.speaker is None


@pytest.mark.parametrize(("kind", "after"), [("touched", "touched"), ("filmed", "filmed"), ("asked", "something")])
def test_what_somebody_near_did_is_put_more_precisely_and_not_taken_back(kind, after):
    talk = Talk()
    talk.say(Heard("help_self", 0.9, kind=kind, about="me"))
    talk.say(said("not_that"))
    assert (talk.decision.kind, talk.decision.stage, talk.trouble.kind) == (after, "misread", after)


def test_what_is_denied_is_not_told_and_ends_no_other_trouble():
    denies = frozenset({"no_threat", "threat", "sextortion", "first_person"})
    assert kind_of(BOOK.kinds, "help_self", denies, "me", "threat", 0.9, certain=True) == "something"
    talk = Talk()
    talk.say(Heard("help_self", 0.9, kind="sent", about="me"))
    talk.say(replace(said("not_that"), signals=denies))
    assert (talk.decision.stage, talk.trouble.kind) == ("misread", "sent")
    talk = told("threat")
    talk.say(replace(said("not_that"), signals=denies))
    assert talk.trouble.kind == "something"


def test_who_did_it_never_hears_what_is_said_to_whom_it_was_done_to():
    for thought in ("picture_out", "threat", "touched", "filmed", "asked"):
        signals = frozenset({"first_person", "own_act"})
        assert kind_of(BOOK.kinds, "help_own_behaviour", signals, "me", thought, 0.9) == "own_picture"


def test_who_sent_a_picture_of_their_own_did_nothing_to_another():
    for intent in ("help_self", "help_own_behaviour"):
        assert kind_of(BOOK.kinds, intent, frozenset({"first_person"}), "me", "sent", 0.9) == "sent"
    assert kind_of(BOOK.kinds, "help_own_behaviour", frozenset({"first_person"}), "me", "own_picture") == "own_picture"


def test_what_is_told_stands_before_a_question_that_is_only_a_guess():
    talk = told("threat")
    guess = (("question_paid_already", 0.33), ("question_pay", 0.1))
    reply = talk.say(replace(typed("question_paid_already", reaction="did_it"), ranking=guess))
    assert (talk.decision.row, talk.decision.stage) == ("told", "did_it")
    assert reply.suggestions[:2] == ["/question_paid_already", "/question_pay"]
    talk.say(replace(typed("question_paid_already"), ranking=(("question_paid_already", 0.5), ("question_pay", 0.1))))
    assert talk.decision.answer == "either"


def test_who_told_of_their_own_is_no_friend_because_a_friend_is_named():
    named = Heard(intent="help_friend", about="other", speaker="me")
    assert speaker_of(named, None, begun=True) is None
    assert speaker_of(named, None, begun=False) == "friend"
    assert speaker_of(replace(named, speaker="friend"), None, begun=True) == "friend"


def test_in_danger_nothing_is_said_before_what_to_do():
    talk = told("danger")
    talk.say(typed("help_self"))
    assert (talk.decision.stage, talk.decision.lead) == ("again", None)


@pytest.mark.parametrize("intent", [name for name in INTENTS if name.startswith("help_")])
def test_a_call_for_help_of_which_nothing_more_is_known_gets_help(intent):
    talk = Talk()
    talk.say(Heard(intent, 0.9))
    assert talk.decision.answer == "help" and talk.decision.contacts == "full"


def test_a_correction_leaves_the_trouble_unless_it_was_told_only_now():
    talk = told("threat")
    talk.say(said("panic"))
    talk.say(said("not_that"))
    assert (talk.decision.row, talk.decision.stage, talk.trouble.kind) == ("corrected_answer", "misread", "threat")
    talk.say(said("panic"))
    talk.say(replace(said("not_that"), asks=True))
    expected = ("corrected_answer_and_asks", "misread", "threat")
    assert (talk.decision.row, talk.decision.stage, talk.trouble.kind) == expected


@pytest.mark.parametrize(("about", "speaker"), [("other", "friend"), ("nobody", "friend"), ("me", None)])
def test_who_says_who_does_it_to_them_is_no_friend(about, speaker):
    talk = told("threat")
    talk.say(replace(said("its_other"), about=about))
    assert talk.trouble.speaker == speaker


def test_what_may_have_been_meant_as_well_is_offered_first_beside_an_answer():
    talk = told("threat")
    near = (("question_pay", 0.6), ("question_money_back", 0.2), ("help_self", 0.1), ("question_block", 0.09))
    reply = talk.say(typed("question_pay", ranking=(*near, ("question_delete_chat", 0.08), ("question_over", 0.01))))
    assert talk.decision.answer == "question"
    assert talk.decision.guesses == ("question_money_back", "question_block", "question_delete_chat")
    assert reply.suggestions[:2] == ["/question_money_back", "/question_block"]
    talk.say(typed("question_pay", ranking=(near[0], ("question_over", 0.02))))
    assert talk.decision.guesses == ()


def test_after_a_vague_start_what_happened_is_told():
    for vague in ("something", "person"):
        talk = Talk()
        talk.say(Heard("help_self", 0.9, kind=vague, about="me"))
        talk.say(Heard("help_self", 0.9, kind="touched", about="me", reaction="its_other"))
        assert (talk.decision.kind, talk.decision.speaker, talk.decision.stage) == ("touched", None, "first")


def test_another_trouble_that_is_surely_heard_is_told_though_no_word_names_it():
    talk = told("bullied")
    heard = Heard("help_self", 0.9, kind="touched", about="me")
    talk.say(heard)
    assert talk.trouble.kind == "bullied"
    talk.say(replace(heard, sure_kind=True))
    assert (talk.decision.kind, talk.decision.stage) == ("touched", "first")


def test_what_happened_comes_before_a_complaint_and_a_guessed_question():
    talk = Talk()
    talk.say(Heard("help_self", 0.9, kind="something", about="me"))
    talk.say(Heard("help_self", 0.9, kind="touched", about="me", reaction="not_answered"))
    assert (talk.decision.kind, talk.decision.stage) == ("touched", "first")


@pytest.mark.parametrize("kind", ["self_harm", "danger", "medical"])
def test_a_danger_that_is_asked_about_is_one_in_a_talk_about_trouble_too(kind):
    """That it only sounds like one, the ear has ruled out by both its models."""
    talk = told("threat")
    talk.say(Heard("help_danger_now", 0.5, kind=kind, about="me", asks=True))
    assert (talk.decision.kind, talk.decision.stage, talk.decision.contacts) == (kind, "first", "full")


def test_a_friend_who_turns_out_to_be_oneself_gets_the_answer_for_oneself():
    talk = told("friend")
    talk.say(typed("question_in_trouble", reaction="its_me", ranking=(("question_in_trouble", 0.9),)))
    assert (talk.decision.row, talk.decision.name) == ("about_me_and_asks", "question:in_trouble")
    assert (talk.trouble.speaker, talk.trouble.kind) == (None, "something")


@pytest.mark.parametrize("intent", ["start_quiz", "start_scenario"])
def test_no_game_begins_on_a_guess_in_the_middle_of_trouble(intent):
    talk = told("threat")
    talk.say(typed(intent))
    assert (talk.decision.row, talk.decision.action) == ("no_game_in_trouble", None)
    for exact in (typed(intent, command=intent), Heard.button(f"/{intent}")):
        assert decide(exact, State.of(talk.slots), BOOK).action
    assert decide(typed(intent), State(), BOOK).action


def test_who_does_not_go_is_praised_and_the_alarm_fades_sooner():
    talk = Talk()
    talk.say(typed("help_danger_now", "meeting_now"))
    talk.say(typed("out_of_scope", reaction="wont_go"))
    assert (talk.decision.row, talk.decision.stage) == ("wont_meet", "wont_go")


def test_who_is_in_no_danger_and_was_in_none_hears_no_alarm():
    talk = told("threat")
    talk.say(typed("out_of_scope", reaction="not_danger"))
    assert (talk.decision.row, talk.decision.stage, talk.decision.danger) == ("not_in_danger", "not_danger", None)


def test_more_that_is_told_is_thanked_for():
    talk = told("bullied")
    talk.say(typed("out_of_scope", reaction="again"))
    assert (talk.decision.row, talk.decision.stage, talk.decision.lead) == ("tells_more", "again", "more")
    danger = told("danger")
    danger.say(typed("out_of_scope", reaction="again"))
    assert (danger.decision.row, danger.decision.lead) == ("tells_more_of_danger", None)


def test_a_country_in_a_question_is_no_answer_to_where_one_is():
    talk = told("threat")
    talk.say(typed("out_of_scope", country="BR", asks=True))
    assert (talk.decision.row, talk.decision.slots) == ("question_not_understood", (("country", "BR"),))
    talk.say(typed("out_of_scope", country="FR"))
    assert talk.decision.row == "country_after_help"
    talk.say(typed("out_of_scope", country="FR"))
    assert talk.decision.row == "unclear_after_help"


def test_contacts_that_a_question_did_not_name_are_still_named_in_full_by_the_next_help():
    talk = told("threat")
    talk.say(typed("question_my_fault", ranking=(("question_my_fault", 0.9),)))
    talk.say(Heard("help_self", 0.9, kind="filmed", about="me", sure_kind=True))
    assert (talk.decision.kind, talk.decision.stage, talk.decision.contacts) == ("filmed", "first", "full")


def test_beside_the_answer_to_a_question_stay_the_contacts_for_the_trouble():
    talk = told("threat")
    fault = (("question_my_fault", 0.9),)
    assert talk.say(typed("question_my_fault", ranking=fault)).need == BOOK.kinds["threat"].need
    doubtful = (("question_my_fault", 0.5), ("question_ashamed", 0.2))
    assert talk.say(typed("question_my_fault", ranking=doubtful)).need == BOOK.kinds["threat"].need
    removal = talk.say(typed("question_how_long_removal", ranking=(("question_how_long_removal", 0.9),)))
    assert removal.need == GUIDE.questions["how_long_removal"].need
    assert Talk().say(typed("question_my_fault", ranking=fault)).need == "help"


def test_what_gets_worse_after_an_alarm_was_over_is_a_danger_again():
    talk = told("threat", "self_harm")
    talk.say(said("not_danger"))
    assert talk.decision.danger is None
    talk.say(said("worse"))
    assert (talk.decision.row, talk.decision.kind, talk.decision.stage) == ("worse_again", "self_harm", "worse")
    assert (talk.decision.danger, talk.decision.contacts) == ("crisis", "full")
    talk.say(said("not_danger"))
    assert talk.trouble.kind == "threat"


@pytest.mark.parametrize(("reaction", "row"), [("reacted", "how_it_was_taken"), (None, "trouble_named")])
def test_words_of_a_trouble_in_how_somebody_took_it_name_none(reaction, row):
    talk = told("bullied")
    talk.say(replace(typed("help_self", reaction=reaction), kind="touched", sure_kind=True))
    assert talk.decision.row == row


@pytest.mark.parametrize(("confidence", "kind"), [(0.2, "something"), (0.6, "touched")])
def test_a_kind_that_hardly_sounds_like_it_is_not_believed_after_a_vague_beginning(confidence, kind):
    talk = told("something")
    talk.say(replace(typed("help_self"), kind="touched", confidence=confidence))
    assert talk.trouble.kind == kind


@pytest.mark.parametrize(("who", "row"), [("teacher", None), ("friend", "about_me")])
def test_an_adult_who_says_who_it_is_about_is_not_the_person_concerned(who, row):
    talk = Talk()
    talk.say(replace(typed("help_friend", "touched"), about="other", speaker=who))
    assert talk.trouble.speaker == who
    talk.say(replace(typed("help_self", reaction="its_me"), about="other", speaker=who))
    assert (talk.decision.row == "about_me") is (row is not None)


@pytest.mark.parametrize(("lead", "trouble", "who"), [
    (FIRST, (), "friend"), (FIRST - 0.1, (), "me"), (FIRST, ("threat",), "me"), (MEANWHILE, ("threat",), "friend"),
    (0.1 - BACK, ("threat", "teacher"), "teacher"), (-BACK, ("threat", "teacher"), "me")])  # fmt: skip
def test_who_spoke_goes_on_speaking(lead, trouble, who):
    assert who_speaks(Speaks(lead=lead), trouble) == who


@pytest.mark.parametrize(("said", "who"), [
    ({"self_harm", "first_person"}, "me"), ({"self_harm"}, "friend"),
    ({"self_harm", "first_person", "other_person"}, "friend"),
    ({"self_harm", "first_person", "friend_self_harm"}, "friend")])  # fmt: skip
def test_a_friend_may_be_in_despair_as_well(said, who):
    assert who_speaks(Speaks(lead=0.0), ("self_harm", "friend"), frozenset(said)) == who
    assert who_speaks(Speaks(lead=0.0), ("self_harm", "parent"), frozenset(said)) == "parent"


@pytest.mark.parametrize(
    ("before", "heard", "now"),
    [
        ("parent", {"speaker": "friend"}, "friend"),  # I'm her sister, not her mum
        ("parent", {"speaker": "friend", "signals": frozenset({"as_parent"})}, "friend"),  # he's not my child
        (
            "friend",
            {"speaker": "friend", "signals": frozenset({"as_teacher"})},
            "teacher",
        ),  # I'm not his mum, I'm his teacher
        ("parent", {"speaker": "parent"}, "parent"),
    ],
)
def test_who_speaks_for_somebody_is_put_right(before, heard, now):
    talk = Talk()
    talk.say(typed("help_friend", kind="asked", about="other", speaker=before))
    assert talk.trouble.speaker == before
    talk.say(replace(said("its_other", about="other"), **heard))
    expected = ("another_speaks", "first") if now != before else ("somebody_else_still", "misread")
    assert (talk.decision.speaker, talk.trouble.speaker, talk.trouble.kind) == (now, now, "asked")
    assert (talk.decision.row, talk.decision.stage) == expected


@pytest.mark.parametrize("who", ["parent", "friend"])
def test_after_a_misunderstanding_kinds_of_trouble_are_buttons_and_who_speaks_stays(who):
    talk = Talk()
    talk.say(typed("help_friend", kind="threat", about="other", speaker=who))
    offered = talk.say(said("not_that", about="other")).suggestions
    kinds = [name for name in offered if name.startswith("/trouble{")]
    assert offered[: len(kinds)] == kinds and len(kinds) == KINDS
    assert payload("trouble", "bullied") in kinds and payload("trouble", "threat") not in kinds
    talk.say(Heard.button(payload("trouble", "bullied")))
    assert (talk.decision.kind, talk.decision.speaker, talk.decision.stage) == ("bullied", who, "first")
    assert (talk.decision.row, talk.trouble.kind, talk.trouble.speaker) == ("trouble_tapped", "bullied", who)


def test_a_kind_of_trouble_that_does_not_exist_is_none():
    assert kind_told(Heard.button('/trouble{"at":"zq"}'), BOOK) is None


def test_what_only_sounds_like_another_trouble_waits_while_a_life_is_in_danger():
    talk = told("danger")
    talk.say(typed("help_self", kind="relationship", sure_kind=True))  # it's my ex, he is 19
    assert (talk.trouble.kind, talk.decision.kind) == ("danger", "danger")
    talk = told("threat")
    talk.say(typed("help_self", kind="touched", sure_kind=True))
    assert talk.trouble.kind == "touched"


def test_the_same_danger_put_as_a_question_gets_something_to_try():
    talk = told("self_harm")
    talk.say(typed("help_danger_now", kind="self_harm", about="me", asks=True))
    assert (talk.decision.row, talk.decision.stage, talk.decision.contacts) == ("danger_asked_of", "again", "full")


def test_a_joke_ends_the_trouble_and_never_a_danger():
    talk = told("threat")
    talk.say(said("joking"))
    assert (talk.decision.row, talk.decision.stage, talk.trouble.kind) == ("joked", "joking", "something")
    talk = told("self_harm")
    assert "topics" not in " ".join(talk.say(said("joking")).suggestions)
    assert (talk.decision.row, talk.decision.stage) == ("not_danger", "not_danger")
    talk.say(said("joking"))
    assert talk.decision.row == "not_in_danger", "while its contacts stand beside the talk"


@pytest.mark.parametrize(
    ("before", "heard", "now"),
    [
        ("teacher", {}, "friend"),  # I'm not a teacher, I'm 13
        ("friend", {"speaker": "parent"}, "parent"),  # I'm not her friend, I'm the one bringing her up
        ("parent", {"speaker": "parent", "signals": frozenset({"as_teacher", "not_as_that"})}, "teacher"),
    ],
)
def test_who_is_taken_for_somebody_else_says_so(before, heard, now):
    talk = Talk()
    talk.say(typed("help_friend", kind="asked", about="other", speaker=before))
    reaction = {"signals": frozenset({"not_as_that"}), **heard}
    talk.say(replace(said("not_that", about="other"), **reaction))
    assert (talk.decision.row, talk.decision.speaker, talk.decision.stage) == ("another_speaks", now, "first")


def test_who_is_her_grandmother_and_not_her_mother_is_no_friend():
    talk = Talk()
    talk.say(typed("help_friend", kind="threat", about="other", speaker="parent"))
    signals = frozenset({"as_parent", "not_as_that"})
    talk.say(replace(said("its_other", about="other"), signals=signals, speaker="friend"))
    assert (talk.trouble.speaker, talk.decision.row) == ("parent", "somebody_else_still")


def test_who_cares_for_a_child_is_never_taken_for_the_child_by_saying_so():
    talk = Talk()
    talk.say(typed("help_friend", kind="relationship", about="other", speaker="friend"))
    talk.say(replace(said("its_me", about="other"), signals=frozenset({"as_parent"})))  # not her friend, im her aunt
    assert (talk.decision.speaker, talk.trouble.speaker) == ("parent", "parent")


def test_not_me_my_niece_is_told_by_who_seems_to_speak():
    talk = told("threat")
    talk.say(replace(said("its_other", about="other"), speaker="parent"))
    assert (talk.decision.row, talk.trouble.speaker) == ("about_another", "parent")


def test_after_you_got_me_wrong_who_speaks_of_another_still_does_and_kinds_are_offered():
    talk = Talk()
    talk.say(typed("help_friend", kind="threat", about="other", speaker="parent"))
    offered = talk.say("wrong").suggestions
    assert (talk.decision.row, talk.trouble.speaker, talk.trouble.kind) == ("wrong_of_another", "parent", "something")
    assert payload("trouble", "bullied") in offered and payload("trouble", "threat") not in offered
    own = told("threat")
    assert payload("trouble", "bullied") in own.say("wrong").suggestions and own.trouble is None
