"""What all tests share: Rasa under our runtime, the real data, and one running Staysafe."""

import gc
import importlib.util
import json
import logging
import os
import shlex
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import structlog

from tests.sharing import common_folder, shared

if TYPE_CHECKING:
    from bot.assistant.examples import Example
    from bot.commands.parse import Listener
    from bot.guide import Guide
    from bot.referrals import Directory
    from bot.referrals.file_format import Folder
    from tests.inside import Inside

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
NO_NETWORK = ROOT / "tests" / "no_network"


def _watch_connections() -> Path:
    """Let this process and all that it starts note whatever would leave this machine, in one file."""
    shared = os.environ.get("STAYSAFE_CONNECTIONS")  # set by the process that started this one
    noted = Path(shared) if shared else Path(tempfile.mkdtemp()) / "connections"
    os.environ["STAYSAFE_CONNECTIONS"] = str(noted)
    os.environ["PYTHONPATH"] = str(NO_NETWORK)
    spec = importlib.util.spec_from_file_location("no_network", NO_NETWORK / "sitecustomize.py")
    spec.loader.exec_module(importlib.util.module_from_spec(spec))
    return noted


CONNECTIONS = _watch_connections()


def _load_each_model_once() -> None:
    """Let what Rasa loads of a model, which no answer changes, be one for all who load it in this process.

    The first to load it with some data does so as always, and so does each server that the tests start.
    """
    from rasa.engine import loader

    from bot.settings import load_settings

    load = loader.load_predict_graph_runner

    @cache
    def loaded(model: Path, written: int, place: tuple[Path, str], *kinds: type) -> Any:
        with tempfile.TemporaryDirectory() as folder:
            return load(Path(folder), model, *kinds)

    def load_once(_: Path, model: Path, *kinds: type) -> Any:
        settings = load_settings()
        return loaded(model, model.stat().st_mtime_ns, (settings.data, settings.database), *kinds)

    loader.load_predict_graph_runner = load_once


os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as `staysafe serve` sets it
from bot import runtime  # noqa: E402 - watched from the first import on
from bot.commands.test import EVERYTHING  # noqa: E402

# The process that only hands out the tests of a whole run needs no Rasa, and the cores wait for it.
if "PYTEST_XDIST_WORKER" in os.environ or sys.argv[1:] != EVERYTHING:
    runtime.prepare()
    _load_each_model_once()
# Rasa prints every slot of every turn otherwise, which takes longer than the turn.
structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
# The guide and the contacts are many objects that stay: to search them often for rubbish takes a tenth of the time.
gc.set_threshold(100_000, 50, 100)


#: Address of a deployment that is tested instead of one of our own: set by `./staysafe test --against URL`.
AGAINST = os.environ.get("STAYSAFE_AGAINST", "").rstrip("/")
#: Tests that are known to fail, each with its reason. The list may only shrink: a test that passes again leaves it.
OPEN = ROOT / "tests" / "open_failures.txt"


#: Begins before everything else: it wants the model, so one process trains while the others test what needs none.
TRAINS = "tests/nlu/test_unseen.py"
#: Files that take longest come first in their stage: none is left over at the end, when the other processes have
#: nothing to do.
LONG = (
    "tests/test_gates.py",
    "tests/test_healing.py",
    "tests/referrals/test_store.py",
    "tests/assistant/test_data_only.py",
    "tests/referrals/test_upgrade.py",
    "tests/referrals/test_choosing.py",
    "tests/assistant/test_hear.py",
    "tests/test_runtime.py",
    "tests/referrals/test_commands.py",
    "tests/guide/checks/test_hostile_files.py",
    "tests/paper/test_paper.py",
    "tests/assistant/test_two_shelves.py",
    "tests/test_script.py",
    "tests/e2e/test_fuzz.py",
    "tests/e2e/test_nothing_kept.py",
    "tests/e2e/test_resilience.py",
    "tests/e2e/test_workers.py",
    "tests/safety/test_safety_set.py",
    "tests/e2e/test_questions.py",
    "tests/e2e/test_every_turn.py",
    "tests/dialogues/test_dialogues.py",
    "tests/e2e/test_walk.py",
    "tests/nlu/test_languages.py",
    "tests/channels/test_preflight.py",
    "tests/e2e/test_activities.py",
    "tests/assistant/test_engine.py",
    "tests/web/test_engines.py",
    "tests/web/test_accessible.py",
    "tests/web/test_pseudo.py",
    "tests/web/test_in_view.py",
    "tests/web/test_lesson.py",
    "tests/web/test_pages.py",
    "tests/web/test_check_lines.py",
    "tests/web/test_other_pages.py",
    "tests/web/test_activities.py",
    "tests/web/test_session.py",
    "tests/web/test_countries.py",
    "tests/web/test_mounting.py",
    "tests/web/test_talk.py",
    "tests/web/test_help.py",
    "tests/web/test_leave.py",
    "tests/web/test_nothing_covers.py",
    "tests/web/test_escapes.py",
    "tests/web/test_late.py",
    "tests/web/test_history.py",
    "tests/web/test_classroom.py",
    "tests/web/test_embedded.py",
    "tests/web/test_help_page.py",
    "tests/web/test_injection.py",
    "tests/web/test_devices.py",
)


