"""The line to Redis: a question waits a little; after one without an answer nobody asks until Redis is back.

A busy worker is not taken for a silent Redis: the wait is cut into many short ones, and between two of them whatever
has arrived is read. So a loop that was held up for seconds by its own work still finds the answer that lay there.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TypeVar

from redis.asyncio import Redis
from redis.exceptions import RedisError

#: Longest wait for Redis, in seconds, and into how many it is cut; then it counts as away until it answers again.
PATIENCE, LOOKS = 0.5, 10
#: How long nobody asks Redis at first, and at most, between two looks whether it is back, in seconds.
ASK_AGAIN, ASK_SELDOM = 0.1, 1.0

logger = logging.getLogger("staysafe.sessions")
Answer = TypeVar("Answer")
SILENT = (RedisError, OSError, TimeoutError)


class Away(Exception):
    """Redis does not answer at the moment."""


class RedisLine:
    """A Redis that is asked nothing while it is away.

    Args:
        url: address of Redis, such as redis://localhost:6379/0.
        catch_up: what is told to Redis as soon as it is back, before anybody else asks it.
    """

    def __init__(self, url: str, catch_up: Callable[[], Awaitable[None]]) -> None:
        self.redis = Redis.from_url(url)
        self._catch_up = catch_up
        self._watch: asyncio.Task[None] | None = None

    @property
    def away(self) -> bool:
        """Is Redis known to be away?"""
        return self._watch is not None

    async def ask(self, question: Awaitable[Answer]) -> Answer:
        """The answer of Redis. Raises Away; after the first time without asking, until Redis is back."""
        if self._watch:
            if hasattr(question, "close"):
                question.close()
            raise Away
        try:
            return await answered(question)
        except SILENT as error:
            if not self._watch:
                logger.warning("Redis cannot be reached; conversations stay in memory", exc_info=error)
                self._watch = asyncio.create_task(self._until_back())
            raise Away from None

    async def close(self) -> None:
        """Hang up."""
        if self._watch:
            self._watch.cancel()
        await self.redis.close()

    async def _until_back(self) -> None:
        pause = ASK_AGAIN
        while True:
            await asyncio.sleep(pause)
            pause = min(2 * pause, ASK_SELDOM)
            with suppress(*SILENT):
                await answered(self.redis.ping())
                await self._catch_up()
                break
        self._watch = None
        logger.warning("Redis is back")


async def answered(question: Awaitable[Answer]) -> Answer:
    """The answer to a question. Raises TimeoutError when none came in PATIENCE seconds and LOOKS looks."""
    asking = asyncio.ensure_future(question)
    try:
        for _ in range(LOOKS):
            if (await asyncio.wait({asking}, timeout=PATIENCE / LOOKS))[0]:
                return asking.result()
        raise TimeoutError
    finally:
        asking.cancel()
