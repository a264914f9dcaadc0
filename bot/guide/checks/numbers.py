"""Phone numbers and links belong in the directory of contacts, never in prose."""

from __future__ import annotations

import re
from collections.abc import Iterator

from phonenumbers import Leniency, PhoneNumberMatcher

from bot.guide.checks.passages import Passage
from bot.guide.problems import Problem

# Numbers that are no phone numbers, taken out before looking: years, thousands, shares, amounts, 24/7.
INNOCENT = re.compile(
    r"\b24/7\b|\b(?:19|20)\d\d(?:\s?[-–/]\s?(?:(?:19|20)?\d\d))?\b|\b\d{1,3}(?:,\d{3})+\b"
    r"|\d[\d.,]*\s?(?:%|per ?cent\b)|[$€£]\s?\d[\d.,]*"
    r"|\b\d{1,4}\s(?:countries|people|children|young|members?|million|days?|hours?|minutes?|years?|pictures?"
    r"|images?|organisations?|states|points|words|times)\b",
    re.IGNORECASE,
)
# "call 123", "text HELP to 12345": a short number that follows a word for calling in the same sentence.
SHORT = re.compile(
    r"\b(?:call(?:ing)?|ring|phone|dial|text(?:ing)?|sms|whatsapp|numbers?|hotline|helpline|line|emergency)\b"
    r"[^.!?\d]{0,40}\b(\d{2,4}[ -]\d{2,4}|\d{3,6})\b",
    re.IGNORECASE,
)
LONG = re.compile(r"(?<![\w{])\+?\(?\d(?:[\s().-]{0,2}\d){4,}(?![\w}])")
TYPED = re.compile(r"(?<!\w)\+?\(?\d(?:[\s().-]{0,2}\d){6,}(?!\w)")
DIGIT = "(?:zero|oh|one|two|three|four|five|six|seven|eight|nine)"
SPELLED = re.compile(rf"\b{DIGIT}(?:[ -]{DIGIT}){{2,}}\b", re.IGNORECASE)
LINK = re.compile(
    r"https?://\S+|\bwww\.\S+|\]\((?!\{)[^)]*\)|[\w.+-]+@\w[\w-]*\.\w+"
    r"|\b[\w-]+\.(?:org|com|net|int|eu|info|gov|edu|io|app|uk|lu|fr|de|es|ca|au|nz|ie|in|za)\b(?:/\S*)?",
    re.IGNORECASE,
)

NUMBER_ADVICE = "Numbers stand only in data/referrals; write {contacts} as a message of its own."
LINK_ADVICE = "Links stand only in data/referrals and organisations.yml; name the organisation instead."


def phone_numbers(passage: Passage) -> Iterator[Problem]:
    """Anything that looks like the number of a service, in prose or in examples."""
    found = phone_number(passage.text, typed=passage.voice == "person")
    if found:
        yield passage.problem(f"“{found}” looks like a phone number", NUMBER_ADVICE)


def phone_number(text: str, typed: bool = False) -> str | None:
    """The first thing in `text` that looks like a phone number, None if nothing does.

    What young people type (`typed`) may hold short numbers: the bot must know them and never says them.
    """
    rest = INNOCENT.sub(" ~ ", text)
    for pattern, group in [(TYPED, 0)] if typed else [(LONG, 0), (SHORT, 1), (SPELLED, 0)]:
        found = pattern.search(rest)
        if found:
            return found.group(group).strip()
    matches = PhoneNumberMatcher(rest, None, leniency=Leniency.POSSIBLE)
    return matches.next().raw_string if matches.has_next() else None


def links(passage: Passage) -> Iterator[Problem]:
    """Web and mail addresses in what the bot says."""
    if passage.voice == "person" or passage.place.endswith("/organisations.yml"):
        return
    found = LINK.search(passage.text)
    if found:
        yield passage.problem(f"“{found.group()}” is a link", LINK_ADVICE)
