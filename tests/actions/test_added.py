"""A new activity is a line, its words and one file: everything else follows without another edit."""

import shutil

import pytest
import yaml

from actions import activities, registry
from actions.state import State
from actions.steps import step_actions
from bot.assistant.dialogue import answers, slots
from bot.channels.site import _activity
from bot.guide import load_guide
from bot.guide.payloads import Payloads, payload
from tests.conftest import DATA

LINE = """\
- id: weather
  start: start_weather
  answer: guess
  resume: resume_weather
  slot: sky
  holds: stories
  folder: weather
  icon: list
"""
FILE = '"""Weather."""\n\nfrom actions.stories import Stories\n\nACTIVITY = Stories("weather").activity()\n'
STORY = """\
id: rain
title: "Will it rain?"
about: "Ada looks at the sky."
minutes: 1
weight: gentle
topics: []
source: [{note: "a test"}]
reviewed: {by: null, on: null}
need: help
intro: ["You can stop at any time."]
steps:
  - id: sky
    say: ["It is grey."]
    ask: "What does Ada take?"
    choices:
      - {id: coat, text: "A coat", feedback: ["Good."], goto: dry}
      - {id: nothing, text: "Nothing", feedback: ["Hm."], goto: dry}
endings: [{id: dry, say: ["It stays dry."], helps: ["A look at the sky."]}]
"""


@pytest.fixture
def guide(tmp_path, monkeypatch):
    """The guide with the new activity, and its file among those of the others."""
    data, plugin = tmp_path / "data", tmp_path / "plugin"
    shutil.copytree(DATA, data, ignore=shutil.ignore_patterns("partners"))
    with (data / "activities.yml").open("a") as registered:
        registered.write(LINE)
    words = data / "guide" / "en" / "phrases" / "ui.yml"
    words.write_text(words.read_text().replace("  start_quiz:", '  start_weather: "Weather"\n  start_quiz:', 1))
    with (data / "guide" / "en" / "phrases" / "activities.yml").open("a") as phrases:
        phrases.write('weather_end: {say: ["That was the weather."], suggest: [start_weather, menu]}\n')
    (data / "guide" / "en" / "weather").mkdir()
    (data / "guide" / "en" / "weather" / "rain.yml").write_text(STORY)
    plugin.mkdir()
    (plugin / "weather.py").write_text(FILE)
    monkeypatch.setattr(activities, "__path__", [*activities.__path__, str(plugin)])
    registry.plugins.cache_clear()
    yield load_guide(data)
    registry.plugins.cache_clear()


def test_a_line_and_a_file_are_enough(guide):
    payloads = Payloads({"en": guide}, {"en": {}})
    assert payloads.title(payload("guess", "rain.sky.coat"), "en") == "A coat"
    assert answers(guide)["guess"] == answers(guide)["start_weather"] == "action_weather"
    assert answers(guide)["resume_weather"] == "action_resume"
    assert "sky" in slots(guide)
    assert "action_weather" in [action.name() for action in step_actions({"en": guide})]
    assert _activity(guide, guide.listed("weather"))["title"] == "Weather"
    begun = registry.play("weather")(State(guide, "start_weather", "rain", {}))
    ended = registry.play("weather")(State(guide, "guess", "rain.sky.coat", begun.slots))
    assert "It stays dry." in [message["text"] for message in ended.reply.messages]
    assert yaml.safe_load(LINE)[0]["slot"] in begun.slots
