"""A real Chromium on the running Staysafe, which lets nothing through unseen: no other host, no storage, no error."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Request, Route, sync_playwright

from tests.web.engines import needed
from tests.web.engines.chromium import ARGUMENTS, PAGES_ALONE
from tests.web.sites import Pages

PHONE = {"width": 375, "height": 740}
DESKTOP = {"width": 1280, "height": 800}
EXIT = "https://www.wikipedia.org/"
#: Another one, which a partner could choose.
WEATHER = "https://weather.example/"
HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def neutral() -> Iterator[Pages]:
    """The site that leaving leads to, whatever its name: a server of this machine stands in for it."""
    site = Pages(secure=True).start()
    site.put("<title>An encyclopedia</title><h1>Articles</h1>", "*")
    yield site
    site.stop()


@pytest.fixture(scope="session")
def youth_site(stack: Any) -> Iterator[Pages]:
    """A partner's site, at the origin that this Staysafe allows."""
    site = Pages(int(stack.partner.rpartition(":")[2])).start()
    yield site
    site.stop()


@pytest.fixture(scope="session")
def driver() -> Iterator[Playwright]:
    """What drives Chromium; one for all, for a second one in the same thread is refused."""
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(driver: Playwright, neutral: Pages) -> Iterator[Browser]:
    """The machine's Chromium. Skipped where there is none, except on a build server."""
    path = needed(*PAGES_ALONE)
    others = ", ".join(f"MAP {urlsplit(url).hostname}:443 127.0.0.1:{neutral.port}" for url in (EXIT, WEATHER))
    arguments = [*ARGUMENTS, f"--host-resolver-rules={others}"]
    launched = driver.chromium.launch(executable_path=path, args=arguments)
    yield launched
    launched.close()


@dataclass
class Visitor:
    """Somebody with a browser: opens pages of the running Staysafe and remembers what happens around them."""

    url: str
    context: BrowserContext
    #: A partner's site and its origin; the same pages at `stranger` stand for a site that no partner names.
    site: Pages
    partner: str
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

    @property
    def stranger(self) -> str:
        """An origin that may not chat."""
        return self.partner.replace("localhost", "127.0.0.1")

    def host(self, html: str, origin: str = "", **headers: str) -> Page:
        """A page of another site, by a server of its own."""
        page = self.page()
        page.goto((origin or self.partner) + self.embed(html, **headers))
        return page

    def embed(self, html: str, path: str = "/", **headers: str) -> str:
        """Write a page of the partner's site: `{widget}` and `{site}` are our addresses; gives its path."""
        self.others |= {urlsplit(origin).netloc for origin in (self.partner, self.stranger)}
        return self.site.put(
            html.replace("{widget}", f"{self.url}/widget.js").replace("{site}", self.url), path, **headers
        )

    def answer_with(self, part: str, change: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
        """Change what the server answers at an address that holds `part`."""

        def changed(route: Route) -> None:
            answer = route.fetch()
            route.fulfill(response=answer, json=change(answer.json()))

        self.context.route(lambda url: part in url, changed)

    def check(self) -> None:
        """No host but ours, nothing stored, nothing complained about."""
        ours = {urlsplit(self.url).netloc, urlsplit(EXIT).netloc, urlsplit(WEATHER).netloc, *self.others}
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
def visit(browser: Browser, stack: Any, youth_site: Pages) -> Iterator[Callable[..., Visitor]]:
    """Makes visitors: `visit(viewport=PHONE, color_scheme="dark", …)`; afterwards each is checked."""
    visitors: list[Visitor] = []

    def come(**options: Any) -> Visitor:
        options = {"viewport": DESKTOP, "reduced_motion": "reduce", "ignore_https_errors": True, **options}
        context = browser.new_context(**options)
        context.set_default_timeout(8000)
        visitors.append(Visitor(stack.url, context, youth_site, stack.partner))
        return visitors[-1]

    yield come
    for visitor in visitors:
        visitor.check()
        visitor.context.close()
