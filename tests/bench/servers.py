"""A bare echo on several web servers, asked in turns by the same client: requests a second of CPU, and waiting.

`--venv DIR`: an environment with sanic, starlette, uvicorn, httptools, uvloop, granian and hypercorn; Rasa need not fit
in there. What came of it stands in bot/channels/README.md.
"""

import argparse
import asyncio
import os
import statistics
import tempfile
from contextlib import ExitStack
from pathlib import Path

from bot.supervision import free_port
from tests.bench.beside import CLIENTS, OURS, Server, _process, _waiting, cpu_seconds

ECHO = """
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route
async def echo(request):
    return JSONResponse({"message": (await request.json())["message"]})
app = Starlette(routes=[Route("/", echo, methods=["POST"])])
"""
SANIC = """
import sys
from sanic import Sanic, response
app = Sanic("echo")
@app.post("/")
async def echo(request):
    return response.json({"message": request.json["message"]})
app.run("127.0.0.1", int(sys.argv[1]), single_process=True, access_log=False, motd=False)
"""
UVICORN = ["uvicorn", "echo:app", "--no-access-log", "--log-level", "warning", "--http", "httptools", "--port", "PORT"]
COMMANDS = {
    "uvicorn, asyncio": [*UVICORN, "--loop", "asyncio"],
    "uvicorn, uvloop": [*UVICORN, "--loop", "uvloop"],
    "sanic, uvloop": ["python", "-c", SANIC, "PORT"],
    "granian, asyncio": ["granian", "--interface", "asgi", "--loop", "asyncio", "--port", "PORT", "echo:app"],
    "hypercorn, asyncio": ["hypercorn", "echo:app", "-b", "127.0.0.1:PORT"],
}


def main() -> None:
    """Start all, ask them in turns, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--venv", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=4)
    args = parser.parse_args()
    asked: dict[tuple[str, int], list[float]] = {}
    with ExitStack() as kept:
        folder = Path(kept.enter_context(tempfile.TemporaryDirectory()))
        (folder / "echo.py").write_text(ECHO)
        servers = []
        for name, (program, *rest) in COMMANDS.items():
            port = free_port()
            command = [str(args.venv / "bin" / program), *(part.replace("PORT", str(port)) for part in rest)]
            pid, _ = kept.enter_context(_process(command, port, dict(os.environ), folder))
            servers.append(Server(name, f"http://127.0.0.1:{port}/", pid, OURS, lambda text, _: {"message": text}))
        for turn in range(args.rounds):
            for clients in CLIENTS:
                for server in servers if turn % 2 else servers[::-1]:
                    before = used(server.pid)
                    asyncio.run(server.asked(clients, 40 * 64))
                    asked.setdefault((server.name, clients), []).append(40 * 64 / (used(server.pid) - before))
    for server in servers:
        for clients in CLIENTS:
            rate = statistics.median(asked[server.name, clients])
            print(f"| {server.name}, {clients} client(s) | {rate:.0f} | {_waiting(server.seconds[clients])} |")


def used(pid: int) -> float:
    """CPU seconds of a process and those that it started."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return cpu_seconds(pid) + sum(used(int(child)) for child in children)


if __name__ == "__main__":
    main()
