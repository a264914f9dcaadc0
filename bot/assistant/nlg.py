"""Rasa's words: what was decided is told in this process, whatever else is down.

Rasa asks for `utter_<name>`: the contacts that end a turn (`utter_referrals`), the excuse for an action server that is
away (`utter_unavailable`), and any other name for the answer that stands in the slot `decision`.
"""

from dataclasses import replace
from typing import Any

from rasa.core.nlg.generator import NaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot.assistant.decide import Decision
from bot.assistant.heard import Heard
from bot.assistant.library import Library, library
from bot.assistant.state import State
from bot.assistant.tell import beside, tell
from bot.assistant.words.turn import Turn
from bot.guide.reply import Reply

REFERRALS, UNAVAILABLE = "utter_referrals", "utter_unavailable"


class GuideNLG(NaturalLanguageGenerator):
    """Named in config/endpoints.yml under `nlg`."""

    def __init__(
        self,
        endpoint_config: EndpointConfig | None = None,
        domain: Domain | None = None,
        source: Library | None = None,
    ) -> None:
        self._library: Library = source or library()

    async def generate(
        self, utter_action: str, tracker: DialogueStateTracker, output_channel: str, **kwargs: Any
    ) -> dict[str, Any] | None:
        """The answer as a custom message: a :class:`bot.guide.reply.Reply` in JSON."""
        return {"text": None, "custom": _said(utter_action, turn_of(tracker, self._library)).to_dict()}


def _said(action: str, turn: Turn) -> Reply:
    if action == REFERRALS:
        return beside(turn)
    if action == UNAVAILABLE:
        return tell(replace(turn, decision=replace(turn.decision, answer="unavailable", kind=None, at=None)))
    return tell(turn)


def turn_of(tracker: DialogueStateTracker, source: Library) -> Turn:
    """What the words may know of the conversation."""
    slots, message = tracker.current_slot_values(), tracker.latest_message
    partner = source.partners.get(slots.get("partner") or "")
    heard = Heard.of((message.parse_data or {}).get("heard")) if message else Heard()
    return Turn(
        guide=source.guide(slots.get("lang")),
        directory=source.directory.current,
        contacting=source.contacting,
        slots=slots,
        heard=heard,
        decision=Decision.of(slots.get("decision")),
        off=partner.topics_off if partner else (),
        pinned=partner.pinned if partner else (),
        languages=tuple(source.guides),
        page=source.pages.get(State.of(slots).tongue or "", {}),
    )
