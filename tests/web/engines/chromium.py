"""Chromium by way of Playwright, with no route and no interception: then it asks preflights as it does for people."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Error, Page, Playwright

from tests.web.engines import ScriptError, as_json, from_json, needed

#: With windows, history and all, as people have it.
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
#: The same engine without what is around a page, in half the time; where it is missing, the whole browser.
PAGES_ALONE = ("chromium-headless-shell", *BROWSERS)
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
KEYS = {"\n": "Enter", "\x1b": "Escape", "\t": "Tab"}


class Chromium:
    """A tab of Chromium."""

    def __init__(self, page: Page) -> None:
        self.page = page
        page.on("dialog", lambda dialog: dialog.accept())

    def go(self, url: str) -> None:
        self.page.goto(url)

    def run(self, expression: str) -> Any:
        try:
            return from_json(self.page.evaluate(as_json(expression)))
        except Error as error:
            raise ScriptError(str(error)) from None

    def tap(self, x: float, y: float) -> None:
        self.page.mouse.click(x, y)

    def keys(self, text: str) -> None:
        for letter in text:
            self.page.keyboard.press(KEYS.get(letter, letter))

    def size(self, width: int, height: int) -> None:
        self.page.set_viewport_size({"width": width, "height": height})


@contextmanager
def start(playwright: Playwright) -> Iterator[Chromium]:
    """A browser of its own."""
    browser = playwright.chromium.launch(executable_path=needed(*BROWSERS), args=ARGUMENTS)
    yield Chromium(browser.new_page())
    browser.close()
