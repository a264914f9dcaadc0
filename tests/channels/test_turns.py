"""What a turn remembers of what the page sent: only values that are known, never text of anybody's own."""

import asyncio
from dataclasses import replace
from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import SlotSet

from bot.assistant.dialogue import SLOTS
from bot.assistant.heard import Heard
from bot.assistant.library import library
from bot.assistant.records import pack
from bot.assistant.state import State, Trouble
from bot.assistant.trackers import LiveTrackerStore
from bot.channels.incoming import Incoming
from bot.channels.turns import Turns
from bot.guide.payloads import payload
from bot.guide.reply import Reply

MARKER = "zqmarker"
DOMAIN = Domain.from_dict({"slots": {name: {"type": "any", "mappings": [{"type": "custom"}]} for name in SLOTS}})


async def silent(_: UserMessage) -> None:
    """Rasa says nothing: the turn answers by itself."""


class Deaf:
    """Hears nothing in any message."""

    def hear(
        self, text: str, lang: str | None = None, country: str | None = None, trouble: tuple[str, ...] = ()
    ) -> Heard:
        return Heard("out_of_scope")


def test_a_button_asks_as_who_speaks_would():
    """A mother is not offered "Will my friend hate me if I tell?"."""
    shown = {}
    for speaker in ("parent", None):
        state = State(trouble=Trouble("sent", speaker)).to_slot()
        reply = Reply().say(["..."]).offer(payload("question_friend_angry"))
        slots = {"country": "GB", "state": state}
        shown[speaker] = Turns(library(), None, silent, Deaf, 5).render("s", reply, slots)["suggestions"][0]["title"]
    question = library().guide("en").questions["friend_angry"]
    assert shown == {"parent": question.titles["parent"], None: question.title}


def remembered(incoming: Incoming) -> tuple[dict[str, Any], str]:
    """The answer to a first message, and all that the store could write of the conversation."""

    async def take() -> tuple[dict[str, Any], str]:
        store = LiveTrackerStore(DOMAIN)
        answer = await Turns(library(), store, silent, Deaf, 5).take(incoming)
        return answer, pack(await store.retrieve(answer["session"])).decode()

    return asyncio.run(take())


def test_what_is_unknown_is_not_remembered():
    answer, state = remembered(Incoming(MARKER, session=MARKER, lang=MARKER, partner=f"my name is {MARKER}"))
    assert MARKER not in state
    assert MARKER not in answer["session"]


def test_what_is_known_is_remembered():
    _, state = remembered(Incoming("hello", lang="en", country="GB", partner="demo", mode="class"))
    assert all(f'"{value}"' in state for value in ("en", "GB", "demo", "class"))


def test_a_language_chosen_in_the_talk_outlives_what_the_page_repeats():
    two = replace(library(), guides={**library().guides, "qps": library().guide("en")})

    async def talk() -> list[str]:
        store, found = LiveTrackerStore(DOMAIN), []
        turns, session = Turns(two, store, silent, Deaf, 5), None
        for page, chosen in (("en", None), ("en", "qps"), ("en", None), ("qps", None), ("en", None)):
            session = (await turns.take(Incoming("hello", session=session, lang=page)))["session"]
            async with store.turn(session) as tracker:
                if chosen:  # as the policy does when the button of a language is tapped
                    tracker.update(SlotSet("lang", chosen))
                found.append(tracker.get_slot("lang"))
        return found

    assert asyncio.run(talk()) == ["en", "qps", "qps", "qps", "en"]


def test_a_turn_without_words_still_has_words_and_contacts():
    answer, _ = remembered(Incoming("hello", country="GB"))
    assert answer["messages"] and answer["referrals"]["country"] == "GB" and answer["referrals"]["services"]
