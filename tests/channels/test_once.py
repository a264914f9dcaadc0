"""A message is masked, read and decided on once; contacts are chosen once for the words and the card beside them."""

import itertools
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from bot.assistant import hear, policy
from bot.assistant.hear import Ear
from bot.assistant.safety.rules import SafetyRules
from bot.referrals import Directory, directory
from tests.inside import Inside

TALKS = (
    ["hello", "what is grooming", "say it simpler", "can the police see this", "zxc kls qwv"],
    ["he has my pics and wants money", "i told my mum", "is it my fault", "what happens when i call", "thanks"],
    ["i want to die", "menu", "who are you", "im in kenya", "what is the emergency number"],
    ["my snap is zeldarine_99 and my ex leaked my nudes", "how do i get it taken down", "does it cost money"],
)

#: Contacts are kept for a minute: each turn has one of its own.
MINUTES = itertools.count(1)


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[Any]]:
    """What was called, by name, with what it was given; nothing is kept from the turn before."""
    noted: dict[str, list[Any]] = {"minute": [next(MINUTES)]}

    def note(owner: Any, name: str, given: Callable[..., Any] = lambda *_, **__: None) -> None:
        called = getattr(owner, name)
        noted[name] = []

        def noting(*args: Any, **more: Any) -> Any:
            noted[name].append(given(*args, **more))
            return called(*args, **more)

        monkeypatch.setattr(owner, name, noting)

    note(hear, "mask")
    note(SafetyRules, "signals_in")
    note(Ear, "hear")
    note(policy, "decide")
    note(Directory, "choose", lambda _, country, need, lang, **how: (country, need, lang, tuple(how.items())))
    monkeypatch.setattr(directory, "time", SimpleNamespace(time=lambda: noted["minute"][0] * directory.COUNTS))
    return noted


@pytest.mark.parametrize("partner", [None, "demo"])
@pytest.mark.parametrize("talk", TALKS)
def test_everything_is_done_once(app: Inside, calls: dict[str, list[Any]], talk: list[str], partner: str | None):
    session, offered = None, []
    for message in talk:
        minute = next(MINUTES)
        for noted in calls.values():
            noted.clear()
        calls["minute"].append(minute)
        status, answer = app.say(message, session, country="GB", partner=partner)
        session = answer["session"]
        assert status == 200
        once = {name: len(noted) for name, noted in calls.items() if name not in ("choose", "minute")}
        # Of the words of a button that is offered no more is heard than whether they alarm.
        assert once == dict.fromkeys(once, 1) | {"hear": int(message not in offered)}, message
        offered = [button["title"].lower() for button in answer["suggestions"]]
        chosen = calls["choose"]
        assert len(chosen) == len(set(chosen)), f"{message}: chosen twice, {chosen}"
        assert len({(country, lang, dict(how)["pinned"]) for country, _, lang, how in chosen}) == 1, chosen
        assert answer["referrals"]["need"] in {need for _, need, *_ in chosen}
