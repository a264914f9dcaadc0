"""What breaks is said, mended, and costs nobody a contact."""

import os
import shutil
import signal
import subprocess
import sys
import time

import pytest

from bot.cli import COMMANDS as COMMAND_LINE
from bot.cli import main
from bot.guide import playable
from bot.guide.payloads import payload
from bot.settings import ROOT
from bot.supervision import ASK_EVERY, free_port
from tests.conftest import Site, environment, own_settings, payloads, real_guide, running_stack, texts
from tests.guide.conftest import small_data

GUIDE = real_guide()
COMMANDS = GUIDE.language.commands


@pytest.fixture
def here(capsys, monkeypatch):
    """The command line in this process: its exit code, and all that it said. A traceback would come out of it.

    A Staysafe that starts where it should not ends at once.
    """
    monkeypatch.setattr("signal.signal", lambda *_: None)
    monkeypatch.setattr("bot.commands.run.Stack.watch", lambda _: None)
    return lambda *arguments: (main(arguments), "".join(capsys.readouterr()))


@pytest.fixture(scope="module")
def running(tmp_path_factory, site_model):
    """A Staysafe of their own, that tests may break; each sees it mended before it ends."""
    with environment(own_settings(tmp_path_factory.mktemp("own"))), running_stack() as own:
        yield own


def start_of(line) -> str:
    """The button that begins an activity, with the first thing it holds."""
    return payload(line.start, next((at for at, _ in playable.entries(GUIDE, line)), None))


def excuse(line) -> str:
    """What an activity says while it rests: who asks for calm is calmed in words."""
    return GUIDE.phrases["unavailable_calm" if line.id == "calm" else "unavailable"].say[0]


def resting_ways(line) -> list[str]:
    """Every way of going on in an activity: by its buttons, and typed."""
    answers = [payload(line.answer, at) for at, _ in list(playable.answers(GUIDE, line))[:1]] if line.answer else []
    typed = ["b", "idk", "next", "back"] if line.asks else ["next", "back"]
    return [start_of(line), *answers, *typed, COMMANDS[line.resume][0]]


def test_a_dead_action_server_is_said_kindly_and_comes_back(running):
    stack, before = Site(f"http://127.0.0.1:{running.port}"), running.actions.pid
    begun = {line: stack.say(start_of(line), country="GB")["session"] for line in GUIDE.activities}
    os.kill(before, signal.SIGKILL)
    topic = stack.say("what is grooming", country="GB")
    assert GUIDE.topic("grooming").say[0] in texts(topic)
    assert GUIDE.phrases["unavailable_calm"].say[0] in texts(stack.say("panic"))
    story = stack.say("play a story", topic["session"])
    assert GUIDE.phrases["unavailable"].say[0] in texts(story)
    assert story["referrals"]["services"]
    for line, session in begun.items():
        for said in resting_ways(line):
            resting = stack.say(said, session, country="GB")
            assert excuse(line) in texts(resting), (line, said)
            assert resting["referrals"]["talk"] and resting["referrals"]["report"]
            assert payload("menu") in payloads(resting)
    status, report = stack.request("GET", "/webhooks/web/v1/health")
    assert (status, report["failing"]) == (503, ["actions"])
    running.actions.keep_alive(lambda line: None)
    for _ in range(200):
        if stack.request("GET", "/webhooks/web/v1/health")[0] == 200:
            break
        time.sleep(0.1)
    assert running.actions.pid != before
    assert GUIDE.phrases["scenario_list"].say[0] in texts(stack.say("play a story"))


