"""Rasa's way to the action server: patience of seconds, and none at all while it is known to be away."""

import asyncio
import logging
from contextlib import suppress
from typing import Any

import aiohttp
from rasa.utils.endpoints import EndpointConfig

#: Longest wait for one action, in seconds.
PATIENCE = 4.0
#: How often a server that is away is asked whether it is back, and how long that may take, in seconds.
ASK_AGAIN, ANSWER = 1.0, 2.0

logger = logging.getLogger("staysafe.actions")


class ActionEndpoint(EndpointConfig):
    """Sends action calls. After one that nobody answered the next ones fail at once, until the server says it is well.

    So a frozen action server costs one wait, not one for each person who plays a story.
    """

    _watch: asyncio.Task[None] | None = None

    async def request(self, *args: Any, timeout: float = PATIENCE, **kwargs: Any) -> Any:
        """The answer to an action call. Raises aiohttp.ClientConnectionError when there is none."""
        if self._watch:
            raise aiohttp.ClientConnectionError("the action server is away")
        try:
            return await super().request(*args, **{**kwargs, "timeout": min(timeout, PATIENCE)})
        except (aiohttp.ClientConnectionError, TimeoutError) as error:
            if not self._watch:
                logger.warning("the action server does not answer; stories and quiz rest", exc_info=error)
                self._watch = asyncio.create_task(self._until_back())
            raise aiohttp.ClientConnectionError("the action server does not answer") from None

    async def is_well(self, seconds: float = ANSWER) -> bool:
        """Does the server say that it is well, within `seconds`?"""
        address = self.url.rsplit("/", 1)[0] + "/health"
        with suppress(aiohttp.ClientError, OSError, TimeoutError):
            timeout = aiohttp.ClientTimeout(total=seconds)
            async with aiohttp.ClientSession(timeout=timeout) as session, session.get(address) as answer:
                if answer.status == 200:
                    self._is_back()
                    return True
        return False

    async def _until_back(self) -> None:
        while not await self.is_well():
            await asyncio.sleep(ASK_AGAIN)

    def _is_back(self) -> None:
        if self._watch:
            logger.warning("the action server is back")
            self._watch = None
