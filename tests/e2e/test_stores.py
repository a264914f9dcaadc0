"""The same conversations with Redis and PostgreSQL as in memory: whatever the stores, a person sees the same.

The functions are those of the other files; only the site that they talk to is another.
"""

from collections.abc import Iterator

import pytest

from bot.referrals.commands import import_files
from bot.supervision import Process, free_port, wait_until_healthy
from tests.conftest import DATA, Site
from tests.e2e import test_after_help, test_conversation
from tests.services import postgres_server, redis_server

#: Tests whose functions tell enough about what is remembered from turn to turn.
for module in (test_conversation, test_after_help):
    globals().update({name: test for name, test in vars(module).items() if name.startswith("test_")})


@pytest.fixture(scope="module", name="stack")
def site_with_stores(stack: Site) -> Iterator[Site]:
    """A bot of its own on Redis and PostgreSQL, with the action server of the others."""
    with redis_server() as (redis, _), postgres_server() as postgres:
        assert import_files(DATA, postgres.url(), out=lambda line: None) == 0
        port, own = free_port(), {"REDIS_URL": redis, "DATABASE_URL": postgres.url()}
        bot = Process("bot", ["-m", "bot.cli", "serve", "--port", str(port)], {**stack.environment, **own})
        bot.start()
        try:
            wait_until_healthy(f"http://127.0.0.1:{port}/webhooks/web/v1/health", bot)
            yield Site(f"http://127.0.0.1:{port}")
        finally:
            bot.stop()
