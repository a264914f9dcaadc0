"""What a person meets at a limit, through the whole application: contacts, and no way around by invented ids."""

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.channels.limits import READINGS
from tests.inside import Inside, inside

#: Messages a minute, for a conversation and for an address.
TALK, ADDRESS = 3, 12
AWAY = "http://127.0.0.1:9/webhook"
ADDRESSES = itertools.count(1)


@pytest.fixture(scope="module")
def whole(site_model: Path) -> Iterator[Inside]:
    """The application with limits."""
    limits = {"rate_limit_session": f"{TALK}/minute", "rate_limit_address": f"{ADDRESS}/minute"}
    with inside(site_model, AWAY, **limits) as opened:
        yield opened


@pytest.fixture
def app(whole: Inside) -> Inside:
    """The same, asked from an address that nobody wrote from before."""
    whole.client = f"10.0.{next(ADDRESSES)}.1"
    return whole


def test_too_many_messages_get_the_contacts_of_the_country_in_words(app: Inside) -> None:
    session = app.say("hello", country="GB")[1]["session"]
    answers = [app.say("what is grooming", session, country="GB") for _ in range(TALK + 2)]
    assert [status for status, _ in answers] == [200] * TALK + [429, 429]
    said = answers[-1][1]
    assert said["error"]["message"] and said["referrals"]["country"] == "GB" and said["referrals"]["services"]
    assert app.say("hello")[0] == 200, "another conversation goes on"


def test_invented_conversations_fill_no_counter_and_go_round_no_limit(app: Inside) -> None:
    counted = app.app.state.errors._channel.limits.local
    before = len(counted.sessions), len(counted.addresses)
    answers = [app.say("hello", f"invented {number}", country="KE") for number in range(ADDRESS + 3)]
    assert [status for status, _ in answers] == [200] * ADDRESS + [429] * 3
    assert (len(counted.sessions), len(counted.addresses)) == (before[0], before[1] + 1)
    assert answers[-1][1]["referrals"]["country"] == "KE"


@pytest.mark.parametrize("path", ["/webhooks/web/v1/referrals?country=GB", "/webhooks/web/v1/config"])
def test_what_is_only_read_has_a_limit_of_its_own_with_contacts(app: Inside, path: str) -> None:
    answers = [app.send("GET", path) for _ in range(ADDRESS * READINGS + 2)]
    assert [status for status, _ in answers] == [200] * ADDRESS * READINGS + [429] * 2
    assert answers[-1][1]["referrals"]["fallback"]
    assert app.say("hello")[0] == 200, "whoever reads much may still write"
