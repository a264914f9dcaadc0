"""The same conversations with Redis as in memory: whatever the store, a person sees the same.

The functions are those of the other files; only the site that they talk to is another.
"""

from collections.abc import Iterator
from typing import Any

import pytest

from bot.supervision import Process, free_port, wait_until_healthy
from tests.conftest import Site, texts
from tests.e2e import test_after_help, test_conversation
from tests.services import redis_server

#: Tests whose functions tell enough about what is remembered from turn to turn.
for module in (test_conversation, test_after_help):
    globals().update({name: test for name, test in vars(module).items() if name.startswith("test_")})


@pytest.fixture(scope="module", name="stack")
def site_with_redis(stack: Site) -> Iterator[Site]:
    """A bot of its own on Redis, with the action server of the others."""
    with redis_server() as (redis, _):
        port = free_port()
        bot = Process("bot", ["-m", "bot.cli", "serve", "--port", str(port)], {**stack.environment, "REDIS_URL": redis})
        bot.start()
        try:
            wait_until_healthy(f"http://127.0.0.1:{port}/webhooks/web/v1/config", bot)
            yield Site(f"http://127.0.0.1:{port}")
        finally:
            bot.stop()


def said_with(site: Site, message: str, **page: Any) -> dict[str, Any]:
    """A first message from a page that tells country, partner, language and mode."""
    return site.say(message, **{"country": "GB", "lang": "en", "partner": "demo", "mode": "class", **page})


@pytest.mark.parametrize("message", ["i want to kill myself", "he says he will post it", "what is grooming"])
def test_what_the_page_says_counts_from_the_first_message_on(stack: Site, message: str) -> None:
    answer = said_with(stack, message)
    assert answer["referrals"]["country"] == "GB"
    assert answer["referrals"]["services"] and answer["referrals"]["emergency"]["number"]
    assert "know your country" not in texts(answer)


def test_what_the_page_said_once_is_remembered(stack: Site) -> None:
    session = said_with(stack, "hello")["session"]
    answer = stack.say("he has my pics and wants money", session)
    assert (answer["session"], answer["referrals"]["country"]) == (session, "GB")
