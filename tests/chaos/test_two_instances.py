"""Two instances on one Redis, fifty conversations at once: no turn and no place is lost, whatever is killed."""

import asyncio
import os
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import aiohttp
import pytest
from redis import Redis

from bot.assistant.trackers import shelf_name
from bot.settings import ROOT
from bot.supervision import free_port
from tests.services import redis_server

pytestmark = pytest.mark.skipif(not os.environ.get("STAYSAFE_CHAOS"), reason="by flag: STAYSAFE_CHAOS=1")
TALKS, TURNS = 50, 20
#: What is said in turn: the menu, a topic, simpler words.
SAID = ("menu", "what is grooming", "say it simpler")


class Two:
    """Two instances of the bot, each of `workers` workers, and the Redis that they share."""

    def __init__(self, redis: str, workers: int = 1) -> None:
        self.redis, self._workers = redis, workers
        self.ports = [free_port(), free_port()]
        self.running = [self.start(port) for port in self.ports]

    def start(self, port: int) -> subprocess.Popen:
        """Start the instance of a port."""
        command = [sys.executable, "-m", "bot.cli", "serve", "--port", str(port), "--workers", str(self._workers)]
        limits = {"RATE_LIMIT_SESSION": "off", "RATE_LIMIT_ADDRESS": "off", "REDIS_URL": self.redis}
        return subprocess.Popen(command, cwd=ROOT, env={**os.environ, **limits})

    def turns_of(self, session: str) -> int:
        """How many turns the record of a conversation has seen."""
        record = Redis.from_url(self.redis).get(f"staysafe:{shelf_name(session)}")
        return int(record.partition(b":")[0]) if record else 0

    def stop(self) -> None:
        """Stop both."""
        for process in self.running:
            process.terminate()
        for process in self.running:
            process.wait(30)


class People:
    """Fifty people who talk to whichever instance answers, and try once more by themselves, as the widget does."""

    def __init__(self, ports: list[int], client: aiohttp.ClientSession) -> None:
        self.ports, self._client = ports, client
        self.seconds: list[float] = []
        self.failed = self.moved = 0

    async def say(self, message: str, session: str | None, at: int) -> dict[str, Any] | None:
        """The answer of one instance, else of the other; None when neither answers."""
        began = time.monotonic()
        for attempt in range(2):
            port = self.ports[(at + attempt) % 2]
            body = {"message": message, "country": "GB", **({"session": session} if session else {})}
            try:
                url = f"http://127.0.0.1:{port}/webhooks/web/v1/messages"
                async with self._client.post(url, json=body) as answer:
                    told = await answer.json()
                    assert answer.status == 200 and told["referrals"]["talk"], told
                    self.seconds.append(time.monotonic() - began)
                    return told
            except (aiohttp.ClientError, OSError, TimeoutError):
                await asyncio.sleep(0.2)
        self.failed += 1
        return None

    async def talk(self, number: int, pause: float = 0.0) -> str:
        """One conversation, its turns on both instances; the id."""
        first = await self.say("hello", None, number)
        session = first["session"]
        for turn in range(TURNS - 1):
            told = await self.say(SAID[turn % 3], session, number + turn)
            self.moved += bool(told) and (told["session"] != session or told["referrals"]["country"] != "GB")
            await asyncio.sleep(pause)
        return session


@pytest.fixture
async def two(site_model: object) -> AsyncIterator[tuple[Two, People]]:
    with redis_server() as (redis, _):
        both = Two(redis)
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=30)) as client:
            try:
                for port in both.ports:
                    await ready(client, port)
                yield both, People(both.ports, client)
            finally:
                both.stop()


async def ready(client: aiohttp.ClientSession, port: int) -> None:
    """Wait until an instance answers."""
    for _ in range(6000):
        try:
            async with client.get(f"http://127.0.0.1:{port}/robots.txt") as answer:
                if answer.status == 200:
                    return
        except (aiohttp.ClientError, OSError):
            pass
        await asyncio.sleep(0.1)
    raise TimeoutError(port)


async def held(people: People, meanwhile: Callable[[], Awaitable[None]] | None = None, pause: float = 0.0) -> list[str]:
    """All conversations at once, and what happens meanwhile."""
    happening = asyncio.create_task(meanwhile()) if meanwhile else None
    sessions = await asyncio.gather(*(people.talk(number, pause) for number in range(TALKS)))
    if happening:
        await happening
    return sessions


async def test_a_thousand_turns_on_two_instances_lose_nothing(two: tuple[Two, People]) -> None:
    both, people = two
    sessions = await held(people)
    assert (people.failed, people.moved) == (0, 0)
    assert [both.turns_of(session) for session in sessions] == [TURNS] * TALKS


async def test_turns_of_one_conversation_at_once_lose_nothing(two: tuple[Two, People]) -> None:
    both, people = two
    session = (await people.say("hello", None, 0))["session"]
    await asyncio.gather(*(people.say(SAID[n % 3], session, n) for n in range(TURNS)))
    assert people.failed == 0 and both.turns_of(session) == TURNS + 1


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL], ids=["rolling restart", "killed"])
async def test_an_instance_that_goes_costs_nobody_the_place(
    two: tuple[Two, People], how: int, capsys: pytest.CaptureFixture
) -> None:
    both, people = two

    async def go() -> None:
        for at, port in enumerate(both.ports):
            await asyncio.sleep(1)
            both.running[at].send_signal(how)
            await asyncio.to_thread(both.running[at].wait)
            both.running[at] = both.start(port)
            await ready(people._client, port)

    await held(people, go, pause=0.5)
    with capsys.disabled():
        median, longest = statistics.median(people.seconds), max(people.seconds)
        print(
            f"\n    {len(people.seconds)} turns, {people.failed} failed, median {median:.2f} s, longest {longest:.1f} s"
        )
    assert people.moved == 0
    assert people.failed < 0.01 * TALKS * TURNS
