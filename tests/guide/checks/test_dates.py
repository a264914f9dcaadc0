from datetime import date

from bot.guide.checks.dates import date_problems
from bot.guide.loader import read_guide


def test_a_text_that_held_until_yesterday_is_named(data) -> None:
    place = data.change(
        "guide/en/topics/grooming.yml", "next: [consent, harm]", "next: [consent, harm]\nholds_until: 2027-02-09"
    )
    reading = read_guide(data.folder, "en")
    assert not list(date_problems(reading, date(2027, 2, 9)))
    [problem] = date_problems(reading, date(2027, 2, 10))
    assert problem.severity == "warning" and problem.file == place.rsplit(":", 1)[0]
