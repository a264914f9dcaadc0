"""What was right when it was written and is out of date now."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bot.guide.loader import Reading
from bot.guide.problems import Problem

ADVICE = "Put it right, and give the next such day, or leave `holds_until` out."


def date_problems(reading: Reading, today: date | None = None) -> Iterator[Problem]:
    """Topics that hold only until a day that has passed. `today` is the day of the computer's clock if not given."""
    home = f"guide/{reading.guide.language.code}/topics"
    for name, topic in reading.guide.topics.items():
        if topic.holds_until and topic.holds_until < (today or date.today()):
            document = reading.reader.document(f"{home}/{name}.yml")
            message = f"the text held until {topic.holds_until}"
            yield document.problem(("holds_until",), message, ADVICE, "warning")
