"""Rules that hold in every trouble, whoever speaks and whatever is asked: checked over all words of the guide."""

import re
from collections.abc import Iterator
from itertools import product

import pytest

from bot.guide.help import HELPERS, SCREENS, SPEAKERS, STAGES, written
from tests.conftest import real_guide

GUIDE = real_guide()
#: Short forms, each with its long one. All rules below are written for the long forms: `plain` makes them.
LONG = {
    r"\bcan(?:'t|not)\b": "can not",
    r"\bwon't\b": "will not",
    r"\bshan't\b": "shall not",
    r"n't\b": " not",
    r"'re\b": " are",
    r"'ve\b": " have",
    r"'ll\b": " will",
    r"\b(I)'m\b": r"\1 am",
    r"\b(it|that|there|here|what|who|where|he|she|this|nobody|everyone|someone)'s\b": r"\1 is",
}
#: Advice to block somebody. Apps that block a picture, and somebody online, are something else.
BLOCKS = r"\b(?:then|and|or) block\b|\bblock (?:him|her|it|them|the (?:new )?(?:one|account))\b|^block\b"
BLOCK = re.compile(rf"^(?!.*\b(?:service|apps|online)\b).*?({BLOCKS})", re.IGNORECASE)
REPORT = re.compile(r"\breport(?:ed)?\b", re.IGNORECASE)
DELETES = re.compile(r"\bdelet(?:e|ing)\b", re.IGNORECASE)
NOTHING = re.compile(r"delete nothing|nothing is deleted|not delete", re.IGNORECASE)
IMAGE = r"(?:sexual |naked )?(?:picture|photo|video|image)"
SAVES = re.compile(rf"\b(?:save|screenshot|keep|copy|forward) (?:the|a|any|your|all|these) {IMAGE}", re.IGNORECASE)
PAYS = re.compile(r"(?:^|\b(?:can|may|should|just) )(?:pay|send) (?:him|her|them|it|one more)\b", re.IGNORECASE)
NOT = re.compile(r"\b(?:never|not|nobody|no)\b(?!,)", re.IGNORECASE)
#: What is said of somebody else's phone call list, of one's own picture at a friend's, of what one has passed on.
OF_OTHER_THINGS = {
    "on_the_bill",
    "people_saved_it",
    "make_delete",
    "private_chats",
    "say_sorry",
    "what_if_everyone_sees",
    "passed_on",
    "rumours",
}


def answers(kind: str) -> Iterator[tuple[str, list[str]]]:
    """Every answer that can be given in a talk about this trouble, each with its name: the help in full and simpler
    words, the lines behind its buttons, and all questions."""
    for speaker, row in product((None, *SPEAKERS), STAGES):
        words, who = written(GUIDE.help, kind, speaker, row)
        for number, answer in enumerate(getattr(GUIDE.help[words].rows(who), row)):
            for form in ("say", "simpler"):
                yield f"{kind}:{speaker}:{row}:{number}:{form}", list(getattr(answer, form))
    for speaker, row in product((None, *SPEAKERS), SCREENS):
        found = written(GUIDE.help, kind, speaker, row)
        lines = getattr(GUIDE.help[found[0]].rows(found[1]), row) if found else ()
        yield f"{kind}:{speaker}:{row}", [line if isinstance(line, str) else line.say for line in lines]
    for question, speaker in product(GUIDE.questions.values(), (None, *HELPERS)):
        yield f"{kind}:{speaker}:question_{question.id}", list(question.answer_in(speaker, kind))


def plain(texts: list[str] | tuple[str, ...]) -> str:
    """The texts as one, with every short form written out, as "do not" for "don't"."""
    text = " ".join(texts).replace("’", "'")
    for short, long in LONG.items():
        text = re.sub(short, long, text, flags=re.IGNORECASE)
    return text


def sentences(texts: list[str]) -> list[str]:
    return [part for text in texts for part in re.split(r"(?<=[.!?])\s+", plain([text]).replace("**", ""))]


def advised(rule: re.Pattern[str], part: str) -> bool:
    """Whether the sentence tells somebody to do it: no word before it says not to."""
    return any(not NOT.search(part[: found.start()]) for found in rule.finditer(part))


def test_the_rules_find_what_they_look_for():
    wrong = "Report it, then block him.", "Just block him.", "You can delete the chat.", "Save the picture as proof."
    assert (
        BLOCK.search(wrong[0])
        and BLOCK.search(wrong[1])
        and not BLOCK.search("Apps that take part block it on theirs.")
    )
    assert DELETES.search(wrong[2]) and SAVES.search(wrong[3])
    assert sum(1 for _ in answers("threat")) > 500


