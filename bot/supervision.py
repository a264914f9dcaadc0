"""Starting, watching and stopping the processes of a Staysafe."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable

from bot.settings import ROOT

#: Set for processes that must not outlive the one that started them.
PARENT = "STAYSAFE_PARENT"
#: Our own processes are asked directly, whatever proxy a school's network wants for other machines.
NO_PROXY = urllib.request.build_opener(urllib.request.ProxyHandler({}))
#: How often a process is asked whether it answers, for how long (both in seconds), and how often it may fail in a row.
ASK_EVERY, ANSWER_WITHIN, SILENCES = 2.0, 3.0, 4
#: How long a start may take, in seconds: long, for machines that have other work. Who dies is noticed at once.
PATIENCE = 300.0
#: A process that dies this often within a minute is not started again.
RESTARTS_A_MINUTE = 5


class StartError(RuntimeError):
    """Something could not be started; the message says what and what to do."""


def exit_with_parent() -> None:
    """In a process started by :class:`Process`: end it when its starter is gone."""
    parent = int(os.environ.get(PARENT, "0"))
    if parent:
        exit_with(parent)


def exit_with(parent: int) -> None:
    """End this process when its parent is no longer `parent`."""
    threading.Thread(target=_watch, args=(parent,), daemon=True).start()


def exit_with_starter() -> None:
    """The same for whichever process forked this one."""
    exit_with(os.getppid())


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(5)
    os._exit(1)


class Process:
    """A process that is started again when it dies or freezes, and stopped for good by :meth:`stop`.

    Args:
        name: how it is called in messages.
        command: arguments of this Python interpreter.
        environment: set in addition to this process's own.
        health: an address that answers 200 while it is well; once it has, or PATIENCE after it was started, silence
            means that it is frozen.
    """

    def __init__(self, name: str, command: list[str], environment: dict[str, str], health: str = "") -> None:
        self.name, self._command, self._environment, self._health = name, command, environment, health
        self._silences: int | None = None  # in a row; None until it has answered once
        self._asked = 0.0
        self._starts: list[float] = []
        self._process: subprocess.Popen | None = None

    def start(self) -> None:
        """Start it; signals of the terminal go to us only, we pass on what it needs."""
        self._starts.append(time.monotonic())
        self._silences = None
        environment = {**os.environ, **self._environment, PARENT: str(os.getpid())}
        command = [sys.executable, *self._command]
        self._process = subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True)

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    def keep_alive(self, say: Callable[[str], None]) -> None:
        """Start it again if it has died or answers nobody. Raises StartError when that happens too often."""
        self._kill_if_frozen(say)
        code = self._process.poll()
        if code is None:
            return
        recent = [start for start in self._starts if time.monotonic() - start < 60]
        if len(recent) > RESTARTS_A_MINUTE:
            raise StartError(f"The {self.name} keeps stopping (last exit code {code}). Its messages are above.")
        say(f"The {self.name} stopped and is started again.")
        self.start()

    def _kill_if_frozen(self, say: Callable[[str], None]) -> None:
        if not self._health or time.monotonic() - self._asked < ASK_EVERY:
            return
        self._asked = time.monotonic()
        if _answers(self._health, ANSWER_WITHIN):
            self._silences = 0
        elif self._silences is not None:
            self._silences += 1
        never = self._silences is None and time.monotonic() - self._starts[-1] > PATIENCE
        if never or (self._silences or 0) >= SILENCES:
            say(f"The {self.name} does not answer and is stopped.")
            self._process.kill()
            self._process.wait()

    def ended(self) -> int | None:
        """Exit code, or None while it runs."""
        return self._process.poll()

    def stop(self, seconds: float = 8) -> None:
        """Ask it to end, then insist."""
        if self._process is None or self._process.poll() is not None:
            return
        self._process.terminate()
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def port_is_free(host: str, port: int) -> bool:
    """Can a server listen there?"""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def free_port() -> int:
    """A port on loopback that nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until_healthy(url: str, process: Process, seconds: float = PATIENCE) -> None:
    """Wait for a 200. Raises StartError when the process ends first or time runs out."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if process.ended() is not None:
            raise StartError(f"The {process.name} stopped with exit code {process.ended()}. Its messages are above.")
        if _answers(url, 2):
            return
        time.sleep(0.15)
    raise StartError(f"The {process.name} did not get ready within {seconds:.0f} s. Its messages are above.")


def _answers(url: str, seconds: float) -> bool:
    """Is the answer a 200, within `seconds`?"""
    try:
        with NO_PROXY.open(url, timeout=seconds) as answer:
            return answer.status == 200
    except (urllib.error.URLError, OSError, http.client.HTTPException):
        return False
