"""Rate limits: tight for a conversation, wide for an address, and no address is kept."""

from bot.channels.limits import KEY_SECONDS, RateLimits


def test_a_conversation_is_told_to_slow_down_while_others_go_on():
    limits = RateLimits("3/minute", "100/minute")
    assert [limits.allow("10.0.0.1", "flood") for _ in range(5)] == [True, True, True, False, False]
    assert limits.allow("10.0.0.1", "calm")


def test_an_address_has_a_limit_of_its_own():
    limits = RateLimits("off", "4/minute")
    assert sum(limits.allow("10.0.0.1", f"session {n}") for n in range(10)) == 4
    assert limits.allow("10.0.0.2", None)


def test_off_means_off():
    limits = RateLimits("off", "off")
    assert all(limits.allow("10.0.0.1", "same") for _ in range(1000))


def test_addresses_are_hashed_with_a_key_that_changes():
    moment = [0.0]
    limits = RateLimits("off", "5/minute", now=lambda: moment[0])
    first = limits._hashed("192.0.2.7")
    assert "192.0.2.7" not in first
    limits.allow("192.0.2.7", None)
    assert "192.0.2.7" not in str(vars(limits._limiter.storage))
    moment[0] += KEY_SECONDS + 1
    assert limits._hashed("192.0.2.7") != first