def pytest_collection_finish() -> None:
    """What the test files have read stays until the end: nobody need look for rubbish in it."""
    gc.freeze()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is known to fail, so that a new failure is seen; put the files into an order that wastes no time."""
    lines = [line for line in OPEN.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    known = dict(line.split(" # ", 1) for line in lines)
    for item in items:
        reason = known.get(item.nodeid) or known.get(item.nodeid.partition("[")[0])
        if reason:
            item.add_marker(pytest.mark.xfail(reason=reason, strict=False))
    stages: dict[str, int] = {}
    for item in items:
        stages[_file(item)] = max(stages.get(_file(item), 0), _stage(item))
    place = {name: number for number, name in enumerate(LONG)}
    items.sort(key=lambda item: (stages[_file(item)], place.get(_file(item), len(LONG))))


def _file(item: pytest.Item) -> str:
    return item.nodeid.partition("::")[0]


def _stage(item: pytest.Item) -> int:
    """Without the model, with it, with a browser: that leaves an event loop behind, so it comes last."""
    if _file(item) == TRAINS:
        return 0
    needs = {"site_model", "listener", "stack"} & set(getattr(item, "fixturenames", ()))
    return 3 if "tests/web/" in item.nodeid else 2 if needs else 1


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how to run what failed again."""
    failed = [report.nodeid for kind in ("failed", "error") for report in terminalreporter.stats.get(kind, ())]
    if failed:
        terminalreporter.section("run it again")
        terminalreporter.line("all that failed:  ./staysafe test --last-failed")
        terminalreporter.line(f"one test:         ./staysafe test -x {shlex.quote(failed[0])}")


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Fail the run when any process tried to reach another machine."""
    if CONNECTIONS.exists():
        session.exitstatus = 1
        print(f"\nConnections were tried:\n{CONNECTIONS.read_text()}")


@cache
def real_guide() -> "Guide":
    """The guide of the real data, read once for all test files of a process."""
    from bot.assistant.library import library

    return library().guide("en")


@cache
def real_directory() -> "Directory":
    """The contacts of the real data, read once for all test files of a process."""
    from bot.referrals import Directory
    from bot.referrals.words import read_words

    return Directory(real_contacts().services, read_words(DATA / "referrals"))


@cache
def real_contacts() -> "Folder":
    """The files of the contacts as they are read, sound, once for all test files of a process."""
    from bot.referrals.file_format import read_folder

    read = read_folder(DATA)
    assert not read.problems, read.problems
    return read


@cache
def real_examples() -> "tuple[Example, ...]":
    """The training examples of the real data, read once for all test files of a process."""
    from bot.assistant.examples import load_examples

    return tuple(load_examples(DATA))


@dataclass
class Site:
    """A running Staysafe, as a page sees it; pages at `partner` (an origin with a free port) may embed the chat."""

    url: str
    partner: str = ""
    #: What another bot process needs to stand beside this one.
    environment: dict[str, str] = field(default_factory=dict)

    def request(self, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, Any]:
        """Status and JSON (None when there is none). `body` is sent as JSON, bytes as they are."""
        data = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        sent = {"Content-Type": "application/json", **{k.replace("_", "-"): v for k, v in headers.items()}}
        request = urllib.request.Request(self.url + path, data, sent, method=method)
        answer = self._answer(request)
        while AGAINST and answer[0] == 429:  # a deployment keeps its limits
            time.sleep(2)
            answer = self._answer(request)
        return answer

    def _answer(self, request: urllib.request.Request) -> tuple[int, Any]:
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, _json(answer.read())
        except urllib.error.HTTPError as error:
            return error.code, _json(error.read())

    def say(self, message: str, session: str | None = None, **more: Any) -> dict[str, Any]:
        """One turn; asserts that it was answered."""
        body = {"message": message, **({"session": session} if session else {}), **more}
        status, answer = self.request("POST", "/webhooks/web/v1/messages", body)
        assert status == 200, answer
        return answer


def _json(text: bytes) -> Any:
    try:
        return json.loads(text) if text else None
    except ValueError:
        return text.decode("utf-8", "replace")


def texts(answer: dict[str, Any]) -> str:
    """Everything the bot said in an answer."""
    return "\n".join(message["text"] for message in answer["messages"])


def payloads(answer: dict[str, Any]) -> list[str]:
    """Payloads of the buttons of an answer."""
    return [suggestion["payload"] for suggestion in answer["suggestions"]]


@pytest.fixture(scope="session")
def site_model() -> Path:
    """The model of the real data, trained once for all processes and kept for the next run."""
    from bot.commands.train import model_path
    from bot.settings import load_settings

    subprocess.run([sys.executable, "-m", "bot.cli", "train"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return model_path(load_settings())


@pytest.fixture(scope="session")
def listener(site_model: Path) -> "Listener":
    """The trained ear, as `./staysafe parse` hears with it; one for all test files of a process."""
    from bot.commands.parse import Listener

    return Listener()


@contextmanager
def environment(changed: dict[str, str]) -> Iterator[None]:
    """These variables are set for a while, for this process and those that it starts."""
    before = {name: os.environ.get(name) for name in changed}
    os.environ.update(changed)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})


def own_settings(folder: Path, partners: Iterable[str] = ()) -> dict[str, str]:
    """Without rate limits, with a database of its own, for the pages at these origins."""
    off = {"RATE_LIMIT_SESSION": "off", "RATE_LIMIT_ADDRESS": "off"}
    return off | {"ALLOWED_ORIGINS": ",".join(partners), "DATABASE_URL": f"sqlite:///{folder / 'staysafe.db'}"}


@contextmanager
def running_stack() -> Iterator[Any]:
    """The whole Staysafe, as `./staysafe run` starts it, in the environment of the moment."""
    from bot.commands.run import Stack
    from bot.settings import load_settings
    from bot.supervision import free_port

    running = Stack(load_settings(), "127.0.0.1", free_port())
    try:
        running.start()
        yield running
    finally:
        running.stop()


@pytest.fixture(scope="session")
def stack(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[Site]:
    """One running Staysafe for all test processes, which leave it as it is; each has a partner's origin of its own.

    With `./staysafe test --against URL` the one that runs there.
    """
    if AGAINST:
        yield Site(AGAINST)
        return
    request.getfixturevalue("site_model")
    from bot.supervision import free_port

    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))

    @contextmanager
    def start() -> Iterator[dict[str, Any]]:
        partners = [f"http://localhost:{free_port()}" for _ in range(workers)]
        chosen = own_settings(tmp_path_factory.mktemp("database"), partners)
        with ExitStack() as kept:
            with environment(chosen):
                running = kept.enter_context(running_stack())
            url = f"http://127.0.0.1:{running.port}"
            yield {"url": url, "partners": partners, "environment": running.environment(**chosen)}

    with shared(common_folder(tmp_path_factory, worker_id), "stack", start) as told:
        own = 0 if worker_id == "master" else int(worker_id.removeprefix("gw"))
        yield Site(told["url"], told["partners"][own % workers], told["environment"])


@pytest.fixture(scope="session")
def action_server(stack: Site) -> str:
    """The address for Rasa of the running Staysafe's action server, which tests leave as it is."""
    return stack.environment["ACTION_URL"]


@pytest.fixture(scope="session")
def app(site_model: Path, action_server: str) -> Iterator["Inside"]:
    """The whole application in this process, without limits; one for all test files, which leave it as it is."""
    from tests.inside import inside

    with inside(site_model, action_server) as opened:
        yield opened
