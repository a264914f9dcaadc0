"""`staysafe serve`: only the bot's process. `staysafe run` and docker-compose.yml start it."""

import argparse
import sys

from bot.commands.train import is_whole, model_path
from bot.logs import set_up_logging
from bot.settings import load_settings
from bot.supervision import exit_with_parent


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("--host", help="address to listen on (default: HOST, else this machine only)")
    parser.add_argument("--port", type=int, help="port to listen on (default: PORT, else 8080)")


def run(args: argparse.Namespace) -> int:
    """Serve until stopped."""
    settings = load_settings()
    model = model_path(settings)
    if not is_whole(model):
        print("staysafe: there is no whole model of this data. Run `./staysafe train` first.", file=sys.stderr)
        return 1
    exit_with_parent()
    from bot import runtime

    runtime.prepare()
    set_up_logging(settings.log_level)
    from bot.channels.wire import make_server
    from bot.server import build_app

    app = build_app(settings, str(model))
    set_up_logging(settings.log_level)
    server = make_server(app, args.host or settings.host, args.port or settings.port, app.state.errors.json)
    server.run()
    return 0 if server.started else 1
