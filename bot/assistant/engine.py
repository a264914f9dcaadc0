"""Rasa's engine without what it does anew for each message: the plan of the graph, and predictions that are certain.

Rasa builds, orders and schedules a Dask graph four times a turn, for graphs that never change, and asks its policies
three times, of which two answers are certain (see :func:`bot.assistant.policy.certain_next`). That was more than half
of a turn. It also tries every mapping of every slot, hundreds for the topic alone: another third of a tapped button.
And it makes all its actions anew to pick one, runs each on a copy of the conversation in case it is rejected, and
copies all events for a log that nobody reads: a third of what was left.
The classes below stand behind Rasa's own interfaces; what the components do is the same.
"""

from __future__ import annotations

import copy
import logging
import os
from functools import cache, partial
from pathlib import Path
from typing import Any, TypeVar

from rasa.core.actions.action import Action, ActionBotResponse, ActionExtractSlots, ActionListen, action_for_index
from rasa.core.agent import Agent
from rasa.core.channels.channel import OutputChannel
from rasa.core.nlg.generator import NaturalLanguageGenerator
from rasa.core.policies.policy import PolicyPrediction
from rasa.core.processor import MessageProcessor
from rasa.engine import loader
from rasa.engine.exceptions import GraphRunError
from rasa.engine.graph import ExecutionContext, GraphNode, GraphNodeHook, GraphSchema
from rasa.engine.runner.interface import GraphRunner
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.storage import ModelMetadata, ModelStorage
from rasa.exceptions import ActionLimitReached
from rasa.shared.core.domain import Domain
from rasa.shared.core.slots import Slot
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.common import TempDirectoryPath, get_temp_dir_name

from bot.assistant.policy import certain_next

logger = logging.getLogger("staysafe.engine")
Component = TypeVar("Component")
#: A node and the names of the nodes and inputs that it takes.
Step = tuple[str, GraphNode, tuple[str, ...]]


class PlannedGraphRunner(GraphRunner):
    """Calls the nodes of a graph in an order that is worked out once for each set of targets.

    Args:
        graph_schema: the graph.
        nodes: its nodes by name.
    """

    def __init__(self, graph_schema: GraphSchema, nodes: dict[str, GraphNode]) -> None:
        self._schema, self._nodes = graph_schema, nodes
        self._plans: dict[tuple[str, ...], list[Step]] = {}

    @classmethod
    def create(
        cls,
        graph_schema: GraphSchema,
        model_storage: ModelStorage,
        execution_context: ExecutionContext,
        hooks: list[GraphNodeHook] | None = None,
    ) -> PlannedGraphRunner:
        """Rasa's constructor: makes every node."""
        nodes = {
            name: GraphNode.from_schema_node(name, node, model_storage, execution_context, hooks)
            for name, node in graph_schema.nodes.items()
        }
        return cls(graph_schema, nodes)

    def run(self, inputs: dict[str, Any] | None = None, targets: list[str] | None = None) -> dict[str, Any]:
        """What the targets give.

        Raises:
            GraphRunError: an input is named like a node, or a node lacks what it needs.
        """
        given = inputs or {}
        if clash := given.keys() & self._nodes.keys():
            raise GraphRunError(f"Inputs have the names of nodes: {', '.join(sorted(clash))}.")
        wanted = tuple(targets or self._schema.target_names)
        done: dict[str, Any] = {name: (name, value) for name, value in given.items()}
        for name, node, needs in self._plan(wanted):
            done[name] = node(*(done[need] for need in needs if need in done))
        return dict(done[name] for name in wanted)

    def component(self, kind: type[Component]) -> Component:
        """The component of that class. Raises StopIteration when the graph has none."""
        return next(node._component for node in self._nodes.values() if isinstance(node._component, kind))

    def _plan(self, targets: tuple[str, ...]) -> list[Step]:
        if targets not in self._plans:
            self._plans[targets] = self._ordered(targets)
        return self._plans[targets]

    def _ordered(self, targets: tuple[str, ...]) -> list[Step]:
        """The nodes that the targets need, each after what it needs itself."""
        steps: dict[str, Step] = {}

        def visit(name: str) -> None:
            if name in steps or name not in self._nodes:
                return
            needs = tuple(self._schema.nodes[name].needs.values())
            for need in needs:
                visit(need)
            steps[name] = (name, self._nodes[name], needs)

        for target in targets:
            visit(target)
        return list(steps.values())


