"""WebKit: MiniBrowser of WebKitGTK behind its WebKitWebDriver, by the W3C's WebDriver protocol (JSON over HTTP)."""

import json
import os
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bot.supervision import free_port
from tests.web.engines import PATIENCE, ScriptError, as_json, from_json, needed
from tests.web.engines.actions import click, press

BROWSER = "/usr/lib/{machine}/webkit2gtk-4.{minor}/MiniBrowser"
#: Without a graphics card, layers put together by OpenGL, which would be calculated, take two fifths of the time.
DRAWS = {"WEBKIT_DISABLE_COMPOSITING_MODE": "1"}
#: Waits for the promise and hands the value to the callback that the driver puts last.
SCRIPT = "const done = arguments[arguments.length - 1]; {}.then(done, (e) => done('!' + e));"


class WebKit:
    """A tab of WebKitGTK.

    Args:
        driver: address of WebKitWebDriver.
        browser: path of MiniBrowser.
    """

    def __init__(self, driver: str, browser: str) -> None:
        self._session = f"{driver}/session"
        options = {"webkitgtk:browserOptions": {"binary": browser, "args": ["--automation"]}}
        asked = {**options, "unhandledPromptBehavior": "accept", "timeouts": {"script": PATIENCE * 1000}}
        found = self._ask("POST", "", {"capabilities": {"alwaysMatch": asked}})
        self._session += f"/{found['sessionId']}"

    def go(self, url: str) -> None:
        self._ask("POST", "/url", {"url": url})

    def run(self, expression: str) -> Any:
        found = self._ask("POST", "/execute/async", {"script": SCRIPT.format(as_json(expression)), "args": []})
        if isinstance(found, str) and found.startswith("!"):
            raise ScriptError(found)
        return from_json(found)

    def tap(self, x: float, y: float) -> None:
        self._ask("POST", "/actions", {"actions": click(x, y)})

    def keys(self, text: str) -> None:
        self._ask("POST", "/actions", {"actions": press(text)})

    def size(self, width: int, height: int) -> None:
        self._ask("POST", "/window/rect", {"width": width, "height": height})

    def close(self) -> None:
        """End the browser."""
        self._ask("DELETE", "", None)

    def _ask(self, method: str, path: str, body: Any) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(
            self._session + path, data, {"Content-Type": "application/json"}, method=method
        )
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE * 2) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise ScriptError(error.read().decode("utf-8", "replace")[:400]) from None


@contextmanager
def start() -> Iterator[WebKit]:
    """A browser of its own on a screen of its own."""
    driver, screen = needed("WebKitWebDriver"), needed("xvfb-run")
    browsers = sorted(str(path) for path in Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"))
    port = free_port()
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "stdin": subprocess.DEVNULL}
    command = [screen, "-a", "-s", "-screen 0 1280x1024x24", driver, f"--port={port}"]
    process = subprocess.Popen(command, start_new_session=True, env={**os.environ, **DRAWS}, **quiet)
    try:
        engine = _connected(f"http://127.0.0.1:{port}", browsers[-1] if browsers else needed("MiniBrowser"))
        yield engine
        engine.close()
    finally:
        _end(process)


def _connected(driver: str, browser: str) -> WebKit:
    import time

    end = time.monotonic() + PATIENCE
    while True:
        try:
            return WebKit(driver, browser)
        except (OSError, ScriptError):
            if time.monotonic() > end:
                raise
            time.sleep(0.2)


def _end(process: subprocess.Popen) -> None:
    """End the driver with the screen and the browser that it started."""
    import signal

    try:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(10)
    except (ProcessLookupError, subprocess.TimeoutExpired):
        os.killpg(process.pid, signal.SIGKILL)
