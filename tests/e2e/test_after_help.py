"""Talks in which something serious was said: what comes after has to fit it, through the public API."""

import pytest

from bot.guide.payloads import payload
from bot.referrals.contacting import read_contacting
from tests.conftest import DATA, payloads, real_guide, texts

GUIDE = real_guide()
PHRASES = GUIDE.phrases
HELP = GUIDE.help
CRISIS = read_contacting(DATA).first_contact("crisis")
BLACKMAIL = "hes threatening to leak my nudes"


def talk(stack, *messages: str, country: str | None = "GB") -> dict:
    """The answer to the last of these messages."""
    answer = stack.say(messages[0], country=country) if country else stack.say(messages[0])
    for message in messages[1:]:
        answer = stack.say(message, answer["session"])
    return answer


#: The questions that answer what these phrases answer too: the more fitting of the two is said.
QUESTIONS = {"not_stupid": "stupid", "not_to_school_bullied": "scared_school", "secret_friend": "promise"}
QUESTIONS |= {"secret": "promise", "my_fault": "my_fault", "in_trouble": "in_trouble", "believe_me": "believe_me"}


def beginnings(key: str) -> list[str]:
    """How an answer to this may begin: as the phrase, or as the question that stands for it."""
    question = GUIDE.questions.get(QUESTIONS.get(key, ""))
    answers = [question.answer, *(wording.answer for wording in question.when)] if question else []
    return [PHRASES[key].say[0], *(answer[0] for answer in answers)]


def test_who_feels_better_after_a_wish_to_die_is_answered_with_that_and_the_crisis_line(stack):
    answer = talk(stack, "i want to kill myself", "i feel better now")
    assert GUIDE.help["self_harm"].better[0].say[0] in texts(answer)
    assert answer["referrals"]["need"] == "crisis"


def test_who_cannot_phone_can_write(stack):
    said = texts(talk(stack, "i cant phone"))
    ways = (PHRASES["cant_phone"].say[0], GUIDE.questions["contact_text"].answer[0])
    assert any(words in said for words in ways)
    assert "https://www.childline.org.uk" in said


@pytest.mark.parametrize("screen", ["tell_words", "contact_rehearsal", "small_step", "contact_what_happens"])
def test_after_blackmail_no_screen_speaks_of_suicide(stack, screen):
    answer = talk(stack, BLACKMAIL, "im so scared", "thanks", payload(screen))
    theirs = [*CRISIS.words, *(line.say for line in CRISIS.rehearsal), *CRISIS.happens]
    assert not [text for text in theirs if text in texts(answer)]
    crisis = stack.say(BLACKMAIL, country="GB")["referrals"]["services"]
    assert answer["referrals"]["services"] == crisis


@pytest.mark.parametrize(
    ("before", "message", "key"),
    [
        (BLACKMAIL, "was it my fault", "my_fault"),
        (BLACKMAIL, "i feel so stupid", "not_stupid"),
        (BLACKMAIL, "I DONT KNOW WHAT TO DO", "what_now_threat"),
        (BLACKMAIL, "will i get in trouble for sending it", "in_trouble"),
        (BLACKMAIL, "can i go to jail", "in_trouble"),
        (BLACKMAIL, "do you believe me", "believe_me"),
        ("im being bullied at school", "i dont want to go to school", "not_to_school_bullied"),
        ("my friend wants to kill herself", "i promised not to tell", "secret_friend"),
        ("my friend wants to kill herself", "she doesnt want me to tell", "secret_friend"),
    ],
)
def test_what_is_said_right_after_help_gets_what_fits(stack, before, message, key):
    said = texts(talk(stack, before, message))
    assert any(words in said for words in beginnings(key))


@pytest.mark.parametrize(
    ("before", "message", "kind", "row"),
    [
        (BLACKMAIL, "thanks", "threat", "thanks"),
        (BLACKMAIL, "no", "threat", "no"),
        (BLACKMAIL, "ok", "threat", "yes"),
        (BLACKMAIL, "bye", "threat", "bye"),
        (BLACKMAIL, "no it didnt help", "threat", "not_helping"),
        (BLACKMAIL, "i told my mum", "threat", "told"),
        ("i want to kill myself", "thanks", "self_harm", "thanks"),
    ],
)
def test_what_is_said_right_after_help_gets_the_row_that_fits(stack, before, message, kind, row):
    assert getattr(HELP[kind], row)[0].say[0] in texts(talk(stack, before, message))