class Processor(MessageProcessor):
    """Rasa's processor on the planned graph; it asks the policy only what is not certain."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._fillable: dict[str, Domain] = {}
        self._action = cache(partial(action_for_index, domain=self.domain, action_endpoint=self.action_endpoint))

    async def run_action_extract_slots(
        self, output_channel: OutputChannel, tracker: DialogueStateTracker
    ) -> DialogueStateTracker:
        """Fill the slots that this message can fill, by Rasa's own action."""
        intent = (tracker.latest_message.intent or {}).get("name") or ""
        if intent not in self._fillable:
            self._fillable[intent] = fillable_by(intent, self.domain)
        events = await ActionExtractSlots(None).run(output_channel, self.nlg, tracker, self._fillable[intent])
        tracker.update_with_events(events, self.domain)
        return tracker

    def predict_next_with_tracker_if_should(self, tracker: DialogueStateTracker) -> tuple[Action, PolicyPrediction]:
        """As Rasa's, with actions that are made once: they hold nothing of a conversation."""
        if self.is_action_limit_reached(tracker, self.should_predict_another_action(tracker.latest_action_name)):
            raise ActionLimitReached
        prediction = self._predict_next_with_tracker(tracker)
        return self._action(prediction.max_confidence_index), prediction

    async def _run_action(
        self,
        action: Action,
        tracker: DialogueStateTracker,
        output_channel: OutputChannel,
        nlg: NaturalLanguageGenerator,
        prediction: PolicyPrediction,
    ) -> bool:
        """Words, and listening, are never rejected: they need no copy of the conversation to try them on."""
        if not isinstance(action, ActionBotResponse | ActionListen):
            return await super()._run_action(action, tracker, output_channel, nlg, prediction)
        tracker.update_with_events(prediction.events, self.domain)
        try:
            events = await action.run(output_channel, nlg, tracker, self.domain)
        except Exception as error:
            logger.error("the words of an answer failed", exc_info=error)
            events = []
        tracker.update(action.event_for_successful_execution(prediction))
        tracker.update_with_events(events, self.domain)
        await self._send_bot_messages(events, tracker, output_channel)
        return not isinstance(action, ActionListen)

    @staticmethod
    def _load_model(model_path: str | Path) -> tuple[str, ModelMetadata, GraphRunner]:
        with TempDirectoryPath(get_temp_dir_name()) as folder:
            metadata, runner = loader.load_predict_graph_runner(
                Path(folder), Path(model_path), LocalModelStorage, PlannedGraphRunner
            )
            return os.path.basename(model_path), metadata, runner

    def _predict_next_with_tracker(self, tracker: DialogueStateTracker) -> PolicyPrediction:
        action = None if tracker.followup_action else certain_next(tracker)
        if action is None:
            return super()._predict_next_with_tracker(tracker)
        return PolicyPrediction.for_action_name(self.domain, action)


def fillable_by(intent: str, domain: Domain) -> Domain:
    """The domain with no other slots than a message of that intent may fill, and of their mappings only those."""
    twin = copy.copy(domain)
    twin.slots = [slot for slot in (_with_mappings_for(intent, slot) for slot in domain.slots) if slot.mappings]
    return twin


def _with_mappings_for(intent: str, slot: Slot) -> Slot:
    twin = copy.copy(slot)
    twin.mappings = [mapping for mapping in slot.mappings if _may_fill(intent, mapping)]
    return twin


def _may_fill(intent: str, mapping: dict[str, Any]) -> bool:
    """What Rasa asks of a mapping, as far as it only depends on the intent; one for our own code fills nothing here."""
    wanted = mapping.get("intent") or []
    return mapping["type"] != "custom" and (not wanted or intent in ([wanted] if isinstance(wanted, str) else wanted))


class PlannedAgent(Agent):
    """Rasa's agent with :class:`Processor`."""

    def load_model(self, model_path: str | Path, fingerprint: str | None = None) -> None:
        """Load a trained model (path of a .tar.gz file)."""
        self.processor = Processor(
            model_path=model_path,
            tracker_store=self.tracker_store,
            lock_store=self.lock_store,
            action_endpoint=self.action_endpoint,
            generator=self.nlg,
        )
        self.domain = self.tracker_store.domain = self.processor.domain
        self._set_fingerprint(fingerprint)
