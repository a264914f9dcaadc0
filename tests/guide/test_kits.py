"""When a kit's day is: against days that public pages gave, and the sheet that is made of a kit."""

from dataclasses import replace
from datetime import date

import pytest

from bot.guide.kits import kit_sheet, safer_internet_day
from bot.guide.loader import read_guide
from bot.guide.school import school_problems
from tests.conftest import DATA, real_guide

GUIDE = real_guide()
KIT = GUIDE.school.kits["safer_internet_day"]
WORDS = {"assembly": "Assembly", "care": "Care", "contacts": "Where help is"}


@pytest.mark.parametrize(
    "given",
    [
        date(2020, 2, 11),  # novinite.com, 2020-02-11
        date(2021, 2, 9),  # agensir.it, 2021-02-08
        date(2022, 2, 8),  # firstpost.com, 2022-02-08
        date(2023, 2, 7),  # cnbctv18.com, 2023-02-07
        date(2024, 2, 6),  # latestly.com, 2024-02-05
        date(2026, 2, 10),  # better-internet-for-kids.europa.eu, 2026-02
    ],
)
def test_the_rule_gives_the_days_that_there_were(given: date) -> None:
    assert safer_internet_day(given.year) == given


@pytest.mark.parametrize("year", range(2026, 2060))
def test_it_is_always_a_tuesday_in_the_second_week_or_so(year: int) -> None:
    day = safer_internet_day(year)
    assert day.isoweekday() == 2 and 5 <= day.day <= 11


def test_the_next_one_is_this_years_until_it_is_over() -> None:
    assert KIT.next_day(date(2027, 2, 9)) == date(2027, 2, 9)
    assert KIT.next_day(date(2027, 2, 10)) == date(2028, 2, 8)


def test_the_topic_names_the_same_day() -> None:
    topic = GUIDE.topics["safer_internet_day"]
    day = safer_internet_day(topic.holds_until.year)
    assert topic.holds_until == day and any(f"{day.day} February {day.year}" in message for message in topic.say)


def test_the_sheet_holds_the_whole_plan_and_the_contacts() -> None:
    sheet = kit_sheet(KIT, "Next time: 9 February 2027", WORDS)
    assert [part.title for part in sheet.parts if part.kind == "ticks"] == [stage.title for stage in KIT.stages]
    assert sheet.parts[0].text == "Next time: 9 February 2027" and {"contacts", "code"} < {p.kind for p in sheet.parts}


def test_a_kit_names_only_what_there_is() -> None:
    reading = read_guide(DATA, "en")
    kits = {KIT.id: KIT.copy(update={"lessons": ("nothing",)})}
    found = school_problems(replace(GUIDE.school, kits=kits), reading.reader, "guide/en", [], [], {})
    assert [p.message for p in found if p.file.endswith("kits/safer_internet_day.yml")] == ["`nothing` does not exist"]
