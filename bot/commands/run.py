"""`staysafe run`: set everything up, start everything, keep it running until Ctrl-C."""

import argparse
import contextlib
import hashlib
import io
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from bot.commands.train import is_whole, model_path
from bot.guide import GuideError, languages, load_guide
from bot.partners import sound_partners
from bot.referrals.commands import import_files
from bot.referrals.database import schema_revision
from bot.referrals.store import Store
from bot.settings import Settings, load_settings
from bot.supervision import PARENT, Process, StartError, free_port, port_is_free, wait_until_healthy

WIDTH = 20
#: Lets the C library write over memory that is given back, also what it would set aside for the same thread: what was
#: typed does not stay readable in it.
FORGETFUL = {"MALLOC_PERTURB_": "85", "GLIBC_TUNABLES": "glibc.malloc.tcache_count=0"}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("--host", help="address to listen on (default: HOST, else this machine only)")
    parser.add_argument("--port", type=int, help="port to listen on (default: PORT, else 8080)")


def run(args: argparse.Namespace) -> int:
    """Start, say so, and watch."""
    settings = load_settings()
    host, port = args.host or settings.host, args.port or settings.port
    stack = Stack(settings, host, port)
    signal.signal(signal.SIGTERM, _as_interrupt)
    try:
        stack.start()
        print(f"Staysafe is ready: http://{_shown(host)}:{port}/", flush=True)
        stack.watch()
    except (StartError, GuideError) as error:
        print(f"staysafe: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopping ...", flush=True)
        return 0
    finally:
        stack.stop()


class Stack:
    """All processes of one Staysafe, and the steps before they start.

    Args:
        settings: of this machine.
        host, port: where the bot listens.
        say: takes the lines that are shown.
    """

    def __init__(self, settings: Settings, host: str, port: int, say: Callable[[str], None] | None = None) -> None:
        self.settings, self.host, self.port = settings, host, port
        self._say = say or (lambda line: print(line, flush=True))
        self._done = 0
        action_port = free_port()
        self._address = {
            "ACTION_PORT": str(action_port),
            "ACTION_URL": f"http://127.0.0.1:{action_port}/webhook",
            **FORGETFUL,
        }
        self._action_health = f"http://127.0.0.1:{action_port}/health"
        self._bot_health = f"http://{_shown(host)}:{port}/webhooks/web/v1/config"
        self.actions = Process("action server", ["-m", "actions.server"], self._address, self._action_health)
        serve = ["-m", "bot.cli", "serve", "--host", host, "--port", str(port)]
        self.bot = Process("bot", serve, self._address, self._bot_health)

    def start(self) -> None:
        """Run the steps. Raises StartError or GuideError at the first that fails."""
        if not port_is_free(self.host, self.port):
            raise StartError(
                f"Port {self.port} is already in use. Stop the other program, or choose another port: "
                f"./staysafe run --port {self.port + 1}"
            )
        for words, step in (
            ("reading the guide", self._read_guide),
            ("importing the contacts", self._import_contacts),
            ("training the model", self._train),
            ("starting the action server", self._start_actions),
            ("starting the bot", self._start_bot),
        ):
            with self._step(words):
                step()

    def environment(self, **more: str) -> dict[str, str]:
        """What another bot process needs to work with this action server, and `more`."""
        return {**self._address, **more}

    def watch(self) -> None:
        """Start again what dies, until interrupted."""
        while True:
            time.sleep(0.5)
            self.actions.keep_alive(self._say)
            self.bot.keep_alive(self._say)

    def stop(self) -> None:
        """Stop everything that was started."""
        self.bot.stop()
        self.actions.stop()

    @contextlib.contextmanager
    def _step(self, words: str) -> Iterator[None]:
        started = time.monotonic()
        yield
        self._done += 1
        bar = "#" * (WIDTH * self._done // 5)
        self._say(f"[{bar:<{WIDTH}}] {self._done}/5  {words}: {time.monotonic() - started:.1f} s")

    def _read_guide(self) -> None:
        for language in languages(self.settings.data):
            if language.status == "live":
                load_guide(self.settings.data, language.code)
        sound_partners(self.settings.data, self._say)

    def _import_contacts(self) -> None:
        """A database that is away costs nobody a contact: the bot reads the files then."""
        self.settings.var.mkdir(parents=True, exist_ok=True)
        if contacts_are_imported(self.settings):
            return
        words = io.StringIO()
        code = import_files(self.settings.data, self.settings.database, out=lambda line: print(line, file=words))
        if code:
            self._say(words.getvalue().strip())
            self._say("The contacts could not be imported; the bot reads them from data/referrals.")
        else:
            mark_contacts(self.settings)

    def _train(self) -> None:
        if is_whole(model_path(self.settings)):
            return
        command, own = [sys.executable, "-m", "bot.cli", "train"], {**os.environ, PARENT: str(os.getpid())}
        trained = subprocess.run(command, env=own, capture_output=True, text=True)
        if trained.returncode:
            raise StartError(f"The model could not be trained.\n{trained.stderr.strip()}")

    def _start_actions(self) -> None:
        """The bot begins at the same time: both read for seconds, and neither needs the other for that."""
        self.actions.start()
        self.bot.start()
        wait_until_healthy(self._action_health, self.actions)

    def _start_bot(self) -> None:
        wait_until_healthy(self._bot_health, self.bot)


def contacts_are_imported(settings: Settings) -> bool:
    """Does the database hold exactly these files? False too when it cannot be asked."""
    mark = _contacts_mark(settings)
    try:
        return mark.exists() and mark.read_text() == _contacts_fingerprint(settings)
    except Exception:  # an empty, wiped or unreachable database: the import will say what is wrong
        return False


def mark_contacts(settings: Settings) -> None:
    """Note that the database holds these files. A recorded check, or another database put there, ends that."""
    _contacts_mark(settings).write_text(_contacts_fingerprint(settings))


def _contacts_mark(settings: Settings) -> Path:
    return settings.var / "contacts.imported"


def _contacts_fingerprint(settings: Settings) -> str:
    store = Store(settings.database)
    digest = hashlib.sha256(f"{settings.database} {store.stamp()} {schema_revision()}".encode())
    for path in sorted((settings.data / "referrals").glob("*.yml")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _shown(host: str) -> str:
    return "localhost" if host in ("127.0.0.1", "0.0.0.0", "::") else host


def _as_interrupt(*_: object) -> None:
    raise KeyboardInterrupt
