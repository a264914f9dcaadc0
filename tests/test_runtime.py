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


ANSWERING = """
import sys
from bot import runtime
runtime.prepare(answering=True)
from bot.server import build_app
named = lambda name: [m for m in sys.modules if m.split(".")[0] == name and getattr(sys.modules[m], "__file__", None)]
print([name for name in {unneeded} if named(name)])
"""
UNNEEDED = ["alembic", "apscheduler", "jwt", "matplotlib", "pkg_resources", "prompt_toolkit", "pygments", "requests"]
UNNEEDED += ["setuptools", "sklearn", "typst"]

DOMAIN = """
from pathlib import Path
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.graph_components.providers.domain_provider import DomainProvider
from rasa.shared.core.domain import Domain
storage, at = LocalModelStorage(Path(sys.argv[1])), Resource("domain")
with storage.write_to(at) as folder:
    (folder / "domain.yml").write_text(DOMAIN)
    checked = Domain.from_path(folder)
read = DomainProvider.load(config={}, model_storage=storage, resource=at, execution_context=None).provide_inference()
assert read.as_dict() == checked.as_dict() and read.fingerprint() == checked.fingerprint()
assert read.slots and {"no", "yes"} <= set(read.intents)
"""
WRITTEN = """
version: "3.1"
intents: [no, yes]
slots: {topic: {type: text, mappings: [{type: from_intent, intent: no, value: off}]}}
responses: {utter_x: [{text: "a: b"}]}
actions: [action_x]
session_config: {session_expiration_time: 30, carry_over_slots_to_new_session: false}
"""


@pytest.fixture(scope="module")
def answering(tmp_path_factory):
    """What a fresh process that answers has loaded, and then how it went when it read a domain."""
    given = f"import sys; sys.argv = ['', {str(tmp_path_factory.mktemp('domain'))!r}]; DOMAIN = {WRITTEN!r}\n"
    code = given + ANSWERING.format(unneeded=UNNEEDED) + DOMAIN
    return python(code, ACTION_URL="http://127.0.0.1:9/webhook")


def test_a_process_that_answers_holds_nothing_that_only_others_need(answering):
    assert answering.stdout.strip() == "[]", answering.stdout + answering.stderr


def test_a_models_domain_read_once_is_the_one_that_rasa_reads_and_checks(answering):
    assert answering.returncode == 0, answering.stderr
