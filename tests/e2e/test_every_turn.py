"""Every turn shows contacts: every intent, in every state of a conversation, under every fault.

The cases are enumerated from the guide, so a new intent, scenario step or topic cannot arrive untested. They are pairs:
an intent of every kind in a state of every kind, and besides every intent, and every state (each step of each story), a
few times; under a fault, every intent and a state of every kind at least once. STAYSAFE_ALL=1 walks each intent in each
state under each fault. The last test prints how many cases were walked.
"""

import asyncio
import itertools
import logging
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from rasa.core.channels.channel import UserMessage
from rasa.shared.core.events import SlotSet

from actions.registry import play
from actions.state import State
from bot.assistant.component import ear_of
from bot.assistant.dialogue import answers
from bot.assistant.heard import Heard
from bot.assistant.library import library
from bot.channels.incoming import Incoming
from bot.channels.turns import Turns
from bot.guide import playable
from bot.guide.activities import Activity
from bot.referrals.emergency import emergency_numbers
from bot.referrals.store import Store
from bot.server import make_agent
from bot.settings import load_settings
from tests.conftest import DATA

LIBRARY = library()
GUIDE = LIBRARY.guide("en")
INTENTS = [name for name in answers(GUIDE) if not name.startswith("question_")] + ["question_pay"]
EVERYTHING = bool(os.environ.get("STAYSAFE_ALL"))
#: States in which the country is not known; in all others it is GB.
UNKNOWN_COUNTRY = ("start", "rather not say", "country asked")
#: In so many states each intent is walked at least, and each state with so many intents.
FEW = 4
walked = {"cases": 0}


def begun(line: Activity) -> dict[str, Any]:
    """The state in which the first question of an activity is open."""
    entries = [at for at, _ in playable.entries(GUIDE, line)]
    state = State(GUIDE, line.start, entries[0] if entries else "", {})
    return play(line.id)(state).slots


