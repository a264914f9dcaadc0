"""The planned graph does what Rasa's own runner does: the cases of Rasa's tests of runners, on both."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rasa.engine.exceptions import GraphRunError
from rasa.engine.graph import ExecutionContext, GraphComponent, GraphNodeHook, GraphSchema, SchemaNode
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.storage.local_model_storage import LocalModelStorage

from bot.assistant.engine import PlannedGraphRunner
from bot.assistant.policy import certain_next

CALLS: list[str] = []


class Part(GraphComponent):
    """Adds what it is given to its own number, and notes that it was called."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"name": "", "number": 0}

    @classmethod
    def create(cls, config, model_storage, resource, execution_context) -> Part:
        part = cls()
        part.config = config
        return part

    def add(self, first: int = 0, second: int = 0) -> int:
        CALLS.append(self.config["name"])
        return self.config["number"] + first + second


def node(name: str, number: int, target: bool = False, **needs: str) -> SchemaNode:
    config = {"name": name, "number": number}
    return SchemaNode(needs, Part, "create", "add", config, eager=True, is_target=target)


GRAPH = GraphSchema(
    {
        "last": node("last", 1000, target=True, first="left", second="right"),
        "right": node("right", 100, first="root"),
        "left": node("left", 10, first="root"),
        "root": node("root", 1, first="__given__"),
        "aside": node("aside", 5, target=True),
    }
)


@pytest.fixture(params=[DaskGraphRunner, PlannedGraphRunner])
def make(request: pytest.FixtureRequest, tmp_path: Path):
    CALLS.clear()

    def made(schema: GraphSchema, hooks: list[GraphNodeHook] | None = None):
        return request.param.create(schema, LocalModelStorage(tmp_path), ExecutionContext(schema, "1"), hooks)

    return made


def test_nodes_run_once_and_after_what_they_need(make) -> None:
    runner = make(GRAPH)
    assert runner.run(inputs={"__given__": 3}, targets=["last"]) == {"last": 1000 + 10 + 100 + 2 * (1 + 3)}
    assert sorted(CALLS) == ["last", "left", "right", "root"]
    assert (CALLS[0], CALLS[-1]) == ("root", "last")


def test_all_targets_of_the_graph_unless_some_are_named(make) -> None:
    assert set(make(GRAPH).run(inputs={"__given__": 0})) == {"last", "aside"}


def test_a_target_in_the_middle_runs_nothing_behind_it(make) -> None:
    assert make(GRAPH).run(inputs={"__given__": 0}, targets=["left"]) == {"left": 11}
    assert CALLS == ["root", "left"]


def test_nothing_is_kept_from_one_run_to_the_next(make) -> None:
    runner = make(GRAPH)
    assert runner.run(inputs={"__given__": 1}, targets=["root"]) == {"root": 2}
    assert runner.run(inputs={"__given__": 5}, targets=["root"]) == {"root": 6}


def test_an_input_with_the_name_of_a_node_is_refused(make) -> None:
    with pytest.raises(GraphRunError):
        make(GRAPH).run(inputs={"root": "root"}, targets=["last"])


def test_a_missing_input_is_said(make) -> None:
    with pytest.raises(GraphRunError):
        make(GRAPH).run(targets=["last"])


def test_an_empty_graph_gives_nothing(make) -> None:
    assert make(GraphSchema({})).run() == {}


def test_hooks_see_each_node(make) -> None:
    seen: list[tuple[str, Any]] = []

    class Hook:
        def on_before_node(self, node_name: str, **_: Any) -> dict:
            return {"before": node_name}

        def on_after_node(self, node_name: str, output: Any, input_hook_data: dict, **_: Any) -> None:
            assert input_hook_data == {"before": node_name}
            seen.append((node_name, output))

    make(GRAPH, [Hook()]).run(inputs={"__given__": 0}, targets=["left"])
    assert seen == [("root", 1), ("left", 11)]