@pytest.mark.parametrize(
    ("message", "key"),
    [("is it my fault", "my_fault"), ("im such an idiot", "not_stupid"), ("can i go to jail", "in_trouble"),
     ("make it stop", "heavy"), ("what do i do", "what_now"), ("i promised not to tell", "secret")],
)  # fmt: skip
def test_questions_of_somebody_in_trouble_are_answered_without_help_before(stack, message, key):
    answer = talk(stack, message)
    assert any(words in texts(answer) for words in beginnings(key))
    assert answer["referrals"]["services"]


def test_small_talk_without_help_before_stays_small_talk(stack):
    assert PHRASES["thanks"].say[0] in texts(talk(stack, "thanks"))
    assert PHRASES["thanks"].say[0] in texts(talk(stack, BLACKMAIL, payload("just_asking"), "thanks"))


def test_a_friends_suicide_is_answered_for_the_helper(stack):
    answer = talk(stack, "my friend wants to kill herself")
    assert HELP["self_harm"].speakers["friend"].first[0].say[0] in texts(answer)
    assert answer["referrals"]["emergency"]["number"] in texts(answer)


def test_each_follow_up_offers_something_else(stack):
    answer = talk(stack, BLACKMAIL, country=None)
    said = []
    for _ in range(4):
        answer = stack.say("im so scared", answer["session"])
        said.append(answer["messages"][0]["text"])
    assert len(set(said)) == 4


def test_danger_said_again_is_shorter_and_has_the_contacts(stack):
    first = talk(stack, "i want to kill myself")
    again = stack.say("i want to kill myself", first["session"])
    assert len(texts(again)) < len(texts(first))
    assert "- **" in texts(again)
    assert first["referrals"]["emergency"]["number"] in texts(again)


@pytest.mark.parametrize("message", ["helpline in brazil", "im in brazil"])
def test_a_country_named_after_help_brings_its_contacts(stack, message):
    answer = talk(stack, "he keeps asking me for nudes", message, country=None)
    assert answer["referrals"]["country"] == "BR"
    assert "Brazil" in texts(answer)


def test_just_asking_then_say_that_again_tells_the_same_topic(stack):
    answer = talk(stack, "my bf keeps asking me for nudes", payload("just_asking"))
    again = stack.say("what did you say", answer["session"])
    assert texts(again) == texts(answer)


def test_thanks_is_not_what_was_said(stack):
    answer = talk(stack, payload("topic_sextortion"), "thanks", "what did you say about paying")
    assert GUIDE.topic("sextortion").say[0] in texts(answer)


def test_simpler_back_and_again_lead_to_the_help(stack):
    first = talk(stack, BLACKMAIL)
    simpler = stack.say("say it simpler", first["session"])
    assert HELP["threat"].first[0].simpler[2] in texts(simpler)
    stack.say(payload("tell_words"), first["session"])
    assert texts(stack.say("back", first["session"])) == texts(first)


@pytest.mark.parametrize("typed", ["b", "B)", "the second", "2"])
def test_a_letter_takes_up_a_story_after_an_aside(stack, typed):
    story = GUIDE.scenario("game_chat")
    answer = talk(stack, payload("start_scenario", story.id), "what is grooming", typed)
    assert story.start.choices[1].feedback[0] in texts(answer)


def test_a_sister_of_ones_own_stands_for_the_sister_in_the_story(stack):
    story = GUIDE.scenario("game_chat")
    answer = talk(stack, payload("start_scenario", story.id), "tell my sister")
    asked = next(choice for choice in story.start.choices if "sister" in choice.text)
    assert asked.feedback[0] in texts(answer)


def test_a_goodbye_leaves_the_story_where_it_was(stack):
    story = GUIDE.scenario("game_chat")
    answer = talk(stack, payload("start_scenario", story.id), "what is grooming", "bye")
    assert payload("resume") in payloads(answer)
    assert story.start.ask in texts(stack.say("back to the story", answer["session"]))


def test_a_quiz_goes_on_after_an_aside(stack):
    answer = talk(stack, "quiz me", "what is consent", "idk")
    assert any((m.get("progress") or {}).get("at") == 2 for m in answer["messages"])


@pytest.mark.parametrize(("typed", "place"), [("b", 1), ("the last one", -1)])
def test_a_place_answers_the_open_question_of_the_quiz_after_an_aside(stack, typed, place):
    """Wrong is another try at the same question, right the next one; either way that very answer is judged."""
    asked = talk(stack, "quiz me")
    given = [p for p in payloads(asked) if p.startswith("/answer")]
    name, number = given[place].split('"at":"')[1].rstrip('"}').split(".")
    item = GUIDE.items[name]
    stack.say("what is consent", asked["session"])
    answer = stack.say(typed, asked["session"])
    at = next(m["progress"]["at"] for m in answer["messages"] if "progress" in m)
    went_on = int(number) in item.fitting(()) and item.steps() == 1
    assert at == (2 if went_on else 1)
    assert given[place] not in payloads(answer)


