"""Stories of every kind: every path to every ending, and what happens off the path."""

import pytest

from actions import moves
from actions.registry import play
from actions.state import State
from bot.guide import paths
from bot.guide.payloads import payload
from tests.conftest import real_guide

GUIDE = real_guide()


def step(intent: str, at: str, slots: dict) -> tuple[dict, str, list[str]]:
    """Run one step; gives slots after it, words and buttons."""
    run = {"back": moves.back, "resume": moves.resume}.get(intent, play("scenario"))
    done = run(State(GUIDE, intent, at, slots))
    return {**slots, **done.slots}, "\n".join(m["text"] for m in done.reply.messages), done.reply.suggestions


STORIES = [(line, story) for line in GUIDE.activities if line.holds == "stories" for story in GUIDE.stories(line)]


@pytest.mark.parametrize(("line", "story_id"), STORIES, ids=lambda given: getattr(given, "id", given))
def test_every_path_leads_to_its_ending(line, story_id):
    def go(intent: str, at: str, slots: dict) -> tuple[dict, str, list[str]]:
        done = play(line.id)(State(GUIDE, intent, at, slots))
        return {**slots, **done.slots}, "\n".join(m["text"] for m in done.reply.messages), done.reply.suggestions

    story = GUIDE.stories(line)[story_id]
    reached = set()
    for path in paths(story):
        slots, words, _ = go(line.start, story_id, {})
        for place, choice in path.choices:
            assert place.ask in words
            assert all(message.text in words for message in place.chat)
            slots, words, buttons = go(line.answer, f"{story_id}.{place.id}.{choice.id}", slots)
            assert all(text in words for text in choice.feedback)
        ending = story.node(path.ending.id)
        assert all(text in words for text in (*ending.say, *ending.helps))
        assert slots["activity"] == "none"
        assert payload("menu") in buttons
        reached.add(ending.id)
    assert reached == {ending.id for ending in story.endings}


def test_a_story_says_how_long_and_how_hard_it_is_and_progress_follows_the_way():
    story = GUIDE.scenario("group_picture")
    told = play("scenario")(State(GUIDE, "start_scenario", story.id, {})).reply
    assert GUIDE.ui["stories"][story.weight] in "\n".join(message["text"] for message in told.messages)
    for path in paths(story):
        slots, _, _ = step("start_scenario", story.id, {})
        seen = []
        for place, choice in path.choices:
            done = play("scenario")(State(GUIDE, "choose", f"{story.id}.{place.id}.{choice.id}", slots))
            slots = {**slots, **done.slots}
            seen += [m["progress"]["at"] / m["progress"]["of"] for m in done.reply.messages if "progress" in m][:1]
        assert seen == sorted(seen)


def test_messages_in_a_story_come_with_the_name_of_their_writer():
    done = play("practise")(State(GUIDE, "start_practise", "a_picture", {}))
    written = [message for message in done.reply.messages if message.get("from")]
    assert [message["from"] for message in written] == ["Kai"]
    assert written[0]["text"].startswith("**Kai:** ")


def test_an_answer_to_an_earlier_step_shows_where_the_story_is():
    story = GUIDE.scenario("game_chat")
    slots, _, _ = step("start_scenario", story.id, {})
    first = story.start.choices[0]
    slots, _, _ = step("choose", f"{story.id}.{story.start.id}.{first.id}", slots)
    after, words, _ = step("choose", f"{story.id}.{story.start.id}.{first.id}", slots)
    assert GUIDE.phrases["scenario_stale"].say[0] in words
    assert after["story"] == slots["story"]


def test_a_choice_after_the_session_was_forgotten_still_goes_on():
    story = GUIDE.scenario("game_chat")
    choice = story.start.choices[0]
    _, words, _ = step("choose", f"{story.id}.{story.start.id}.{choice.id}", {})
    assert choice.feedback[0] in words


@pytest.mark.parametrize("at", ["", "nothing", "game_chat.nothing.x", "game_chat.x", "a.b.c.d"])
def test_a_place_that_is_none_leads_to_a_kind_answer(at):
    for intent in ("choose", "start_scenario"):
        _, words, buttons = step(intent, at, {})
        assert words
        assert buttons


def test_back_goes_one_step_back_and_stops_at_the_start():
    story = GUIDE.scenario("game_chat")
    path = next(path for path in paths(story) if len(path.choices) > 1)
    slots, start, _ = step("start_scenario", story.id, {})
    place, choice = path.choices[0]
    slots, _, buttons = step("choose", f"{story.id}.{place.id}.{choice.id}", slots)
    assert payload("back") in buttons
    slots, words, _ = step("back", "", slots)
    assert story.start.ask in words
    _, words, _ = step("back", "", slots)
    assert GUIDE.phrases["nothing_before"].say[0] in words
    assert story.start.ask in start