async def test_the_model_answers_alike_on_both(site_model: Path) -> None:
    """What Rasa's own processor parses and predicts, ours does too."""
    from rasa.core.agent import Agent

    from bot.assistant.engine import PlannedAgent

    stock, ours = Agent(), PlannedAgent()
    for agent in (stock, ours):
        agent.load_model(str(site_model))
    for text in ("what is grooming", "/menu", "he says he'll post it if i dont pay", "qwertz"):
        assert await ours.parse_message(text) == await stock.parse_message(text)


async def test_slots_are_filled_as_by_rasa_itself(site_model: Path) -> None:
    """Of every intent, with and without what it may name: Rasa's action finds in ours what it finds in all."""
    from rasa.core.actions.action import ActionExtractSlots
    from rasa.shared.core.events import UserUttered

    from bot.assistant.engine import PlannedAgent, fillable_by

    agent = PlannedAgent()
    agent.load_model(str(site_model))
    named = [[], [{"entity": "country", "value": "GB"}], [{"entity": "at", "value": "FR"}]]
    fill, filled = ActionExtractSlots(None), 0
    for intent in (*agent.domain.intents, "none of them"):
        for entities in named:
            tracker = agent.tracker_store.init_tracker("x")
            tracker.update(UserUttered("", {"name": intent}, entities), agent.domain)
            expected = await fill.run(None, None, tracker, agent.domain)
            assert await fill.run(None, None, tracker, fillable_by(intent, agent.domain)) == expected
            filled += len(expected)
    assert filled > 100


@pytest.mark.parametrize("payload", ["/menu", "/help_self", "/start_quiz"])
@pytest.mark.parametrize("fails", [False, True])
async def test_a_turn_says_and_leaves_what_it_does_with_rasa_itself(
    site_model: Path, payload: str, fails: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also when words fail, and when the action server is away."""
    from rasa.core.agent import Agent
    from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
    from rasa.utils.endpoints import EndpointConfig

    from bot.assistant.engine import PlannedAgent
    from bot.assistant.heard import Heard
    from bot.assistant.library import library
    from bot.assistant.nlg import GuideNLG
    from bot.assistant.trackers import LiveTrackerStore

    if fails:
        monkeypatch.setattr("bot.assistant.nlg.tell", lambda turn: 1 / 0)
    found = []
    for kind in (Agent, PlannedAgent):
        store, channel = LiveTrackerStore(), CollectingOutputChannel()
        nowhere = EndpointConfig("http://127.0.0.1:9/webhook")
        agent = kind(generator=GuideNLG(source=library()), tracker_store=store, action_endpoint=nowhere)
        agent.load_model(str(site_model))
        async with store.turn(None) as tracker:
            heard = Heard.button(payload).parse_data()
            message = UserMessage("", channel, tracker.sender_id, parse_data=heard, message_id="1")
            await agent.handle_message(message)
            said = [message["custom"] for message in channel.messages]
            events = [_unsigned(event.as_dict()) for event in tracker.events]
            found.append((said, tracker.current_slot_values(), events))
    assert found[0] == found[1]
    assert len(found[0][0]) == (1 if fails else 2)


def _unsigned(event: dict[str, Any]) -> dict[str, Any]:
    """An event without its time and the policy that predicted it: of what is certain none did."""
    return {
        name: value for name, value in event.items() if name not in ("timestamp", "policy", "confidence", "metadata")
    }


def test_before_an_answer_nothing_is_certain() -> None:
    from rasa.shared.core.events import ActionExecuted, UserUttered
    from rasa.shared.core.trackers import DialogueStateTracker

    tracker = DialogueStateTracker.from_events("x", [UserUttered("hi", {"name": "greet"})])
    expected = [None, "utter_unavailable", "utter_referrals", "action_listen"]
    for action in ("action_quiz", "utter_unavailable", "utter_referrals"):
        assert certain_next(tracker) == expected.pop(0)
        tracker.update(ActionExecuted(action))
    assert certain_next(tracker) == expected.pop(0)
