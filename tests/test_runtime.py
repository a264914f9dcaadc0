"""Rasa without TensorFlow, and without a word to anybody."""

import os
import subprocess
import sys
from typing import Any

import pytest

from bot.settings import ROOT

PROBE = """
import sys
from bot import runtime
runtime.prepare()
runtime.prepare()
import rasa.core.agent, rasa.model_training, rasa.telemetry, rasa.__main__
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.graph_components.validators.default_recipe_validator import DefaultV1RecipeValidator
assert rasa.telemetry.is_telemetry_enabled() is False
rasa.telemetry.initialize_error_reporting()
import sentry_sdk
assert sentry_sdk.Hub.current.client is None
assert not any(getattr(m, "__file__", None) for n, m in sys.modules.items() if n.split(".")[0] == "tensorflow")
print("fine")
"""


def python(code: str, **environment: str) -> subprocess.CompletedProcess:
    """Run code in a fresh interpreter with an empty home."""
    env = {**os.environ, "HOME": environment.pop("home", "/nonexistent"), **environment}
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=env, capture_output=True, text=True)


def test_rasa_imports_without_tensorflow_telemetry_or_error_reporting(tmp_path):
    noted = tmp_path / "connections"
    done = python(PROBE, home=str(tmp_path), STAYSAFE_CONNECTIONS=str(noted))
    assert done.stdout.strip() == "fine", done.stderr
    assert not noted.exists()


def test_the_watch_does_notice_a_connection(tmp_path):
    """The proof above is worth something only if the watch works."""
    noted = tmp_path / "connections"
    code = (
        "import socket\ns = socket.socket(); s.settimeout(0.01)\ntry: s.connect(('192.0.2.1', 9))\nexcept OSError: pass"
    )
    python(code, STAYSAFE_CONNECTIONS=str(noted))
    assert "192.0.2.1" in noted.read_text()


def test_no_package_of_the_tensorflow_family_is_locked():
    for lock in ("requirements.lock", "requirements-test.lock"):
        assert "tensorflow" not in (ROOT / lock).read_text().lower()


@pytest.mark.parametrize(
    "answer",
    [{"events": "none"}, {"events": [{"event": "no such"}]}, {"responses": ["words"]}, {"responses": {}}, []],
)
def test_an_answer_of_the_action_server_that_is_out_of_shape_is_refused(answer: Any) -> None:
    from jsonschema import ValidationError
    from rasa.core.actions.action import RemoteAction

    action = RemoteAction("action_x", None)
    assert action._validate_action_result({"events": [{"event": "slot", "name": "x", "value": 1}], "responses": [{}]})
    with pytest.raises(ValidationError):
        action._validate_action_result(answer)
