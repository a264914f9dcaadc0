"""What a message asks for by name: every name of the guide, in the ways that people ask."""

import pytest

from bot.guide.names import Names
from tests.conftest import real_guide

GUIDE = real_guide()
NAMES = Names(GUIDE)
#: Written after looking at how people ask, and not one of them stands in data/lang/en/asking.yml as a whole.
WAYS = (
    "what is {}", "whats {}?", "What does {} mean?", "wat does {} mean", "define {}", "{} meaning", "meaning of {}",
    "what is the meaning of {}", "explain {} pls", "can you explain {}", "idk what {} means", "i dont get what {} is",
    "what the hell is {}", "what do you mean by {}", "what's {} in simple words", "hey what is a {}",
    "so what even is {} lol",
    "tell me about {}", "{} definition", "do you know what {} is", "what does the word {} mean", "{}?? what is that",
)  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_every_word_is_found_however_it_is_asked_for(way):
    asked = {term.id: NAMES.asked(way.format(term.term)) for term in GUIDE.glossary}
    lost = [name for name, found in asked.items() if found is None]
    assert not lost
    # A treaty or an organisation has a card that says more than the word does.
    assert all(found.at == name for name, found in asked.items() if found.intent == "glossary")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("who is sali ka bata", "southeast_asia"),
        ("what is Sali Ka Bata?", "southeast_asia"),
        ("facts from africa", "africa"),
        ("tell me the facts from africa", "africa"),
        ("tell me about youth voices for change", "latin_america_and_asia"),
        ("what is the lanzarote convention", "lanzarote_convention"),
        ("what's the malabo convention", "african_union_convention"),
        ("what does ecpat stand for", "ecpat"),
        ("who are inhope", "inhope"),
        ("what are the luxembourg guidelines", "terminology_guidelines"),
        ("wat is cyberflasing", "cyberflashing"),
        ("whats gaslightning", "gaslighting"),
        ("what is child porn", "abuse_material"),
        ("can i say kiddie porn", "abuse_material"),
        ("why not say child prostitute", "child_sexual_exploitation"),
        ("is revenge porn a bad word", "image_sharing"),
        ("what should i say instead of snitching", "report"),
        ("how does the dark web work", "dark_web"),
        ("age of consent??", "age_of_consent"),
        ("deepfakes?", "deepfake"),
        ("csam?", "abuse_material"),
        ("what does being sextorted mean", "sextortion"),
        ("what does getting outed mean", "outing"),
        ("what does it mean when you block someone", "block"),
        ("wat does it mean if someone is trafficked", "trafficking"),
        ("ai companions what are they", "ai_companion"),
        ("lover boys what are they", "loverboy"),
        ("what is vpn used for", "vpn"),
        ("who counts as a child", "child"),
        ("what does child mean here", "child"),
        ("whats the difference between csam and csem", "abuse_material"),
        ("whats the difference between a hotline and a helpline", "hotline"),
        ("victims and survivors?", "victim"),
        ("what does self generated mean", "self_generated"),
        ("F and the flier", "modelling_flier"),
        ("the new gaming friend", "game_chat"),
    ],
)
def test_things_are_found_by_their_names(text, found):
    assert NAMES.asked(text).at == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("how many kids in togo share files by bluetooth", "africa"),
        ("what percent of children in gambia use a cybercafe", "africa"),
        ("did the theatre group in the philippines help anyone", "southeast_asia"),
    ],
)
def test_what_young_people_did_is_found_inside_a_question(text, found):
    assert NAMES.told_of(text).at == found


@pytest.mark.parametrize(
    "text",
    [
        "is sexting bad", "he is sexting me", "i think i was groomed", "someone outed me", "who do i report to",
        "what is", "is it grooming if he is nice", "what do i do about sextortion", "hello", "help me", "",
        "someone made a deepfake of me", "i am a victim", "help?", "report and block", "how do i report and block",
        "report here", "he gaslights me?", "is he a catfish and a groomer?", "does he mean it",
        "a helpline", "the report",
    ],
)  # fmt: skip
def test_other_messages_ask_for_nothing_by_name(text):
    assert NAMES.asked(text) is None


@pytest.mark.parametrize("text", ["help in togo", "i live in kenya", "is there a helpline in canada", "im from asia"])
def test_a_place_alone_asks_for_no_figures(text):
    assert NAMES.told_of(text) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("what's a money mule, is that bad", "money_mule"),
        ("money mules", "money_mule"),
        ("what is doxxing please and thank you", "doxxing"),
        ("what happens if you get doxxed", "doxxing"),
        ("give me an example of love bombing", "love_bombing"),
        ("example of gaslighting", "gaslighting"),
        ("has everybody ratified it", "ratify"),
        ("ai girlfriend?", "ai_companion"),
        ("do nudify apps even work", "nudify"),
    ],
)
def test_a_word_is_found_among_others_in_whatever_form(text, found):
    assert NAMES.inside(text).at == found


@pytest.mark.parametrize(
    "text",
    [
        "he is gaslighting me",
        "my friend got doxxed",
        "my book report",
        "i was catfished and im scared",
        "hello",
    ],
)
def test_what_is_said_of_somebody_asks_for_no_word(text):
    assert NAMES.inside(text) is None
