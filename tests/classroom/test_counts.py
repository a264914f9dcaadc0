"""Class codes on both databases: thirty phones at once, and everything that must be refused."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from sqlalchemy import inspect, text

from bot.classroom import GROUP, ClassCounts, CodeError
from bot.classroom.counts import row_of
from tests.referrals.conftest import database_url, postgresql  # noqa: F401 - both databases, as for the contacts

OPTIONS, BETTER = (4, 4, 2), ((1,), (2, 3), (0,))


class Clock:
    def __init__(self) -> None:
        self.at = datetime(2026, 11, 28, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def counts(database_url: str, clock: Clock) -> Iterator[ClassCounts]:  # noqa: F811
    found = ClassCounts(database_url, OPTIONS, BETTER, clock)
    yield found
    found._engine.dispose()


def refused(reason: str, call, *given) -> None:
    with pytest.raises(CodeError) as error:
        call(*given)
    assert error.value.reason == reason


def test_thirty_phones_at_once_are_counted_rightly(counts: ClassCounts) -> None:
    taken, ready = counts.open(30), Barrier(30)

    def phone(number: int) -> None:
        ready.wait(30)
        ticket, phase = counts.ticket(taken.code.lower())
        assert phase == "before"
        ready.wait(60)
        counts.answer(taken.code, ticket, [1 if number < 12 else 0, 3, None])

    with ThreadPoolExecutor(30) as phones:
        list(phones.map(phone, range(30)))
    report = counts.report(taken.code, taken.key)
    assert report.answers == {"before": 30, "later": 0}
    rows = report.rows["before"]
    assert [(round(row.share, 2), row.answers) for row in rows] == [(0.4, 30), (1.0, 30), (0.0, 0)]
    assert rows[0].low < 0.4 < rows[0].high and report.rows["later"] is None


def test_one_ticket_sent_by_thirty_phones_at_once_counts_once(counts: ClassCounts) -> None:
    taken, ready = counts.open(30), Barrier(30)
    ticket, _ = counts.ticket(taken.code)

    def phone(_: int) -> str:
        ready.wait(30)
        try:
            counts.answer(taken.code, ticket, [1, 2, 0])
        except CodeError as error:
            return error.reason
        return "counted"

    with ThreadPoolExecutor(30) as phones:
        told = list(phones.map(phone, range(30)))
    assert sorted(told) == ["counted"] + ["ticket"] * 29
    assert counts.report(taken.code, taken.key).answers["before"] == 1


def test_the_first_classes_of_several_workers_at_once(database_url: str) -> None:  # noqa: F811
    """Each worker finds no tables and would make them."""
    workers = [ClassCounts(database_url, OPTIONS, BETTER) for _ in range(6)]
    with ThreadPoolExecutor(6) as at_once:
        codes = list(at_once.map(lambda worker: worker.open(30).code, workers))
    assert len(set(codes)) == 6


def test_a_small_group_is_not_shown(counts: ClassCounts) -> None:
    taken = counts.open(20)
    for number in range(GROUP):
        assert counts.report(taken.code, taken.key).rows["before"] is None
        counts.answer(taken.code, counts.ticket(taken.code)[0], [number % 4, 0, 0])
    assert counts.report(taken.code, taken.key).rows["before"] is not None


def test_a_ticket_counts_once_and_in_its_phase_only(counts: ClassCounts) -> None:
    taken = counts.open(10)
    ticket, _ = counts.ticket(taken.code)
    late, _ = counts.ticket(taken.code)
    counts.answer(taken.code, ticket, [1, 2, 0])
    refused("ticket", counts.answer, taken.code, ticket, [1, 2, 0])
    refused("ticket", counts.answer, taken.code, "made-up", [1, 2, 0])
    counts.turn(taken.code, taken.key, "later")
    refused("ticket", counts.answer, taken.code, late, [1, 2, 0])
    assert counts.report(taken.code, taken.key).answers == {"before": 1, "later": 0}


def test_never_more_answers_than_pupils(counts: ClassCounts) -> None:
    taken = counts.open(8)
    tickets = [counts.ticket(taken.code)[0] for _ in range(16)]
    refused("full", counts.ticket, taken.code)
    for ticket in tickets[:8]:
        counts.answer(taken.code, ticket, [0, 0, 0])
    refused("full", counts.answer, taken.code, tickets[8], [0, 0, 0])
    assert counts.report(taken.code, taken.key).answers["before"] == 8


@pytest.mark.parametrize("answers", [[4, 0, 0], [-1, 0, 0], [0, 0], [0, 0, 0, 0], [None, None, None]])
def test_answers_out_of_range_count_nothing(counts: ClassCounts, answers: list) -> None:
    taken = counts.open(8)
    ticket, _ = counts.ticket(taken.code)
    refused("answers", counts.answer, taken.code, ticket, answers)
    counts.answer(taken.code, ticket, [0, 0, 0])  # the ticket was not spent


def test_guesses_and_wrong_keys_are_refused(counts: ClassCounts) -> None:
    taken, other = counts.open(8), counts.open(8)
    refused("code", counts.ticket, "AAAAAAA")
    refused("key", counts.report, taken.code, other.key)
    refused("key", counts.end, taken.code, "")
    refused("phase", counts.turn, taken.code, taken.key, "never")
    refused("size", counts.open, 7)
    refused("size", counts.open, 61)


def test_a_code_dies_with_all_that_was_counted(counts: ClassCounts, clock: Clock, database_url: str) -> None:  # noqa: F811
    taken, ended = counts.open(8), counts.open(8)
    counts.answer(taken.code, counts.ticket(taken.code)[0], [0, 0, 0])
    counts.end(ended.code, ended.key)
    refused("code", counts.report, ended.code, ended.key)
    clock.at += timedelta(hours=3)
    refused("code", counts.ticket, taken.code)
    counts.open(8)
    with counts._engine.connect() as connection:
        assert connection.execute(text("select count(*) from class_code")).scalar() == 1
        assert connection.execute(text("select count(*) from class_ticket")).scalar() == 0
        tables = {
            name: [c["name"] for c in inspect(connection).get_columns(name)] for name in ("class_count", "class_ticket")
        }
    assert tables == {
        "class_count": ["code", "phase", "item", "option", "number"],
        "class_ticket": ["code", "ticket", "phase", "used"],
    }


def test_the_interval_is_wide_for_few_and_narrow_for_many() -> None:
    few, many = row_of(4, 8), row_of(400, 800)
    assert few.high - few.low > 0.5 > many.high - many.low
    assert row_of(0, 0).answers == 0 and row_of(8, 8).high == 1.0 and row_of(8, 8).low < 0.75