def test_a_frozen_action_server_costs_one_wait_and_is_started_again(running):
    stack, frozen = Site(f"http://127.0.0.1:{running.port}"), running.actions.pid
    time.sleep(ASK_EVERY)  # who was asked just now, and had only begun, is not asked again
    running.actions.keep_alive(print)  # it has answered once
    os.kill(frozen, signal.SIGSTOP)
    try:
        waits = []
        for _ in range(4):
            began = time.monotonic()
            story = stack.say("play a story", country="GB")
            waits.append(time.monotonic() - began)
            assert GUIDE.phrases["unavailable"].say[0] in texts(story)
            assert story["referrals"]["talk"]
        assert waits[0] > 3 > max(waits[1:]), waits
        for _ in range(60):
            running.actions.keep_alive(print)
            if running.actions.pid != frozen:
                break
            time.sleep(0.5)
        assert running.actions.pid != frozen
    finally:
        if running.actions.pid == frozen:
            os.kill(frozen, signal.SIGCONT)
    for _ in range(100):
        if GUIDE.phrases["scenario_list"].say[0] in texts(stack.say("play a story")):
            return
        time.sleep(0.2)
    raise AssertionError("stories did not come back")


def test_a_used_port_is_one_clear_sentence(stack, here):
    port = stack.url.rsplit(":", 1)[1]
    code, said = here("run", "--port", port)
    assert code == 1
    assert f"Port {port} is already in use" in said
    assert f"--port {int(port) + 1}" in said


def test_a_broken_file_names_its_line_and_the_earlier_model_stays(tmp_path, here):
    data, var = small_data(tmp_path / "data"), tmp_path / "var"
    (var / "models").mkdir(parents=True)
    (var / "models" / "earlier.tar.gz").write_bytes(b"model")
    data.write("lang/safety_net.yml", "{lifts: [], settled: 1, prefer_help: [], guarded: [], means: {}}")
    line = data.change("guide/en/scenarios/new_friend.yml", "goto: push", "goto: nowhere").rpartition(":")[2]
    with environment({"STAYSAFE_DATA": str(data.folder), "STAYSAFE_VAR": str(var)}):
        said = [here("run", "--port", str(free_port())), here("train"), here("check")]
    for code, words in said:
        assert code != 0
        assert f"new_friend.yml:{line}:" in words
        assert "Traceback" not in words
    assert (var / "models" / "earlier.tar.gz").read_bytes() == b"model"


def test_the_script_says_what_is_missing(tmp_path):
    """On a machine with neither uv nor Python 3.11."""
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in ("sh", "dirname", "readlink", "cmp", "cp", "rm", "printf", "cat", "mktemp"):
        found = shutil.which(name)
        if found:
            (tools / name).symlink_to(found)
    home = tmp_path / "with space"
    home.mkdir()
    for name in ("staysafe", "requirements.lock"):
        shutil.copy(ROOT / name, home / name)
    done = subprocess.run(
        [home / "staysafe", "run"], env={"PATH": str(tools)}, capture_output=True, text=True, cwd=tmp_path
    )
    assert done.returncode == 1
    assert "Python 3.11" in done.stderr


@pytest.mark.parametrize("command", sorted(COMMAND_LINE))
def test_every_command_explains_itself(command, capsys, monkeypatch):
    monkeypatch.setattr("sys.argv", sys.argv)  # Rasa's own command line wants another one
    try:
        code = main([command, "--help"])
    except SystemExit as end:
        code = end.code
    assert code == 0
    assert "usage" in capsys.readouterr().out.lower()


def test_a_wrong_setting_is_named():
    """As `./staysafe` calls it, in a process of its own: the others of this file hear the command line in theirs."""
    command, env = [sys.executable, "-m", "bot.cli", "run"], {**os.environ, "PORT": "many"}
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=120)
    assert done.returncode == 2
    assert "PORT" in done.stderr and "Traceback" not in done.stderr


def test_scenarios_can_be_taken_up_after_a_restart_of_the_bot_is_no_crash(stack):
    """A button of a conversation that was forgotten is still answered."""
    scenario = GUIDE.scenario("game_chat")
    choice = scenario.start.choices[0]
    answer = stack.say(payload("choose", f"game_chat.{scenario.start.id}.{choice.id}"), session="forgotten")
    assert choice.feedback[0] in texts(answer)
