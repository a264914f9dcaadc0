"""`staysafe serve`: only the bot's process. `staysafe run` and docker-compose.yml start it."""

import argparse
import os
import socket
import sys
from collections.abc import Callable

from bot.commands.train import is_whole, model_path
from bot.logs import set_up_logging
from bot.settings import SettingsError, load_settings
from bot.supervision import exit_with_parent
from bot.workers import Workers

#: Sums of the size that a message needs gain nothing from a second core: it is only kept from others' turns.
ONE_CORE = "1"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("--host", help="address to listen on (default: HOST, else this machine only)")
    parser.add_argument("--port", type=int, help="port to listen on (default: PORT, else 8080)")
    parser.add_argument("--workers", type=int, help="processes that share the work (default: WORKERS, else 1)")


def run(args: argparse.Namespace) -> int:
    """Serve until stopped."""
    settings = load_settings()
    workers = args.workers or settings.workers
    if workers > 1 and not settings.redis_url:
        raise SettingsError("Several workers share conversations through Redis: set REDIS_URL, or use one worker.")
    model = model_path(settings)
    if not is_whole(model):
        print("staysafe: there is no whole model of this data. Run `./staysafe train` first.", file=sys.stderr)
        return 1
    exit_with_parent()
    os.environ.setdefault("OPENBLAS_NUM_THREADS", ONE_CORE)
    from bot import runtime

    runtime.prepare(answering=True)
    set_up_logging(settings.log_level)
    from bot.channels.wire import make_server
    from bot.server import build_app

    app = build_app(settings, str(model))
    set_up_logging(settings.log_level)
    server = make_server(app, args.host or settings.host, args.port or settings.port, app.state.errors.json)
    if workers > 1:
        app.state.load()

        def serve_one(listening: socket.socket, beat: Callable[[], None]) -> None:
            app.state.beat = beat
            server.run([listening])

        return Workers(serve_one, server.config.bind_socket(), workers).run()
    server.run()
    return 0 if server.started else 1
