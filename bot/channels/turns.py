"""One turn of a conversation, from a message to an answer that always holds words and contacts."""

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.shared.core.events import SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

from bot.assistant.hear import Ear
from bot.assistant.heard import Heard
from bot.assistant.library import Library
from bot.assistant.reading import read
from bot.assistant.state import State
from bot.assistant.trackers import LiveTrackerStore
from bot.assistant.words.turn import known_country
from bot.channels.collector import ReplyCollector
from bot.channels.incoming import Incoming
from bot.guide.payloads import payload
from bot.guide.reply import Reply
from bot.partners import Partner
from bot.referrals.naming import with_named

logger = logging.getLogger("staysafe.turns")
Handle = Callable[[UserMessage], Awaitable[Any]]


class Turns:
    """Takes turns for all conversations of this process.

    Args:
        library: guide, contacts and buttons.
        store: the conversations.
        handle: gives a message to Rasa.
        ear: reads the messages.
        seconds: longest time a turn may take; then the contacts come with an apology.
    """

    def __init__(
        self, library: Library, store: LiveTrackerStore, handle: Handle, ear: Callable[[], Ear], seconds: float
    ) -> None:
        self.library, self.store, self.handle, self.ear, self.seconds = library, store, handle, ear, seconds

    async def take(self, incoming: Incoming) -> dict[str, Any]:
        """The answer to a message, as JSON of the web channel. Whatever breaks, it has words and contacts."""
        collector = ReplyCollector()
        session, slots = secrets.token_urlsafe(24), {"lang": incoming.lang, "country": incoming.country}
        try:
            async with self.store.turn(incoming.session) as tracker:
                session = tracker.sender_id
                self._note(tracker, incoming)
                slots = tracker.current_slot_values()
                await self._answer(self._hear(incoming.message, tracker), tracker, collector)
                slots = self._finish(tracker, collector.reply)
        except Exception as error:
            logger.error("a turn failed", exc_info=error)
        answer = self.render(session, collector.reply, slots)
        return self._said_to_be_long(answer) if incoming.long else answer

    async def _answer(self, heard: Heard, tracker: DialogueStateTracker, collector: ReplyCollector) -> None:
        """Let Rasa answer into the collector, from what was heard alone; a failure leaves what was said until then."""
        message = UserMessage("", collector, tracker.sender_id, input_channel="web", parse_data=heard.parse_data())
        try:
            async with asyncio.timeout(self.seconds):
                await self.handle(message)
        except Exception as error:
            logger.error("an answer failed", exc_info=error)

    def _note(self, tracker: DialogueStateTracker, incoming: Incoming) -> None:
        """Take over what the page says; a country or language chosen in the talk outlives what it repeats."""
        given = {"mode": incoming.mode}
        if incoming.partner in self.library.partners:
            given["partner"] = incoming.partner
        if incoming.lang in self.library.guides and incoming.lang != tracker.get_slot("told_lang"):
            given |= {"lang": incoming.lang, "told_lang": incoming.lang}
        if incoming.country and incoming.country != tracker.get_slot("told_country"):
            given |= {"country": incoming.country, "told_country": incoming.country}
        for name, value in given.items():
            if tracker.get_slot(name) != value:
                tracker.update(SlotSet(name, value))

    def _hear(self, text: str, tracker: DialogueStateTracker) -> Heard:
        return read(text, tracker.current_slot_values(), self.ear, self.library)

    def _finish(self, tracker: DialogueStateTracker, reply: Reply) -> dict[str, Any]:
        """Warn of personal details, remember which buttons are offered; gives the slots after the turn."""
        if any(e["entity"] == "personal_details" for e in getattr(tracker.latest_message, "entities", [])):
            phrase = self.library.guide(tracker.get_slot("lang")).phrases["masked_details"]
            reply.say(phrase.say, kind="system")
        tracker.update(SlotSet("offered", reply.suggestions))
        if reply.need:
            tracker.update(SlotSet("need", reply.need))
        return tracker.current_slot_values()

    def render(self, session: str, reply: Reply, slots: dict[str, Any]) -> dict[str, Any]:
        """The answer as JSON; words are put in when there are none."""
        guide, partner = self.library.guide(slots.get("lang")), self._partner(slots.get("partner"))
        lang, off = guide.language.code, {payload(f"topic_{t}") for t in (partner.topics_off if partner else ())}
        if not any(message["kind"] != "system" for message in reply.messages):
            phrase = guide.phrases["error"]
            reply.say(phrase.say, kind="help").offer(*(payload(name) for name in phrase.suggest))
        referrals = self.referrals(slots, reply.need or slots.get("need"), reply.all_contacts)
        speaker = State.of(slots).speaker
        messages, referrals = with_named(reply.messages, referrals, self.library.directory.current, lang)
        return {
            "session": session,
            "lang": lang,
            "messages": messages,
            "suggestions": [
                {"title": self.library.payloads.title(name, lang, speaker), "payload": name}
                for name in reply.suggestions
                if name in self.library.payloads and name not in off
            ],
            "referrals": referrals,
        }

    def _said_to_be_long(self, answer: dict[str, Any]) -> dict[str, Any]:
        """The answer to a long message: an error for programs, and read for safety all the same."""
        words = self.library.guide(answer["lang"]).ui["errors"]["too_long"]
        said = {"messages": [{"kind": "system", "text": words}, *answer["messages"]]}
        return {"error": {"code": "too_long", "message": words}} | answer | said

    def referrals(self, slots: dict[str, Any], need: str | None, everything: bool = False) -> dict[str, Any]:
        """The contacts for a conversation: its country, language and what it is about."""
        partner, lang = self._partner(slots.get("partner")), self.library.guide(slots.get("lang")).language.code
        country, pinned = known_country(slots), partner.pinned if partner else ()
        writes = State.of(slots).cannot_call
        everything = everything or writes  # the page cannot ask for the others: no address may say that of anybody
        return self.library.directory.current.shown(country, need or "help", lang, pinned, everything, writes)

    def _partner(self, name: str | None) -> Partner | None:
        return self.library.partners.get(name or "")
