"""Firefox by way of WebDriver BiDi, its own protocol over a WebSocket: no driver program in between."""

import asyncio
import re
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import aiohttp

from tests.web.engines import PATIENCE, ScriptError, as_json, from_json, needed
from tests.web.engines.actions import click, press

LISTENS = re.compile(r"WebDriver BiDi listening on (ws://\S+)")
#: Nothing goes out by itself; nothing is asked of who starts it.
PREFERENCES = {
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "datareporting.policy.dataSubmissionEnabled": False,
    "toolkit.telemetry.enabled": False,
    "app.update.disabledForTesting": True,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "browser.safebrowsing.update.enabled": False,
    "services.settings.server": "data:,",
    "extensions.getAddons.cache.enabled": False,
    "extensions.systemAddon.update.enabled": False,
    "dom.disable_beforeunload": False,
}


class Firefox:
    """A tab of Firefox. Its connection lives in a thread of its own.

    Args:
        address: where the browser listens, ws://…
    """

    def __init__(self, address: str) -> None:
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._loop.run_forever, daemon=True).start()
        self._count = 0
        self._wait(self._connect(f"{address}/session"))
        behaviour = {"alwaysMatch": {"unhandledPromptBehavior": {"default": "accept"}}}
        self._ask("session.new", capabilities=behaviour)
        self._tab = self._ask("browsingContext.getTree")["contexts"][0]["context"]

    def go(self, url: str) -> None:
        self._ask("browsingContext.navigate", context=self._tab, url=url, wait="complete")

    def run(self, expression: str) -> Any:
        target = {"context": self._tab}
        found = self._ask("script.evaluate", expression=as_json(expression), target=target, awaitPromise=True)
        if found["type"] != "success":
            raise ScriptError(found["exceptionDetails"]["text"])
        return from_json(found["result"].get("value"))

    def tap(self, x: float, y: float) -> None:
        self._ask("input.performActions", context=self._tab, actions=click(x, y))

    def keys(self, text: str) -> None:
        self._ask("input.performActions", context=self._tab, actions=press(text))

    def size(self, width: int, height: int) -> None:
        size = {"width": width, "height": height}
        self._ask("browsingContext.setViewport", context=self._tab, viewport=size)

    def close(self) -> None:
        """End the connection; the process is ended by who started it."""
        self._wait(self._disconnect())
        self._loop.call_soon_threadsafe(self._loop.stop)

    async def _connect(self, address: str) -> None:
        self._client = aiohttp.ClientSession()
        self._socket = await self._client.ws_connect(address, max_msg_size=0)

    async def _disconnect(self) -> None:
        await self._socket.close()
        await self._client.close()

    def _wait(self, doing: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(doing, self._loop).result(PATIENCE * 2)

    def _ask(self, method: str, **params: Any) -> Any:
        return self._wait(self._asked(method, params))

    async def _asked(self, method: str, params: dict[str, Any]) -> Any:
        self._count += 1
        await self._socket.send_json({"id": self._count, "method": method, "params": params})
        while True:
            answer = await self._socket.receive_json()
            if answer.get("id") != self._count:
                continue
            if answer["type"] == "error":
                raise ScriptError(f"{method}: {answer['error']} {answer['message'][:300]}")
            return answer["result"]


@contextmanager
def start() -> Iterator[Firefox]:
    """A browser of its own with an empty profile."""
    path = needed("firefox-esr", "firefox")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        lines = [f"user_pref({_json(name)}, {_json(value)});" for name, value in PREFERENCES.items()]
        (Path(profile) / "user.js").write_text("\n".join(lines))
        command = [path, "--headless", "--no-remote", "--profile", profile, "--remote-debugging-port=0"]
        quiet = {"stdout": subprocess.DEVNULL, "stdin": subprocess.DEVNULL}
        process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, **quiet)
        try:
            engine = Firefox(_address(process))
            yield engine
            engine.close()
        finally:
            process.terminate()
            process.wait(10)


def _json(value: Any) -> str:
    import json

    return json.dumps(value)


def _address(process: subprocess.Popen) -> str:
    for line in process.stderr:
        if found := LISTENS.search(line):
            threading.Thread(target=process.stderr.read, daemon=True).start()
            return found[1]
    raise AssertionError("Firefox ended before it listened")
