"""The chat as a person meets it: by what is written on buttons and what is said."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page, expect

CHAT = "staysafe-chat"


class Chat:
    """The chat on a page.

    Args:
        page: a page that holds one.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.box = page.locator(CHAT)
        self.log = self.box.get_by_role("log")

    def find(self, selector: str) -> Locator:
        """Something in the chat."""
        return self.box.locator(selector)

    def button(self, name: str) -> Locator:
        """A button by its words."""
        return self.box.get_by_role("button", name=name)

    def open(self) -> "Chat":
        """Tap the launcher."""
        self.find(".launch").click()
        self.find(".tiles").first.wait_for()
        return self

    def type(self, text: str) -> Locator:
        """Say something; gives the answer's turn."""
        self.box.get_by_label("Type a message").fill(text)
        return self.after(lambda: self.page.keyboard.press("Enter"))

    def tap(self, name: str) -> Locator:
        """Tap a suggestion in the talk; gives the answer's turn."""
        return self.after(lambda: self.find(".next").get_by_role("button", name=name).first.click())

    def tap_answer(self, number: int) -> Locator:
        """Tap one of the big answers, counted from 0."""
        return self.after(lambda: self.find(".answer").nth(number).click())

    def after(self, act: Callable[[], Any]) -> Locator:
        """Do something that is answered; gives the answer's turn."""
        turns = self.find(".turn:not(.mine)")
        before = turns.count()
        act()
        expect(turns).to_have_count(before + 1)
        return turns.last

    def tool(self, name: str) -> None:
        """Open a sheet: Menu or Settings."""
        self.box.get_by_role("button", name=name, exact=True).first.click()
        self.find(".sheet").wait_for()

    def back(self) -> None:
        """Close the sheet."""
        self.button("Back to the chat").click()

    def leave(self) -> Locator:
        """The way out."""
        return self.find("a.leave")

    def focused(self) -> str:
        """Words or class of what has the focus, inside the shadow root too."""
        script = (
            "() => { let e = document.activeElement; while (e?.shadowRoot?.activeElement)"
            " e = e.shadowRoot.activeElement; return e ? e.innerText || e.getAttribute('aria-label')"
            " || e.placeholder || e.className || e.tagName : ''; }"
        )
        return " ".join(str(self.page.evaluate(script)).split()).replace(" .", ".")