def test_short_and_long_forms_are_the_same_to_the_rules():
    short = "You're right: it's on whoever's done it. Don't, can't, cannot, won't, doesn't, isn't, I'm, we've, you'll."
    long = "do not, can not, can not, will not, does not, is not, i am, we have, you will."
    assert plain([short]).lower() == f"you are right: it is on whoever's done it. {long}"
    for right in ("I didn't copy any picture.", "Please don’t save the picture.", "You mustn't forward any image."):
        assert not any(advised(SAVES, part) for part in sentences([right])), right
    for wrong in ("No, save the picture.", "Save the picture, don't wait."):
        assert all(advised(SAVES, part) for part in sentences([wrong])), wrong
    assert not any(advised(PAYS, part) for part in sentences(["You shouldn't pay him.", "You can't just send it."]))
    assert all(NOTHING.search(part) for part in sentences(["Don't delete it.", "You shouldn't delete the chat."]))


@pytest.mark.parametrize("kind", ["touched", "filmed"])
def test_who_is_hurt_by_somebody_near_is_never_told_to_block(kind):
    for name, texts in answers(kind):
        assert not [part for part in sentences(texts) if BLOCK.search(part)], name


@pytest.mark.parametrize("kind", ["touched", "filmed"])
def test_who_is_hurt_at_home_is_led_to_people_and_to_one_adult_outside(kind):
    first = plain(GUIDE.help[kind].first[0].say)
    assert "where other people are" in first
    assert "does not live with" in first
    assert re.search(r"even if it is some(?:body|one) in your family", first)


def test_in_a_threat_one_reports_first_then_blocks():
    for name, texts in answers("threat"):
        parts = sentences(texts)
        blocked = next((place for place, part in enumerate(parts) if BLOCK.search(part)), None)
        if blocked is not None:
            before = " ".join([*parts[:blocked], parts[blocked][: BLOCK.search(parts[blocked]).start(1)]])
            assert REPORT.search(before), (name, texts)


def test_in_a_threat_nothing_is_deleted_and_no_picture_kept():
    for name, texts in answers("threat"):
        if name.split("question_")[-1] in OF_OTHER_THINGS:
            continue
        for part in sentences(texts):
            assert not DELETES.search(part) or NOTHING.search(part), (name, part)
            assert not advised(SAVES, part), (name, part)


def test_in_a_threat_nobody_is_told_to_pay_or_to_send():
    first = plain(GUIDE.help["threat"].first[0].say)
    assert "do not have to pay or send anything more" in first
    for name, texts in answers("threat"):
        for part in sentences(texts):
            assert not advised(PAYS, part), (name, part)


def test_nobody_is_told_to_keep_or_pass_on_pictures_as_proof():
    for kind in GUIDE.kinds:
        for name, texts in answers(kind):
            for part in sentences(texts):
                assert not advised(SAVES, part), (name, part)


def test_a_meeting_does_not_have_to_take_place_and_not_going_is_praised():
    words = GUIDE.help["meeting_now"]
    first = plain(words.first[0].say)
    assert "do not have to go" in first and "'I am not coming.'" in first
    for row in (words.blocked, words.wont_go):
        assert re.match(r"\*\*Good that you (?:do not go|are not going)\.\*\*", plain(row[0].say))
    assert "never alone" in plain(GUIDE.questions["real_person"].answer_in(None, "meeting_now"))
    for _, texts in answers("meeting_now"):
        assert not re.search(r"\b(?:you (?:can|may|should) (?:go|meet)|just go there|go and meet)\b", plain(texts))


def test_medical_help_is_called_now_even_if_it_feels_fine_and_with_an_adult():
    words = GUIDE.help["medical"]
    first = plain(words.first[0].say)
    assert words.first[0].say[0] == "{contacts}" or "{contacts}" in words.first[0].say[:2]
    assert re.search(r"\bcall\b.*\bnow\b", first, re.IGNORECASE | re.DOTALL) and "even if" in first
    assert re.search(r"\badult\b", first)
    assert "even if you feel fine" in plain(GUIDE.questions["feel_fine"].answer_in(None, "medical"))
    assert GUIDE.kinds["medical"].gravity == max(kind.gravity for kind in GUIDE.kinds.values())


def test_the_prevention_card_needs_explicit_words():
    kind = GUIDE.kinds["own_thoughts"]
    assert kind.explicit and all(when.named for when in kind.when)


def test_adults_are_answered_as_adults_in_every_trouble():
    for kind, speaker in product(GUIDE.kinds, ("parent", "teacher")):
        if kind in ("person", "safe_word", "own_thoughts", "medical"):  # there the emergency number comes first
            continue
        words, who = written(GUIDE.help, kind, speaker, "first")
        assert who == speaker, (kind, speaker)
        first = plain(GUIDE.help[words].rows(who).first[0].say)
        assert re.search(r"your child|calm|listen|stay with", first, re.IGNORECASE) or speaker == "teacher", kind
        assert "safeguarding lead" in first or speaker == "parent", kind