def states(stories: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Every state a conversation can be in, as slots; the steps of these stories among them."""
    chapter, scenario = GUIDE.chapters[0], next(iter(GUIDE.scenarios))
    found: dict[str, dict[str, Any]] = {
        "start": {},
        "after a topic": {"topic": "grooming"},
        "tour, last": {"activity": "tour", "tour": {"chapter": chapter.id, "at": len(chapter.topics) - 1}},
        "quiz of an older guide": {"activity": "quiz", "quiz": {"topics": list(GUIDE.topics)[:5], "at": 2, "right": 1}},
        **{line.id: begun(line) for line in GUIDE.activities if line.id != "scenario"},
        "country asked": {"offered": ['/set_country{"at":"none"}']},
        "rather not say": {"country": "none"},
        "after a cry for help": {"need": "crisis"},
        "state of an older guide": {"activity": "scenario", "story": {"at": f"{scenario}.gone", "trail": ["gone"]}},
    }
    for name in stories:
        story = GUIDE.scenario(name)
        for step in story.steps:
            place = {"at": f"{name}.{step.id}", "trail": [story.start.id, step.id]}
            found[f"{name}.{step.id}"] = {"activity": "scenario", "story": place}
    return found


class Bot:
    """The bot in this process, with faults that can be switched on."""

    def __init__(self, action_url: str, model: Path) -> None:
        settings = load_settings()
        settings = type(settings)(**{**vars(settings), "action_url": action_url})
        self.agent = make_agent(settings, str(model), LIBRARY)
        ear = partial(ear_of, self.agent)
        self.turns = Turns(LIBRARY, self.agent.tracker_store, self.agent.handle_message, ear, 10)
        self.endpoint = self.agent.processor.action_endpoint
        self.url = self.endpoint.url

    async def answer(self, intent: str, slots: dict[str, Any], country: str | None) -> dict[str, Any]:
        """One turn in a conversation that stands where the slots say."""
        self.turns._hear = lambda text, tracker: Heard.button(f"/{intent}")
        try:
            return await self.said("case", slots, country)
        finally:
            del self.turns._hear

    async def said(self, text: str, slots: dict[str, Any], country: str | None) -> dict[str, Any]:
        """The same with something typed."""
        tracker = await self.agent.tracker_store.create_tracker("case")
        for name, value in {**slots, "country": slots.get("country", country)}.items():
            tracker.update(SlotSet(name, value))
        await self.agent.tracker_store.save(tracker)
        try:
            return await self.turns.take(Incoming(text, session="case"))
        finally:
            await self.agent.tracker_store.forget("case")


@contextmanager
def no_fault(bot: Bot) -> Iterator[None]:
    """Everything works."""
    yield


@contextmanager
def actions_down(bot: Bot) -> Iterator[None]:
    """The action server refuses connections."""
    bot.endpoint.url = "http://127.0.0.1:9/webhook"
    try:
        yield
    finally:
        bot.endpoint.url = bot.url


@contextmanager
def words_fail(bot: Bot) -> Iterator[None]:
    """The NLG raises."""

    async def broken(*_: object, **__: object) -> None:
        raise RuntimeError("no words")

    bot.agent.nlg.generate = broken
    try:
        yield
    finally:
        del bot.agent.nlg.generate


@contextmanager
def rasa_fails(bot: Bot) -> Iterator[None]:
    """Rasa raises before anything is said."""

    async def broken(_: UserMessage) -> None:
        raise RuntimeError("no answer")

    bot.turns.handle = broken
    try:
        yield
    finally:
        bot.turns.handle = bot.agent.handle_message


@contextmanager
def too_slow(bot: Bot) -> Iterator[None]:
    """An answer does not come in time."""

    async def asleep(_: UserMessage) -> None:
        await asyncio.sleep(60)

    bot.turns.handle, bot.turns.seconds = asleep, 0.0005
    try:
        yield
    finally:
        bot.turns.handle, bot.turns.seconds = bot.agent.handle_message, 10


@contextmanager
def database_down(bot: Bot) -> Iterator[None]:
    """The directory's database is gone; its last copy answers."""
    directory = LIBRARY.directory
    store, directory._store = directory._store, Store("sqlite:////nonexistent/gone.db")
    try:
        directory.refresh()
        assert not directory.status()["ok"]
        yield
    finally:
        directory._store = store
        directory.refresh()


FAULTS = {f.__name__: f for f in (no_fault, actions_down, words_fail, rasa_fails, too_slow, database_down)}


@pytest.fixture(scope="module")
def bot(action_server: str, site_model: Path) -> Bot:
    return Bot(action_server, site_model)


def check(answer: dict[str, Any], case: str, country: str | None, intent: str) -> None:
    """Words, and contacts that fit the country."""
    referrals = answer["referrals"]
    assert answer["messages"], case
    assert all(message["text"].strip() for message in answer["messages"]), case
    assert referrals["services"] or referrals["fallback"], case
    if country and intent not in ("set_country", "change_country"):
        assert referrals["country"] == country, case
        assert referrals["services"], case
        assert referrals["emergency"]["number"], case
    if country is None:
        assert referrals["country"] is None, case
        assert referrals["services"] == [], case


def kind_of_intent(name: str) -> str:
    """Intents of one kind are answered in one way: topics, questions, each kind of help; others each in their own."""
    return name.partition("_")[0] if name.startswith(("topic_", "question_")) else name


def kind_of_state(name: str) -> str:
    """The steps of stories are one kind; that every one of them is walked is seen to all the same."""
    return "story" if "." in name else name


def one_of_each(names: Iterable[str], kind: Callable[[str], str]) -> list[str]:
    """The first name of every kind."""
    return list({kind(name): name for name in reversed(list(names))}.values())


def pairs(fault: str, found: dict[str, dict[str, Any]]) -> list[tuple[str, str]]:
    """Intents and states to walk (see above)."""
    if EVERYTHING:
        return list(itertools.product(INTENTS, found))
    of_states, of_intents = one_of_each(found, kind_of_state), one_of_each(INTENTS, kind_of_intent)
    if fault != "no_fault":
        rounds = max(len(INTENTS), len(of_states))
        return list(itertools.islice(zip(itertools.cycle(INTENTS), itertools.cycle(of_states), strict=False), rounds))
    kinds = set(itertools.product(of_intents, of_states))
    return sorted(kinds | set(_turned(INTENTS, of_states)) | {(i, s) for s, i in _turned(list(found), of_intents)})


def _turned(every: list[str], few: list[str]) -> Iterator[tuple[str, str]]:
    """Each of `every` with FEW of the others, which go round."""
    for place, name in enumerate(every):
        yield from ((name, few[(place * FEW + turn) % len(few)]) for turn in range(FEW))


def test_pairs_leave_out_no_intent_and_no_state() -> None:
    found = states(GUIDE.scenarios)
    kinds = {kind_of_state(state) for state in found}
    for fault in FAULTS:
        walked_pairs = pairs(fault, found)
        assert {intent for intent, _ in walked_pairs} == set(INTENTS)
        assert {kind_of_state(state) for _, state in walked_pairs} == kinds
    whole = pairs("no_fault", found)
    assert {state for _, state in whole} == set(found)
    both = {(kind_of_intent(intent), kind_of_state(state)) for intent, state in whole}
    assert both == set(itertools.product(map(kind_of_intent, INTENTS), kinds))


@pytest.mark.parametrize("fault", FAULTS)
def test_every_intent_in_every_state_shows_contacts(bot, fault):
    async def walk() -> None:
        found = states(GUIDE.scenarios)
        for intent, state in pairs(fault, found):
            country = None if state in UNKNOWN_COUNTRY else "GB"
            answer = await bot.answer(intent, found[state], country)
            check(answer, f"{intent} / {state} / {fault} / {country}", country, intent)
            walked["cases"] += 1

    logging.disable(logging.CRITICAL)  # thousands of faults, each with its place in the code
    try:
        with FAULTS[fault](bot):
            asyncio.run(walk())
    finally:
        logging.disable(logging.NOTSET)


@pytest.mark.parametrize("word", ["help", "HELP!!", "sos", *sorted(emergency_numbers(DATA))[:3]])
def test_a_safe_word_brings_people_to_reach_in_every_state(bot, word):
    async def walk() -> None:
        found = states(GUIDE.scenarios)
        for state in found if EVERYTHING else one_of_each(found, kind_of_state):
            slots, country = found[state], None if state in UNKNOWN_COUNTRY else "GB"
            answer = await bot.said(word, slots, country)
            case = f"{word} / {state}"
            check(answer, case, country, "help_human")
            assert GUIDE.help["safe_word"].first[0].say[0] in [message["text"] for message in answer["messages"]], case
            walked["cases"] += 1

    asyncio.run(walk())


def test_the_number_of_cases_is_told(capsys):
    with capsys.disabled():
        print(f"\n    walked {walked['cases']} cases (intent, state, fault)")
    assert walked["cases"] > 0
