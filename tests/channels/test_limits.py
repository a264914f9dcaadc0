"""Rate limits: tight for a conversation, wide for an address, bounded, and no address is kept."""

import time

import pytest

from bot.channels import limits as module
from bot.channels.limits import KEY_SECONDS, RateLimits, network


def test_a_conversation_is_told_to_slow_down_while_others_go_on():
    limits = RateLimits("3/minute", "100/minute")
    assert [limits.allow("10.0.0.1", "flood") for _ in range(5)] == [True, True, True, False, False]
    assert limits.allow("10.0.0.1", "calm")


def test_an_address_has_a_limit_of_its_own():
    limits = RateLimits("off", "4/minute")
    assert sum(limits.allow("10.0.0.1", f"session {n}") for n in range(10)) == 4
    assert limits.allow("10.0.0.2", None)


def test_pages_are_counted_apart_and_ten_times_as_many_may_come():
    """The counter was empty at first, so as false as an empty list, and was never asked."""
    limits = RateLimits("3/minute", "4/minute", now=lambda: 0.0)
    assert sum(limits.count(limits.reading_counters("10.0.0.1")) for _ in range(60)) == 40
    assert limits.allow("10.0.0.1")
    assert not RateLimits("off", "off").reading_counters("10.0.0.1")


def test_off_means_off():
    limits = RateLimits("off", "off")
    assert all(limits.allow("10.0.0.1", "same") for _ in range(1000))


def test_addresses_are_hashed_with_a_key_that_changes():
    moment = [0.0]
    limits = RateLimits("off", "5/minute", now=lambda: moment[0])
    first = limits._hashed("192.0.2.7")
    assert "192.0.2.7" not in first
    limits.allow("192.0.2.7", None)
    assert "192.0.2.7" not in str(vars(limits.addresses))
    moment[0] += KEY_SECONDS + 1
    assert limits._hashed("192.0.2.7") != first


def test_whoever_waits_may_go_on():
    moment = [100.0]
    limits = RateLimits("off", "4/minute", now=lambda: moment[0])
    assert sum(limits.allow("10.0.0.1") for _ in range(9)) == 4
    moment[0] += 121
    assert sum(limits.allow("10.0.0.1") for _ in range(9)) == 4


def test_no_more_than_the_limit_in_any_stretch_of_the_length():
    moment = [0.0]
    limits = RateLimits("off", "60/minute", now=lambda: moment[0])
    passed = []
    for _ in range(2000):
        moment[0] += 0.3
        if limits.allow("10.0.0.1"):
            passed.append(moment[0])
    most = max(sum(start <= one < start + 60 for one in passed) for start in passed)
    assert most <= 1.25 * 60


def test_counters_are_bounded_and_cost_the_same_with_many(monkeypatch):
    """The reproduction: 100,000 conversations; at the end a request costs what it cost in the beginning."""
    monkeypatch.setattr(module, "MOST", 1_000)
    limits = RateLimits("30/minute", "1200/minute")
    for number in range(100_000):
        limits.allow(f"10.{number % 250}.{number // 250 % 250}.{number // 62_500}", f"conversation {number}")
    assert len(limits.sessions) == len(limits.addresses) == 1_000


def test_a_clock_set_back_locks_nobody_out(monkeypatch):
    limits = RateLimits("2/minute", "off")
    assert limits.allow("10.0.0.1", "one") and limits.allow("10.0.0.1", "one")
    real = time.time
    monkeypatch.setattr(time, "time", lambda: real() - 86_400)
    assert limits.allow("10.0.0.1", "two")


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("192.0.2.7:51234", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::", "2001:db8:1:2::/64"),
        ("[2001:db8:1:2:aaaa::1]:443", "2001:db8:1:2::/64"),
        ('"[2001:db8:1:2:aaaa::1]:443"', "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("unknown", "unknown"),
        ("", ""),
    ],
)
def test_whom_an_address_counts_for(address, counted):
    assert network(address) == counted
