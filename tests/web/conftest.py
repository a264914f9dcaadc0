"""A real Chromium on the running Staysafe, which lets nothing through unseen: no other host, no storage, no error."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, Route, sync_playwright

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-features=LocalNetworkAccessChecks",
    "--no-first-run",
]
#: Playwright cannot look into a closed shadow root. The page's own script still cannot tell the difference.
LOOK_INSIDE = (
    "{const attach = Element.prototype.attachShadow;"
    "Element.prototype.attachShadow = function (o) { return attach.call(this, {...o, mode: 'open'}); };}"
)
PHONE = {"width": 375, "height": 740}
DESKTOP = {"width": 1280, "height": 800}
EXIT = "https://www.wikipedia.org/"
HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The machine's Chromium. Skipped where there is none, except on a build server."""
    path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if path is None:
        message = "Chromium is not installed (Debian: apt install chromium); the browser tests cannot run."
        pytest.fail(message) if os.environ.get("CI") == "true" else pytest.skip(message)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield launched
        launched.close()


@dataclass
class Visitor:
    """Somebody with a browser: opens pages of the running Staysafe and remembers what happens around them."""

    url: str
    context: BrowserContext
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    #: Complaints that a test provokes on purpose, as parts of their text.
    expected: list[str] = field(default_factory=list)
    others: set[str] = field(default_factory=set)

    def page(self) -> Page:
        """A new tab."""
        page = self.context.new_page()
        page.on("request", self._note)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self._listen)
        page.on("dialog", self._dialog)
        return page

    def open(self, path: str = "/chat") -> Page:
        """A page of the site; waits until a chat on it that opens by itself is ready."""
        page = self.page()
        page.goto(self.url + path)
        if path.startswith("/chat"):
            page.locator("staysafe-chat .tiles, staysafe-chat .turn.mine").first.wait_for()
        return page

    def host(self, html: str, origin: str = "http://localhost:9090", **headers: str) -> Page:
        """A page of another site, at an address that belongs to it without any server."""
        body = html.replace("{widget}", f"{self.url}/widget.js").replace("{site}", self.url)
        answer = {"body": body, "content_type": "text/html; charset=utf-8", "headers": headers}
        self.context.route(f"{origin}/**", lambda route: route.fulfill(**answer))
        self.others.add(urlsplit(origin).netloc)
        page = self.page()
        page.goto(f"{origin}/")
        return page

    def answer_with(self, part: str, change: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
        """Change what the server answers at an address that holds `part`."""

        def changed(route: Route) -> None:
            answer = route.fetch()
            route.fulfill(response=answer, json=change(answer.json()))

        self.context.route(lambda url: part in url, changed)

    def check(self) -> None:
        """No host but ours, nothing stored, nothing complained about."""
        ours = {urlsplit(self.url).netloc, urlsplit(EXIT).netloc, *self.others}
        strangers = {u for u in self.requests if not u.startswith("data:") and urlsplit(u).netloc not in ours}
        assert not strangers, f"requests to other hosts: {strangers}"
        state = self.context.storage_state()
        assert state == {"cookies": [], "origins": []}, f"something was stored: {state}"
        left = [text for text in self.complaints if not any(part in text for part in self.expected)]
        assert not left, f"the browser complained: {left}"

    def _note(self, request: Request) -> None:
        self.requests.append(request.url)

    def _listen(self, message: Any) -> None:
        if message.type == "error" or "Content Security Policy" in message.text:
            self.complaints.append(message.text)

    def _dialog(self, dialog: Any) -> None:
        self.complaints.append(f"a dialog opened: {dialog.message}")
        dialog.dismiss()


@pytest.fixture
def visit(browser: Browser, stack: Any) -> Iterator[Callable[..., Visitor]]:
    """Makes visitors: `visit(viewport=PHONE, color_scheme="dark", …)`; afterwards each is checked."""
    visitors: list[Visitor] = []

    def come(**options: Any) -> Visitor:
        options = {"viewport": DESKTOP, "reduced_motion": "reduce", **options}
        context = browser.new_context(**options)
        context.set_default_timeout(8000)
        context.add_init_script(LOOK_INSIDE)
        context.route(f"{EXIT}**", lambda route: route.fulfill(body="<title>An encyclopedia</title><h1>Articles</h1>"))
        visitors.append(Visitor(stack.url, context))
        return visitors[-1]

    yield come
    for visitor in visitors:
        visitor.check()
        visitor.context.close()