def test_go_on_with_the_quiz_takes_up_the_same_one(stack):
    first = talk(stack, "quiz me")
    stack.say("what is consent", first["session"])
    again = stack.say("go on with the quiz", first["session"])
    assert again["messages"][-1]["text"] == first["messages"][-1]["text"]


def test_not_knowing_a_card_shows_the_truth(stack):
    answer = talk(stack, "myth or fact", "i dont know")
    assert "That's fine. It's a" in texts(answer)
    assert len([p for p in payloads(answer) if p.startswith("/judge")]) == 2


@pytest.mark.parametrize(("typed", "place"), [("3", 2), ("the second", 1), ("b", 1)])
def test_a_story_of_the_list_can_be_named_by_its_place(stack, typed, place):
    answer = talk(stack, payload("start_scenario"), typed)
    assert list(GUIDE.scenarios.values())[place].intro[0] in texts(answer)


def test_the_first_one_begins_the_tour(stack):
    assert GUIDE.chapters[0].intro in texts(talk(stack, payload("start_tour"), "the first one"))


def test_the_emergency_number_is_told_in_words(stack):
    answer = talk(stack, "whats the emergency number")
    assert answer["referrals"]["emergency"]["number"] in texts(answer)
    answer = talk(stack, "whats the emergency number", "kenya", country=None)
    assert answer["referrals"]["country"] == "KE"
    assert answer["referrals"]["emergency"]["number"] in texts(answer)


DIE, DID = "i want to die", "i sent my ex gfs nude to a friend"


@pytest.mark.parametrize(
    "message", ["i mean it", "yes", "ok", "thanks", "you got it wrong", "everyone saw my pics", "bye"]
)
def test_after_self_harm_the_crisis_line_stays_in_words(stack, message):
    first = talk(stack, DIE)
    answer = stack.say(message, first["session"])
    assert answer["referrals"]["services"] == first["referrals"]["services"]
    assert first["referrals"]["emergency"]["number"] in texts(answer)
    assert first["referrals"]["services"][0]["name"] in texts(answer)


@pytest.mark.parametrize("message", ["how do i get it down", "quiz me", "what is grooming", payload("start_tour")])
def test_after_self_harm_the_contacts_stay_whatever_is_told(stack, message):
    first = talk(stack, DIE)
    answer = stack.say(message, first["session"])
    for _ in range(4):
        assert answer["referrals"]["services"] == first["referrals"]["services"]
        answer = stack.say("what is sexting", first["session"])


def test_after_ones_own_act_nobody_is_cleared(stack):
    answer = talk(stack, DID, "she doesnt know")
    assert "not yours" not in texts(answer)
    answer = stack.say("am i gonna go to jail", answer["session"])
    own = next(when for when in GUIDE.questions["in_trouble"].when if "own_picture" in when.situations)
    assert own.answer[0] in texts(answer)


def test_a_yes_after_a_topic_in_between_still_fits_the_help(stack):
    assert HELP["threat"].yes[0].say[0] in texts(talk(stack, BLACKMAIL, "how do i get it down", "k"))


def test_thanks_after_a_question_about_a_story_is_small_talk(stack):
    answer = talk(stack, payload("start_scenario", "game_chat"), "what would you do", "stop", "thanks")
    assert PHRASES["thanks"].say[0] in texts(answer)


def test_the_story_is_resumed_by_name(stack):
    answer = talk(stack, payload("start_scenario", "game_chat"), "quiz me", "back to the story")
    assert GUIDE.scenario("game_chat").start.ask in texts(answer)


@pytest.mark.parametrize(
    ("message", "question"),
    [("is childline free", "contact_free"), ("does it show up on the phone bill", "on_the_bill"),
     ("i called and nobody picked up", "no_answer"), ("i have no credit", "no_credit"),
     ("will my brother be ok", "will_be_ok"),
     ("do you think he is real", "real_person")],
)  # fmt: skip
def test_questions_about_helplines_and_others_have_their_own_answer(stack, message, question):
    assert GUIDE.questions[question].answer[0] in texts(talk(stack, message))


@pytest.mark.parametrize(
    ("message", "key"), [("the number doesnt work", "number_broken"), ("how did i do", "how_did_i_do")]
)
def test_what_has_a_phrase_of_its_own_is_answered_by_it(stack, message, key):
    assert PHRASES[key].say[0] in texts(talk(stack, message))
